//! The kill matrix: which test turns red at which fault. Pure.

use std::collections::{BTreeMap, BTreeSet};

use samspel_model::{Ending, Level, Observation, Sight};
use samspel_runner::RunRecord;
use samspel_sandbox::{Fault, MetadataFault, OpenIdFault, SpFault, TlsFault};
use serde::Serialize;

/// What one run saw, as far as the matrix cares.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Tests of the plan that were to run.
    pub(super) tests: BTreeSet<String>,
    /// Tests that saw contradictions, each with the requirements contradicted. They fail, unless nobody can fail the requirement
    /// (confidence C and D, MAY): then telling is all that a test can do, and it counts here just the same.
    pub(super) red: BTreeMap<String, BTreeSet<String>>,
    /// Tests that ended in error.
    pub(super) erred: BTreeSet<String>,
    /// Positive controls that did not see what they had to see. That is how a control turns red: it contradicts nothing, but no
    /// witness of the run counts any more.
    pub(super) failed_controls: BTreeSet<String>,
}

impl Seen {
    /// Reads it off a run.
    pub(super) fn of(record: &RunRecord, planned: usize) -> Self {
        let mut seen = Seen::default();
        // What the plan leaves out stands behind what it runs.
        for result in record.results.iter().take(planned) {
            seen.tests.insert(result.id.clone());
            if matches!(result.ending, Ending::Erred { .. }) {
                seen.erred.insert(result.id.clone());
            }
            let witnessed = |o: &Observation| matches!(o.sight, Sight::Witness { count, .. } if count > 0);
            if result.control
                && !(result.observations.iter().any(witnessed) && result.observations.iter().all(witnessed))
            {
                seen.failed_controls.insert(result.id.clone());
            }
            let contradicted = result.observations.iter().filter(|o| matches!(o.sight, Sight::Contradiction(_)));
            let contradicted: BTreeSet<String> = contradicted.map(|o| o.requirement.clone()).collect();
            if !contradicted.is_empty() {
                seen.red.insert(result.id.clone(), contradicted);
            }
        }
        seen
    }
}

/// A fault of the sandbox that was switched on.
#[derive(Debug, Clone)]
pub(super) struct Mutant {
    pub(super) id: String,
    pub(super) level: Level,
    pub(super) requirements: Vec<String>,
}

impl From<&Fault> for Mutant {
    fn from(fault: &Fault) -> Self {
        Mutant {
            id: fault.id.to_owned(),
            level: crate::sandboxed::level(fault.level),
            requirements: fault.requirements.iter().map(|id| (*id).to_owned()).collect(),
        }
    }
}

impl From<&MetadataFault> for Mutant {
    fn from(fault: &MetadataFault) -> Self {
        Mutant {
            id: fault.id.to_owned(),
            level: crate::sandboxed::level(fault.level),
            requirements: fault.requirements.iter().map(|id| (*id).to_owned()).collect(),
        }
    }
}

impl From<&SpFault> for Mutant {
    fn from(fault: &SpFault) -> Self {
        Mutant {
            id: fault.id.to_owned(),
            level: crate::sandboxed::level(fault.level),
            requirements: fault.requirements.iter().map(|id| (*id).to_owned()).collect(),
        }
    }
}

impl From<&OpenIdFault> for Mutant {
    fn from(fault: &OpenIdFault) -> Self {
        Mutant {
            id: fault.id.to_owned(),
            level: crate::sandboxed::level(fault.level),
            requirements: fault.requirements.iter().map(|id| (*id).to_owned()).collect(),
        }
    }
}

impl From<&TlsFault> for Mutant {
    fn from(fault: &TlsFault) -> Self {
        Mutant {
            id: fault.id.to_owned(),
            level: crate::sandboxed::level(fault.level),
            requirements: fault.requirements.iter().map(|id| (*id).to_owned()).collect(),
        }
    }
}

/// The matrix; the shape of `samspel mutants --json` (design §4).
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Matrix {
    pub(super) faults: Vec<Row>,
    pub(super) false_alarms: Vec<String>,
    pub(super) idle_tests: Vec<String>,
}

