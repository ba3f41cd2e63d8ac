//! `ss12000/meta-partition`: `before` and `after` with one instant split the list in two, without gap or overlap.

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::changes::{changes, unknown};
use crate::date::moment::{Ready, moments, nothing_splits, ready, written};
use crate::oracle::{Answer, Answered, Question, Tables, ask};
use crate::snapshot::Cell;
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-META-008";

pub(super) const CHECK: Check = Check { id: "ss12000/meta-partition", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, tables) = match ready(ctx, |p| p.name.starts_with("meta.")).await? {
        Ready::Yes(operation, tables) => (operation, tables),
        Ready::Instead(instead) => return Ok(instead),
    };
    let mut told = Vec::new();
    for field in ["meta.modified", "meta.created"] {
        let moments = tables.table().column(field).map(moments).unwrap_or_default();
        // Neither the first nor the last: there has to be something on both sides.
        match moments.get(moments.len() / 2).filter(|_| moments.len() > 1) {
            Some(median) => {
                let median = if moments.len() == 2 { moments[0] } else { *median };
                told.push(Split { ctx, operation: &operation, tables: &tables, field, at: median }.judge().await?);
            }
            None => told.push(nothing_splits(RULE, &operation, field)),
        }
    }
    Ok(told)
}

struct Split<'a> {
    ctx: &'a Context,
    operation: &'a Operation,
    tables: &'a Tables,
    field: &'a str,
    at: Cell,
}

/// Rows in neither part, and rows in both.
#[derive(Debug, PartialEq, Eq)]
struct Torn {
    gap: Vec<u32>,
    overlap: Vec<u32>,
}

impl Split<'_> {
    async fn judge(&self) -> Result<Observation, CheckError> {
        let message =
            |id: &str| Message::new(id).with("operation", self.operation.id.as_str()).with("question", self.field);
        let Some((torn, ..)) = self.read().await? else {
            return Ok(undecided(RULE, Gap::NoAnswer, message("oracle-no-answer").with("answer", "-")));
        };
        let with_time = self.tables.rows().filter(|row| self.has_time(*row)).count();
        if torn.gap.is_empty() && torn.overlap.is_empty() {
            let count = u64::try_from(with_time).unwrap_or(0);
            return Ok(witness(RULE, count, message("meta-partition-whole").with("count", count)));
        }
        // Asked again, and only what has not changed meanwhile counts.
        let Some((again, before, after)) = self.read().await? else {
            return Ok(undecided(RULE, Gap::NoAnswer, message("oracle-no-answer").with("answer", "-")));
        };
        let Some(changes) = changes(self.ctx, &self.operation.id).await? else {
            return Ok(undecided(RULE, Gap::NoAnswer, unknown(&self.operation.id)));
        };
        let stays = |rows: &[u32], others: &[u32]| -> Vec<u32> {
            let moved = |row: &u32| changes.contains(self.tables.table().key(*row).value);
            rows.iter().filter(|row| others.contains(row) && !moved(row)).copied().collect()
        };
        let (gap, overlap) = (stays(&torn.gap, &again.gap), stays(&torn.overlap, &again.overlap));
        if gap.is_empty() && overlap.is_empty() {
            return Ok(undecided(RULE, Gap::Drift, message("oracle-drift")));
        }
        // A filter without effect gives everything twice.
        let summary = match (gap.len(), overlap.len()) {
            (0, both) if both == with_time => "meta-partition-not-split",
            (0, _) => "meta-partition-overlaps",
            (_, 0) => "meta-partition-gap",
            _ => "meta-partition-torn",
        };
        let rows = gap.iter().chain(&overlap).filter_map(|row| self.tables.table().key(*row).uuid());
        let finding = against(RULE, Message::new(summary))
            .expected(format!("{with_time} entries, each in one part"))
            .observed(format!("{} in neither, {} in both", gap.len(), overlap.len()))
            .operation(&self.operation.id)
            .pointer(format!("/data/*/{}", self.field.replace('.', "/")))
            .count(u64::try_from(gap.len() + overlap.len()).unwrap_or(0))
            .sample(format!("{} {}.before and .after {}", self.operation.id, self.field, written(self.at)))
            .samples(rows.take(5).map(|id| id.to_string()));
        let traces = [before, after].into_iter().filter_map(|answered| answered.trace);
        Ok(traces.fold(finding, |finding, trace| finding.trace(&trace.id, &trace.curl)).contradiction())
    }

    fn has_time(&self, row: u32) -> bool {
        self.tables.table().column(self.field).is_some_and(|column| column.cell(row).is_known())
    }

    /// Asks for both parts; None when either did not come.
    async fn read(&self) -> Result<Option<(Torn, Answered, Answered)>, CheckError> {
        let mut parts = Vec::new();
        for side in ["before", "after"] {
            let parameters = vec![(format!("{}.{side}", self.field), written(self.at))];
            let Ok(question) = Question::new(self.tables, self.operation, parameters) else { return Ok(None) };
            match ask(self.ctx, self.operation, self.tables, &question).await? {
                Answer::Entries(answered) => parts.push(answered),
                Answer::Refused { .. } | Answer::Nothing { .. } => return Ok(None),
            }
        }
        let parts: Result<[Answered; 2], _> = parts.try_into();
        let Ok([before, after]) = parts else { return Ok(None) };
        let rows = |in_both: bool| -> Vec<u32> {
            let torn = |row: &u32| before.has(*row) == in_both && after.has(*row) == in_both;
            self.tables.rows().filter(|row| self.has_time(*row)).filter(torn).collect()
        };
        let torn = Torn { gap: rows(false), overlap: rows(true) };
        Ok(Some((torn, before, after)))
    }
}
