//! A plan of fake checks, and a run of it without any network.
#![allow(dead_code, reason = "each test file uses a part of the rig")]

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use samspel_exchange::{Client, Limits, Settings};
use samspel_model::{
    Confidence, Contradiction, DecisionRule, Level, Location, Message, Observation, ProfileClaim, Report, Requirement,
    Sight, TargetFacts, Text, Texts, ToolFacts,
};
use samspel_runner::{Event, Facts, Heading, Journal, Options, Resources, RunRecord, Stop, assemble, run};
use samspel_suite::{
    Check, CheckError, CheckFuture, Context, Environment, Evidence, LeftOut, Needs, Plan, PlannedCase, Shared, Target,
    Terms, Work,
};

/// What the fake checks write down as they run.
#[derive(Default)]
pub(crate) struct Diary {
    pub(crate) order: Mutex<Vec<String>>,
    pub(crate) at_once: AtomicUsize,
    pub(crate) most_at_once: AtomicUsize,
    pub(crate) stop_after: Mutex<Option<(usize, Stop)>>,
}

pub(crate) fn text(words: &str) -> Text {
    Text { sv: words.to_owned(), en: words.to_owned() }
}

/// The case of a test with one requirement named after it.
pub(crate) fn case(id: &str, check: &'static str) -> PlannedCase {
    let run: for<'a> fn(&'a Context) -> CheckFuture<'a> = match check {
        "witness" => witness,
        "slow" => slow,
        "panics" => panics,
        "unclaimed" => unclaimed,
        "errs" => errs,
        "out-of-budget" => out_of_budget,
        "hangs" => hangs,
        "contradicts" => contradicts,
        other => panic!("no fake check {other}"),
    };
    PlannedCase {
        id: id.to_owned(),
        requirements: vec![requirement_of(id)],
        work: Work::Check(Check { id: check, run }),
        with: serde_json::json!({}),
        needs: Needs::default(),
        after: Vec::new(),
        control: false,
    }
}

pub(crate) fn requirement_of(test: &str) -> String {
    format!("REQ-{}", test.to_uppercase())
}

pub(crate) fn plan(cases: Vec<PlannedCase>) -> Plan {
    let requirements = cases
        .iter()
        .flat_map(|c| c.requirements.clone())
        .map(|id| Requirement {
            id,
            level: Level::Must,
            confidence: Confidence::A,
            editions: Vec::new(),
            source: "test".to_owned(),
            title: text("title"),
            why: text("why"),
            remedy: text("remedy"),
            untested: None,
        })
        .collect();
    Plan {
        suite: "fake".to_owned(),
        suite_version: "1".to_owned(),
        suite_digest: "0".to_owned(),
        profile: ProfileClaim {
            id: "full".to_owned(),
            edition: "2.1".to_owned(),
            title: text("Full"),
            about: text("about"),
        },
        operations: Vec::new(),
        scenarios: Vec::new(),
        requirements,
        cases,
        left_out: Vec::new(),
        terms: Terms::of(&target(), "ss12000"),
        seed: 1,
        digest: "plan-1".to_owned(),
    }
}

pub(crate) fn left_out(id: &str) -> LeftOut {
    LeftOut { id: id.to_owned(), requirements: vec![requirement_of(id)], reason: Message::new("left-out-for-a-reason") }
}

pub(crate) fn heading(plan: &Plan) -> Heading {
    Heading { plan: plan.digest.clone(), system: "http://127.0.0.1:1/".to_owned(), arguments: serde_json::json!({}) }
}

pub(crate) struct Run {
    pub(crate) record: RunRecord,
    pub(crate) events: Vec<Event>,
    pub(crate) order: Vec<String>,
    pub(crate) most_at_once: usize,
}

pub(crate) async fn run_plan(plan: &Plan, folder: &Path, concurrency: usize) -> Run {
    run_in(plan, Journal::begin(folder, &heading(plan), &[]).unwrap(), concurrency, None).await
}

