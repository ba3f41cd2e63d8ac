//! Makes a plan from suite, target and selection.

use std::collections::{BTreeSet, HashMap, HashSet};

use samspel_model::{Level, Message, Profile, ProfileClaim, Requirement};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::matrix::{Row, rows};
use super::scope::{Scope, scenarios};
use super::select::{IdGlob, no_match};
use super::{LeftOut, Plan, PlanError, PlannedCase, Terms, Work};
use crate::nearest::nearest;
use crate::{Case, Registry, Suite, Target};

/// What of the suite is run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Profile; None = the suite's default.
    pub profile: Option<String>,
    /// Globs over test ids and case ids; empty = all. Control cases are run whatever is selected.
    pub only: Vec<String>,
    /// Globs over requirement ids; empty = all.
    pub requirements: Vec<String>,
    /// Levels of requirements; empty = all.
    pub levels: Vec<Level>,
}

impl Plan {
    /// Makes a plan.
    ///
    /// The claim covers the whole profile whatever is selected: tests that are left out stand in the plan with the reason, so that
    /// nothing looks tested that was not.
    ///
    /// # Errors
    /// When the target has no interface for the suite, or a profile, glob or check does not exist, or nothing is selected.
    pub fn make(
        suite: &Suite,
        registry: &Registry,
        target: &Target,
        selection: &Selection,
        seed: u64,
    ) -> Result<Plan, PlanError> {
        let interface = target
            .interfaces
            .get(&suite.interface)
            .ok_or_else(|| PlanError::NoInterface { suite: suite.id.clone(), interface: suite.interface.clone() })?;
        let edition = interface.edition();
        if !suite.editions.iter().any(|known| known == edition) {
            return Err(PlanError::UnknownEdition {
                suite: suite.id.clone(),
                edition: edition.to_owned(),
                known: suite.editions.clone(),
            });
        }
        let profile = profile(suite, selection.profile.as_deref())?;
        let scope = Scope::of(suite, profile)?;
        let requirements = scope.requirements(edition);
        let planner = Planner {
            suite,
            registry,
            target,
            edition,
            scope: &scope,
            in_profile: requirements.iter().map(|r| (r.id.as_str(), *r)).collect(),
            only: IdGlob::all("--only", &selection.only)?,
            by_requirement: IdGlob::all("--requirement", &selection.requirements)?,
            levels: &selection.levels,
        };
        let candidates = planner.candidates();
        let (cases, left_out) = planner.tests(&candidates)?;
        let in_edition = candidates.iter().filter(|candidate| candidate.in_edition);
        let operations = scope.exercises(in_edition.flat_map(|c| c.rows.iter().map(|row| (c.case, row))));
        let claim = ProfileClaim {
            id: profile.id.clone(),
            edition: edition.to_owned(),
            title: profile.title.clone(),
            about: profile.about.clone(),
        };
        let mut plan = Plan {
            suite: suite.id.clone(),
            suite_version: suite.version.clone(),
            suite_digest: suite.digest.clone(),
            profile: claim,
            operations,
            scenarios: scenarios(suite, profile, edition)?,
            requirements: requirements.into_iter().cloned().collect(),
            cases,
            left_out,
            terms: Terms::of(target, &suite.interface),
            seed,
            digest: String::new(),
        };
        plan.digest = digest(&plan);
        Ok(plan)
    }
}

fn profile<'a>(suite: &'a Suite, wanted: Option<&str>) -> Result<&'a Profile, PlanError> {
    let wanted = wanted.unwrap_or(&suite.default_profile);
    suite.profile(wanted).ok_or_else(|| unknown_profile(suite, wanted))
}

/// The error for a profile that does not exist: names the nearest.
pub(super) fn unknown_profile(suite: &Suite, wanted: &str) -> PlanError {
    let near = nearest(wanted, suite.profiles.iter().map(|p| p.id.as_str()));
    PlanError::UnknownProfile { profile: wanted.to_owned(), nearest: near.into_iter().map(str::to_owned).collect() }
}

struct Planner<'a> {
    suite: &'a Suite,
    registry: &'a Registry,
    target: &'a Target,
    edition: &'a str,
    scope: &'a Scope<'a>,
    in_profile: HashMap<&'a str, &'a Requirement>,
    only: Vec<IdGlob>,
    by_requirement: Vec<IdGlob>,
    levels: &'a [Level],
}

