//! The provider on a socket.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Response, header};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::clients::{RegisteredClient, clients};
use super::faults::openid_faults;
use super::message::{COOKIE, Message, answer, pairs};
use super::people::{Entry, SyntheticPerson, people};
use super::provider::{LEVELS, Provider};
use crate::StartError;

/// Bytes of a request body at most.
const LARGEST: usize = 256 * 1024;

/// A running provider. It stops when this is dropped.
pub struct OpenIdRunning {
    /// Its issuer identifier.
    pub issuer: String,
    /// Clients that are registered.
    pub clients: Vec<RegisteredClient>,
    /// People who can log in.
    pub people: Vec<SyntheticPerson>,
    /// Levels of assurance that they can log in with, lowest first.
    pub levels: Vec<String>,
    provider: Arc<Provider>,
    task: JoinHandle<()>,
}

impl OpenIdRunning {
    /// Everything so far that somebody could log in with: passwords, secrets, cookies, pages, codes and tokens.
    #[must_use]
    pub fn handed_out(&self) -> Vec<String> {
        let passwords = self.people.iter().map(|person| person.password.clone());
        let secrets = self.clients.iter().filter_map(|client| client.secret.clone());
        passwords.chain(secrets).chain(self.provider.state().given.iter().cloned()).collect()
    }
}

impl Drop for OpenIdRunning {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a provider; `faults` are switched on by id.
///
/// # Errors
/// When a fault does not exist or the address cannot be listened on.
pub async fn start_openid(listen: SocketAddr, faults: &[String]) -> Result<OpenIdRunning, StartError> {
    serve_people(listen, people(), faults).await
}

/// The same for people of a register (see [`entries`](super::entries)): they log in as `elev.prov` and `larare.test`.
///
/// # Errors
/// When a fault does not exist or the address cannot be listened on.
pub async fn start_openid_for(
    listen: SocketAddr,
    entries: [Entry; 2],
    faults: &[String],
) -> Result<OpenIdRunning, StartError> {
    let [pupil, teacher] = entries;
    let people = vec![SyntheticPerson::of("elev.prov", pupil), SyntheticPerson::of("larare.test", teacher)];
    serve_people(listen, people, faults).await
}

async fn serve_people(
    listen: SocketAddr,
    people: Vec<SyntheticPerson>,
    faults: &[String],
) -> Result<OpenIdRunning, StartError> {
    let slip = |id: &String| {
        let found = openid_faults().iter().find(|fault| fault.id == id.as_str());
        found.map(|fault| fault.slip).ok_or_else(|| StartError::UnknownFault(id.clone()))
    };
    let slips: HashSet<_> = faults.iter().map(slip).collect::<Result<_, _>>()?;
    let failed = |source| StartError::Listen { address: listen, source };
    let socket = TcpListener::bind(listen).await.map_err(failed)?;
    let issuer = format!("http://{}", socket.local_addr().map_err(failed)?);
    let clients = clients();
    let provider = Arc::new(Provider::new(issuer.clone(), clients.clone(), people.clone(), slips));
    let router = Router::new().fallback(serve).with_state(Arc::clone(&provider));
    let task = tokio::spawn(async move {
        // The loop itself does not end; errors of single connections stay with them.
        let _ = axum::serve(socket, router).await;
    });
    Ok(OpenIdRunning { issuer, clients, people, levels: LEVELS.map(str::to_owned).to_vec(), provider, task })
}

async fn serve(State(provider): State<Arc<Provider>>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else { return answer(413, "text/plain", String::new()) };
    let text =
        |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let cookies = text(header::COOKIE).unwrap_or_default();
    let session = cookies.split("; ").find_map(|cookie| cookie.strip_prefix(COOKIE)?.strip_prefix('='));
    let media_type = text(header::CONTENT_TYPE);
    let is_form = media_type.as_deref().is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let message = Message {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        form: if is_form { pairs(&bytes) } else { Vec::new() },
        is_hollow: media_type.is_some() && bytes.is_empty(),
        authorization: text(header::AUTHORIZATION),
        session: session.map(str::to_owned),
    };
    match (message.method.as_str(), message.path.as_str()) {
        ("GET", "/.well-known/openid-configuration") => provider.metadata(),
        ("GET", "/jwks") => provider.published_keys(),
        ("GET" | "POST", "/authorize") => provider.authorise(&message).await,
        ("POST", "/login") => provider.login(&message),
        ("POST", "/token") => provider.token(&message),
        ("GET" | "POST", "/userinfo") => provider.userinfo(&message),
        ("GET" | "POST", "/logout") => provider.logout(&message),
        _ => answer(404, "text/plain", String::new()),
    }
}