/// One fault.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) level: Level,
    pub(super) requirements: Vec<String>,
    pub(super) killed_by: Vec<String>,
    pub(super) claimed: bool,
    /// Cases that turned red and claim one of the requirements.
    #[serde(skip)]
    pub(super) claimed_by: BTreeSet<String>,
}

impl Row {
    /// Whether a fault that must not go unnoticed did, or was noticed only by tests of something else.
    pub(super) fn is_missed(&self) -> bool {
        self.level == Level::Must && !self.claimed
    }
}

impl Matrix {
    /// Puts the matrix together. `whole`: every fault was tried, so that a test that failed at none is idle.
    pub(super) fn new(baselines: &[Seen], mutants: &[(Mutant, Seen)], whole: bool) -> Self {
        let alarms: BTreeSet<&String> = baselines.iter().flat_map(|b| b.red.keys().chain(&b.erred)).collect();
        let rows: Vec<Row> = mutants.iter().map(|(mutant, seen)| row(mutant, seen, &alarms)).collect();
        let woken = mutants.iter().flat_map(|(_, seen)| &seen.failed_controls);
        let busy: BTreeSet<&str> = rows.iter().flat_map(|r| &r.killed_by).chain(woken).map(|id| case(id)).collect();
        let cases: BTreeSet<&str> = baselines
            .iter()
            .flat_map(|b| &b.tests)
            .chain(mutants.iter().flat_map(|(_, s)| &s.tests))
            .map(|id| case(id))
            .collect();
        let idle_tests = if whole { cases.difference(&busy).map(|id| (*id).to_owned()).collect() } else { Vec::new() };
        Matrix { false_alarms: alarms.into_iter().cloned().collect(), idle_tests, faults: rows }
    }

    /// Percent of the recommended faults (SHOULD) that a test claims; 100 when there are none.
    pub(super) fn recommended_claimed(&self) -> usize {
        let claimed: Vec<bool> = self.faults.iter().filter(|r| r.level == Level::Should).map(|r| r.claimed).collect();
        let kept = claimed.iter().filter(|claimed| **claimed).count();
        (kept * 100).checked_div(claimed.len()).unwrap_or(100)
    }

    /// Whether every fault that binds is noticed by a test that claims it, no test cries wolf and none sleeps.
    pub(super) fn is_good(&self) -> bool {
        self.false_alarms.is_empty() && self.idle_tests.is_empty() && !self.faults.iter().any(Row::is_missed)
    }
}

/// The test case of a test: its id without the matrix row. Rows put the same question to other operations; a case that has been
/// seen failing on one of them can fail.
fn case(test: &str) -> &str {
    test.split_once('[').map_or(test, |(case, _)| case)
}

