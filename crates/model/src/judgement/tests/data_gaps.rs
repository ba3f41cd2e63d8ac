//! What the data could not witness.

use super::*;

fn lacks(id: &str, requirement: &str, what: &str, gap: Gap) -> CaseResult {
    CaseResult {
        requirements: vec![requirement.to_owned()],
        observations: vec![Observation {
            requirement: requirement.to_owned(),
            sight: Sight::Undecided { gap, reason: Message::new(what) },
        }],
        ..saw(id, Vec::new())
    }
}

#[test]
fn what_is_lacking_stands_once_with_everything_that_misses_it() {
    let requirements = [
        requirement("R-1", Level::Should, Confidence::A),
        requirement("R-2", Level::Must, Confidence::A),
        requirement("R-3", Level::Must, Confidence::A),
    ];
    let results = [
        lacks("a", "R-1", "add-a-duty", Gap::NoData),
        lacks("b", "R-3", "add-a-person", Gap::NoData),
        lacks("c", "R-2", "add-a-person", Gap::NoData),
        lacks("d", "R-2", "add-a-person", Gap::NoData),
        lacks("e", "R-2", "no-permission", Gap::NoAccess),
        lacks("f", "R-9", "add-something-for-another-profile", Gap::NoData),
    ];
    let gaps = judged(&requirements, &results).data_gaps;
    let told: Vec<(&str, Vec<&str>, u64)> = gaps
        .iter()
        .map(|gap| (gap.what.en.as_str(), gap.requirements.iter().map(String::as_str).collect(), gap.tests))
        .collect();
    assert_eq!(told, [("add-a-person", vec!["R-2", "R-3"], 3), ("add-a-duty", vec!["R-1"], 1)]);
}

#[test]
fn a_gap_is_told_although_other_data_passed_the_requirement() {
    let results = [saw("t", vec![witness(1)]), saw("u", vec![undecided(Gap::NoData)])];
    let judgement = judged(&[must()], &results);
    assert_eq!(judgement.requirements[0].verdict, Verdict::Pass);
    assert_eq!(judgement.data_gaps.len(), 1);
}
