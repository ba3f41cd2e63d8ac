//! One run from a plan to a report: what `run`, `demo` and `mutants` have in common.

mod issuer;
pub(crate) mod knock;
mod tidy;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use samspel_exchange::{Changer, Client, Created, Documents, EvidenceLevel, Halt, Left, Settings};
use samspel_model::{DecisionRule, Report, TargetFacts, Texts, ToolFacts};
use samspel_runner::{Event, Exit, Facts, Journal, Options, Reach, Resources, RunRecord, Stop, assemble, run};
use samspel_suite::{Environment, Interface, Plan, Shared, Suite, Target};
use tokio::sync::mpsc::UnboundedSender;

use self::knock::Knock;
use crate::language;
use crate::operator::Operator;
use crate::problem::Problem;
use crate::subject::Subject;

/// Everything that a run needs.
pub(crate) struct Trial {
    /// The suite that the plan was made from.
    pub(crate) suite: Suite,
    /// What to run.
    pub(crate) plan: Arc<Plan>,
    /// The target file.
    pub(crate) target: Arc<Target>,
    /// What is tested.
    pub(crate) subject: Subject,
    /// Where the issuer of the target file publishes, when that listens already.
    pub(crate) documents: Option<Documents>,
    /// Folder for evidence; None = nothing is kept.
    pub(crate) evidence: Option<PathBuf>,
    /// Options to be told in the report.
    pub(crate) told: Vec<String>,
    /// Tests at once.
    pub(crate) concurrency: NonZeroUsize,
}

/// What a run came to.
pub(crate) struct Tried {
    /// The report.
    pub(crate) report: Report,
    /// What the report was made from.
    pub(crate) record: RunRecord,
    /// How far the principal `full` came.
    pub(crate) reach: Reach,
    /// What stood in the way of testing, for the terminal.
    pub(crate) obstacle: Option<String>,
    /// What the tests created and could not be removed.
    pub(crate) left: Vec<Left>,
}

impl Trial {
    /// Runs the plan and judges.
    ///
    /// # Errors
    /// When the client cannot be made, the target lacks what every run needs, or journal or evidence cannot be written.
    pub(crate) async fn conduct(
        self,
        journal: Journal,
        stop: Stop,
        events: UnboundedSender<Event>,
    ) -> Result<Tried, Problem> {
        let client = self.client()?;
        let shared = Arc::new(Shared::default());
        let edition = self.plan.profile.edition.clone();
        let kept = self.evidence.is_some() && self.subject.keeps_evidence();
        let level = self.level();
        if let Some(issuer) = issuer::open(self.documents, &self.plan, &self.target, &client).await? {
            shared.put(issuer);
        }
        let knocked = tokio::select! {
            knocked = self.subject.open(&client, &shared) => knocked,
            () = stop.requested() => Err(Halt::Interrupted),
        };
        let Knock { reach, closed, note, words } = match knocked {
            Ok(knocked) => knocked,
            // The run finds out the same and says it for each test.
            Err(Halt::Interrupted | Halt::Budget { .. }) => Knock::open(Reach::NothingThere),
            Err(halt @ (Halt::NoPrincipal(_) | Halt::NotRecorded(_) | Halt::ReadOnly { .. } | Halt::Evidence(_))) => {
                return Err(Problem::new(Exit::Usage, halt.to_string()));
            }
        };
        let created = match &closed {
            None => tidy::open(journal.folder(), &client).await?,
            Some(_) => Created::in_memory(client.base_url()),
        };
        shared.put(created);
        if self.target.changes.as_ref().is_some_and(|changes| changes.operator)
            && let Some(operator) = Operator::at_terminal(&self.suite, language::chosen(None))
        {
            shared.put(Changer::by_person(Arc::new(operator)));
        }
        let mut record = match closed {
            Some(reason) => RunRecord::untouched(&self.plan, &reason, &journal, client.requests_sent()),
            None => {
                let resources = Resources {
                    client: client.clone(),
                    target: Arc::clone(&self.target),
                    shared: Arc::clone(&shared),
                    edition,
                };
                let options = Options { journal, concurrency: self.concurrency, stop };
                run(Arc::clone(&self.plan), resources, options, events)
                    .await
                    .map_err(|e| Problem::new(Exit::Usage, e.to_string()))?
            }
        };
        let left = match shared.get::<Created>() {
            Some(created) => tidy::sweep(&created, &client).await?,
            None => Vec::new(),
        };
        if let Some(note) = tidy::told(&left) {
            record.tell(note);
        }
        client.finish().await.map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
        if let Some(note) = note {
            record.tell(note);
        }
        let rule = DecisionRule::current().map_err(Problem::fault)?;
        let facts = Facts {
            id: uuid::Uuid::new_v4().to_string(),
            tool: tool(),
            target: target_facts(&self.target, samspel_ss12000::offered(&shared)),
            options: self.told,
            evidence: level_name(kept.then_some(level)).to_owned(),
            untested_reasons: &self.suite.untested_reasons,
            rule: &rule,
        };
        let report = assemble(&self.plan, &record, facts, self.suite.texts() as &dyn Texts);
        Ok(Tried { report, record, reach, obstacle: words, left })
    }

    /// How much of each exchange is kept.
    fn level(&self) -> EvidenceLevel {
        self.target.evidence_level(&self.suite.interface)
    }

    fn client(&self) -> Result<Client, Problem> {
        Client::live(Settings {
            base_url: self.subject.base_url().to_owned(),
            principals: self.target.principals.clone(),
            base_dir: self.target.base_dir.clone(),
            limits: self.target.limits.clone(),
            ca_file: self.target.authorities(),
            proxy: self.target.proxy.clone(),
            evidence: self
                .evidence
                .clone()
                .filter(|_| self.subject.keeps_evidence())
                .map(|folder| (folder, self.level())),
            read_only: self.target.is_only_read(),
        })
        .map_err(|e| Problem::new(Exit::Usage, e.to_string()))
    }
}

/// This program, as reports name it.
pub(crate) fn tool() -> ToolFacts {
    ToolFacts { name: "samspel".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

fn target_facts(target: &Target, offered: Vec<String>) -> TargetFacts {
    let without_user = |interface: Interface<'_>| {
        let place = interface.place();
        match url::Url::parse(&place) {
            Ok(mut url) => {
                // Neither can fail on a URL that has a host, and one without has no user either.
                let _ = url.set_username("");
                let _ = url.set_password(None);
                url.to_string()
            }
            Err(_) => match interface {
                Interface::Http(_) | Interface::OpenIdProvider(_) | Interface::SamlSp(_) | Interface::Tls(_) => {
                    String::new()
                }
                // The name of a file.
                Interface::SamlMetadata(_) => place,
            },
        }
    };
    TargetFacts {
        name: target.name.clone(),
        environment: match target.environment {
            Environment::Test => "test",
            Environment::Production => "production",
        }
        .to_owned(),
        interfaces: target
            .interfaces
            .iter()
            .map(|(kind, i)| (kind.to_owned(), without_user(i)))
            // Of TLS, what the file names elsewhere stands there.
            .filter(|(kind, place)| kind != samspel_tls::SUITE || !place.is_empty())
            .collect(),
        supports: target.interfaces.iter().find_map(|(_, i)| i.supports().cloned()),
        offered,
        principals: target.principals.keys().cloned().collect(),
    }
}

fn level_name(level: Option<EvidenceLevel>) -> &'static str {
    match level {
        None | Some(EvidenceLevel::None) => "none",
        Some(EvidenceLevel::Shape) => "shape",
        Some(EvidenceLevel::Pseudonymised) => "pseudonymised",
    }
}
