//! One request on the wire and its answer, read whole: no redirects, no decompression, a time limit and a size limit.

use std::cell::Cell;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, redirect};
use tower::{Layer, Service};
use url::Url;

use crate::failure::classify;
use crate::{Fault, Response, Settings, SetupError, address, tls};

/// A request as it goes out.
#[derive(Clone)]
pub(crate) struct Wire {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Vec<u8>>,
}

impl Wire {
    /// Puts a request into HTTP's terms.
    pub(crate) fn new(method: &str, url: &str) -> Result<Self, Fault> {
        let unsendable = |what: String| Fault::Unsendable { what };
        Ok(Wire {
            method: Method::from_bytes(method.as_bytes()).map_err(|e| unsendable(e.to_string()))?,
            url: Url::parse(url).map_err(|e| unsendable(e.to_string()))?,
            headers: HeaderMap::new(),
            body: None,
        })
    }

    /// Adds a header; a name may come several times.
    pub(crate) fn header(&mut self, name: &str, value: &str) -> Result<(), Fault> {
        let unsendable = |what: String| Fault::Unsendable { what };
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|e| unsendable(e.to_string()))?;
        let value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| unsendable(format!("header {key} holds characters that HTTP forbids")))?;
        self.headers.append(key, value);
        Ok(())
    }

    /// Adds a header unless the request has it already.
    pub(crate) fn default_header(&mut self, name: &'static str, value: &str) -> Result<(), Fault> {
        if self.headers.contains_key(name) { Ok(()) } else { self.header(name, value) }
    }

    /// Whether it has no body where its method lets one expect a body. Its length is then told all the same (RFC 9110, 8.6): without
    /// one, some servers refuse the request, and others take no notice of an empty form.
    fn announces_emptiness(&self) -> bool {
        matches!(self.method, Method::POST | Method::PUT | Method::PATCH)
            && self.body.as_ref().is_none_or(Vec::is_empty)
    }
}

/// The HTTP stack.
pub(crate) struct Transport {
    pooled: reqwest::Client,
    /// Keeps no connection, so that each request gets a fresh one.
    fresh: reqwest::Client,
    timeout: Duration,
    max_body: u64,
}

tokio::task_local! {
    /// Connections opened while the request of this task was under way.
    static OPENED: Cell<u32>;
}

impl Transport {
    pub(crate) fn new(settings: &Settings, urls: &[&str]) -> Result<Self, SetupError> {
        let proxies =
            settings.proxy.iter().cloned().chain(PROXY_VARIABLES.iter().filter_map(|n| std::env::var(n).ok()));
        let needs_tls = urls.iter().map(|u| (*u).to_owned()).chain(proxies).any(|url| is_https(&url));
        let config = tls::client_config(settings.ca_file.as_deref(), needs_tls)?;
        let builder = || -> Result<reqwest::ClientBuilder, SetupError> {
            let builder = reqwest::Client::builder()
                .tls_backend_preconfigured(config.clone())
                .redirect(redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .user_agent(concat!("samspel/", env!("CARGO_PKG_VERSION")))
                .connector_layer(CountConnections);
            Ok(match &settings.proxy {
                Some(url) => builder.proxy(proxy(url)?),
                None => builder,
            })
        };
        let build = |builder: reqwest::ClientBuilder| builder.build().map_err(|e| SetupError::Http(e.to_string()));
        Ok(Transport {
            pooled: build(builder()?)?,
            fresh: build(builder()?.pool_max_idle_per_host(0))?,
            timeout: Duration::from_secs(settings.limits.timeout_s.max(1)),
            max_body: settings.limits.max_body_bytes,
        })
    }

    /// Sends a request. Its second result says whether it may be sent once more on a fresh connection: it broke before any
    /// answer, and either used a connection that had been open before or does no harm when it comes twice (RFC 9110, 9.2.2).
    pub(crate) async fn send(&self, wire: &Wire) -> (Result<Response, Fault>, bool) {
        OPENED
            .scope(Cell::new(0), async {
                let mut answered = false;
                let outcome = self.within_time(self.exchange(&self.pooled, wire, &mut answered)).await;
                let reused = OPENED.with(Cell::get) == 0;
                let again = matches!(outcome, Err(Fault::Broken { .. }))
                    && !answered
                    && (reused || wire.method.is_idempotent());
                (outcome, again)
            })
            .await
    }

    /// Sends a request on a connection of its own.
    pub(crate) async fn send_fresh(&self, wire: &Wire) -> Result<Response, Fault> {
        let mut answered = false;
        self.within_time(self.exchange(&self.fresh, wire, &mut answered)).await
    }

    async fn within_time(&self, work: impl Future<Output = Result<Response, Fault>>) -> Result<Response, Fault> {
        match tokio::time::timeout(self.timeout, work).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Fault::Timeout { seconds: self.timeout.as_secs() }),
        }
    }

    async fn exchange(&self, client: &reqwest::Client, wire: &Wire, answered: &mut bool) -> Result<Response, Fault> {
        let mut request = reqwest::Request::new(wire.method.clone(), wire.url.clone());
        *request.headers_mut() = wire.headers.clone();
        *request.body_mut() = wire.body.clone().map(Into::into);
        if wire.announces_emptiness() {
            request.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from_static("0"));
        }
        let mut response = client.execute(request).await.map_err(|e| classify(&e, &wire.url))?;
        *answered = true;
        let too_large = Fault::BodyTooLarge { limit: self.max_body };
        if response.content_length().is_some_and(|length| length > self.max_body) {
            return Err(too_large);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| classify(&e, &wire.url))? {
            if (body.len() as u64).saturating_add(chunk.len() as u64) > self.max_body {
                return Err(too_large);
            }
            body.extend_from_slice(&chunk);
        }
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        Ok(Response { status: response.status().as_u16(), headers, body })
    }
}

/// The variables that name a proxy, as curl reads them.
const PROXY_VARIABLES: &[&str] = &["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "http_proxy", "HTTP_PROXY"];

fn is_https(url: &str) -> bool {
    url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
}

fn proxy(url: &str) -> Result<reqwest::Proxy, SetupError> {
    let failed = |what: String| SetupError::Proxy { url: address::without_credentials(url), what };
    let scheme = Url::parse(url).map_err(|e| failed(e.to_string()))?;
    if !matches!(scheme.scheme(), "http" | "https") {
        return Err(failed("only http and https proxies are supported".to_owned()));
    }
    let proxy = reqwest::Proxy::all(url).map_err(|_| failed("it is not a proxy address".to_owned()))?;
    Ok(proxy.no_proxy(reqwest::NoProxy::from_env()))
}

/// Counts the connections that are opened for a request.
#[derive(Clone)]
struct CountConnections;

#[derive(Clone)]
struct Counting<S>(S);

impl<S> Layer<S> for CountConnections {
    type Service = Counting<S>;

    fn layer(&self, inner: S) -> Counting<S> {
        Counting(inner)
    }
}

impl<S: Service<R>, R> Service<R> for Counting<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        // Outside a request (a connection opened in advance) there is nothing to count.
        let _ = OPENED.try_with(|opened| opened.set(opened.get() + 1));
        self.0.call(request)
    }
}
