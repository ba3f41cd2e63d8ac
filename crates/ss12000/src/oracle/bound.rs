//! Bounds on days and instants.

use std::cmp::Ordering;

use samspel_contract::Semantics;

use super::expected::Fit;
use crate::snapshot::Cell;

/// What a bound does with records exactly at it, and with those that lack the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bound {
    /// Whether what comes before the bound belongs; otherwise what comes after.
    pub(super) upper: bool,
    /// Exactly at the bound.
    pub(super) at: Fit,
    /// Without the field.
    pub(super) missing: Fit,
}

impl Bound {
    /// As the contract says; None for a parameter that is no bound.
    pub(super) fn of(semantics: &Semantics) -> Option<Self> {
        let upper = match semantics.op.as_str() {
            "le" => true,
            "ge" | "gt" => false,
            _ => return None,
        };
        let at = match semantics.bound.as_deref() {
            Some("inclusive") => Fit::In,
            Some("exclusive") => Fit::Out,
            _ => Fit::Either,
        };
        let missing = match semantics.missing.as_deref() {
            Some("included") => Fit::In,
            // No parameter of the standard says so: a mistake that systems make.
            Some("excluded") => Fit::Out,
            _ => Fit::Either,
        };
        Some(Bound { upper, at, missing })
    }

    /// Whether a record with this value belongs.
    pub(super) fn fit(self, cell: Cell, bound: Cell) -> Fit {
        let order = match (cell, bound) {
            (Cell::Missing, _) => return self.missing,
            (Cell::Day(day), Cell::Day(bound)) => day.cmp(&bound),
            (Cell::Instant(instant), Cell::Instant(bound)) => instant.cmp(&bound),
            _ => return Fit::Either,
        };
        match order {
            Ordering::Equal => self.at,
            Ordering::Less => Fit::of(self.upper),
            Ordering::Greater => Fit::of(!self.upper),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn bound(op: &str, bound: &str, missing: Option<&str>) -> Bound {
        let semantics = serde_json::json!({ "op": op, "bound": bound, "missing": missing });
        Bound::of(&serde_json::from_value(semantics).unwrap()).unwrap()
    }

    #[test]
    fn a_bound_takes_in_what_lies_on_its_side_and_what_the_contract_says_at_it() {
        let all = |b: Bound| [1, 2, 3].map(|day| b.fit(Cell::Day(day), Cell::Day(2)));
        assert_eq!(all(bound("le", "inclusive", None)), [Fit::In, Fit::In, Fit::Out]);
        assert_eq!(all(bound("ge", "inclusive", None)), [Fit::Out, Fit::In, Fit::In]);
        assert_eq!(all(bound("gt", "exclusive", None)), [Fit::Out, Fit::Out, Fit::In]);
        assert_eq!(all(bound("gt", "either", None)), [Fit::Out, Fit::Either, Fit::In]);
    }

    #[test]
    fn a_record_without_the_field_is_included_only_where_the_contract_says_so() {
        let missing = |b: Bound| b.fit(Cell::Missing, Cell::Day(2));
        assert_eq!(missing(bound("le", "inclusive", Some("included"))), Fit::In);
        assert_eq!(missing(bound("le", "inclusive", Some("undefined"))), Fit::Either);
        assert_eq!(bound("le", "inclusive", None).fit(Cell::Unreadable, Cell::Day(2)), Fit::Either);
    }
}
