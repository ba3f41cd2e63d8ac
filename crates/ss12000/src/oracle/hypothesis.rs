//! What known mistakes would answer. The mistakes are those seen in real systems.

use samspel_contract::Operation;

use super::bound::Bound;
use super::expected::{Expected, Fit};
use super::names::{self, Letters};
use super::path;
use super::predicate::{
    Given, Place, Undecidable, alone, below, bounded, families, names_of, of_family, related, wanted,
};
use super::question::Hypothesis;
use super::relation::{self, Condition};
use super::tables::{Tables, is_organisation};
use crate::snapshot::Cell;

/// A mistake with what it would give.
type Variant = (&'static str, Result<Expected, Undecidable>);

/// The mistakes that these parameters could fall into, the likeliest first.
pub(super) fn suspects(tables: &Tables, operation: &Operation, parameters: &[(String, String)]) -> Vec<Hypothesis> {
    let Ok(families) = families(operation, parameters) else { return Vec::new() };
    let everything = || Expected::everything(tables.rows());
    let each: Vec<Expected> = families
        .iter()
        .map(|family| of_family(tables, operation, family).unwrap_or_else(|_| everything().at_least()))
        .collect();
    let mut found = vec![Hypothesis { id: "oracle-ignored", rows: everything() }];
    for (at, family) in families.iter().enumerate() {
        let others = each.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, expected)| expected);
        let rest = others.fold(everything(), |all, other| all.and(other));
        for (id, variant) in variants(tables, operation, family) {
            found.extend(variant.ok().map(|rows| Hypothesis { id, rows: rows.and(&rest) }));
        }
        if families.len() > 1 {
            found.push(Hypothesis { id: "oracle-one-ignored", rows: rest });
        }
    }
    if families.len() > 1 {
        let union = each.iter().fold(Expected::nothing(tables.rows()), |all, other| all.or(other));
        found.push(Hypothesis { id: "oracle-ored", rows: union });
    }
    found
}