/// Runs a plan; with `stop_after`, asks it to stop when that many checks have begun.
pub(crate) async fn run_in(plan: &Plan, journal: Journal, concurrency: usize, stop_after: Option<usize>) -> Run {
    let target = target();
    let client = Client::live(Settings {
        base_url: "http://127.0.0.1:1/".to_owned(),
        principals: target.principals.clone(),
        base_dir: target.base_dir.clone(),
        limits: target.limits.clone(),
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: false,
    })
    .unwrap();
    let stop = Stop::new();
    let shared = Arc::new(Shared::default());
    let diary = Diary::default();
    *diary.stop_after.lock().unwrap() = stop_after.map(|n| (n, stop.clone()));
    shared.put(diary);
    let resources =
        Resources { client, target: Arc::new(target), shared: Arc::clone(&shared), edition: "2.1".to_owned() };
    let options = Options { journal, concurrency: NonZeroUsize::new(concurrency).unwrap(), stop };
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let record = run(Arc::new(plan.clone()), resources, options, sender).await.unwrap();
    let mut events = Vec::new();
    while let Ok(event) = receiver.try_recv() {
        events.push(event);
    }
    let diary = shared.get::<Diary>().unwrap();
    let order = diary.order.lock().unwrap().clone();
    Run { record, events, order, most_at_once: diary.most_at_once.load(Ordering::SeqCst) }
}

fn target() -> Target {
    Target {
        samspel: 1,
        name: "fake".to_owned(),
        environment: Environment::Test,
        allow_writes: false,
        interfaces: Default::default(),
        principals: [("full".to_owned(), samspel_exchange::PrincipalMethod::None {})].into(),
        refused_tokens: Default::default(),
        webhook: Default::default(),
        changes: None,
        issuer: None,
        limits: Limits::default(),
        evidence: Evidence::default(),
        ca_file: None,
        proxy: None,
        base_dir: ".".into(),
    }
}

/// Shows messages as their ids.
pub(crate) struct Ids;

impl Texts for Ids {
    fn render(&self, message: &Message) -> Text {
        text(&message.id)
    }
}

pub(crate) fn report(plan: &Plan, record: &RunRecord) -> Report {
    let facts = Facts {
        id: "report".to_owned(),
        tool: ToolFacts { name: "samspel".to_owned(), version: "0".to_owned() },
        target: TargetFacts {
            name: "fake".to_owned(),
            environment: "test".to_owned(),
            interfaces: Default::default(),
            supports: None,
            offered: Vec::new(),
            principals: Vec::new(),
        },
        options: Vec::new(),
        evidence: "none".to_owned(),
        untested_reasons: &Default::default(),
        rule: &DecisionRule::current().unwrap(),
    };
    assemble(plan, record, facts, &Ids)
}

/// The report without what differs between two runs of the same plan: instants and durations.
pub(crate) fn timeless(mut report: Report) -> Report {
    report.run.started.clear();
    report.run.ended.clear();
    for test in &mut report.tests {
        test.duration_ms = 0;
    }
    report
}

fn seen(requirement: String) -> Observation {
    Observation { requirement, sight: Sight::Witness { count: 1, message: Message::new("seen") } }
}

struct Presence(Arc<Diary>);

/// Notes that a check runs, and that it has ended when the guard is dropped.
fn enter(ctx: &Context) -> Presence {
    let diary = ctx.shared.get::<Diary>().unwrap();
    let begun = {
        let mut order = diary.order.lock().unwrap();
        order.push(ctx.test.clone());
        order.len()
    };
    let now = diary.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    diary.most_at_once.fetch_max(now, Ordering::SeqCst);
    if let Some((after, stop)) = &*diary.stop_after.lock().unwrap()
        && begun >= *after
    {
        stop.request();
    }
    Presence(diary)
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.0.at_once.fetch_sub(1, Ordering::SeqCst);
    }
}

fn witness(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        Ok(vec![seen(ctx.requirements[0].clone())])
    })
}

fn slow(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        Ok(vec![seen(ctx.requirements[0].clone())])
    })
}

fn panics(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        panic!("the abacus broke");
    })
}

fn unclaimed(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        Ok(vec![seen(ctx.requirements[0].clone()), seen("REQ-OF-SOMEONE-ELSE".to_owned())])
    })
}

fn errs(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        Err(CheckError::Other("the cable is cut".to_owned()))
    })
}

fn out_of_budget(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        Err(CheckError::Halt(samspel_exchange::Halt::Budget { budget: 7 }))
    })
}

fn hangs(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        std::future::pending().await
    })
}

fn contradicts(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move {
        let _presence = enter(ctx);
        let sight = Sight::Contradiction(Box::new(contradiction("wrong")));
        Ok(vec![Observation { requirement: ctx.requirements[0].clone(), sight }])
    })
}

pub(crate) fn contradiction(summary: &str) -> Contradiction {
    Contradiction {
        summary: Message::new(summary),
        expected: "HTTP 200".to_owned(),
        observed: "HTTP 500".to_owned(),
        location: Location::default(),
        count: 1,
        samples: Vec::new(),
        cause: None,
        reproduce: None,
        exchanges: Vec::new(),
    }
}