fn row(mutant: &Mutant, seen: &Seen, alarms: &BTreeSet<&String>) -> Row {
    let killers = || seen.red.iter().filter(|(test, _)| !alarms.contains(test));
    let claims = |contradicted: &BTreeSet<String>| mutant.requirements.iter().any(|r| contradicted.contains(r));
    let claimed_by: BTreeSet<String> =
        killers().filter(|(_, contradicted)| claims(contradicted)).map(|(test, _)| case(test).to_owned()).collect();
    Row {
        id: mutant.id.clone(),
        level: mutant.level,
        requirements: mutant.requirements.clone(),
        killed_by: killers().map(|(test, _)| test.clone()).collect(),
        claimed: !claimed_by.is_empty(),
        claimed_by,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn seen(failed: &[(&str, &[&str])]) -> Seen {
        Seen {
            tests: ["a", "b", "c"].map(str::to_owned).into(),
            red: failed.iter().map(|(t, rs)| ((*t).to_owned(), rs.iter().map(|r| (*r).to_owned()).collect())).collect(),
            erred: BTreeSet::new(),
            failed_controls: BTreeSet::new(),
        }
    }

    fn mutant(id: &str, level: Level, requirement: &str) -> Mutant {
        Mutant { id: id.to_owned(), level, requirements: vec![requirement.to_owned()] }
    }

    #[test]
    fn a_fault_is_claimed_only_when_the_failing_observation_is_about_its_requirement() {
        let mutants = [
            (mutant("claimed", Level::Must, "R1"), seen(&[("a", &["R1"])])),
            (mutant("by-chance", Level::Must, "R1"), seen(&[("b", &["R2"])])),
            (mutant("survives", Level::Must, "R1"), seen(&[])),
        ];
        let matrix = Matrix::new(&[seen(&[])], &mutants, true);
        let claimed: Vec<bool> = matrix.faults.iter().map(|f| f.claimed).collect();
        assert_eq!(claimed, [true, false, false]);
        let missed: Vec<bool> = matrix.faults.iter().map(Row::is_missed).collect();
        assert_eq!(missed, [false, true, true]);
        assert_eq!(matrix.faults[1].killed_by, ["b"]);
        assert!(!matrix.is_good());
    }

    #[test]
    fn a_test_that_fails_without_a_fault_is_a_false_alarm_and_kills_nothing() {
        let mutants = [(mutant("m", Level::Must, "R1"), seen(&[("a", &["R1"])]))];
        let matrix = Matrix::new(&[seen(&[]), seen(&[("a", &["R1"])])], &mutants, true);
        assert_eq!(matrix.false_alarms, ["a"]);
        assert_eq!(matrix.faults[0].killed_by, Vec::<String>::new());
        assert!(!matrix.faults[0].claimed);
    }

    #[test]
    fn a_test_that_errs_without_a_fault_is_a_false_alarm_too() {
        let baseline = Seen { erred: ["b".to_owned()].into(), ..seen(&[]) };
        assert_eq!(Matrix::new(&[baseline], &[], false).false_alarms, ["b"]);
    }

    #[test]
    fn tests_that_fail_at_no_fault_are_idle_when_every_fault_was_tried() {
        let mutants = [(mutant("m", Level::Must, "R1"), seen(&[("a", &["R1"]), ("b", &["R1"])]))];
        assert_eq!(Matrix::new(&[seen(&[])], &mutants, true).idle_tests, ["c"]);
        assert!(Matrix::new(&[seen(&[])], &mutants, false).idle_tests.is_empty());
    }

    #[test]
    fn a_case_is_busy_when_one_of_its_rows_turned_red_and_a_control_when_it_did_not_pass() {
        let tests = || ["a[x]", "a[y]", "control", "idle[x]"].map(str::to_owned).into();
        let red = [("a[y]".to_owned(), ["R1".to_owned()].into())].into();
        let seen = Seen { tests: tests(), red, failed_controls: ["control".to_owned()].into(), ..Seen::default() };
        let matrix =
            Matrix::new(&[Seen { tests: tests(), ..Seen::default() }], &[(mutant("m", Level::Must, "R1"), seen)], true);
        assert_eq!(matrix.idle_tests, ["idle"]);
    }

    #[test]
    fn a_recommended_fault_that_survives_does_not_spoil_the_matrix() {
        let mutants = [
            (mutant("should", Level::Should, "R9"), seen(&[])),
            (mutant("must", Level::Must, "R1"), seen(&[("a", &["R1"]), ("b", &[]), ("c", &[])])),
        ];
        assert!(Matrix::new(&[seen(&[])], &mutants, true).is_good());
    }

    #[test]
    fn recommended_faults_are_counted_apart() {
        let mutants = [
            (mutant("one", Level::Should, "R1"), seen(&[("a[x]", &["R1"])])),
            (mutant("two", Level::Should, "R2"), seen(&[])),
            (mutant("must", Level::Must, "R3"), seen(&[])),
        ];
        let matrix = Matrix::new(&[seen(&[])], &mutants, false);
        assert_eq!(matrix.recommended_claimed(), 50);
        assert_eq!(matrix.faults[0].claimed_by, ["a".to_owned()].into());
        assert_eq!(Matrix::new(&[], &[], false).recommended_claimed(), 100);
    }

    #[test]
    fn the_json_has_the_shape_that_others_rely_on() {
        let mutants = [(mutant("m", Level::Must, "R1"), seen(&[("a", &["R1"])]))];
        let matrix = Matrix::new(&[seen(&[])], &mutants, true);
        assert_eq!(
            serde_json::to_value(&matrix).unwrap(),
            serde_json::json!({
                "faults": [{ "id": "m", "level": "MUST", "requirements": ["R1"], "killed_by": ["a"], "claimed": true }],
                "false_alarms": [],
                "idle_tests": ["b", "c"]
            })
        );
    }
}
