//! What the network says, and what to do about it.

use samspel_exchange::Fault;

use super::{Advice, Patient};

/// A fault on the way to `what` (the system or its token endpoint) as an advice.
pub(super) fn explain(fault: &Fault, what: &str, patient: &Patient<'_>) -> Advice {
    match fault {
        Fault::Dns { host } => Advice::unreachable(
            format!("{what}: the host name {host} has no address"),
            "check the spelling; is the name known only inside a VPN?",
        ),
        Fault::Connect { address, what: said } => Advice::unreachable(
            format!("{what}: no connection to {address} ({said})"),
            match proxy(patient) {
                Some(proxy) => format!("the proxy {proxy} is in use: is it right, and may it reach the system?"),
                None => "is the port right, is the system started, does a firewall stand between? Samspel uses `proxy` in the \
                         target file or HTTPS_PROXY"
                    .to_owned(),
            },
        ),
        Fault::Tls { what: said } => Advice::unreachable(
            format!("{what}: {said}"),
            if said.contains("does not speak TLS") {
                "write http:// if that is what it speaks, or the port that speaks TLS"
            } else {
                "an own certificate authority goes into `ca_file`; a wrong name or an expired certificate has to be mended in \
                 the system"
            },
        ),
        Fault::Timeout { seconds } => Advice::unreachable(
            format!("{what}: no complete answer in {seconds} s"),
            "is it the right address? A slow system may need a larger `limits.timeout_s`",
        ),
        Fault::BodyTooLarge { limit } => Advice::wrong(
            format!("{what}: one page is larger than {limit} bytes"),
            "raise `limits.max_body_bytes`, or ask the vendor why limit=1 gives so much",
        ),
        Fault::Broken { what: said } => Advice::unreachable(
            format!("{what}: the answer broke off ({said})"),
            "is something other than an HTTP server listening there, or a proxy in between?",
        ),
        Fault::Unsendable { what: said } => {
            Advice::wrong(format!("{what}: the request cannot be sent ({said})"), "check base_url and token_url")
        }
        Fault::NoToken { what: said, .. } => Advice::unreachable(format!("{what}: {said}"), "see the advice on the login"),
    }
}

/// The proxy that requests go through, from the target file or the environment.
fn proxy(patient: &Patient<'_>) -> Option<String> {
    patient.settings.proxy.clone().or_else(|| {
        ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
    })
}
