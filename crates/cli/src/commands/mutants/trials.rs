//! One setup, one run: with a fault, or healthy.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use samspel_model::{Profile, Text};
use samspel_runner::{Exit, Heading, Journal, Stop};
use samspel_sandbox::{Published, metadata, metadata_faults};
use samspel_suite::{Case, Suite};

use super::matrix::{Mutant, Seen};
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;
use crate::sandboxed::{self, Municipality, Staged};
use crate::selection::Selection;
use crate::subject::Subject;
use crate::trial::Trial;
use crate::{catalogue, targets};

/// The profile that covers all of a suite.
const WHOLE: &str = "full";

/// What the tests are run against.
#[derive(Debug, Clone)]
pub(super) enum Setup {
    /// The sandbox.
    Provider(Municipality),
    /// Metadata with these faults.
    Metadata(Published, Vec<String>),
}

/// Setups without fault: of the sandbox the municipality that faults are tried in and another of the same size, of metadata one of
/// each kind.
pub(super) fn baselines(suite: &str, municipality: &Municipality) -> Vec<Setup> {
    if suite == samspel_saml::SUITE {
        let kinds = [Published::Idp, Published::Sp, Published::Federation];
        return kinds.into_iter().map(|kind| Setup::Metadata(kind, Vec::new())).collect();
    }
    let healthy = Municipality { fault: Vec::new(), ..municipality.clone() };
    let other = Municipality { seed: municipality.seed.wrapping_add(1), ..healthy.clone() };
    vec![Setup::Provider(healthy), Setup::Provider(other)]
}

/// The faults that the suite has to notice, each with the setup that has it.
///
/// # Errors
/// When a fault that was named does not exist or is one of another suite.
pub(super) fn mutants(suite: &str, municipality: &Municipality) -> Result<Vec<(Mutant, Setup)>, Problem> {
    let named = &municipality.fault;
    if suite != samspel_saml::SUITE {
        let faults = sandboxed::faults_of(suite, named)?;
        let with = |id: &str| Setup::Provider(municipality.with_fault(id));
        return Ok(faults.into_iter().map(|fault| (Mutant::from(fault), with(fault.id))).collect());
    }
    for id in named {
        if !metadata_faults().iter().any(|fault| fault.id == id) {
            return Err(Problem::usage(
                format!("metadata has no fault {id}"),
                suggestion(
                    &nearest(id, metadata_faults().iter().map(|f| f.id)),
                    "`samspel sandbox saml-metadata --faults`",
                ),
            ));
        }
    }
    let chosen = metadata_faults().iter().filter(|fault| named.is_empty() || named.iter().any(|id| fault.id == id));
    Ok(chosen.map(|f| (Mutant::from(f), Setup::Metadata(f.published, vec![f.id.to_owned()]))).collect())
}

/// Runs the suite against a setup and tells what failed. Nothing is kept.
///
/// `claims`: only tests of these requirements, and the controls; empty: every test.
///
/// # Errors
/// When the sandbox does not start or the run does not come about.
pub(super) async fn see(suite: &str, setup: &Setup, claims: &[String]) -> Result<Seen, Problem> {
    let folder = tempfile::tempdir().map_err(Problem::fault)?;
    let mut suite = catalogue::suite(suite, None)?;
    let claimed = |case: &Case| claims.is_empty() || case.requirements.iter().any(|id| claims.contains(id));
    if !suite.cases.iter().any(claimed) {
        return Ok(Seen::default());
    }
    cover_all(&mut suite);
    let (sandbox, target, documents, seed) = match setup {
        Setup::Provider(municipality) => {
            let options = municipality.options(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
            let Staged { sandbox, target, documents } =
                sandboxed::stage(&suite.id, options, &municipality.edition).await?;
            (Some(sandbox), target, documents, municipality.seed)
        }
        Setup::Metadata(published, faults) => {
            let document = metadata(*published, faults).map_err(Problem::fault)?;
            let written = sandboxed::publish(&document, &folder.path().join("metadata.xml"))?;
            (None, targets::read(&written.target)?, None, 1)
        }
    };
    let selection = Selection {
        seed: Some(seed),
        profile: Some(WHOLE.to_owned()),
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
    if let Some(sandbox) = sandbox {
        sandbox.stop().await;
    }
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
