//! One cause, one finding: contradictions of one requirement with one summary are merged; places are its evidence.

use std::collections::HashMap;

use super::Basis;
use crate::{Argument, Contradiction, Finding, FindingLevel, Level, Message, Requirement, Sight, Text};

/// How many samples, operations and exchanges a finding shows.
const SHOWN: usize = 10;

/// Every finding, worst first: level, then how many places, then the requirement's place in the catalogue.
pub(super) fn collect(basis: &Basis<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut headings: Vec<Message> = Vec::new();
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
                Some(&at) => {
                    merge(&mut findings[at], seen);
                    name_too(&mut headings[at], &seen.summary);
                }
                None => {
                    index.insert(key, findings.len());
                    headings.push(seen.summary.clone());
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
    for (finding, heading) in findings.iter_mut().zip(&headings) {
        finding.summary = basis.texts.render(&shortened(heading));
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
        why: own(basis, seen, "why").or(requirement.map(|r| r.why.clone())).unwrap_or_else(nothing),
        cause: seen.cause.as_ref().map(|c| basis.texts.render(c)),
        remedy: own(basis, seen, "remedy").or(requirement.map(|r| r.remedy.clone())).unwrap_or_else(nothing),
        reproduce: seen.reproduce.clone(),
        exchanges: seen.exchanges.iter().take(SHOWN).cloned().collect(),
    }
}

/// What a finding says of itself (`left-behind-remedy`), where the requirement's own words are about something else.
fn own(basis: &Basis<'_>, seen: &Contradiction, part: &str) -> Option<Text> {
    let id = format!("{}-{part}", seen.summary.id);
    let text = basis.texts.render(&Message { id: id.clone(), args: seen.summary.args.clone() });
    // Words that a case brings itself have no parts, and a text that does not exist is shown as its id.
    (!id.contains('/') && text.en != id).then_some(text)
}

/// The argument of a heading that names what is concerned; the places of one finding may be about several.
const NAMED: &str = "parameter";
/// How many of them a heading names.
const NAMES: usize = 3;

fn name_too(heading: &mut Message, summary: &Message) {
    let (Some(Argument::Text(names)), Some(Argument::Text(more))) =
        (heading.args.get_mut(NAMED), summary.args.get(NAMED))
    else {
        return;
    };
    for name in more.split(", ") {
        if !names.split(", ").any(|known| known == name) {
            names.push_str(", ");
            names.push_str(name);
        }
    }
}

fn shortened(heading: &Message) -> Message {
    let mut heading = heading.clone();
    if let Some(Argument::Text(names)) = heading.args.get_mut(NAMED) {
        let all: Vec<&str> = names.split(", ").collect();
        if all.len() > NAMES {
            *names = format!("{} (+{})", all[..NAMES].join(", "), all.len() - NAMES);
        }
    }
    heading
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
