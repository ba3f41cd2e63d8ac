//! The service provider as a web server: login, assertion consumer, a page that tells who is there, logout, metadata.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::fault::{Lapse, SpPolicy};
use super::keys::{CURRENT, OLDER};
use super::reading::{Login, judge, status_message};
use super::trust::Trust;
use super::wandering::wander;
use super::{request, sp_faults};

/// How the service provider is to be.
#[derive(Debug, Clone, Default)]
pub struct SpOptions {
    /// Metadata of the identity provider that it trusts.
    pub idp_metadata: String,
    /// Whose rules it keeps.
    pub policy: SpPolicy,
    /// Faults by id.
    pub faults: Vec<String>,
}

/// Why there is no service provider.
#[derive(Debug, thiserror::Error)]
pub enum SpError {
    /// The fault does not exist.
    #[error("there is no fault {0}")]
    UnknownFault(String),
    /// The metadata tells of no identity provider.
    #[error("the metadata tells of no identity provider")]
    Metadata,
    /// The address cannot be listened on.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

/// A service provider that listens. It stops when it is dropped.
pub struct RunningSp {
    sp: Arc<Sp>,
    task: JoinHandle<()>,
}

impl RunningSp {
    /// Where it is.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.sp.base
    }

    /// What must never be written down: every response that was posted to it, packed, and every cookie that it gave out.
    #[must_use]
    pub fn secrets(&self) -> (Vec<String>, Vec<String>) {
        let memory = self.sp.memory();
        (memory.posted.clone(), memory.cookies.clone())
    }

    /// Its metadata.
    #[must_use]
    pub fn metadata(&self) -> String {
        self.sp.metadata()
    }
}

impl Drop for RunningSp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Everything that it knows.
pub(super) struct Sp {
    pub(super) base: String,
    pub(super) trust: Trust,
    pub(super) policy: SpPolicy,
    lapses: Vec<Lapse>,
    memory: Mutex<Memory>,
}

/// What it remembers.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) sessions: HashMap<String, Session>,
    /// Ids of responses and assertions that let somebody in.
    pub(super) used: HashSet<String>,
    /// Ids of all requests.
    pub(super) requests: HashSet<String>,
    /// Whoever logged in last.
    latest: Option<Login>,
    posted: Vec<String>,
    cookies: Vec<String>,
}

/// One browser.
#[derive(Default, Clone)]
pub(super) struct Session {
    pub(super) request: Option<String>,
    pub(super) person: Option<Login>,
}

impl Sp {
    pub(super) fn lapses(&self, lapse: Lapse) -> bool {
        self.lapses.contains(&lapse)
    }

    /// Whether it looks for signed content anywhere.
    pub(super) fn wraps(&self) -> bool {
        [Lapse::FirstChild, Lapse::FirstAnywhere, Lapse::AnyNamespace, Lapse::SealedUnchecked]
            .into_iter()
            .any(|lapse| self.lapses(lapse))
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn entity_id(&self) -> String {
        format!("{}/saml", self.base)
    }

    pub(super) fn acs(&self) -> String {
        format!("{}/acs", self.base)
    }

    fn metadata(&self) -> String {
        let key = |usage: &str, pair: Option<&super::keys::Pair>| {
            let certificate = pair.map(|pair| pair.certificate.as_str()).unwrap_or_default();
            format!(
                "<md:KeyDescriptor use=\"{usage}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}\
                 </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            )
        };
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
             xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{}\"><md:SPSSODescriptor \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\" AuthnRequestsSigned=\"true\" \
             WantAssertionsSigned=\"true\">{}{}{}<md:AssertionConsumerService index=\"0\" isDefault=\"true\" \
             Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"{}\"/></md:SPSSODescriptor>\
             </md:EntityDescriptor>",
            self.entity_id(),
            key("signing", CURRENT.as_ref()),
            key("encryption", CURRENT.as_ref()),
            key("encryption", OLDER.as_ref()),
            self.acs()
        )
    }
}

/// Starts a service provider.
///
/// # Errors
/// When a fault does not exist, the metadata is of no use, or the address cannot be listened on.
pub async fn start_sp(listen: SocketAddr, options: SpOptions) -> Result<RunningSp, SpError> {
    let mut lapses = Vec::new();
    for id in &options.faults {
        let fault = sp_faults().iter().find(|fault| fault.id == id.as_str());
        lapses.extend(fault.ok_or_else(|| SpError::UnknownFault(id.clone()))?.lapses);
    }
    let trust = Trust::read(&options.idp_metadata).ok_or(SpError::Metadata)?;
    let socket = TcpListener::bind(listen).await?;
    let base = format!("http://{}", socket.local_addr()?);
    let sp = Arc::new(Sp { base, trust, policy: options.policy, lapses, memory: Mutex::default() });
    let router = Router::new()
        .route("/login", get(login))
        .route("/acs", post(acs).get(redirected))
        .route("/probe", get(probe))
        .route("/logout", get(logout))
        .route("/metadata", get(|State(sp): State<Arc<Sp>>| async move { sp.metadata() }))
        .layer(axum::extract::DefaultBodyLimit::max(1 << 20))
        .with_state(Arc::clone(&sp));
    let task = tokio::spawn(async move {
        // The loop itself does not end; errors of single connections stay with them.
        let _ = axum::serve(socket, router).await;
    });
    Ok(RunningSp { sp, task })
}

const COOKIE: &str = "larospel";

fn cookie(headers: &HeaderMap) -> Option<String> {
    let all = headers.get(header::COOKIE)?.to_str().ok()?;
    let own = all.split("; ").find_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('='))?;
    Some(own.to_owned())
}

