//! One user agent: cookies, redirects, forms.

use samspel_exchange::{Credentials, Exchange, Request, RequestBody, Secret};
use samspel_suite::{CheckError, Context};
use url::Url;

use super::cookies::Jar;

/// A browser with nobody logged in yet.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    jar: Jar,
    /// Every address and cookie so far, which logs and other sites may see. Kept in memory alone.
    pub(crate) trail: Vec<Trace>,
}

/// Something that a login leaves behind on its way.
#[derive(Clone)]
pub(crate) enum Trace {
    /// An address that was asked for or redirected to.
    Address(String),
    /// A cookie, as `name=value`.
    Cookie(String),
}

impl Browser {
    /// Asks for an address.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn get(
        &mut self,
        ctx: &Context,
        operation: &str,
        url: &str,
        query: &[(String, String)],
    ) -> Result<Exchange, CheckError> {
        let mut request = Request::get(operation, url);
        request.query = query.to_vec();
        self.send(ctx, request).await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn post(
        &mut self,
        ctx: &Context,
        operation: &str,
        url: &str,
        fields: &[(String, String)],
    ) -> Result<Exchange, CheckError> {
        self.send(ctx, form(operation, url, fields)).await
    }

    async fn send(&mut self, ctx: &Context, request: Request) -> Result<Exchange, CheckError> {
        let address =
            Url::parse(&request.path).map_err(|e| CheckError::Other(format!("{}: {e}", request.operation)))?;
        let mut request =
            request.credentials(Credentials::Anonymous).header("accept", "text/html,application/xhtml+xml");
        if let Some(cookies) = self.jar.header(&address) {
            request = request.header("cookie", cookies);
        }
        let exchange = ctx.session.send(request).await?;
        self.trail.push(Trace::Address(exchange.url.clone()));
        if let Ok(response) = &exchange.outcome {
            self.trail.extend(response.header("location").map(|to| Trace::Address(to.to_owned())));
            for (_, value) in response.headers.iter().filter(|(name, _)| name == "set-cookie") {
                self.jar.take(value, &address);
                self.trail.extend(value.split(';').next().map(|pair| Trace::Cookie(pair.to_owned())));
                if let Some((_, secret)) = value.split(';').next().and_then(|pair| pair.split_once('=')) {
                    ctx.client.keep_secret(&Secret::new(secret));
                }
            }
        }
        Ok(exchange)
    }
}

/// A request with a form in it.
pub(crate) fn form(operation: &str, url: &str, fields: &[(String, String)]) -> Request {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut request = Request::get(operation, url).method("POST").credentials(Credentials::Anonymous);
    request.body =
        Some(RequestBody::Raw { media_type: "application/x-www-form-urlencoded".to_owned(), bytes: body.into_bytes() });
    request
}
