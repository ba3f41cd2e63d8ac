//! What the data could not witness: one row for each thing to add.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Basis;
use crate::{DataGap, Gap, Level, Requirement, Sight, Text};

/// Requirements (by place in the catalogue) and tests that miss the same thing.
#[derive(Default)]
struct Missed<'a> {
    requirements: BTreeSet<usize>,
    tests: BTreeSet<&'a str>,
}

/// Every gap in the data, that with most binding requirements first.
pub(super) fn collect(basis: &Basis<'_>) -> Vec<DataGap> {
    let places: HashMap<&str, usize> =
        basis.requirements.iter().enumerate().map(|(place, r)| (r.id.as_str(), place)).collect();
    let mut missed: BTreeMap<Text, Missed<'_>> = BTreeMap::new();
    for result in basis.results {
        for observation in &result.observations {
            if let Sight::Undecided { gap: Gap::NoData, reason } = &observation.sight
                && let Some(place) = places.get(observation.requirement.as_str())
            {
                let row = missed.entry(basis.texts.render(reason)).or_default();
                row.requirements.insert(*place);
                row.tests.insert(&result.id);
            }
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
