//! From the parameters of a request to the rows that it should give.

use samspel_contract::{Operation, Parameter};

use super::bound::Bound;
use super::expected::{Expected, Fit};
use super::names::{self, Letters};
use super::path;
use super::relation::{self, Condition};
use super::subtree::Subtree;
use super::tables::{Tables, is_organisation};
use crate::snapshot::Cell;

/// Why nothing can be expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Undecidable {
    /// The list of this entity is not offered.
    Lacks(String),
    /// The standard does not say which field is compared, or it is not one that is kept.
    NoField,
}

/// A parameter with the values that it is given.
#[derive(Debug, Clone)]
pub(super) struct Given<'a> {
    pub(super) parameter: &'a Parameter,
    pub(super) values: Vec<&'a str>,
}

impl Given<'_> {
    pub(super) fn op(&self) -> &str {
        self.parameter.semantics.op.as_str()
    }

    pub(super) fn field(&self) -> &str {
        self.parameter.semantics.field.as_deref().unwrap_or_default()
    }

    /// Parameters that apply to one and the same part of a record are looked at together.
    pub(super) fn family(&self) -> &str {
        let name = self.parameter.name.as_str();
        ["relationship.", "identifier."].into_iter().find(|family| name.starts_with(family)).unwrap_or(name)
    }
}

/// The rows that a request with these parameters should give: each parameter restricts, of the values of one parameter one is
/// enough.
///
/// # Errors
/// When it cannot be computed.
pub(crate) fn expected(
    tables: &Tables,
    operation: &Operation,
    parameters: &[(String, String)],
) -> Result<Expected, Undecidable> {
    let mut all = Expected::everything(tables.rows());
    for family in families(operation, parameters)? {
        all = all.and(&of_family(tables, operation, &family)?);
    }
    Ok(all)
}

/// The same where organisation elements stand for everything below them, also in parameters that do not say so.
///
/// # Errors
/// When it cannot be computed.
pub(crate) fn expected_below(
    tables: &Tables,
    operation: &Operation,
    parameters: &[(String, String)],
) -> Result<Expected, Undecidable> {
    let mut all = Expected::everything(tables.rows());
    for family in families(operation, parameters)? {
        let one = match family.as_slice() {
            [first, ..] if first.family() == "relationship." => {
                related(tables, operation, &family, Place::OrBelow, Fit::Either)?
            }
            [given] if is_organisation(&tables.contract, &tables.entity, given.field()) => below(tables, given)?,
            _ => of_family(tables, operation, &family)?,
        };
        all = all.and(&one);
    }
    Ok(all)
}

/// Persons by `relationship.*` parameters, where relations of which it is not sure that they count are taken as told.
///
/// # Errors
/// When it cannot be computed.
pub(crate) fn related_counting(
    tables: &Tables,
    operation: &Operation,
    parameters: &[(String, String)],
    unsure: Fit,
) -> Result<Expected, Undecidable> {
    match families(operation, parameters)?.as_slice() {
        [family] => related(tables, operation, family, Place::Exactly, unsure),
        _ => Err(Undecidable::NoField),
    }
}

/// The parameters, family by family.
pub(super) fn families<'a>(
    operation: &'a Operation,
    parameters: &'a [(String, String)],
) -> Result<Vec<Vec<Given<'a>>>, Undecidable> {
    let mut families: Vec<Vec<Given<'a>>> = Vec::new();
    for (name, value) in parameters {
        let parameter = operation.parameters.iter().find(|p| p.name == *name).ok_or(Undecidable::NoField)?;
        let given = Given { parameter, values: vec![value.as_str()] };
        match families.iter_mut().find(|family| family.iter().any(|other| other.family() == given.family())) {
            None => families.push(vec![given]),
            Some(family) => match family.iter_mut().find(|other| other.parameter.name == *name) {
                Some(same) => same.values.push(value),
                None => family.push(given),
            },
        }
    }
    Ok(families)
}

