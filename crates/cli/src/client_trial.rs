//! A client under test: the sandbox watches it, and what it asked is judged like any other run.
//!
//! ```text
//! client ─► sandbox ─► observer ─► Conversation ─► plan of the suite ss12000-client ─► run ─► report
//! ```

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use samspel_client::{Answer, Bearer, Call, Conversation, Place, SUITE, Token};
use samspel_contract::Contract;
use samspel_exchange::{Client, Settings};
use samspel_model::{DecisionRule, TargetFacts, Texts};
use samspel_runner::{Exit, Facts, Heading, Journal, Options, Reach, Resources, Stop, assemble, run};
use samspel_sandbox::{Observer, Running, SeenToken, Served, Shown};
use samspel_suite::{HttpInterface, Interfaces, Plan, Shared, Suite, Target};

use crate::problem::Problem;
use crate::selection::Selection;
use crate::trial::{Tried, tool};
use crate::{catalogue, outputs, sandboxed};

/// Evidence of a watched client, below the output folder.
const CONVERSATION: &str = "evidence/conversation.ndjson";

/// Hears what the sandbox tells while it serves.
#[derive(Clone, Default)]
pub(crate) struct Ear(Arc<Mutex<Conversation>>);

impl Ear {
    /// What the sandbox calls.
    pub(crate) fn observer(&self) -> Observer {
        let conversation = Arc::clone(&self.0);
        Arc::new(move |served| {
            conversation.lock().unwrap_or_else(PoisonError::into_inner).add(call(served));
        })
    }

    /// What was heard so far; hears anew from now on.
    fn take(&self) -> Conversation {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A client under test, with everything that judging it needs.
pub(crate) struct ClientTrial {
    suite: Suite,
    plan: Arc<Plan>,
    target: Target,
    contract: Contract,
    journal: Journal,
    out: PathBuf,
    told: Vec<String>,
}

impl ClientTrial {
    /// Prepares everything that can go wrong before anyone is watched.
    pub(crate) fn prepare(
        sandbox: &Running,
        municipality: &sandboxed::Municipality,
        name: &str,
        profile: Option<&str>,
        out: &Path,
        told: Vec<String>,
    ) -> Result<ClientTrial, Problem> {
        let suite = catalogue::suite(SUITE, None)?;
        let edition = &municipality.edition;
        let interface = HttpInterface { base_url: sandbox.base_url.clone(), edition: edition.clone(), supports: None };
        let target = Target {
            name: name.to_owned(),
            interfaces: Interfaces { ss12000_client: Some(interface), ..Interfaces::default() },
            principals: BTreeMap::new(),
            ..sandboxed::target(sandbox, edition)
        };
        let selection =
            Selection { profile: profile.map(str::to_owned), seed: Some(municipality.seed), ..Selection::default() };
        let plan = catalogue::plan(&suite, &target, &selection)?;
        let contract = catalogue::contract(edition, None)?;
        let heading = Heading {
            plan: plan.digest.clone(),
            system: sandbox.base_url.clone(),
            // What the client did is gone with the sandbox, so that there is nothing to resume.
            arguments: serde_json::Value::Null,
        };
        let leftovers = [&outputs::WRITTEN[..], &[CONVERSATION]].concat();
        let journal =
            Journal::begin(out, &heading, &leftovers).map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
        Ok(ClientTrial { suite, plan: Arc::new(plan), target, contract, journal, out: out.to_owned(), told })
    }

    /// Judges what was heard.
    pub(crate) async fn judge(self, ear: &Ear) -> Result<Tried, Problem> {
        let ClientTrial { suite, plan, target, contract, journal, out, mut told } = self;
        let conversation = ear.take();
        keep_evidence(&out, &samspel_client::evidence(&conversation, &contract))?;
        let came = conversation.came();
        if conversation.beyond() > 0 {
            told.push(format!("the first {} of {came} calls were judged", conversation.calls().len()));
        }
        let facts = Facts {
            id: uuid::Uuid::new_v4().to_string(),
            tool: tool(),
            target: TargetFacts {
                name: target.name.clone(),
                environment: "test".to_owned(),
                interfaces: target.interfaces.iter().map(|(kind, i)| (kind.to_owned(), i.place())).collect(),
                supports: None,
                offered: Vec::new(),
                principals: Vec::new(),
            },
            options: told,
            evidence: "shape".to_owned(),
            untested_reasons: &suite.untested_reasons,
            rule: &DecisionRule::current().map_err(Problem::fault)?,
        };
        let shared = Shared::default();
        shared.put(conversation);
        shared.put(contract);
        let resources = Resources {
            client: silent_client(&target)?,
            edition: plan.profile.edition.clone(),
            target: Arc::new(target),
            shared: Arc::new(shared),
        };
        let options = Options { journal, concurrency: NonZeroUsize::MIN, stop: Stop::new() };
        // Nobody follows: judging takes a moment.
        let (events, _) = tokio::sync::mpsc::unbounded_channel();
        let mut record = run(Arc::clone(&plan), resources, options, events)
            .await
            .map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
        record.requests = came;
        let report = assemble(&plan, &record, facts, suite.texts() as &dyn Texts);
        Ok(Tried { report, record, reach: Reach::Answers, obstacle: None, left: Vec::new() })
    }
}

/// Tests get a client as always; these have nothing to ask.
fn silent_client(target: &Target) -> Result<Client, Problem> {
    Client::live(Settings {
        base_url: target.interfaces.iter().next().map(|(_, i)| i.place()).unwrap_or_default(),
        principals: BTreeMap::new(),
        base_dir: PathBuf::new(),
        limits: target.limits.clone(),
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: true,
    })
    .map_err(|e| Problem::new(Exit::Usage, e.to_string()))
}

fn keep_evidence(out: &Path, lines: &str) -> Result<(), Problem> {
    let path = out.join(CONVERSATION);
    let folder = outputs::evidence(out);
    std::fs::create_dir_all(&folder).map_err(|e| Problem::file(&folder, &e))?;
    std::fs::write(&path, lines).map_err(|e| Problem::file(&path, &e))
}

/// What rules need of a request.
fn call(served: &Served<'_>) -> Call {
    let place = match served.below {
        _ if served.is_token_request => Place::Tokens,
        Some(below) => Place::Interface(below.to_owned()),
        None => Place::Elsewhere(served.path.to_owned()),
    };
    let bearer = match &served.shown {
        Shown::Nothing => Bearer::Missing,
        Shown::OtherScheme => Bearer::OtherScheme,
        Shown::Token(seen) => Bearer::Token(token(seen)),
    };
    Call {
        place,
        method: served.method.to_owned(),
        query: served.query.to_owned(),
        content_type: served.content_type.map(str::to_owned),
        bearer,
        body: served.body.to_vec(),
        arrived: served.arrived,
        answered: served.answered,
        answer: Answer {
            issued: served.issued.as_ref().map(token),
            ..Answer::read(served.status, served.retry_after, served.answer)
        },
    }
}

fn token(seen: &SeenToken) -> Token {
    Token { digest: seen.digest.clone(), client: seen.client.clone(), expires: seen.expires }
}
