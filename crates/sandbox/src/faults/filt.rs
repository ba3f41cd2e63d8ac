//! Faults of filters, list by list.

mod organisations;
mod persons;
mod school_day;
mod selecting;
mod teaching;
mod values;

use crate::fault::Fault;

pub(super) const FAMILIES: &[&[Fault]] =
    &[organisations::FAULTS, persons::FAULTS, teaching::FAULTS, school_day::FAULTS, values::FAULTS];