fn set_cookie(sp: &Sp, value: &str) -> String {
    match sp.lapses(Lapse::CookieBare) {
        true => format!("{COOKIE}={value}; Path=/"),
        false => format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax"),
    }
}

fn redirect(location: &str, cookie: Option<String>) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location.to_owned())]).into_response();
    if let Some(value) = cookie.and_then(|cookie| cookie.parse().ok()) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

async fn login(State(sp): State<Arc<Sp>>, headers: HeaderMap) -> Response {
    let begun = request::begin(&sp, &format!("{:016x}", rand::random::<u64>()));
    let id = cookie(&headers).unwrap_or_else(|| format!("{:032x}", rand::random::<u128>()));
    let mut memory = sp.memory();
    memory.cookies.push(id.clone());
    memory.requests.insert(begun.id.clone());
    memory.sessions.entry(id.clone()).or_default().request = Some(begun.id);
    redirect(&begun.location, Some(set_cookie(&sp, &id)))
}

async fn acs(State(sp): State<Arc<Sp>>, headers: HeaderMap, body: String) -> Response {
    let fields: HashMap<String, String> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let packed = fields.get("SAMLResponse").map(String::as_str).unwrap_or_default();
    if packed.len() < 20 && sp.lapses(Lapse::Hangs) {
        std::future::pending::<()>().await;
    }
    let text = STANDARD.decode(packed.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    sp.memory().posted.push(packed.to_owned());
    wander(&sp, &text).await;
    if sp.lapses(Lapse::StrongerHangs) && text.contains("#rsa-sha512") {
        std::future::pending::<()>().await;
    }
    let own = cookie(&headers);
    let session = own.as_ref().and_then(|id| sp.memory().sessions.get(id).cloned()).unwrap_or_default();
    match judge(&sp, &session, &text) {
        Ok(person) => {
            let renewed = match (sp.lapses(Lapse::CookieKept), own) {
                (true, Some(own)) => own,
                _ => format!("{:032x}", rand::random::<u128>()),
            };
            let first = session.person.filter(|_| sp.lapses(Lapse::FirstPersonRemains));
            sp.memory().latest = Some(person.clone());
            let entered = Session { request: None, person: first.or(Some(person)) };
            sp.memory().cookies.push(renewed.clone());
            sp.memory().sessions.insert(renewed.clone(), entered);
            let told = fields.get("RelayState").filter(|_| sp.lapses(Lapse::RelayStateFollowed));
            redirect(told.map_or("/probe", String::as_str), Some(set_cookie(&sp, &renewed)))
        }
        Err(why) => {
            let said = status_message(&text).unwrap_or_default();
            let said = if sp.lapses(Lapse::StatusMessageRaw) { said } else { escaped(&said) };
            let echo = if sp.lapses(Lapse::ErrorPageEchoes) { escaped(&text) } else { String::new() };
            (StatusCode::FORBIDDEN, page(&format!("Inloggningen gick inte: {why} {said} {echo}"))).into_response()
        }
    }
}

/// A response in an address: refused, or unpacked and read as if it had been posted.
async fn redirected(State(sp): State<Arc<Sp>>, headers: HeaderMap, uri: axum::http::Uri) -> Response {
    if !sp.lapses(Lapse::TakesRedirect) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    acs(State(sp), headers, posted(uri.query().unwrap_or_default())).await
}

/// The form that would have brought the same message.
fn posted(query: &str) -> String {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let packed = STANDARD.decode(value.as_bytes()).ok().filter(|_| name == "SAMLResponse");
        match packed.and_then(|bytes| miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, 1 << 20).ok()) {
            Some(text) => body.append_pair(&name, &STANDARD.encode(text)),
            None => body.append_pair(&name, &value),
        };
    }
    body.finish()
}

async fn probe(State(sp): State<Arc<Sp>>, headers: HeaderMap) -> Response {
    let memory = sp.memory();
    let own = cookie(&headers).and_then(|id| memory.sessions.get(&id).and_then(|session| session.person.clone()));
    let guessed = || memory.sessions.values().find_map(|session| session.person.clone());
    let latest = memory.latest.clone().filter(|_| sp.lapses(Lapse::PageForEverybody));
    match own.or(latest).or_else(|| guessed().filter(|_| sp.lapses(Lapse::CookieGuessed))) {
        Some(person) => {
            let shown = [person.name_id, person.eppn, person.display_name].map(|text| escaped(&text)).join(" · ");
            page(&format!("Inloggad: {shown}")).into_response()
        }
        None => redirect("/login", None),
    }
}

async fn logout(State(sp): State<Arc<Sp>>, headers: HeaderMap) -> Response {
    let mut memory = sp.memory();
    if let Some(id) = cookie(&headers)
        && let Some(session) = memory.sessions.get_mut(&id)
    {
        if sp.lapses(Lapse::FirstPersonRemains) {
            return page("Utloggad").into_response();
        }
        session.person = None;
    }
    page("Utloggad. Stäng webbläsaren.").into_response()
}

fn page(content: &str) -> axum::response::Html<String> {
    axum::response::Html(format!("<!doctype html><html lang=\"sv\"><title>Läspel</title><p>{content}</p></html>"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
