//! What the collections of a system hold, compact: interned ids and typed columns in memory, whole records compressed on disk.
//!
//! ```text
//! entry of a list ─► Layout (which paths) ─► Column (typed cells)   ┐
//!                └─► Archive (LZ4 blocks in an unnamed file)        ┴─► Table
//! ```
//!
//! The contract says which paths are kept: those that filters, sort orders, lookups and references look at. What a filter should
//! return is then computed here instead of being believed.

mod archive;
mod cell;
mod column;
mod interner;
mod layout;
mod table;

pub(crate) use cell::{Cell, day, instant, text_hash};
pub(crate) use column::Column;
pub(crate) use interner::Interner;
pub(crate) use table::{Table, TableBuilder};
