//! What the checks of one run share, made once by whoever asks first.

mod discovery;
mod windows;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use samspel_contract::{Contract, Kind, Operation};
use samspel_suite::{CheckError, Context};
use tokio::sync::OnceCell;

pub(crate) use discovery::{Discovery, Probed, Standing, list_of};
pub use windows::Today;
pub(crate) use windows::today;

use crate::harvest::Harvest;
use crate::page::Chains;
use crate::reread::Reread;
use crate::snapshot::Interner;

/// The contract of the edition under test.
///
/// # Errors
/// When the edition is unknown.
pub(crate) async fn contract(ctx: &Context) -> Result<Arc<Contract>, CheckError> {
    ctx.shared
        .get_or_try_init(|| async { Contract::embedded(&ctx.edition).map_err(|e| CheckError::Other(e.to_string())) })
        .await
}

/// The operation named by `operation:` of the case or its matrix row.
///
/// # Errors
/// When the case names none, or one that the edition does not have.
pub(crate) async fn operation(ctx: &Context) -> Result<Operation, CheckError> {
    let id: String = ctx.with("operation")?;
    named(ctx, &id).await
}

/// An operation by its id.
///
/// # Errors
/// When the edition does not have it.
pub(crate) async fn named(ctx: &Context, id: &str) -> Result<Operation, CheckError> {
    let contract = contract(ctx).await?;
    contract
        .operation(id)
        .cloned()
        .ok_or_else(|| CheckError::With(format!("edition {} has no operation `{id}`", ctx.edition)))
}

/// Which operations the system offers.
///
/// # Errors
/// When requests were not sent.
pub(crate) async fn discovery(ctx: &Context) -> Result<Arc<Discovery>, CheckError> {
    ctx.shared.get_or_try_init(|| Discovery::probe(ctx)).await
}

/// Everything that a list operation gave, read once.
///
/// # Errors
/// When requests were not sent.
pub(crate) async fn harvest(ctx: &Context, operation: &str) -> Result<Arc<Harvest>, CheckError> {
    let harvests = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Harvest>::default()) }).await?;
    let cell = harvests.cell(operation);
    cell.get_or_try_init(|| async { Harvest::read(ctx, operation).await.map(Arc::new) }).await.map(Arc::clone)
}

/// The numbers of all ids that the run has seen.
///
/// # Errors
/// None of its own.
pub(crate) async fn ids(ctx: &Context) -> Result<Arc<Interner>, CheckError> {
    ctx.shared.get_or_try_init(|| async { Ok(Interner::default()) }).await
}

/// What is held of an entity's list.
#[derive(Debug, Clone)]
pub(crate) enum Held {
    /// All of it.
    Whole(Arc<Harvest>),
    /// Some: the list demands a time window, or the reading did not come to the end.
    Part(Arc<Harvest>),
    /// Nothing: the list is not offered or gave nothing usable.
    Nothing,
}

impl Held {
    /// The harvest if it is whole.
    pub(crate) fn whole(&self) -> Option<&Arc<Harvest>> {
        if let Held::Whole(harvest) = self { Some(harvest) } else { None }
    }
}

/// The list of an entity, read once; for following references.
///
/// # Errors
/// When requests were not sent.
pub(crate) async fn held(ctx: &Context, entity: &str) -> Result<Held, CheckError> {
    let contract = contract(ctx).await?;
    let list = contract.operations().iter().find(|o| o.kind == Kind::List && o.entity.as_deref() == Some(entity));
    let Some(list) = list else { return Ok(Held::Nothing) };
    let discovery = discovery(ctx).await?;
    if discovery.get(&list.id).is_none_or(|probed| probed.standing != Standing::Offered) {
        return Ok(Held::Nothing);
    }
    let harvest = harvest(ctx, &list.id).await?;
    Ok(if harvest.walked.pages.is_empty() {
        Held::Nothing
    } else if harvest.walked.is_complete() && harvest.required.is_empty() {
        Held::Whole(harvest)
    } else {
        Held::Part(harvest)
    })
}

/// An entity's list, read again through a by-id or lookup operation.
///
/// # Errors
/// When requests were not sent.
pub(crate) async fn reread(ctx: &Context, operation: &str) -> Result<Arc<Reread>, CheckError> {
    let rereads = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Reread>::default()) }).await?;
    let cell = rereads.cell(operation);
    let make = || async {
        let operation = named(ctx, operation).await?;
        Reread::read(ctx, &operation).await.map(Arc::new)
    };
    cell.get_or_try_init(make).await.map(Arc::clone)
}

/// A list read in pages of several sizes.
///
/// # Errors
/// When requests were not sent.
pub(crate) async fn chains(ctx: &Context, operation: &Operation) -> Result<Arc<Chains>, CheckError> {
    let all = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Chains>::default()) }).await?;
    let cell = all.cell(&operation.id);
    cell.get_or_try_init(|| async { Chains::read(ctx, operation).await.map(Arc::new) }).await.map(Arc::clone)
}

/// One cell for each operation, so that a list is read when it is asked for and only once.
pub(crate) struct Cells<T> {
    cells: Mutex<BTreeMap<String, Arc<OnceCell<Arc<T>>>>>,
}

impl<T> Default for Cells<T> {
    fn default() -> Self {
        Cells { cells: Mutex::default() }
    }
}

impl<T> Cells<T> {
    pub(crate) fn cell(&self, operation: &str) -> Arc<OnceCell<Arc<T>>> {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(cells.entry(operation.to_owned()).or_default())
    }
}
