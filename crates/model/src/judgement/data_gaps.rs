//! What the data could not witness: one row for each thing to add.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, fold};
use crate::{Argument, CaseResult, DataGap, Gap, Level, Message, Requirement, Sight, Text, Verdict};

/// What is missing, by requirement.
pub(super) struct Gaps<'a>(BTreeMap<&'a str, Vec<Missing<'a>>>);

/// A thing to add, and where it is missing: that twenty operations lack the same is one sentence.
struct Missing<'a> {
    /// The sentence without its operation.
    message: Message,
    operations: Vec<&'a Argument>,
    tests: BTreeSet<&'a str>,
}

impl<'a> Gaps<'a> {
    pub(super) fn of(basis: &Basis<'a>) -> Self {
        let mut gaps: BTreeMap<&str, Vec<Missing<'_>>> = BTreeMap::new();
        for result in basis.results {
            for observation in &result.observations {
                let Sight::Undecided { gap: Gap::NoData, reason } = &observation.sight else { continue };
                let mut message = reason.clone();
                message.args.remove(OPERATION);
                let missing = gaps.entry(&observation.requirement).or_default();
                let at = missing.iter().position(|known| known.message == message).unwrap_or_else(|| {
                    missing.push(Missing { message, operations: Vec::new(), tests: BTreeSet::new() });
                    missing.len() - 1
                });
                let known = &mut missing[at];
                if let Some(operation) = reason.args.get(OPERATION)
                    && !known.operations.contains(&operation)
                {
                    known.operations.push(operation);
                }
                known.tests.insert(&result.id);
            }
        }
        Gaps(gaps)
    }

    /// What one requirement misses, in words.
    pub(super) fn of_requirement(&self, basis: &Basis<'_>, id: &str) -> Vec<Text> {
        self.0.get(id).into_iter().flatten().map(|missing| missing.told(basis)).collect()
    }
}

/// The argument that says where something is missing.
const OPERATION: &str = "operation";

impl Missing<'_> {
    fn told(&self, basis: &Basis<'_>) -> Text {
        let named: Vec<String> = self
            .operations
            .iter()
            .map(|operation| match operation {
                Argument::Text(name) => name.clone(),
                Argument::Number(number) => number.to_string(),
            })
            .collect();
        match named.is_empty() {
            true => basis.texts.render(&self.message),
            false => basis.texts.render(&self.message.clone().with(OPERATION, named.join(", "))),
        }
    }
}

/// Requirements (by place in the catalogue) and tests that miss the same thing.
#[derive(Default)]
struct Missed<'a> {
    requirements: BTreeSet<usize>,
    tests: BTreeSet<&'a str>,
}

/// Every gap in the data, that with most binding requirements first.
pub(super) fn collect(basis: &Basis<'_>) -> Vec<DataGap> {
    if basis.results.iter().any(|result| is_dead(basis, result)) {
        return Vec::new();
    }
    let gaps = Gaps::of(basis);
    let mut missed: BTreeMap<Text, Missed<'_>> = BTreeMap::new();
    for (place, requirement) in basis.requirements.iter().enumerate() {
        for missing in gaps.0.get(requirement.id.as_str()).into_iter().flatten() {
            let row = missed.entry(missing.told(basis)).or_default();
            row.requirements.insert(place);
            row.tests.extend(&missing.tests);
        }
    }
    let of = |row: &Missed<'_>| -> Vec<&Requirement> {
        row.requirements.iter().filter_map(|place| basis.requirements.get(*place).copied()).collect()
    };
    let mut rows: Vec<(usize, DataGap)> = missed
        .into_iter()
        .map(|(what, row)| {
            let requirements = of(&row);
            let musts = requirements.iter().filter(|r| r.level == Level::Must).count();
            let requirements = requirements.into_iter().map(|r| r.id.clone()).collect();
            (musts, DataGap { what, requirements, tests: row.tests.len() as u64 })
        })
        .collect();
    // Rows come sorted by their words, and the sort is stable: the same data, the same order.
    rows.sort_by_key(|(musts, row)| (std::cmp::Reverse(*musts), std::cmp::Reverse(row.requirements.len())));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A control that did not pass for another reason than missing data: the system does not answer as it should, and nobody
/// should be told to add data to it.
fn is_dead(basis: &Basis<'_>, result: &CaseResult) -> bool {
    let lacks_data = result
        .observations
        .iter()
        .all(|o| matches!(o.sight, Sight::Undecided { gap: Gap::NoData, .. } | Sight::Note(_)));
    result.control && fold::case_verdict(basis, result) != Verdict::Pass && !lacks_data
}
