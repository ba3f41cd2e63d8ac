//! The standards as data: SS 12000 editions with operations, parameters and their meaning, entities, enums and references.
//!
//! The data stands in `schemas/ss12000/<version>/` and is embedded in the binary; a user's own edition is read with
//! [`Contract::load`]. Nothing here knows how to test.
//!
//! ```text
//! schemas/ss12000/2.1.0/edition.json           ─┐
//! schemas/ss12000/2.1.0/operations.json         │
//! schemas/ss12000/2.1.0/entities.schema.json    ├─► Contract ─► Operation, Entity, validator(entity)
//! schemas/ss12000/2.1.0/relations.json          │
//! schemas/ss12000/2.1.0/corrections.json       ─┘        └─► diff(OpenAPI document) ─► differences
//! ```

mod contract;
mod diff;
mod entity;
mod files;
mod operation;
mod relation;
mod schemas;
mod shape;

pub use contract::Contract;
pub use diff::{DiffError, Difference, diff};
pub use entity::{Entity, Property, Shape};
pub use files::ContractError;
pub use operation::{
    Body, Envelope, Kind, LookupKey, Method, Operation, Parameter, Semantics, StatusFact, Success, Webhook,
};
pub use relation::{Correction, Embedded, Interval, Reference, Trace};
