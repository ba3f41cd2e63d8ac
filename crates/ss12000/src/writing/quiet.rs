//! Who listens for notifications must know whose change they are about: then nobody else changes anything.

use std::sync::Arc;

use samspel_suite::{CheckError, Context};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

struct Quiet(Arc<RwLock<()>>);

async fn lock(ctx: &Context) -> Result<Arc<RwLock<()>>, CheckError> {
    let quiet = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Quiet(Arc::default())) }).await?;
    Ok(Arc::clone(&quiet.0))
}

/// Held by tests that change data and do not mind others that do.
pub(crate) async fn among_others(ctx: &Context) -> Result<OwnedRwLockReadGuard<()>, CheckError> {
    Ok(lock(ctx).await?.read_owned().await)
}

/// Held by tests that must be the only ones to change data.
pub(crate) async fn alone(ctx: &Context) -> Result<OwnedRwLockWriteGuard<()>, CheckError> {
    Ok(lock(ctx).await?.write_owned().await)
}
