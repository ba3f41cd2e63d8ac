//! The code behind a test case, and what it gets to work with.

use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use samspel_exchange::{Client, Halt, Session};
use samspel_model::Observation;
use tokio::sync::OnceCell;

use crate::Target;

/// What a running check is.
pub type CheckFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<Observation>, CheckError>> + Send + 'a>>;

/// A check: judges one or more requirements from exchanges. Pure apart from what it sends through its [`Context`].
#[derive(Clone, Copy)]
pub struct Check {
    /// Id that cases use, for example `ss12000/pages-complete`.
    pub id: &'static str,
    /// The code.
    pub run: for<'a> fn(&'a Context) -> CheckFuture<'a>,
}

/// Why a check could not come to observations. Always our fault or the network's, never the system's.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A request was not sent.
    #[error(transparent)]
    Halt(#[from] Halt),
    /// `with:` does not fit the check.
    #[error("the case gives the check something that it cannot use: {0}")]
    With(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

/// What a check gets.
pub struct Context {
    /// Talks to the system; exchanges are recorded under the test's id.
    pub session: Session,
    /// The client, for state shared by several tests (a harvest has a session of its own).
    pub client: Client,
    /// The target file.
    pub target: Arc<Target>,
    /// Edition of the standard, `2.0` or `2.1`.
    pub edition: String,
    /// Test id.
    pub test: String,
    /// Requirements that the case claims.
    pub requirements: Vec<String>,
    /// `with:` and the matrix row of the case, merged.
    pub with: serde_json::Value,
    /// Seed of the run; derive every choice from it and from [`Context::test`].
    pub seed: u64,
    /// State shared by the tests of a run.
    pub shared: Arc<Shared>,
}

impl Context {
    /// A value of `with:`, typed.
    ///
    /// # Errors
    /// [`CheckError::With`] when it is missing or has another type.
    pub fn with<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<T, CheckError> {
        let value = self.with.get(key).ok_or_else(|| CheckError::With(format!("`{key}` is missing")))?;
        serde_json::from_value(value.clone()).map_err(|e| CheckError::With(format!("`{key}`: {e}")))
    }
}

/// State shared by the tests of one run, one value for each type, made by whoever asks first.
#[derive(Default)]
pub struct Shared {
    cells: Mutex<HashMap<TypeId, Arc<Cell>>>,
}

/// One value of one type, made at most once.
type Cell = OnceCell<Arc<dyn Any + Send + Sync>>;

impl Shared {
    /// Puts a value before the run begins, for example a contract of the user's own.
    pub fn put<T: Any + Send + Sync>(&self, value: T) {
        let mut cells = self.cells.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        cells.insert(
            TypeId::of::<T>(),
            Arc::new(OnceCell::new_with(Some(Arc::new(value) as Arc<dyn Any + Send + Sync>))),
        );
    }

    /// The value of type `T`, if someone has made it.
    #[must_use]
    pub fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let cells = self.cells.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        cells.get(&TypeId::of::<T>())?.get().and_then(|v| Arc::clone(v).downcast::<T>().ok())
    }

    /// The value of type `T`, made by `make` when nobody has asked before; others wait for it.
    ///
    /// # Errors
    /// What `make` says; the next to ask tries again.
    pub async fn get_or_try_init<T, E, F, Fut>(&self, make: F) -> Result<Arc<T>, E>
    where
        T: Any + Send + Sync,
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let cell = {
            let mut cells = self.cells.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            Arc::clone(cells.entry(TypeId::of::<T>()).or_default())
        };
        let value =
            cell.get_or_try_init(|| async { make().await.map(|v| Arc::new(v) as Arc<dyn Any + Send + Sync>) }).await?;
        match Arc::clone(value).downcast::<T>() {
            Ok(value) => Ok(value),
            Err(_) => unreachable!("the cell of a type holds that type"),
        }
    }
}

/// All checks that cases can name.
#[derive(Default, Clone)]
pub struct Registry {
    checks: BTreeMap<&'static str, Check>,
}

impl Registry {
    /// An empty registry.
    #[must_use]
    pub fn new() -> Self {
        Registry::default()
    }

    /// With the checks of one domain.
    #[must_use]
    pub fn with(mut self, checks: &[Check]) -> Self {
        self.checks.extend(checks.iter().map(|c| (c.id, *c)));
        self
    }

    /// The check with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Check> {
        self.checks.get(id).copied()
    }

    /// Every id, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.checks.keys().copied()
    }
}
