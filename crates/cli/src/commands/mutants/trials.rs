//! One setup, one run: with a fault, or healthy.

use std::path::Path;
use std::sync::Arc;

use samspel_model::{Profile, Text};
use samspel_runner::{Exit, Heading, Journal, Stop};
use samspel_suite::{Case, Suite};

use super::matrix::Seen;
use super::setup::{Setup, Standing};
use crate::problem::Problem;
use crate::selection::Selection;
use crate::subject::Subject;
use crate::trial::Trial;
use crate::{catalogue, sandboxed};

/// The profile that covers all of a suite.
const WHOLE: &str = "full";

/// Runs the suite against a setup and tells what failed. Nothing is kept.
///
/// `claims`: only tests of these requirements, and the controls; empty: every test. `kept`: a folder for what serves every setup.
///
/// # Errors
/// When the setup does not start or the run does not come about.
pub(super) async fn see(suite: &str, setup: &Setup, claims: &[String], kept: &Path) -> Result<Seen, Problem> {
    let folder = tempfile::tempdir().map_err(Problem::fault)?;
    let mut suite = catalogue::suite(suite, None)?;
    let claimed = |case: &Case| claims.is_empty() || case.requirements.iter().any(|id| claims.contains(id));
    if !suite.cases.iter().any(claimed) {
        return Ok(Seen::default());
    }
    cover_all(&mut suite);
    let (Standing { target, documents, seed, profile }, process) = setup.start(&suite.id, folder.path(), kept).await?;
    let selection = Selection {
        seed: Some(seed),
        profile: Some(profile.unwrap_or(WHOLE).to_owned()),
        requirement: claims.to_vec(),
        ..Selection::default()
    };
    let plan = Arc::new(catalogue::plan(&suite, &target, &selection)?);
    let heading = Heading { plan: plan.digest.clone(), system: String::new(), arguments: serde_json::Value::Null };
    let journal = Journal::begin(folder.path(), &heading, &[]).map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
    let trial = Trial {
        subject: Subject::of(&suite, &plan, &target, None)?,
        suite,
        plan: Arc::clone(&plan),
        target: Arc::new(target),
        documents,
        evidence: None,
        told: Vec::new(),
        concurrency: sandboxed::CONCURRENCY,
    };
    let (events, _) = tokio::sync::mpsc::unbounded_channel();
    let tried = trial.conduct(journal, Stop::new(), events).await;
    process.stop().await;
    let tried = tried?;
    Ok(Seen::of(&tried.record, plan.cases.len()))
}

/// Gives a suite whose profiles are for different claimants one that nobody can claim: every requirement.
fn cover_all(suite: &mut Suite) {
    if suite.profile(WHOLE).is_some() {
        return;
    }
    let name = || Text { sv: WHOLE.to_owned(), en: WHOLE.to_owned() };
    suite.profiles.push(Profile {
        id: WHOLE.to_owned(),
        title: name(),
        about: name(),
        includes: Vec::new(),
        requirements: vec!["*".to_owned()],
        except: Vec::new(),
        operations: Vec::new(),
        calls: Vec::new(),
        judges_scenarios: false,
        reads_only: false,
    });
}