/// The mistakes that one family of parameters could fall into.
fn variants(tables: &Tables, operation: &Operation, family: &[Given<'_>]) -> Vec<Variant> {
    match family {
        [first, ..] if first.family() == "relationship." => of_relations(tables, operation, family),
        [first, ..] if first.family() == "identifier." => of_elements(tables, family),
        [given] => [
            of_values(tables, given),
            of_places(tables, given),
            of_fields(tables, given),
            of_text(tables, given),
            of_names(tables, given),
            of_bounds(tables, given),
        ]
        .concat(),
        _ => Vec::new(),
    }
}

/// Several values of one parameter.
fn of_values(tables: &Tables, given: &Given<'_>) -> Vec<Variant> {
    let ([first, .., last], true) = (given.values.as_slice(), given.op() != "allValuesSubstringCI") else {
        return Vec::new();
    };
    let with = |value: &str| alone(tables, &Given { parameter: given.parameter, values: vec![value] });
    let all = || {
        given
            .values
            .iter()
            .map(|value| with(value))
            .try_fold(Expected::everything(tables.rows()), |all, one| Ok(all.and(&one?)))
    };
    vec![
        ("oracle-first-value-only", with(first)),
        ("oracle-last-value-only", with(last)),
        ("oracle-values-anded", all()),
    ]
}

/// Organisation elements with or without what lies below.
fn of_places(tables: &Tables, given: &Given<'_>) -> Vec<Variant> {
    let exactly = wanted(tables, given);
    match given.op() {
        "inSubtree" => {
            let direct = path::reaching(tables, given.field(), &|cell| Fit::of(exactly.contains(&cell)));
            vec![("oracle-without-descendants", direct)]
        }
        "eq" | "in" | "anyEq" if is_organisation(&tables.contract, &tables.entity, given.field()) => {
            vec![("oracle-with-descendants", below(tables, given))]
        }
        _ => Vec::new(),
    }
}

/// Joins: one way of several, or only what has not ended.
fn of_fields(tables: &Tables, given: &Given<'_>) -> Vec<Variant> {
    if !matches!(given.op(), "join" | "anyEq" | "overlaps") || given.field().is_empty() {
        return Vec::new();
    }
    let values = wanted(tables, given);
    let is_wanted = |cell: Cell| Fit::of(values.contains(&cell));
    let mut variants = vec![("oracle-ended-left-out", path::reaching_now(tables, given.field(), &is_wanted))];
    if let Some((first, others)) = given.field().split_once(" | ") {
        variants.push(("oracle-exceptions-left-out", path::reaching(tables, first, &is_wanted)));
        variants.push(("oracle-exceptions-only", path::reaching(tables, others, &is_wanted)));
    }
    if let Some(column) = tables.table().column(given.field()).filter(|_| given.field().contains("[]")) {
        let first = |row| Fit::of(values.contains(&column.cell(row)));
        variants.push(("oracle-first-element-only", Ok(Expected::of(tables.rows(), first))));
    }
    variants
}

/// Text that is compared in part, or in any letter case.
fn of_text(tables: &Tables, given: &Given<'_>) -> Vec<Variant> {
    let free = given.parameter.values.is_none() && given.parameter.format.is_none() && !given.field().ends_with(".id");
    let (Some(column), true, "eq" | "in" | "anyEq" | "overlaps") =
        (tables.table().column(given.field()), free, given.op())
    else {
        return Vec::new();
    };
    let lowered: Vec<String> = given.values.iter().map(|value| value.to_lowercase()).collect();
    let like = |is_like: &dyn Fn(&str) -> bool| {
        path::reaching(tables, given.field(), &|cell| match cell {
            Cell::Text(hash) => column.text(hash).map_or(Fit::Either, |text| Fit::of(is_like(text))),
            _ => Fit::Out,
        })
    };
    vec![
        ("oracle-letter-case-ignored", like(&|text| lowered.contains(&text.to_lowercase()))),
        ("oracle-beginning", like(&|text| given.values.iter().any(|value| text.starts_with(value)))),
        ("oracle-part", like(&|text| given.values.iter().any(|value| text.contains(value)))),
        ("oracle-part", like(&|text| contains_any(&text.to_lowercase(), &lowered))),
    ]
}

fn contains_any(text: &str, values: &[String]) -> bool {
    values.iter().any(|value| text.contains(value.as_str()))
}

/// Parts of names.
fn of_names(tables: &Tables, given: &Given<'_>) -> Vec<Variant> {
    if given.op() != "allValuesSubstringCI" {
        return Vec::new();
    }
    let fields = names_of(given);
    let of = |fields: &[&str], values: &[&str], letters| names::containing(tables, fields, values, letters);
    let any = || {
        let each = given.values.iter().map(|value| of(&fields, &[value], Letters::AnyCase));
        each.into_iter().try_fold(Expected::nothing(tables.rows()), |all, one| Ok(all.or(&one?)))
    };
    let same_field = || {
        let each = fields.iter().map(|field| of(&[field], &given.values, Letters::AnyCase));
        each.into_iter().try_fold(Expected::nothing(tables.rows()), |all, one| Ok(all.or(&one?)))
    };
    let mut variants = vec![
        ("oracle-letter-case-kept", of(&fields, &given.values, Letters::AsWritten)),
        ("oracle-foreign-letters", of(&fields, &given.values, Letters::AsciiAnyCase)),
        ("oracle-any-value", any()),
        ("oracle-values-in-one-field", same_field()),
    ];
    if let ([first, .., last], true) = (given.values.as_slice(), given.values.len() > 1) {
        variants.push(("oracle-first-value-only", of(&fields, &[first], Letters::AnyCase)));
        variants.push(("oracle-last-value-only", of(&fields, &[last], Letters::AnyCase)));
    }
    for (field, id) in [
        ("middleName", "oracle-middle-names-left-out"),
        ("familyName", "oracle-family-names-left-out"),
        ("givenName", "oracle-given-names-left-out"),
    ] {
        let others: Vec<&str> = fields.iter().filter(|other| **other != field).copied().collect();
        variants.push((id, of(&others, &given.values, Letters::AnyCase)));
    }
    variants.extend(fields.iter().map(|field| ("oracle-one-name-only", of(&[field], &given.values, Letters::AnyCase))));
    variants
}

/// Bounds that take in or leave out too much.
fn of_bounds(tables: &Tables, given: &Given<'_>) -> Vec<Variant> {
    let Some(bound) = Bound::of(&given.parameter.semantics) else { return Vec::new() };
    let with = |field: &str, bound| bounded(tables, given, field, bound);
    let mut variants = Vec::new();
    match bound.at {
        Fit::In => variants.push(("oracle-bound-exclusive", with(given.field(), Bound { at: Fit::Out, ..bound }))),
        Fit::Out => variants.push(("oracle-bound-inclusive", with(given.field(), Bound { at: Fit::In, ..bound }))),
        Fit::Either => {}
    }
    variants.push(("oracle-missing-left-out", with(given.field(), Bound { missing: Fit::Out, ..bound })));
    variants.push(("oracle-bound-reversed", with(given.field(), Bound { upper: !bound.upper, ..bound })));
    if let Some(other) = other_end(given.field()) {
        variants.push(("oracle-other-end", with(&other, bound)));
    }
    let [value] = given.values.as_slice() else { return variants };
    if let Some(local) = without_offset(value) {
        let given = Given { parameter: given.parameter, values: vec![local.as_str()] };
        variants.push(("oracle-offset-ignored", bounded(tables, &given, given.field(), bound)));
    }
    if let (Some(Cell::Instant(at)), Some(column)) =
        (wanted(tables, given).first().copied(), tables.table().column(given.field()))
    {
        let day = |instant: i64| instant.div_euclid(NANOSECONDS_OF_A_DAY);
        let by_days = |row| match column.cell(row) {
            Cell::Instant(instant) => bound.fit(Cell::Instant(day(instant)), Cell::Instant(day(at))),
            other => bound.fit(other, Cell::Instant(at)),
        };
        variants.push(("oracle-whole-days", Ok(Expected::of(tables.rows(), by_days))));
    }
    variants
}

const NANOSECONDS_OF_A_DAY: i64 = 86_400_000_000_000;

/// The field at the other end of the interval.
fn other_end(field: &str) -> Option<String> {
    for (one, other) in [("startDate", "endDate"), ("startTime", "endTime"), ("modified", "created")] {
        if field.ends_with(one) {
            return Some(field.replace(one, other));
        }
        if field.ends_with(other) {
            return Some(field.replace(other, one));
        }
    }
    None
}

/// The same clock time as if it were in UTC; None where it is already.
fn without_offset(value: &str) -> Option<String> {
    let clock = value.len().checked_sub(6).and_then(|at| value.split_at_checked(at))?;
    let is_offset = clock.1.starts_with(['+', '-']) && clock.1.as_bytes().get(3) == Some(&b':');
    (is_offset && value.contains('T')).then(|| format!("{}Z", clock.0))
}

/// Conditions on an element of an array that are fulfilled by different elements, or only some of them looked at.
fn of_elements(tables: &Tables, family: &[Given<'_>]) -> Vec<Variant> {
    if family.len() < 2 {
        return family.iter().flat_map(|given| of_text(tables, given)).collect();
    }
    let mixed =
        family.iter().try_fold(Expected::everything(tables.rows()), |all, given| Ok(all.and(&alone(tables, given)?)));
    let mut variants = vec![("oracle-elements-mixed", mixed)];
    variants.extend(family.iter().map(|given| ("oracle-one-ignored", alone(tables, given))));
    variants
}

/// Relations: conditions that are fulfilled by different ones, kinds that are not told apart.
fn of_relations(tables: &Tables, operation: &Operation, family: &[Given<'_>]) -> Vec<Variant> {
    let (kind, conditions): (Vec<Given<'_>>, Vec<Given<'_>>) =
        family.iter().cloned().partition(|given| given.op() == "hasRelation");
    let has = |given: &[Given<'_>]| related(tables, operation, given, Place::Exactly, Fit::Either);
    let each = |with_kind: bool| {
        conditions.iter().try_fold(Expected::everything(tables.rows()), |all, condition| {
            let mut given = if with_kind { kind.clone() } else { Vec::new() };
            given.push(condition.clone());
            Ok(all.and(&has(&given)?))
        })
    };
    let mut variants = Vec::new();
    if !kind.is_empty() {
        let named = kind.first().and_then(|given| given.values.first().copied());
        let kinds = relation::kinds(None, named);
        let now = [(true, Fit::In), (false, Fit::In)]
            .map(|(upper, fit)| (Bound { upper, at: fit, missing: fit }, tables.today));
        if conditions.is_empty() {
            let condition = Condition { organisation: None, start: Vec::new(), end: vec![now[1]], unsure: Fit::Either };
            variants.push(("oracle-ended-left-out", relation::having(tables, &kinds, &condition)));
            let condition =
                Condition { organisation: None, start: vec![now[0]], end: vec![now[1]], unsure: Fit::Either };
            variants.push(("oracle-ended-left-out", relation::having(tables, &kinds, &condition)));
            for other in relation::KINDS.into_iter().filter(|other| Some(*other) != named) {
                let condition =
                    Condition { organisation: None, start: Vec::new(), end: Vec::new(), unsure: Fit::Either };
                variants.push(("oracle-other-relation", relation::having(tables, &[other], &condition)));
            }
        } else {
            variants.push(("oracle-relation-kind-ignored", has(&conditions)));
            variants.push(("oracle-one-ignored", has(&kind)));
            let apart = each(false).and_then(|all| Ok(all.and(&has(&kind)?)));
            variants.push(("oracle-relations-mixed", apart));
        }
    }
    if conditions.len() > 1 {
        variants.push(("oracle-relations-mixed", each(true)));
        for left_out in 0..conditions.len() {
            let mut given = kind.clone();
            given.extend(conditions.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, g)| g.clone()));
            variants.push(("oracle-one-ignored", has(&given)));
        }
    }
    variants.extend(family.iter().filter_map(|given| relation_bound(tables, operation, family, given)).flatten());
    variants
}

/// Mistakes with one bound on a relation.
fn relation_bound(
    tables: &Tables,
    operation: &Operation,
    family: &[Given<'_>],
    changed: &Given<'_>,
) -> Option<Vec<Variant>> {
    let bound = Bound::of(&changed.parameter.semantics)?;
    let with = |semantics: samspel_contract::Semantics| {
        let mut parameter = changed.parameter.clone();
        parameter.semantics = semantics;
        let family: Vec<Given<'_>> = family
            .iter()
            .map(|given| {
                if given.parameter.name == parameter.name {
                    Given { parameter: &parameter, values: given.values.clone() }
                } else {
                    given.clone()
                }
            })
            .collect();
        related(tables, operation, &family, Place::Exactly, Fit::Either)
    };
    let semantics = || changed.parameter.semantics.clone();
    let mut variants = Vec::new();
    if bound.at == Fit::In {
        let exclusive = samspel_contract::Semantics { bound: Some("exclusive".to_owned()), ..semantics() };
        variants.push(("oracle-bound-exclusive", with(exclusive)));
    }
    let dropping = samspel_contract::Semantics { missing: Some("excluded".to_owned()), ..semantics() };
    variants.push(("oracle-missing-left-out", with(dropping)));
    let reversed = samspel_contract::Semantics { op: if bound.upper { "ge" } else { "le" }.to_owned(), ..semantics() };
    variants.push(("oracle-bound-reversed", with(reversed)));
    let other = if changed.field() == "relation.start" { "relation.end" } else { "relation.start" };
    let other = samspel_contract::Semantics { field: Some(other.to_owned()), ..semantics() };
    variants.push(("oracle-other-end", with(other)));
    Some(variants)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_without_its_offset_is_another_instant() {
        assert_eq!(without_offset("2024-01-01T01:00:00+01:00").as_deref(), Some("2024-01-01T01:00:00Z"));
        assert_eq!(without_offset("2024-01-01T01:00:00-05:30").as_deref(), Some("2024-01-01T01:00:00Z"));
        assert_eq!(without_offset("2024-01-01T01:00:00Z"), None);
        assert_eq!(without_offset("2024-01-01"), None);
    }

    #[test]
    fn an_interval_has_two_ends() {
        assert_eq!(other_end("startDate").as_deref(), Some("endDate"));
        assert_eq!(other_end("meta.created").as_deref(), Some("meta.modified"));
        assert_eq!(other_end("registeredDate"), None);
    }
}
