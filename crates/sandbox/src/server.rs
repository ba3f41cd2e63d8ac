//! Starting and stopping the sandbox on a socket.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::body::{Body as HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, Response, StatusCode, header};
use axum::middleware::from_fn_with_state;
use jiff::SignedDuration;
use rand::RngCore;
use samspel_contract::{Contract, ContractError};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::access::{Access, TokenRequest, Trust, Trusted, metadata, refused_tokens, registered, token_endpoint};
use crate::fault::{Fault, Hooks};
use crate::faults::fault;
use crate::incident::Incidents;
use crate::living::{Living, lives};
use crate::made::Made;
use crate::municipality::{Edition, Scale, generate};
use crate::provider::{
    Answer, Incoming, Provider, SUBSCRIPTION_LIFE, Sealer, Tenant, behind, ring, standing_subscriptions, too_large,
};
use crate::store::{Store, columns_of};
use crate::watch::{Watch, Watching, watched};

/// Path that every operation lies under.
const BASE: &str = "/v2.0";
/// Path of the token endpoint.
const TOKENS: &str = "/token";
/// Path of the authorisation server's metadata.
const METADATA: &str = "/.well-known/oauth-authorization-server";
/// Path of the back door through which data is changed.
const CHANGES: &str = "/sandbox/changes";
/// Bytes of a request body at most.
const LARGEST_BODY: usize = 16 * 1024 * 1024;
/// Pupils of the second municipality at most.
const OTHER_PUPILS: u32 = 12;

/// What to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes any free port.
    pub listen: SocketAddr,
    /// Children and pupils of the municipality; guardians and staff come on top.
    pub pupils: u32,
    /// Same seed, same municipality.
    pub seed: u64,
    /// `2.0` or `2.1`.
    pub edition: String,
    /// Ids of the faults to turn on.
    pub faults: Vec<String>,
}

/// Id and secret of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// `client_id`.
    pub id: String,
    /// `client_secret`, new at every start.
    pub secret: String,
}

/// Every client that the sandbox knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clients {
    /// May do everything.
    pub full: Client,
    /// May read organisations and groups only.
    pub limited: Client,
    /// Gets tokens but may do nothing.
    pub no_access: Client,
    /// Was registered once; gets no token.
    pub revoked: Client,
    /// May do everything in another municipality.
    pub other_tenant: Client,
}

