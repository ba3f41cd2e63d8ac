//! Every rule, by what it is about.

mod activities;
mod aggregated;
mod attendance_events;
mod attendances;
mod branches;
mod carriers;
mod civic_numbers;
mod classes;
mod duties;
mod enrolments;
mod grades;
mod groups;
mod intervals;
mod lessons;
mod literals;
mod offerings;
mod organisations;
mod persons;
mod placements;
mod programmes;
mod responsibles;
mod schedules;
mod syllabuses;
mod tree;

use super::rule::Rule;

/// The rules.
const RULES: &[&[Rule]] = &[
    organisations::RULES,
    tree::RULES,
    persons::RULES,
    civic_numbers::RULES,
    responsibles::RULES,
    enrolments::RULES,
    placements::RULES,
    duties::RULES,
    groups::RULES,
    classes::RULES,
    programmes::RULES,
    syllabuses::RULES,
    offerings::RULES,
    activities::RULES,
    branches::RULES,
    lessons::RULES,
    attendances::RULES,
    attendance_events::RULES,
    schedules::RULES,
    aggregated::RULES,
    grades::RULES,
    literals::RULES,
    intervals::RULES,
    carriers::RULES,
];

/// The rules, each with its number.
pub(super) fn all() -> impl Iterator<Item = (usize, &'static Rule)> {
    RULES.iter().flat_map(|rules| rules.iter()).enumerate()
}

/// Every entity that a rule looks at or into.
pub(super) fn entities() -> impl Iterator<Item = &'static str> {
    all().flat_map(|(_, rule)| std::iter::once(&rule.of).chain(rule.beside).chain(rule.whole)).copied()
}

/// An entity's name as places have it; None when neither rules nor references look at it.
pub(super) fn entity(name: &str) -> Option<&'static str> {
    entities().chain(["Room", "Resource"]).find(|known| *known == name)
}
