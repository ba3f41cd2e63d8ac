//! What of a suite counts for a profile: which requirements, which cases, and which rows of them.

use std::collections::BTreeSet;

use samspel_model::{Exercise, Profile, Requirement, Scenario};
use serde_json::Value;

use super::PlanError;
use super::make::unknown_profile;
use super::matrix::{Row, rows, values_of};
use super::select::IdGlob;
use crate::{Case, Suite};

/// Keys of `with:` and `matrix:` whose values are operations.
const KEYS: [&str; 2] = ["operation", "operations"];

/// The key whose values are entities.
const ENTITY: &str = "entity";

/// What of a suite counts for a profile.
pub(crate) struct Scope<'a> {
    suite: &'a Suite,
    profile: &'a Profile,
    /// The profile and those that it includes.
    parts: Vec<Part>,
    /// Everything that is called an operation somewhere in the suite; empty when the profile does not ask.
    known: BTreeSet<&'a str>,
}

/// What a profile covers in an edition: requirements in catalogue order, and the cases with tests of them that count.
///
/// # Errors
/// When the profile includes one that does not exist, or holds a glob that is none.
pub fn covered<'a>(
    suite: &'a Suite,
    profile: &'a Profile,
    edition: &str,
) -> Result<(Vec<&'a Requirement>, Vec<&'a Case>), PlanError> {
    let scope = Scope::of(suite, profile)?;
    let requirements = scope.requirements(edition);
    let claims = |case: &Case| requirements.iter().any(|r| case.requirements.contains(&r.id));
    let counts = |case: &Case| rows(case, &suite.sets).iter().any(|row| scope.counts(case, row));
    let cases = suite.cases.iter().filter(|case| claims(case) && counts(case)).collect();
    Ok((requirements, cases))
}

/// The globs of one profile.
struct Part {
    within: Vec<IdGlob>,
    except: Vec<IdGlob>,
}

impl<'a> Scope<'a> {
    /// The scope of a profile.
    pub(crate) fn of(suite: &'a Suite, profile: &'a Profile) -> Result<Self, PlanError> {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::from([profile.id.as_str()]);
        let mut open = vec![profile];
        while let Some(next) = open.pop() {
            let except: Vec<String> = next.except.iter().map(|e| e.requirements.clone()).collect();
            parts.push(Part {
                within: IdGlob::all("profile", &next.requirements)?,
                except: IdGlob::all("profile", &except)?,
            });
            for id in &next.includes {
                let included = suite.profile(id).ok_or_else(|| unknown_profile(suite, id))?;
                if seen.insert(&included.id) {
                    open.push(included);
                }
            }
        }
        let known = if profile.operations.is_empty() { BTreeSet::new() } else { operations(suite) };
        Ok(Scope { suite, profile, parts, known })
    }

