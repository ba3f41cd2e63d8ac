//! The people of the target file, each logged in once and found in the register once, for all tests.

use std::sync::Arc;

use samspel_exchange::Secret;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::{Map, Value};

use super::register::{Lack, Register, civic_number, principal_names};
use crate::oidc_provider::ask::Ask;
use crate::oidc_provider::browser::{Browser, Trace};
use crate::oidc_provider::provider::{Typist, everywhere};
use crate::oidc_provider::stage::{Login, Stage};
use samspel_suite::observe::undecided;

/// Names of people in the target file.
const PEOPLE: [&str; 2] = ["main", "other"];

/// Somebody whom login and register know.
pub(crate) struct Linked {
    pub(crate) login: Login,
    /// What the login left behind on its way.
    pub(crate) trail: Vec<Trace>,
    /// The person in the register.
    pub(crate) person: Map<String, Value>,
}

/// Everybody whom the target file names.
pub(crate) struct People {
    pub(crate) stage: Stage,
    pub(crate) register: Register,
    found: Vec<Result<Linked, Lack>>,
}

impl People {
    /// The people of the run, unless something is lacking for all of them.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn of(ctx: &Context) -> Result<Result<Arc<People>, Vec<Observation>>, CheckError> {
        let stage = match Stage::set(ctx).await? {
            Ok(stage) => stage,
            Err(said) => return Ok(Err(said)),
        };
        match Register::of(ctx) {
            Err((gap, reason)) => Ok(Err(everywhere(ctx, gap, &reason))),
            Ok(register) => Ok(Ok(ctx.shared.get_or_try_init(|| find(ctx, stage, register)).await?)),
        }
    }

    /// Those who were found, and what is to be said of those who were not.
    pub(crate) fn each(&self, requirement: &str) -> (Vec<&Linked>, Vec<Observation>) {
        let lacking = self.found.iter().filter_map(|found| found.as_ref().err());
        let told = lacking.map(|(gap, reason)| undecided(requirement, *gap, reason.clone())).collect();
        (self.found.iter().filter_map(|found| found.as_ref().ok()).collect(), told)
    }
}

impl Linked {
    /// Values of a claim in the ID token and at UserInfo, each once. A list counts as its members.
    pub(crate) fn told(&self, claim: &str) -> Vec<String> {
        let token = self.login.claims();
        let mut values: Vec<String> = Vec::new();
        for claims in [token.as_ref(), self.login.info.claims.as_ref()].into_iter().flatten() {
            let texts = match claims.get(claim) {
                Some(Value::String(text)) => vec![text.as_str()],
                Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            for text in texts {
                if !values.iter().any(|known| known == text) {
                    values.push(text.to_owned());
                }
            }
        }
        values
    }
}

async fn find(ctx: &Context, stage: Stage, register: Register) -> Result<People, CheckError> {
    let mut found = Vec::new();
    for name in PEOPLE {
        // One that the target file does not name cannot be asked for.
        if let Ok(person) = stage.provider.person(name) {
            found.push(link(ctx, &stage, &register, person).await?);
        }
    }
    Ok(People { stage, register, found })
}

async fn link(
    ctx: &Context,
    stage: &Stage,
    register: &Register,
    typist: &Typist,
) -> Result<Result<Linked, Lack>, CheckError> {
    // The register first: what it knows is struck out of everything that the login leaves behind.
    let known = match &typist.register {
        Some(id) => match register.person(ctx, id).await? {
            Ok(person) => Some(person),
            Err(lack) => return Ok(Err(lack)),
        },
        None => None,
    };
    known.iter().for_each(|person| conceal(ctx, person));
    let mut browser = Browser::default();
    let ask = Ask::new(stage.main()?, &stage.scope());
    let login = match stage.log_in(ctx, &mut browser, ask, stage.main()?, typist).await? {
        Ok(login) => login,
        Err(stuck) => return Ok(Err((Gap::NoAccess, stuck.reason))),
    };
    if !login.is_about(typist) {
        let reason = Message::new("op-marker-missing").with("claim", typist.marker.claim.as_str());
        return Ok(Err((Gap::NoAccess, reason)));
    }
    let mut linked = Linked { login, trail: browser.trail, person: Map::new() };
    linked.person = match known {
        Some(person) => person,
        None => {
            let Some(number) = linked.told(&stage.provider.claims.civic_number).pop() else {
                return Ok(Err((Gap::NoAccess, Message::new("identity-no-link"))));
            };
            ctx.client.keep_secret(&Secret::new(number.as_str()));
            match register.person_with_number(ctx, &number).await? {
                Ok(person) => person,
                Err(lack) => return Ok(Err(lack)),
            }
        }
    };
    conceal(ctx, &linked.person);
    Ok(Ok(linked))
}

/// Has the names of a person struck out of everything that is written.
fn conceal(ctx: &Context, person: &Map<String, Value>) {
    for name in principal_names(person).chain(civic_number(person)) {
        ctx.client.keep_secret(&Secret::new(name));
    }
}
