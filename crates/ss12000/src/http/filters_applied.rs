//! A list that answers 200 has applied every filter: alone, and two together (HTTP-010). A filter that a system does not have
//! is better refused than ignored (HTTP-011).

use std::collections::BTreeSet;

use samspel_contract::Operation;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::filter::{Answer, Comparison, Condition, ask, compare, is_special, splitting, still_fits};
use crate::harvest::{Harvest, Key};
use crate::observe::{Against, against, not_applicable, undecided, witness};
use crate::run_state;

pub(crate) const CHECK: Check = Check { id: "ss12000/filters-applied", run: |ctx| Box::pin(run(ctx)) };

const APPLIED: &str = "SS12K-HTTP-010";
const REFUSED: &str = "SS12K-HTTP-011";

/// Values of each parameter that are looked at to find two filters that overlap in part.
const VALUES: usize = 6;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    let mut asking =
        Asking { ctx, operation: &operation, harvest: &harvest, right: Vec::new(), refused: 0, told: Vec::new() };
    if !harvest.walked.is_complete() {
        let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
        return Ok([APPLIED, REFUSED].map(|r| undecided(r, Gap::NoAnswer, named("filter-list-not-read"))).into());
    }
    for condition in conditions(&operation, &harvest) {
        asking.one(condition).await?;
    }
    if let Some((first, second)) = overlapping(&operation, &asking.right, &harvest) {
        asking.both(first, second).await?;
    }
    Ok(asking.finish())
}

/// One condition for each simple filter whose values split the collection.
fn conditions(operation: &Operation, harvest: &Harvest) -> Vec<Condition> {
    operation
        .parameters
        .iter()
        // Whether `parent` means children only or everything below is not stated: the tests on organisations look at it.
        .filter(|p| p.name != "parent")
        .filter_map(|p| {
            let values = splitting(harvest, p);
            // How special characters arrive is another question; a plain value leaves it out.
            let value = values.iter().find(|v| !is_special(v)).or(values.first())?;
            Condition::new(p, vec![value.clone()])
        })
        .collect()
}

/// Two filters that work alone, with values of which the one cuts the other in part.
fn overlapping(operation: &Operation, right: &[Condition], harvest: &Harvest) -> Option<(Condition, Condition)> {
    let candidates: Vec<Vec<(Condition, BTreeSet<Key>)>> =
        right.iter().map(|condition| variants(operation, condition, harvest)).collect();
    for (at, firsts) in candidates.iter().enumerate() {
        for seconds in &candidates[at + 1..] {
            for (first, has_first) in firsts {
                for (second, has_second) in seconds {
                    let both = has_first.intersection(has_second).count();
                    if both > 0 && both < has_first.len() && both < has_second.len() {
                        return Some((first.clone(), second.clone()));
                    }
                }
            }
        }
    }
    None
}

/// The condition with other values, commonest first, and the entries that each should give.
fn variants(operation: &Operation, condition: &Condition, harvest: &Harvest) -> Vec<(Condition, BTreeSet<Key>)> {
    let Some(parameter) = operation.parameters.iter().find(|p| p.name == condition.name) else { return Vec::new() };
    let plain = splitting(harvest, parameter).into_iter().rev().filter(|v| !is_special(v));
    plain
        .take(VALUES)
        .map(|value| Condition { values: vec![value], ..condition.clone() })
        .map(|condition| {
            let expected = condition.expected(harvest);
            (condition, expected)
        })
        .collect()
}

struct Asking<'a> {
    ctx: &'a Context,
    operation: &'a Operation,
    harvest: &'a Harvest,
    right: Vec<Condition>,
    refused: u64,
    told: Vec<Observation>,
}

