//! An array parameter given twice means either value; a comma is part of a value (HTTP-007).

use std::collections::BTreeSet;

use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::filter::{Answer, Comparison, Condition, Entries, ask, compare, splitting, still_fits};
use crate::harvest::{Harvest, Key};
use crate::observe::{against, undecided, witness};
use crate::run_state;

pub(crate) const CHECK: Check = Check { id: "ss12000/repeated-parameter", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-007";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let harvest = run_state::harvest(ctx, &operation.id).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    if !harvest.walked.is_complete() {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAnswer, named("filter-list-not-read"))]);
    }
    let mut told = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.data_type == "array" && p.name != "parent") {
        if let Some(pair) = Pair::find(&harvest, parameter) {
            told.extend(pair.test(ctx, &operation, &harvest).await?);
        }
    }
    if told.is_empty() {
        told.push(undecided(REQUIREMENT, Gap::NoData, named("repeated-nothing-splits")));
    }
    Ok(told)
}

/// Two values of one parameter, neither of which holds all that the other holds.
struct Pair {
    both: Condition,
    first: BTreeSet<Key>,
    second: BTreeSet<Key>,
}

impl Pair {
    fn find(harvest: &Harvest, parameter: &Parameter) -> Option<Self> {
        let of = |values: Vec<String>| Condition::new(parameter, values);
        let values: Vec<String> =
            splitting(harvest, parameter).into_iter().filter(|v| !v.contains(',')).take(8).collect();
        for (at, first) in values.iter().enumerate() {
            for second in &values[at + 1..] {
                let has_first = of(vec![first.clone()])?.expected(harvest);
                let has_second = of(vec![second.clone()])?.expected(harvest);
                if !has_first.is_subset(&has_second) && !has_second.is_subset(&has_first) {
                    let both = of(vec![first.clone(), second.clone()])?;
                    return Some(Pair { both, first: has_first, second: has_second });
                }
            }
        }
        None
    }

    fn union(&self) -> BTreeSet<Key> {
        self.first.union(&self.second).copied().collect()
    }

    async fn test(
        &self,
        ctx: &Context,
        operation: &Operation,
        harvest: &Harvest,
    ) -> Result<Vec<Observation>, CheckError> {
        let named = |id: &str| {
            Message::new(id).with("operation", operation.id.as_str()).with("parameter", self.both.name.as_str())
        };
        let required = &harvest.required;
        // Without a filter that works for each value alone, both together say nothing.
        for (value, alone) in self.both.values.iter().zip([&self.first, &self.second]) {
            let one = Condition { values: vec![value.clone()], ..self.both.clone() };
            let works = match ask(ctx, operation, required, std::slice::from_ref(&one)).await? {
                Answer::Entries(entries) => compare(&entries, alone, &harvest.keys) == Comparison::Right,
                Answer::Refused { .. } | Answer::Nothing { .. } => false,
            };
            if !works {
                return Ok(vec![undecided(REQUIREMENT, Gap::NoData, named("repeated-single-fails"))]);
            }
        }
        let conditions = [self.both.clone()];
        let repeated = match ask(ctx, operation, required, &conditions).await? {
            Answer::Entries(entries) => match compare(&entries, &self.union(), &harvest.keys) {
                Comparison::Right => witness(REQUIREMENT, 1, named("repeated-union")),
                Comparison::TooNarrow(missing) => match still_fits(ctx, operation, &missing, &conditions).await? {
                    Some(true) => self.wrong(operation, &entries, self.diagnose(&entries)),
                    Some(false) => undecided(REQUIREMENT, Gap::Drift, named("repeated-drift")),
                    None => undecided(REQUIREMENT, Gap::NoAnswer, named("repeated-unconfirmed")),
                },
                Comparison::Ignored | Comparison::TooWide(_) => self.wrong(operation, &entries, "repeated-too-wide"),
            },
            Answer::Refused { status, trace } => {
                let seen = against(REQUIREMENT, Message::new("repeated-refused")).operation(&operation.id);
                let seen = seen.expected("HTTP 200").observed(format!("HTTP {status}"));
                let seen = seen.sample(format!("{}?{}", operation.path, self.both.shown()));
                match &trace {
                    Some(trace) => seen.trace(&trace.id, &trace.curl),
                    None => seen,
                }
                .contradiction()
            }
            Answer::Nothing { what } => {
                undecided(REQUIREMENT, Gap::NoAnswer, named("repeated-no-answer").with("answer", what))
            }
        };
        let mut told = vec![repeated];
        told.extend(self.comma(ctx, operation, harvest).await?);
        Ok(told)
    }

    /// One value with a comma in it must not be taken for two.
    async fn comma(
        &self,
        ctx: &Context,
        operation: &Operation,
        harvest: &Harvest,
    ) -> Result<Option<Observation>, CheckError> {
        let union = self.union();
        // Where the two values cover everything, an ignored filter would look the same.
        if union.len() == harvest.keys.len() {
            return Ok(None);
        }
        let joined = Condition { values: vec![self.both.values.join(",")], ..self.both.clone() };
        let named = Message::new("repeated-comma-kept")
            .with("operation", operation.id.as_str())
            .with("parameter", self.both.name.as_str());
        Ok(match ask(ctx, operation, &harvest.required, std::slice::from_ref(&joined)).await? {
            Answer::Entries(entries) if entries.keys == union => {
                Some(self.wrong(operation, &entries, "repeated-comma-splits"))
            }
            Answer::Entries(_) | Answer::Refused { .. } => Some(witness(REQUIREMENT, 1, named)),
            Answer::Nothing { .. } => None,
        })
    }

    fn diagnose(&self, entries: &Entries) -> &'static str {
        let both: BTreeSet<Key> = self.first.intersection(&self.second).copied().collect();
        if entries.keys == self.first {
            "repeated-only-first"
        } else if entries.keys == self.second {
            "repeated-only-last"
        } else if entries.keys == both {
            "repeated-anded"
        } else {
            "repeated-too-narrow"
        }
    }

    fn wrong(&self, operation: &Operation, entries: &Entries, summary: &str) -> Observation {
        let expected = if summary == "repeated-comma-splits" {
            "HTTP 400 | 0 entries".to_owned()
        } else {
            format!("{} + {} entries", self.first.len(), self.second.difference(&self.first).count())
        };
        let seen = against(REQUIREMENT, Message::new(summary))
            .operation(&operation.id)
            .expected(expected)
            .observed(format!("{} entries", entries.keys.len()))
            .sample(format!("{}?{}", operation.path, self.both.shown()));
        match &entries.trace {
            Some(trace) => seen.trace(&trace.id, &trace.curl),
            None => seen,
        }
        .contradiction()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(values: &[u128]) -> BTreeSet<Key> {
        values.iter().map(|value| Key { value: *value, own: true }).collect()
    }

    #[test]
    fn a_lost_value_is_diagnosed() {
        let both = Condition {
            name: "type".into(),
            field: "organisationType".into(),
            values: vec!["Skola".into(), "Skolenhet".into()],
            literal: true,
        };
        let pair = Pair { both, first: keys(&[1, 2]), second: keys(&[2, 3]) };
        let diagnose = |got: &[u128]| pair.diagnose(&Entries { keys: keys(got), unfit: BTreeSet::new(), trace: None });
        assert_eq!(diagnose(&[1, 2]), "repeated-only-first");
        assert_eq!(diagnose(&[2, 3]), "repeated-only-last");
        assert_eq!(diagnose(&[2]), "repeated-anded");
        assert_eq!(diagnose(&[]), "repeated-too-narrow");
        assert_eq!(pair.union(), keys(&[1, 2, 3]));
    }
}
