//! What a collection holds, read once, page by page, judged while it streams by; no collection is kept whole.

mod key;
mod page;
mod walk;

use samspel_suite::{CheckError, Context};

pub(crate) use key::{Key, key};
pub(crate) use walk::{End, FinalToken, PageInfo, Walk, Walked};

/// One list operation, read to its end.
#[derive(Debug)]
pub(crate) struct Harvest {
    /// The operation.
    pub(crate) operation: String,
    /// How the reading went.
    pub(crate) walked: Walked,
}

impl Harvest {
    /// Reads a list operation. The operation must be offered.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn read(ctx: &Context, operation: &str) -> Result<Self, CheckError> {
        let _ = ctx;
        Err(CheckError::Other(operation.to_owned()))
    }
}
