//! A filter beside another one: both have to hold.

use samspel_contract::Parameter;
use samspel_suite::CheckError;

use super::filter::Asked;
use crate::oracle::{Inquiry, Question, both, values};
use crate::snapshot::Cell;

/// Values of each of the two that are looked at.
const VALUES: usize = 8;
/// Other parameters that are tried.
const PARTNERS: usize = 3;

/// A question with the parameter and another one that works, where each leaves out what the other lets through.
///
/// # Errors
/// When a request was not sent.
pub(super) async fn another(asked: &Asked, inquiry: &Inquiry<'_>) -> Result<Option<Question>, CheckError> {
    let own: Vec<String> = values(&asked.tables, &asked.parameter).into_iter().take(VALUES).collect();
    let mut tried = 0;
    for partner in asked.operation.parameters.iter().filter(|p| is_partner(asked, p)) {
        let others = others(asked, partner);
        let found = both(&asked.operation, &asked.tables, (&asked.parameter, &own), (partner, &others));
        let Some(question) = found else { continue };
        tried += 1;
        // Where the other one does not work by itself, both together say nothing about this one.
        let alone = question.parameters.last().cloned().into_iter().collect();
        if let Ok(alone) = Question::new(&asked.tables, &asked.operation, alone)
            && inquiry.works(&alone).await?
        {
            return Ok(Some(asked.readings(question)));
        }
        if tried >= PARTNERS {
            break;
        }
    }
    Ok(None)
}

/// Parameters that compare with a field of the entry itself, and that are not looked at together with the one in question.
fn is_partner(asked: &Asked, partner: &Parameter) -> bool {
    let family = |name: &str| name.split_once('.').map_or(name.to_owned(), |(family, _)| family.to_owned());
    partner.place == "query"
        && !partner.required
        && partner.name != "parent"
        && family(&partner.name) != family(&asked.parameter.name)
        && matches!(partner.semantics.op.as_str(), "eq" | "in" | "anyEq" | "overlaps" | "le")
        && partner.semantics.field.as_deref().is_some_and(|field| asked.tables.table().column(field).is_some())
}

/// Values of the other parameter; for a bound the middle of the data.
fn others(asked: &Asked, partner: &Parameter) -> Vec<String> {
    let field = partner.semantics.field.as_deref().unwrap_or_default();
    if partner.semantics.op != "le" {
        return values(&asked.tables, partner).into_iter().take(VALUES).collect();
    }
    let mut cells: Vec<Cell> =
        asked.tables.table().column(field).into_iter().flat_map(|c| c.all()).map(|(_, cell)| cell).collect();
    cells.retain(|cell| cell.is_known());
    cells.sort_unstable();
    let quarters = [cells.len() / 4, cells.len() / 2, cells.len() * 3 / 4];
    quarters.into_iter().filter_map(|at| cells.get(at)?.written()).collect()
}
