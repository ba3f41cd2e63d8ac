//! Where notifications arrive.

use std::sync::Arc;

use samspel_exchange::{Listener, Mailbox};
use samspel_suite::{CheckError, Context};

/// An address that nobody answers at, for subscriptions that need no answer.
const NOBODY: &str = "https://mottagare.example/samspel";

/// The listener of the run.
pub(super) async fn listener(ctx: &Context) -> Result<Arc<Listener>, CheckError> {
    let webhook = &ctx.target.webhook;
    ctx.shared
        .get_or_try_init(|| async {
            Listener::open(&ctx.client, &webhook.listen, webhook.public_url.as_deref())
                .await
                .map_err(|e| CheckError::Other(format!("webhook.listen {}: {e}", webhook.listen)))
        })
        .await
}

/// Whether the system can reach the listener: its address is given, or both are on this machine.
pub(super) fn is_reachable(ctx: &Context) -> bool {
    ctx.target.webhook.public_url.is_some() || is_local(ctx.client.base_url())
}

/// Whether a URL names this machine.
pub(super) fn is_local(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host == "localhost"
        || host.starts_with("localhost:")
        || host.starts_with("[::1]")
        || host.split(':').next().is_some_and(|h| h.parse::<std::net::Ipv4Addr>().is_ok_and(|a| a.is_loopback()))
}

/// A target for a subscription whose notifications nobody needs; the mailbox, if any, must live as long as the subscription.
pub(super) async fn target(ctx: &Context) -> Result<(String, Option<Mailbox>), CheckError> {
    if !is_reachable(ctx) {
        return Ok((NOBODY.to_owned(), None));
    }
    let mailbox = listener(ctx).await?.mailbox(&ctx.test);
    Ok((mailbox.url().to_owned(), Some(mailbox)))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_loopback_addresses_are_local() {
        for url in ["http://127.0.0.1:80/v2.0", "http://localhost/", "http://[::1]:8/x", "https://127.3.0.1"] {
            assert!(is_local(url), "{url}");
        }
        for url in ["https://api.example/127.0.0.1", "http://localhost.example/", "http://10.0.0.1/", "127.0.0.1"] {
            assert!(!is_local(url), "{url}");
        }
    }
}