/// A case that has to do with the claim, with its tests and those of its requirements that hold in the edition.
struct Candidate<'a> {
    case: &'a Case,
    rows: Vec<Row>,
    requirements: Vec<String>,
    in_edition: bool,
}

impl<'a> Planner<'a> {
    fn tests(&self, candidates: &[Candidate<'_>]) -> Result<(Vec<PlannedCase>, Vec<LeftOut>), PlanError> {
        self.selection_matches(candidates)?;
        let tests_of: HashMap<&str, Vec<&str>> = candidates
            .iter()
            .filter(|c| c.in_edition)
            .map(|c| (c.case.id.as_str(), c.rows.iter().map(|row| row.id.as_str()).collect()))
            .collect();
        let in_edition: HashSet<&str> = candidates
            .iter()
            .filter(|c| c.in_edition)
            .flat_map(|c| c.requirements.iter().map(String::as_str))
            .collect();
        let mut planned = Vec::new();
        let mut left_out = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        for candidate in candidates {
            if !candidate.in_edition {
                // Said only where no other case looks at the requirement; else it would hide what that one saw.
                let alone: Vec<String> =
                    candidate.requirements.iter().filter(|id| !in_edition.contains(id.as_str())).cloned().collect();
                if !alone.is_empty() {
                    let reason = Message::new("edition-not").with("edition", self.edition);
                    left_out.push(LeftOut { id: candidate.case.id.clone(), requirements: alone, reason });
                }
                continue;
            }
            let work = self.work(candidate.case)?;
            for row in &candidate.rows {
                if !seen.insert(&row.id) {
                    continue;
                }
                match self.obstacle(candidate, row) {
                    Some(reason) => left_out.push(LeftOut {
                        id: row.id.clone(),
                        requirements: candidate.requirements.clone(),
                        reason,
                    }),
                    None => planned.push(PlannedCase {
                        id: row.id.clone(),
                        requirements: candidate.requirements.clone(),
                        work: work.clone(),
                        with: Value::Object(row.with.clone()),
                        needs: candidate.case.needs.clone(),
                        after: after(candidate.case, &tests_of),
                        control: candidate.case.control,
                    }),
                }
            }
        }
        if planned.iter().all(|test| test.control) && !left_out.is_empty() {
            let reasons: BTreeSet<&str> = left_out.iter().map(|l| l.reason.id.as_str()).collect();
            if reasons.iter().all(|reason| *reason == "not-selected") {
                return Err(PlanError::NothingSelected);
            }
        }
        ordered(planned).map(|planned| (planned, left_out))
    }

    fn candidates(&self) -> Vec<Candidate<'a>> {
        let mut all = Vec::new();
        for case in &self.suite.cases {
            let claims = |id: &&String| self.suite.requirement(id).is_some_and(|r| r.holds_in(self.edition));
            let requirements: Vec<String> = case.requirements.iter().filter(claims).cloned().collect();
            let covered = requirements.iter().any(|id| self.in_profile.contains_key(id.as_str()));
            let in_edition = case.editions.is_empty() || case.editions.iter().any(|e| e == self.edition);
            if !(covered || case.control && in_edition) {
                continue;
            }
            let mut rows = rows(case, &self.suite.sets);
            rows.retain(|row| case.control || self.scope.counts(case, row));
            if !rows.is_empty() {
                all.push(Candidate { case, rows, requirements, in_edition });
            }
        }
        all
    }

