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

fn lacks_at(id: &str, operation: &str) -> CaseResult {
    let reason = Message::new("add-a-letter").with("operation", operation);
    saw(id, vec![Sight::Undecided { gap: Gap::NoData, reason }])
}

#[test]
fn operations_that_lack_the_same_are_one_row_and_one_reason() {
    let judgement = judged(&[must()], &[lacks_at("t", "getAbsence"), lacks_at("u", "lookupAbsences")]);
    let [gap] = &judgement.data_gaps[..] else { panic!("{:?}", judgement.data_gaps) };
    assert_eq!((gap.what.en.as_str(), gap.tests), ("add-a-letter getAbsence, lookupAbsences", 2));
    assert_eq!(judgement.requirements[0].reason.as_ref(), Some(&gap.what));
}

#[test]
fn what_another_fault_hides_is_no_gap_in_the_data() {
    let judgement = judged(&[must()], &[saw("t", vec![undecided(Gap::OtherFault)])]);
    assert_eq!(judgement.requirements[0].verdict, Verdict::Inconclusive);
    assert!(judgement.requirements[0].reason.is_some());
    assert!(judgement.data_gaps.is_empty());
    let judgement = judged(&[must()], &[saw("t", vec![witness(1), undecided(Gap::OtherFault)])]);
    assert_eq!(judgement.requirements[0].verdict, Verdict::Pass);
    assert!(judgement.requirements[0].not_shown.is_empty());
}

#[test]
fn nobody_is_told_to_add_data_to_a_system_that_does_not_answer() {
    let control = |gap| CaseResult { control: true, ..saw("alive", vec![undecided(gap)]) };
    let gaps = |control| judged(&[must()], &[control, saw("t", vec![undecided(Gap::NoData)])]).data_gaps.len();
    assert_eq!((gaps(control(Gap::NoAnswer)), gaps(control(Gap::NoData))), (0, 1));
}
