//! One cause, one finding: contradictions of one requirement with one summary are merged; places are its evidence.

use std::collections::HashMap;

use super::Basis;
use crate::{Contradiction, Finding, FindingLevel, Level, Requirement, Sight, Text};

/// How many samples, operations and exchanges a finding shows.
const SHOWN: usize = 10;

/// Every finding, worst first: level, then how many places, then the requirement's place in the catalogue.
pub(super) fn collect(basis: &Basis<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut index: HashMap<(&str, &str, FindingLevel), usize> = HashMap::new();
    for result in basis.results {
        for observation in &result.observations {
            let (seen, note) = match &observation.sight {
                Sight::Contradiction(seen) => (seen, false),
                Sight::Note(seen) => (seen, true),
                Sight::Witness { .. } | Sight::Undecided { .. } | Sight::NotApplicable { .. } => {
                    continue;
                }
            };
            let requirement = basis.requirements.iter().find(|r| r.id == observation.requirement);
            let level = level(requirement.copied(), note);
            let key = (observation.requirement.as_str(), seen.summary.id.as_str(), level);
            match index.get(&key) {
                Some(&at) => merge(&mut findings[at], seen),
                None => {
                    index.insert(key, findings.len());
                    findings.push(new_finding(
                        basis,
                        &observation.requirement,
                        requirement.copied(),
                        &result.id,
                        level,
                        seen,
                    ));
                }
            }
        }
    }
    findings.sort_by_key(|f| (f.level, std::cmp::Reverse(f.count)));
    for (number, finding) in findings.iter_mut().enumerate() {
        finding.id = format!("F-{:03}", number + 1);
    }
    findings
}

fn level(requirement: Option<&Requirement>, note: bool) -> FindingLevel {
    match requirement {
        Some(r) if !note && r.confidence.can_fail() => match r.level {
            Level::Must => FindingLevel::Must,
            Level::Should => FindingLevel::Should,
            Level::May => FindingLevel::Note,
        },
        _ => FindingLevel::Note,
    }
}

fn new_finding(
    basis: &Basis<'_>,
    id: &str,
    requirement: Option<&Requirement>,
    test: &str,
    level: FindingLevel,
    seen: &Contradiction,
) -> Finding {
    let nothing = || Text { sv: String::new(), en: String::new() };
    Finding {
        id: String::new(),
        requirement: id.to_owned(),
        test: test.to_owned(),
        level,
        summary: basis.texts.render(&seen.summary),
        expected: seen.expected.clone(),
        observed: seen.observed.clone(),
        location: seen.location.clone(),
        count: seen.count,
        samples: seen.samples.iter().take(SHOWN).cloned().collect(),
        operations: seen.location.operation.iter().cloned().collect(),
        why: requirement.map_or_else(nothing, |r| r.why.clone()),
        cause: seen.cause.as_ref().map(|c| basis.texts.render(c)),
        remedy: requirement.map_or_else(nothing, |r| r.remedy.clone()),
        reproduce: seen.reproduce.clone(),
        exchanges: seen.exchanges.iter().take(SHOWN).cloned().collect(),
    }
}

fn merge(finding: &mut Finding, seen: &Contradiction) {
    finding.count += seen.count;
    extend(&mut finding.samples, &seen.samples);
    extend(&mut finding.exchanges, &seen.exchanges);
    if let Some(operation) = &seen.location.operation
        && !finding.operations.contains(operation)
    {
        finding.operations.push(operation.clone());
    }
}

fn extend(list: &mut Vec<String>, more: &[String]) {
    for item in more {
        if list.len() == SHOWN {
            return;
        }
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}
