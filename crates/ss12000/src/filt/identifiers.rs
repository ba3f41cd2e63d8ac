//! `ss12000/filter-identifiers`: value and context of an external identifier, alone and together on the same identifier.

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use super::made_up;
use crate::oracle::{Inquiry, Question, choose, observe, telling};
use crate::snapshot::Cell;

pub(super) const CHECK: Check = Check { id: "ss12000/filter-identifiers", run: |ctx| Box::pin(run(ctx)) };

const VALUE: &str = "identifier.value";
const CONTEXT: &str = "identifier.context";
/// Persons whose identifiers are combined.
const PERSONS: usize = 200;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of(ctx, VALUE).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    let mut inquiry = Inquiry::new(ctx, &asked.operation, &asked.tables);
    let mut right = true;
    for parameter in asked.operation.parameters.iter().filter(|p| [VALUE, CONTEXT].contains(&p.name.as_str())) {
        for question in telling(ctx, &asked.operation, &asked.tables, parameter, 1) {
            right &= inquiry.ask(question).await?;
        }
    }
    if right {
        let together = |pair: &(String, String)| {
            let parameters = vec![(VALUE.to_owned(), pair.0.clone()), (CONTEXT.to_owned(), pair.1.clone())];
            Question::new(&asked.tables, &asked.operation, parameters).ok()
        };
        let (own, foreign) = pairs(&asked);
        let mut questions = choose(ctx, &asked.tables, &format!("{}/own", ctx.test), &own, 1, together);
        let mixing = |pair: &(String, String)| together(pair).filter(|q| q.tells_mistake("oracle-elements-mixed"));
        questions.extend(choose(ctx, &asked.tables, &format!("{}/foreign", ctx.test), &foreign, 1, mixing));
        questions.extend(made_up::nothing(&asked, ctx));
        for question in questions {
            inquiry.ask(question).await?;
        }
    }
    let told = observe(&asked.requirement, &asked.operation, &asked.tables, &inquiry.close().await?);
    Ok(if told.is_empty() { vec![asked.nothing_splits()] } else { told })
}

/// Value and context.
type Pair = (String, String);

/// Values with their own context, and with that of another identifier of the same person.
fn pairs(asked: &Asked) -> (Vec<Pair>, Vec<Pair>) {
    let table = asked.tables.table();
    let texts = |path: &str, row: u32| -> Vec<Option<String>> {
        let column = table.column(path);
        let cells = column.into_iter().flat_map(|column| column.cells(row).map(move |cell| (column, cell)));
        cells
            .map(|(column, cell)| if let Cell::Text(hash) = cell { column.text(hash).map(str::to_owned) } else { None })
            .collect()
    };
    let (mut own, mut foreign) = (Vec::new(), Vec::new());
    let mut left = PERSONS;
    for row in asked.tables.rows() {
        let values = texts("externalIdentifiers[].value", row);
        let contexts = texts("externalIdentifiers[].context", row);
        if values.is_empty() || left == 0 {
            continue;
        }
        left -= 1;
        for (at, value) in values.iter().enumerate() {
            for (other, context) in contexts.iter().enumerate() {
                if let (Some(value), Some(context)) = (value, context) {
                    if at == other { &mut own } else { &mut foreign }.push((value.clone(), context.clone()));
                }
            }
        }
    }
    (own, foreign)
}
