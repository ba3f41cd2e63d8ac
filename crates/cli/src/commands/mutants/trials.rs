//! One sandbox, one run: with a fault, or healthy.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use samspel_runner::{Exit, Heading, Journal, Stop};
use samspel_sandbox::{OpenIdRunning, Running};
use samspel_suite::Case;

use super::matrix::Seen;
use crate::catalogue;
use crate::problem::Problem;
use crate::sandboxed::{self, Municipality, Staged};
use crate::selection::Selection;
use crate::subject::Subject;
use crate::trial::Trial;

/// The profile that covers all of a suite.
const WHOLE: &str = "full";

/// A counterpart that is up.
enum Standing {
    Api(Running),
    OpenIdProvider(OpenIdRunning),
}

impl Standing {
    async fn stop(self) {
        match self {
            Standing::Api(sandbox) => sandbox.stop().await,
            // It stops when it is dropped.
            Standing::OpenIdProvider(provider) => drop(provider),
        }
    }
}

/// Healthy municipalities: the one that faults are tried in, and another of the same size.
pub(super) fn baselines(municipality: &Municipality) -> Vec<Municipality> {
    let healthy = Municipality { fault: Vec::new(), ..municipality.clone() };
    let other = Municipality { seed: municipality.seed.wrapping_add(1), ..healthy.clone() };
    vec![healthy, other]
}

/// Starts a sandbox, runs the suite against it and tells what failed. Nothing is kept.
///
/// `claims`: only tests of these requirements, and the controls; empty: every test.
pub(super) async fn see(suite: &str, municipality: Municipality, claims: &[String]) -> Result<Seen, Problem> {
    let folder = tempfile::tempdir().map_err(Problem::fault)?;
    let suite = catalogue::suite(suite, None)?;
    let claimed = |case: &Case| claims.is_empty() || case.requirements.iter().any(|id| claims.contains(id));
    if !suite.cases.iter().any(claimed) {
        return Ok(Seen::default());
    }
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let (standing, target, documents) = if suite.id == samspel_sso::OIDC_PROVIDER {
        let provider = sandboxed::openid::start(anywhere, &municipality.fault).await?;
        let target = sandboxed::openid::target(&provider)?;
        (Standing::OpenIdProvider(provider), target, None)
    } else {
        let options = municipality.options(anywhere)?;
        let Staged { sandbox, target, documents } = sandboxed::stage(&suite.id, options, &municipality.edition).await?;
        (Standing::Api(sandbox), target, documents)
    };
    let selection = Selection {
        seed: Some(municipality.seed),
        profile: suite.profile(WHOLE).map(|profile| profile.id.clone()),
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
    standing.stop().await;
    let tried = tried?;
    Ok(Seen::of(&tried.record, plan.cases.len()))
}