/// Why the sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The edition has no words here.
    #[error("the sandbox does not speak edition {0:?}; it speaks 2.0 and 2.1")]
    UnknownEdition(String),
    /// No such fault.
    #[error("there is no fault {0:?}")]
    UnknownFault(String),
    /// The contract could not be read.
    #[error("the contract cannot be read")]
    Contract(#[from] ContractError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A certificate could not be made.
    #[error("no certificate can be made: {0}")]
    Certificate(String),
    /// The tokens that must be refused could not be signed.
    #[error("tokens cannot be signed")]
    Tokens(#[from] jsonwebtoken::errors::Error),
}

/// A running sandbox. It stops when this is dropped or [`Running::stop`] is called.
#[derive(Debug)]
pub struct Running {
    /// Base URL of the interface, without a slash at the end.
    pub base_url: String,
    /// URL of the token endpoint.
    pub token_url: String,
    /// URL that has data changed behind the interface: POST `{ "change", "entity", "id", "field" }`, in the main municipality.
    pub changes_url: String,
    /// Who may ask for tokens.
    pub clients: Clients,
    /// Ready-made tokens that must be refused, by what is wrong with them: `expired`, `not_yet_valid`, `other_audience`,
    /// `other_issuer`, `bad_signature`, `alg_none`, `revoked_client`.
    pub refused_tokens: BTreeMap<String, String>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Running {
    /// Stops listening and lets open requests finish.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone only when the server has stopped already.
            let _ = stop.send(());
        }
        // A server that panicked has stopped as well.
        let _ = (&mut self.task).await;
    }

    /// Waits until the sandbox stops by itself, which it does only when its socket fails.
    pub async fn finished(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts the sandbox.
///
/// # Errors
/// When the edition or a fault is unknown, or the address cannot be listened on.
pub async fn start(options: Options) -> Result<Running, StartError> {
    begin(options, None, None, false).await
}

/// Starts the sandbox with a second issuer whose tokens it accepts beside its own: their bearer may do what `full` may.
///
/// # Errors
/// As [`start`].
pub async fn start_trusting(options: Options, trust: Trust) -> Result<Running, StartError> {
    begin(options, Some(trust), None, false).await
}

/// Starts the sandbox with somebody who watches its clients.
///
/// # Errors
/// As [`start`].
pub async fn start_watched(options: Options, watch: Watch) -> Result<Running, StartError> {
    begin(options, None, Some(watch), false).await
}

/// Starts the sandbox as a system that is in use: its data changes while it answers. It obeys the contract all the same.
///
/// # Errors
/// As [`start`].
pub async fn start_living(options: Options) -> Result<Running, StartError> {
    begin(options, None, None, true).await
}

async fn begin(
    options: Options,
    trust: Option<Trust>,
    watch: Option<Watch>,
    living: bool,
) -> Result<Running, StartError> {
    let edition =
        Edition::named(&options.edition).ok_or_else(|| StartError::UnknownEdition(options.edition.clone()))?;
    let faults: Vec<&Fault> = options
        .faults
        .iter()
        .map(|id| fault(id).ok_or_else(|| StartError::UnknownFault(id.clone())))
        .collect::<Result<_, _>>()?;
    let contract = Contract::embedded(&options.edition)?;
    let hooks = Hooks::of(&faults);

    let listen = |source| StartError::Listen { address: options.listen, source };
    let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
    let origin = format!("http://{}", listener.local_addr().map_err(listen)?);
    let (base_url, token_url) = (format!("{origin}{BASE}"), format!("{origin}{TOKENS}"));
    let changes_url = format!("{origin}{CHANGES}");

    let mut access = Access::new(format!("{origin}/"), base_url.clone(), registered(), &random_key());
    if let Some(life) = watch.as_ref().and_then(|watch| watch.token_life) {
        access.lifetime = life.as_secs();
    }
    let subscription_life = watch
        .as_ref()
        .and_then(|watch| SignedDuration::try_from(watch.subscription_life?).ok())
        .unwrap_or(SUBSCRIPTION_LIFE);
    let scale = Scale { seed: options.seed, pupils: options.pupils, edition, id_kind: hooks.id_kind() };
    let other = Scale { seed: options.seed.wrapping_add(1), pupils: options.pupils.min(OTHER_PUPILS), ..scale };
    let tenants = [scale, other]
        .iter()
        .enumerate()
        .map(|(number, scale)| {
            let clients = access.clients.iter().filter(|client| client.tenant == number).map(|client| client.id);
            RwLock::new(Tenant::new(store(&contract, &hooks, *scale), standing_subscriptions(clients)))
        })
        .collect();
    let refused_tokens = refused_tokens(&access)?;
    let clients = clients(&access);
    let provider = Arc::new(Provider {
        contract,
        access,
        trusted: trust.map(|trust| Trusted::new(trust, &base_url)),
        sealer: Sealer::new(random_key()),
        hooks,
        subscription_life,
        tenants,
    });

    let router = Router::new().fallback(handle).with_state(Arc::clone(&provider));
    let router = if living {
        router.layer(from_fn_with_state(Arc::new(Living::new(Arc::clone(&provider))), lives))
    } else {
        router
    };
    let router = match watch {
        None => router,
        Some(watch) => {
            let incidents = Incidents::of(&watch.incidents);
            let watching =
                Watching { watch, incidents, provider, base: BASE, token_path: TOKENS, largest_body: LARGEST_BODY };
            router.layer(from_fn_with_state(Arc::new(watching), watched))
        }
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        let server = axum::serve(listener, router).with_graceful_shutdown(async {
            // Either somebody asked to stop or the handle is gone: both mean stop.
            let _ = stopped.await;
        });
        // The listener gives errors of single connections to hyper; the loop itself does not end.
        let _ = server.await;
    });
    Ok(Running { base_url, token_url, changes_url, clients, refused_tokens, stop: Some(stop), task })
}

/// Makes a municipality and stores it.
fn store(contract: &Contract, hooks: &Hooks, scale: Scale) -> Store {
    let mut store = Store::new(columns_of(contract));
    let (looks_back, mut made) = (hooks.looks_back(), Made::default());
    let deletions = generate(scale, &mut |entity, mut value| {
        hooks.data(entity, &mut value);
        if looks_back {
            hooks.among(&made, entity, &mut value);
            made.remember(entity, &value);
        }
        store.load(entity, &value);
    });
    store.finish(deletions);
    store
}

fn clients(access: &Access) -> Clients {
    let client = |id: &str| Client {
        id: id.to_owned(),
        secret: access.client(id).map(|client| client.secret.clone()).unwrap_or_default(),
    };
    Clients {
        full: client("full"),
        limited: client("limited"),
        no_access: client("no_access"),
        revoked: client("revoked"),
        other_tenant: client("other_tenant"),
    }
}

fn random_key() -> [u8; 32] {
    let mut key = [0; 32];
    rand::rng().fill_bytes(&mut key);
    key
}

async fn handle(State(provider): State<Arc<Provider>>, request: Request) -> Response<HttpBody> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return too_large().into_response();
    };
    let header = |name| parts.headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    if parts.uri.path() == TOKENS {
        let request = TokenRequest {
            method: &parts.method,
            query: parts.uri.query().unwrap_or_default(),
            authorization: header(header::AUTHORIZATION),
            content_type: header(header::CONTENT_TYPE),
            body: &body,
        };
        return token_endpoint(&provider.access, &provider.hooks, &request).into_response();
    }
    if parts.uri.path() == METADATA
        && let Some(answer) = metadata(
            &provider.access,
            &provider.hooks,
            &format!("{}{TOKENS}", provider.access.issuer.trim_end_matches('/')),
        )
    {
        return answer.into_response();
    }
    if parts.uri.path() == CHANGES && parts.method == Method::POST {
        return behind(&provider, &body).into_response();
    }
    match Incoming::read(&parts, BASE, body.to_vec()) {
        Some(incoming) => {
            let answer = provider.answer(incoming).await;
            ring(&provider);
            answer.into_response()
        }
        None => Answer::error(StatusCode::NOT_FOUND, "unknown_path", "the interface lies under another path")
            .into_response(),
    }
}