/// The rows that fulfil everything that is asked of one part of a record.
pub(super) fn of_family(tables: &Tables, operation: &Operation, family: &[Given<'_>]) -> Result<Expected, Undecidable> {
    match family {
        [] => Ok(Expected::everything(tables.rows())),
        [first, ..] if first.family() == "relationship." => {
            related(tables, operation, family, Place::Exactly, Fit::Either)
        }
        [first, ..] if first.family() == "identifier." => identified(tables, family),
        [one] => alone(tables, one),
        _ => Err(Undecidable::NoField),
    }
}

/// The rows that fulfil one parameter by itself.
pub(super) fn alone(tables: &Tables, given: &Given<'_>) -> Result<Expected, Undecidable> {
    match given.op() {
        "eq" | "in" | "anyEq" | "overlaps" | "join" => {
            let wanted = wanted(tables, given);
            path::reaching(tables, given.field(), &|cell| Fit::of(wanted.contains(&cell)))
        }
        "inSubtree" => below(tables, given),
        "le" | "ge" | "gt" => {
            let bound = Bound::of(&given.parameter.semantics).ok_or(Undecidable::NoField)?;
            bounded(tables, given, given.field(), bound)
        }
        "allValuesSubstringCI" => names::containing(tables, &names_of(given), &given.values, Letters::AnyCase),
        "sort" | "embed" | "displayNames" | "pageSize" | "continue" => Ok(Expected::everything(tables.rows())),
        _ => Err(Undecidable::NoField),
    }
}

/// The fields of a parameter that compares with any of several.
pub(super) fn names_of<'a>(given: &'a Given<'_>) -> Vec<&'a str> {
    given.field().split(" | ").collect()
}

/// The cells that the values of a parameter are equal to. A value that no record holds has none.
pub(super) fn wanted(tables: &Tables, given: &Given<'_>) -> Vec<Cell> {
    // One parameter for ids is declared as plain text.
    let format = if given.field().ends_with(".id") { Some("uuid") } else { given.parameter.format.as_deref() };
    given.values.iter().filter_map(|value| Cell::wanted(value, format, &tables.ids)).collect()
}

/// Rows whose organisation is one of the given elements or lies below one.
pub(super) fn below(tables: &Tables, given: &Given<'_>) -> Result<Expected, Undecidable> {
    let subtree = Subtree::below(tables, ids(wanted(tables, given)))?;
    path::reaching(tables, given.field(), &|cell| subtree.holds(cell))
}

fn ids(cells: Vec<Cell>) -> Vec<u32> {
    cells.into_iter().filter_map(|cell| if let Cell::Id(id) = cell { Some(id) } else { None }).collect()
}

/// Rows whose field lies within a bound.
pub(super) fn bounded(tables: &Tables, given: &Given<'_>, field: &str, bound: Bound) -> Result<Expected, Undecidable> {
    let column = tables.table().column(field).ok_or(Undecidable::NoField)?;
    let at = wanted(tables, given).into_iter().next().ok_or(Undecidable::NoField)?;
    Ok(Expected::of(tables.rows(), |row| bound.fit(column.cell(row), at)))
}

/// Rows of which one and the same identifier fulfils everything.
fn identified(tables: &Tables, family: &[Given<'_>]) -> Result<Expected, Undecidable> {
    let mut conditions = Vec::new();
    for given in family {
        let column = tables.table().column(given.field()).ok_or(Undecidable::NoField)?;
        conditions.push((column, wanted(tables, given)));
    }
    Ok(Expected::of(tables.rows(), |row| {
        let elements = conditions.iter().map(|(column, _)| column.cells(row).count()).max().unwrap_or(0);
        let fits = |element: usize| {
            conditions.iter().map(move |(column, wanted)| match column.cells(row).nth(element) {
                Some(Cell::Unreadable) => Fit::Either,
                Some(cell) => Fit::of(wanted.contains(&cell)),
                None => Fit::Out,
            })
        };
        (0..elements).filter_map(|element| fits(element).min()).max().unwrap_or(Fit::Out)
    }))
}

/// How the organisation of a relation is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the element.
    Exactly,
    /// It is the element or lies below it.
    OrBelow,
}

/// Persons of whom one and the same relation fulfils everything.
pub(super) fn related(
    tables: &Tables,
    operation: &Operation,
    family: &[Given<'_>],
    place: Place,
    unsure: Fit,
) -> Result<Expected, Undecidable> {
    let mut named = None;
    let mut at: Option<Vec<Cell>> = None;
    let (mut start, mut end) = (Vec::new(), Vec::new());
    for given in family {
        match (given.op(), given.field()) {
            ("hasRelation", _) => named = given.values.first().copied(),
            ("relationOrganisationEq", _) => {
                let ids = given.values.iter().filter_map(|v| Cell::wanted(v, Some("uuid"), &tables.ids));
                at = Some(ids.collect());
            }
            (_, field) => {
                let bound = Bound::of(&given.parameter.semantics).ok_or(Undecidable::NoField)?;
                let day = wanted(tables, given).into_iter().next().ok_or(Undecidable::NoField)?;
                if field == "relation.start" { &mut start } else { &mut end }.push((bound, day));
            }
        }
    }
    let kind = operation.parameters.iter().find(|p| p.semantics.op == "hasRelation");
    let kinds = relation::kinds(kind, named);
    let exactly = |cell: Cell| Fit::of(at.as_ref().is_some_and(|at| at.contains(&cell)));
    let subtree = match (place, &at) {
        (Place::OrBelow, Some(at)) => Some(Subtree::below(tables, ids(at.clone()))?),
        _ => None,
    };
    let inside = |cell: Cell| subtree.as_ref().map_or(Fit::Either, |subtree| subtree.holds(cell));
    let organisation: Option<&dyn Fn(Cell) -> Fit> = match (&at, place) {
        (None, _) => None,
        (Some(_), Place::Exactly) => Some(&exactly),
        (Some(_), Place::OrBelow) => Some(&inside),
    };
    let condition = Condition { organisation, start, end, unsure };
    let having = relation::having(tables, &kinds, &condition)?;
    if named.is_some() {
        return Ok(having);
    }
    // A kind that cannot be asked for in this edition may still count when any kind does.
    let all = relation::having(tables, &relation::KINDS, &condition)?;
    Ok(having.or(&all.at_most()))
}