    /// Every glob that the user wrote must match something: a slip must not look like "nothing to complain about".
    fn selection_matches(&self, candidates: &[Candidate<'_>]) -> Result<(), PlanError> {
        for glob in &self.only {
            if candidates.iter().any(|c| glob.matches(&c.case.id) || c.rows.iter().any(|row| glob.matches(&row.id))) {
                continue;
            }
            let all: Vec<(&Case, Vec<Row>)> =
                self.suite.cases.iter().map(|case| (case, rows(case, &self.suite.sets))).collect();
            if all.iter().any(|(case, rows)| glob.matches(&case.id) || rows.iter().any(|row| glob.matches(&row.id))) {
                return Err(PlanError::OutsideProfile { option: "--only", glob: glob.text.clone() });
            }
            let ids = all.iter().flat_map(|(case, rows)| {
                std::iter::once(case.id.as_str()).chain(rows.iter().map(|row| row.id.as_str()))
            });
            return Err(no_match("--only", glob, ids));
        }
        for glob in &self.by_requirement {
            if self.in_profile.keys().any(|id| glob.matches(id)) {
                continue;
            }
            if self.suite.requirements.iter().any(|r| glob.matches(&r.id)) {
                return Err(PlanError::OutsideProfile { option: "--requirement", glob: glob.text.clone() });
            }
            return Err(no_match("--requirement", glob, self.suite.requirements.iter().map(|r| r.id.as_str())));
        }
        Ok(())
    }

    fn work(&self, case: &Case) -> Result<Work, PlanError> {
        match &case.uses {
            None => Ok(Work::Steps(case.steps.clone())),
            Some(id) => self.registry.get(id).map(Work::Check).ok_or_else(|| PlanError::UnknownCheck {
                case: case.id.clone(),
                check: id.clone(),
                nearest: nearest(id, self.registry.ids()).into_iter().map(str::to_owned).collect(),
            }),
        }
    }

    /// Why a test is not run, if so. The user's own choice is told before what the target lacks.
    fn obstacle(&self, candidate: &Candidate<'_>, row: &Row) -> Option<Message> {
        let case = candidate.case;
        if !case.control {
            if !self.only.is_empty() && !self.only.iter().any(|g| g.matches(&case.id) || g.matches(&row.id)) {
                return Some(Message::new("not-selected").with("by", "--only"));
            }
            let any = |wanted: &dyn Fn(&Requirement) -> bool| {
                candidate.requirements.iter().any(|id| self.in_profile.get(id.as_str()).is_some_and(|r| wanted(r)))
            };
            if !self.by_requirement.is_empty() && !any(&|r| self.by_requirement.iter().any(|g| g.matches(&r.id))) {
                return Some(Message::new("not-selected").with("by", "--requirement"));
            }
            if !self.levels.is_empty() && !any(&|r| self.levels.contains(&r.level)) {
                return Some(Message::new("not-selected").with("by", "--level"));
            }
        }
        if let Some(missing) = case.needs.principals.iter().find(|name| !self.target.principals.contains_key(*name)) {
            return Some(Message::new("needs-principal").with("principal", missing.as_str()));
        }
        if case.needs.writes && !self.target.may_be_written_to() {
            return Some(Message::new("needs-writes"));
        }
        (case.needs.changes && self.target.changes.is_none()).then(|| Message::new("needs-changes"))
    }
}

fn after(case: &Case, tests_of: &HashMap<&str, Vec<&str>>) -> Vec<String> {
    case.after.iter().filter_map(|id| tests_of.get(id.as_str())).flatten().map(|id| (*id).to_owned()).collect()
}

/// Controls first, then file order, and nothing before what it builds on.
fn ordered(mut tests: Vec<PlannedCase>) -> Result<Vec<PlannedCase>, PlanError> {
    let planned: HashSet<String> = tests.iter().map(|t| t.id.clone()).collect();
    for test in &mut tests {
        test.after.retain(|id| planned.contains(id));
    }
    tests.sort_by_key(|test| !test.control);
    let mut done: HashSet<String> = HashSet::new();
    let mut out = Vec::with_capacity(tests.len());
    while !tests.is_empty() {
        let (ready, waiting): (Vec<_>, Vec<_>) =
            tests.into_iter().partition(|test| test.after.iter().all(|id| done.contains(id)));
        if ready.is_empty() {
            return Err(PlanError::Cycle { tests: waiting.into_iter().map(|test| test.id).collect() });
        }
        done.extend(ready.iter().map(|test| test.id.clone()));
        out.extend(ready);
        tests = waiting;
    }
    Ok(out)
}

fn digest(plan: &Plan) -> String {
    let mut hasher = Sha256::new();
    let mut part = |text: &str| {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    };
    for text in [&plan.suite, &plan.suite_version, &plan.suite_digest, &plan.profile.id, &plan.profile.edition] {
        part(text);
    }
    part(&plan.seed.to_string());
    for test in &plan.cases {
        part(&test.id);
        part(&test.with.to_string());
    }
    part("left out");
    for test in &plan.left_out {
        part(&test.id);
    }
    hex::encode(hasher.finalize())
}
