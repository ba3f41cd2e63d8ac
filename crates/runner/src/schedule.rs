//! In which order tests may run. Pure: knows ids and dependencies, no time and no tasks.

use std::collections::{BTreeSet, HashMap};

use samspel_suite::Plan;

/// Decides which test may start next.
///
/// Control cases, and whatever they wait for, come first, one at a time: nothing else starts before all of them have ended,
/// since they fill the state that the others share and show whether the system can be judged at all.
///
/// Tests that move data, and whatever waits for them, come last: what they create must not look like drift to those that read.
pub(crate) struct Schedule {
    waits_for: Vec<Vec<usize>>,
    first: BTreeSet<usize>,
    last: BTreeSet<usize>,
    waiting: BTreeSet<usize>,
    running: BTreeSet<usize>,
}

impl Schedule {
    /// The order of a plan. Tests in `finished` (places in the plan) are not run again.
    pub(crate) fn new(plan: &Plan, finished: &BTreeSet<usize>) -> Self {
        let places: HashMap<&str, usize> =
            plan.cases.iter().enumerate().map(|(at, case)| (case.id.as_str(), at)).collect();
        // A dependency outside the plan was left out on purpose and holds nobody back.
        let waits_for: Vec<Vec<usize>> = plan
            .cases
            .iter()
            .map(|case| case.after.iter().filter_map(|id| places.get(id.as_str()).copied()).collect())
            .collect();
        let mut first = BTreeSet::new();
        let mut open: Vec<usize> =
            plan.cases.iter().enumerate().filter(|(_, case)| case.control).map(|(at, _)| at).collect();
        while let Some(at) = open.pop() {
            if first.insert(at) {
                open.extend(&waits_for[at]);
            }
        }
        let last = movers(plan, &waits_for, &first);
        let waiting = (0..plan.cases.len()).filter(|at| !finished.contains(at)).collect();
        Schedule { waits_for, first, last, waiting, running: BTreeSet::new() }
    }

    /// The first test in plan order that may start now; it counts as running from now on.
    pub(crate) fn start_next(&mut self) -> Option<usize> {
        let at_controls = self.waiting.iter().chain(&self.running).any(|at| self.first.contains(at));
        if at_controls && !self.running.is_empty() {
            return None;
        }
        let reading = self.waiting.iter().chain(&self.running).any(|at| !self.last.contains(at));
        let may_start = |at: &usize| {
            (!at_controls || self.first.contains(at))
                && (!reading || !self.last.contains(at) || self.first.contains(at))
        };
        let next =
            self.waiting.iter().copied().filter(may_start).find(|at| {
                self.waits_for[*at].iter().all(|d| !self.waiting.contains(d) && !self.running.contains(d))
            })?;
        self.waiting.remove(&next);
        self.running.insert(next);
        Some(next)
    }

    /// Notes that a test has ended.
    pub(crate) fn ended(&mut self, at: usize) {
        self.running.remove(&at);
    }

    /// Tests that have not started.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = usize> {
        self.waiting.iter().copied()
    }
}

/// Tests that move data, and those that wait for one; controls, and what they wait for, are never among them.
fn movers(plan: &Plan, waits_for: &[Vec<usize>], first: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut last: BTreeSet<usize> =
        plan.cases.iter().enumerate().filter(|(_, case)| case.needs.moves_data()).map(|(at, _)| at).collect();
    loop {
        let more: Vec<usize> = (0..waits_for.len())
            .filter(|at| !last.contains(at) && waits_for[*at].iter().any(|d| last.contains(d)))
            .collect();
        if more.is_empty() {
            break;
        }
        last.extend(more);
    }
    last.retain(|at| !first.contains(at));
    last
}
