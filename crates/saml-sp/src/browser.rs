//! A browser as far as single sign-on needs one: cookies, redirects, and pages that post a form by themselves.

mod form;
mod jar;

use samspel_exchange::{Client, Credentials, Exchange, Halt, Request, RequestBody, Secret, Session};
use url::Url;

use self::jar::Jar;
pub(crate) use form::Form;
pub(crate) use jar::Cookie;

/// Redirects followed in a row.
const MOST_REDIRECTS: usize = 12;

/// Where a browser came to.
#[derive(Debug, Clone)]
pub(crate) enum Landing {
    /// A page, or no answer at all.
    Page(Exchange),
    /// The identity provider, which is us: nothing was sent there.
    Idp(Arrival),
    /// It was sent round in circles.
    Circles,
}

/// Where a browser is that follows nothing.
#[derive(Debug, Clone)]
pub(crate) enum Stay {
    /// A page, or no answer at all.
    Page(Exchange),
    /// On its way to the identity provider.
    Idp(Arrival),
}

/// A message that was brought to the identity provider.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    /// The address, with the query where the message was in it.
    pub(crate) url: Url,
    /// The fields of the form, where one was posted.
    pub(crate) form: Option<Vec<(String, String)>>,
    /// The answer that sent the browser there.
    pub(crate) exchange: Exchange,
}

impl Arrival {
    /// A parameter of the message.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        match &self.form {
            Some(fields) => fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone()),
            None => self.url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned()),
        }
    }
}

/// One browser with its own cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    session: Session,
    client: Client,
    jar: Jar,
    /// Addresses that begin so are ours.
    idp: String,
    /// Hosts that requests were sent to.
    pub(crate) visited: Vec<String>,
}

impl Browser {
    /// A new browser. `idp`: how addresses of our identity provider begin.
    pub(crate) fn new(session: &Session, idp: &str) -> Browser {
        Browser {
            session: session.clone(),
            client: session.client().clone(),
            jar: Jar::default(),
            idp: idp.to_owned(),
            visited: Vec::new(),
        }
    }

    /// Has something struck out of everything that is written.
    pub(crate) fn keep_secret(&self, secret: &str) {
        self.client.keep_secret(&Secret::new(secret));
    }

    /// Cookies that it holds.
    pub(crate) fn cookies(&self) -> &[Cookie] {
        self.jar.cookies()
    }

    /// Changes the value of every cookie: somebody who guesses.
    pub(crate) fn garble_cookies(&mut self) {
        self.jar.garble();
    }

    /// Loses one cookie.
    pub(crate) fn forget(&mut self, cookie: &Cookie) {
        self.jar.forget(cookie);
    }

    /// Opens an address and goes where it is sent.
    pub(crate) async fn open(&mut self, operation: &str, url: &str) -> Result<Landing, Halt> {
        self.follow(operation, "GET", url, None).await
    }

    /// Opens an address and stays there, whatever the answer says.
    pub(crate) async fn look(&mut self, operation: &str, url: &str) -> Result<Stay, Halt> {
        let exchange = self.send(operation, "GET", url, None).await?;
        Ok(match step(&exchange, url, &self.idp) {
            Step::Idp(arrival) => Stay::Idp(*arrival),
            Step::On { .. } | Step::Here => Stay::Page(exchange),
        })
    }

    /// Posts a form and goes where it is sent.
    pub(crate) async fn post(&mut self, operation: &str, url: &str, fields: &[(&str, &str)]) -> Result<Landing, Halt> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.follow(operation, "POST", url, Some(body)).await
    }

    async fn follow(
        &mut self,
        operation: &str,
        method: &str,
        url: &str,
        body: Option<String>,
    ) -> Result<Landing, Halt> {
        let (mut method, mut url, mut body) = (method.to_owned(), url.to_owned(), body);
        for _ in 0..MOST_REDIRECTS {
            let exchange = self.send(operation, &method, &url, body.take()).await?;
            match step(&exchange, &url, &self.idp) {
                Step::Here => return Ok(Landing::Page(exchange)),
                Step::Idp(arrival) => return Ok(Landing::Idp(*arrival)),
                Step::On { url: next, repeats } => {
                    // A body is sent once only; services that ask for it again get a bare request.
                    if !repeats {
                        "GET".clone_into(&mut method);
                    }
                    url = next;
                }
            }
        }
        Ok(Landing::Circles)
    }

    async fn send(&mut self, operation: &str, method: &str, url: &str, body: Option<String>) -> Result<Exchange, Halt> {
        let mut request = Request::get(operation, url)
            .method(method)
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .credentials(Credentials::Anonymous);
        if let Ok(parsed) = Url::parse(url) {
            if let Some(host) = parsed.host_str() {
                self.visited.push(host.to_owned());
            }
            if let Some(cookies) = self.jar.header(&parsed) {
                request = request.header("cookie", cookies);
            }
        }
        if let Some(body) = body {
            let media_type = "application/x-www-form-urlencoded".to_owned();
            request.body = Some(RequestBody::Raw { media_type, bytes: body.into_bytes() });
        }
        let exchange = self.session.send(request).await?;
        if let (Ok(answer), Ok(from)) = (&exchange.outcome, Url::parse(url)) {
            for (_, value) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
                if let Some(secret) = self.jar.take(&from, value) {
                    self.client.keep_secret(&Secret::new(secret));
                }
            }
        }
        Ok(exchange)
    }
}

/// Where an answer sends a browser.
enum Step {
    Here,
    Idp(Box<Arrival>),
    On { url: String, repeats: bool },
}

fn step(exchange: &Exchange, url: &str, idp: &str) -> Step {
    let (Ok(answer), Ok(here)) = (&exchange.outcome, Url::parse(url)) else { return Step::Here };
    let arrived = |url, form| Step::Idp(Box::new(Arrival { url, form, exchange: exchange.clone() }));
    let location = answer.header("location").filter(|_| (300..400).contains(&answer.status));
    if let Some(next) = location.and_then(|to| here.join(to).ok()) {
        if next.as_str().starts_with(idp) {
            return arrived(next, None);
        }
        return Step::On { url: next.into(), repeats: matches!(answer.status, 307 | 308) };
    }
    match Form::posted_to(&String::from_utf8_lossy(&answer.body), &here, idp) {
        Some(form) => arrived(form.action, Some(form.fields)),
        None => Step::Here,
    }
}