    /// The requirements that the profile covers in an edition, in catalogue order.
    ///
    /// Those that the suite tests, but never in a way that counts here, stay outside: how a lesson is fetched by its id says nothing
    /// of a scenario that only lists persons.
    pub(crate) fn requirements(&self, edition: &str) -> Vec<&'a Requirement> {
        let mut tested: BTreeSet<&str> = BTreeSet::new();
        let mut counting: BTreeSet<&str> = BTreeSet::new();
        if self.is_narrow() {
            for case in &self.suite.cases {
                let claims = case.requirements.iter().map(String::as_str);
                if rows(case, &self.suite.sets).iter().any(|row| self.counts(case, row)) {
                    counting.extend(claims.clone());
                }
                tested.extend(claims);
            }
        }
        let outside = |id: &str| tested.contains(id) && !counting.contains(id);
        let covered = |r: &&Requirement| r.holds_in(edition) && self.names(&r.id) && !outside(&r.id);
        self.suite.requirements.iter().filter(covered).collect()
    }

    /// Whether a row of a case counts.
    pub(super) fn counts(&self, case: &Case, row: &Row) -> bool {
        if self.profile.reads_only && case.needs.moves_data() {
            return false;
        }
        if self.profile.operations.is_empty() {
            return true;
        }
        let about = self.about(case, row);
        about.is_empty() || about.iter().any(|operation| self.profile.operations.iter().any(|o| o == operation))
    }

    /// The operations of the profile with the tests that try them, among these rows: those that name the operation, and those that
    /// write an entity of it.
    pub(super) fn exercises<'r>(&self, rows: impl Iterator<Item = (&'r Case, &'r Row)> + Clone) -> Vec<Exercise> {
        let exercise = |operation: &String| {
            let tests = rows.clone().filter(|(case, row)| self.tries(case, row, operation));
            Exercise { operation: operation.clone(), tests: tests.map(|(_, row)| row.id.clone()).collect() }
        };
        self.profile.operations.iter().map(exercise).collect()
    }

    /// Whether the profile takes a requirement in, or one that it includes does.
    fn names(&self, id: &str) -> bool {
        let any = |globs: &[IdGlob]| globs.iter().any(|glob| glob.matches(id));
        let own_exception = self.parts.first().is_some_and(|own| any(&own.except));
        !own_exception && self.parts.iter().any(|part| any(&part.within) && !any(&part.except))
    }

    fn is_narrow(&self) -> bool {
        self.profile.reads_only || !self.profile.operations.is_empty()
    }

    /// The operations that a row is about.
    fn about<'r>(&'r self, case: &'r Case, row: &'r Row) -> BTreeSet<&'r str> {
        let mut about = self.named(case, row);
        about.extend(self.of_entities(row));
        about
    }

    fn tries(&self, case: &Case, row: &Row, operation: &str) -> bool {
        self.named(case, row).contains(operation)
            || case.needs.writes && self.of_entities(row).any(|of_entity| of_entity == operation)
    }

    /// The operations that a case and its row name, wherever they do.
    fn named<'r>(&self, case: &'r Case, row: &'r Row) -> BTreeSet<&'r str> {
        let mut named: BTreeSet<&str> = case.about.iter().map(String::as_str).collect();
        for value in row.with.values() {
            texts(value, &mut |text| {
                if self.known.contains(text) {
                    named.insert(text);
                }
            });
        }
        named.extend(case.steps.iter().map(|step| step.operation.as_str()));
        named
    }

    /// The operations of the entities that a row names.
    fn of_entities<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = &'r str> {
        let mut entities = BTreeSet::new();
        for (key, value) in &row.with {
            under_key(&[ENTITY], key, value, &mut entities);
        }
        let operations = entities.into_iter().filter_map(|entity| self.suite.entities.get(entity));
        operations.flatten().map(String::as_str)
    }
}

/// Every scenario of the suite, or only the one that the profile is.
pub(super) fn scenarios(suite: &Suite, profile: &Profile, edition: &str) -> Result<Vec<Scenario>, PlanError> {
    let wanted = |p: &&Profile| !p.calls.is_empty() && (profile.judges_scenarios || p.id == profile.id);
    let mut scenarios = Vec::new();
    for profile in suite.profiles.iter().filter(wanted) {
        let scope = Scope::of(suite, profile)?;
        let requirements: Vec<Requirement> = scope.requirements(edition).into_iter().cloned().collect();
        let claims = |case: &Case| requirements.iter().any(|r| case.requirements.contains(&r.id));
        let all: Vec<(&Case, Vec<Row>)> =
            suite.cases.iter().filter(|case| claims(case)).map(|case| (case, rows(case, &suite.sets))).collect();
        let counting = all
            .iter()
            .flat_map(|(case, rows)| rows.iter().map(move |row| (*case, row)))
            .filter(|(case, row)| scope.counts(case, row));
        scenarios.push(Scenario {
            id: profile.id.clone(),
            title: profile.title.clone(),
            calls: profile.calls.clone(),
            tests: counting.clone().map(|(_, row)| row.id.clone()).collect(),
            operations: scope.exercises(counting),
            requirements,
        });
    }
    Ok(scenarios)
}

/// Every operation that a case, a set or a profile of the suite names as such.
fn operations(suite: &Suite) -> BTreeSet<&str> {
    let mut known: BTreeSet<&str> = suite.profiles.iter().flat_map(|p| &p.operations).map(String::as_str).collect();
    for case in &suite.cases {
        known.extend(case.about.iter().map(String::as_str));
        known.extend(case.steps.iter().map(|step| step.operation.as_str()));
        for (key, value) in &case.with {
            under_key(&KEYS, key, value, &mut known);
        }
        for (key, values) in &case.matrix {
            for value in values_of(values, &suite.sets) {
                under_key(&KEYS, key, value, &mut known);
            }
        }
    }
    known
}

/// Texts below one of these keys, at any depth.
fn under_key<'v>(keys: &[&str], key: &str, value: &'v Value, known: &mut BTreeSet<&'v str>) {
    if keys.contains(&key) {
        texts(value, &mut |text| {
            known.insert(text);
        });
        return;
    }
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| under_key(keys, key, value, known)),
        Value::Array(items) => items.iter().for_each(|item| under_key(keys, key, item, known)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn texts<'v>(value: &'v Value, take: &mut impl FnMut(&'v str)) {
    match value {
        Value::String(text) => take(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, take)),
        Value::Object(members) => members.values().for_each(|member| texts(member, take)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