impl Asking<'_> {
    async fn one(&mut self, condition: Condition) -> Result<(), CheckError> {
        let expected = condition.expected(self.harvest);
        let conditions = [condition];
        if let Some(comparison) = self.ask(&conditions, &expected).await? {
            let [condition] = conditions;
            if comparison == Comparison::Right {
                self.right.push(condition);
            }
        }
        Ok(())
    }

    async fn both(&mut self, first: Condition, second: Condition) -> Result<(), CheckError> {
        let expected: BTreeSet<Key> =
            first.expected(self.harvest).intersection(&second.expected(self.harvest)).copied().collect();
        let conditions = [first, second];
        if self.ask(&conditions, &expected).await? == Some(Comparison::Right) {
            let [_, second] = conditions;
            self.right.push(second);
        }
        Ok(())
    }

    /// Asks, tells what is wrong, and returns the comparison when there is one.
    async fn ask(
        &mut self,
        conditions: &[Condition],
        expected: &BTreeSet<Key>,
    ) -> Result<Option<Comparison>, CheckError> {
        let named =
            |id: &str| Message::new(id).with("operation", self.operation.id.as_str()).with("filter", shown(conditions));
        let entries = match ask(self.ctx, self.operation, &self.harvest.required, conditions).await? {
            Answer::Entries(entries) => entries,
            Answer::Refused { .. } => {
                self.refused += 1;
                self.told.push(undecided(APPLIED, Gap::NoData, named("filter-refused")));
                return Ok(None);
            }
            Answer::Nothing { what } => {
                self.told.push(undecided(APPLIED, Gap::NoAnswer, named("filter-no-answer").with("answer", what)));
                return Ok(None);
            }
        };
        let comparison = compare(&entries, expected, &self.harvest.keys);
        let summary = match &comparison {
            Comparison::Right => return Ok(Some(comparison)),
            Comparison::Ignored => "filter-ignored",
            Comparison::TooWide(_) if conditions.len() > 1 => "filter-and-or-mixed",
            Comparison::TooWide(_) => "filter-too-wide",
            // Where paging loses entries, a filter is not to blame for what is missing.
            Comparison::TooNarrow(_) if run_state::chains(self.ctx, self.operation).await?.loses() => {
                self.told.push(undecided(APPLIED, Gap::NoAnswer, named("page-hides-filter")));
                return Ok(None);
            }
            Comparison::TooNarrow(missing) => match still_fits(self.ctx, self.operation, missing, conditions).await? {
                Some(true) => "filter-too-narrow",
                Some(false) => {
                    self.told.push(undecided(APPLIED, Gap::Drift, named("filter-drift")));
                    return Ok(None);
                }
                None => {
                    self.told.push(undecided(APPLIED, Gap::NoAnswer, named("filter-unconfirmed")));
                    return Ok(None);
                }
            },
        };
        let seen = |requirement: &str| -> Against {
            let trace = entries.trace.as_ref();
            let against = against(requirement, Message::new(summary))
                .operation(&self.operation.id)
                .expected(format!("{} of {} entries", expected.len(), self.harvest.keys.len()))
                .observed(format!("{} entries", entries.keys.len()))
                .sample(format!("{}?{}", self.operation.path, shown(conditions)));
            match trace {
                Some(trace) => against.trace(&trace.id, &trace.curl),
                None => against,
            }
        };
        self.told.push(seen(APPLIED).contradiction());
        if comparison == Comparison::Ignored {
            self.told.push(seen(REFUSED).contradiction());
        }
        Ok(Some(comparison))
    }

    fn finish(self) -> Vec<Observation> {
        let named = |id: &str| Message::new(id).with("operation", self.operation.id.as_str());
        let mut told = self.told;
        let right = self.right.len() as u64;
        if right > 0 {
            told.push(witness(APPLIED, right, named("filter-applied").with("count", right)));
        } else if !told.iter().any(|o| o.requirement == APPLIED) {
            told.push(undecided(APPLIED, Gap::NoData, named("filter-nothing-splits")));
        }
        if self.refused > 0 {
            told.push(witness(REFUSED, self.refused, named("filter-unsupported-refused").with("count", self.refused)));
        } else if !told.iter().any(|o| o.requirement == REFUSED) {
            told.push(not_applicable(REFUSED, named("filter-all-supported")));
        }
        told
    }
}

fn shown(conditions: &[Condition]) -> String {
    conditions.iter().map(Condition::shown).collect::<Vec<_>>().join("&")
}
