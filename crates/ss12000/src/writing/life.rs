//! The life of an object that is created through the interface: made, found, made with values of the client's own, removed.
//!
//! It is lived once for each kind; several checks judge it.

use std::sync::Arc;
use std::time::Duration;

use samspel_exchange::{Exchange, Request, Session, Thing};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::{Value, json};

use super::specimen::place;
use super::{
    Specimen, all, among_others, created, is_unclear, lost, obstacle, scan, send, specimens, status, success,
    turned_away, unusable,
};
use crate::harvest::{Trace, Walk};
use crate::requests;
use crate::run_state::{self, Cells};
use samspel_suite::observe::undecided;

/// When an object cannot have been made, as far as a client knows.
const LONG_AGO: &str = "2001-01-01T00:00:00Z";

/// How often the list of deletions is read again until something stands there.
const POLLS: u32 = 5;
/// Pages of the list of deletions that are read at most.
const PAGES: usize = 50;

/// What a life came to.
pub(crate) struct Life {
    /// Kind of object.
    pub(crate) entity: String,
    /// Bodies that were refused, with the answers.
    pub(crate) refused: Vec<Exchange>,
    /// Whether the first body was taken once it had an id.
    pub(crate) id_demanded: Option<Exchange>,
    /// The object.
    pub(crate) born: Option<Born>,
    /// Another object, sent with id and meta of the client's own.
    pub(crate) own_values: Option<OwnValues>,
    /// The same body a second time.
    pub(crate) twice: Option<Exchange>,
    /// Its end.
    pub(crate) ended: Option<Ended>,
    /// Removing something that nobody has, and something that is no id.
    pub(crate) unknown: Option<Exchange>,
    pub(crate) malformed: Option<Exchange>,
}

/// An object that was made.
pub(crate) struct Born {
    pub(crate) specimen: Specimen,
    pub(crate) exchange: Exchange,
    pub(crate) got: Value,
    pub(crate) id: String,
    /// Fetched by its id at once.
    pub(crate) by_id: Exchange,
    /// Its entry in the list at once.
    pub(crate) listed: Listed,
    /// The page of the list that shows it.
    pub(crate) list: Exchange,
}

/// Where an object stands in its list.
pub(crate) enum Listed {
    There(Value),
    /// The list was read to its end.
    NotThere,
    /// The list broke off, or goes on for too long.
    Unread,
}

/// An object sent with values that only the server sets.
pub(crate) struct OwnValues {
    pub(crate) sent: Value,
    pub(crate) exchange: Exchange,
    /// The same without these values, when it was refused with them.
    pub(crate) without: Option<Exchange>,
}

/// How an object was removed.
pub(crate) struct Ended {
    pub(crate) exchange: Exchange,
    pub(crate) again: Exchange,
    pub(crate) by_id: Exchange,
    pub(crate) still_listed: bool,
    /// Whether it stands among the deletions; None when they are not offered.
    pub(crate) among_deletions: Option<bool>,
    /// The last list of deletions.
    pub(crate) deletions: Option<Trace>,
}

/// The life of an object of this kind; the observations instead when there is none to be had.
pub(crate) async fn life(ctx: &Context, entity: &str) -> Result<Result<Arc<Life>, Vec<Observation>>, CheckError> {
    let operation = format!("create{entity}");
    if let Some(instead) = obstacle(ctx, &operation).await? {
        return Ok(Err(instead));
    }
    let lives = ctx.shared.get_or_try_init(|| async { Ok::<_, CheckError>(Cells::<Life>::default()) }).await?;
    let life = lives
        .cell(entity)
        .get_or_try_init(|| async { Life::live(ctx, entity).await.map(Arc::new) })
        .await
        .map(Arc::clone)?;
    if life.born.is_some() || life.id_demanded.is_some() {
        return Ok(Ok(life));
    }
    Ok(match life.refused.first() {
        None => {
            Err(all(ctx, |r| undecided(r, Gap::NoData, Message::new("write-nothing-to-copy").with("entity", entity))))
        }
        Some(first) => match turned_away(ctx, &operation, first).await? {
            Some(instead) => Err(instead),
            None if life.refused.iter().any(is_unclear) => Err(all(ctx, |r| unusable(r, first))),
            None => Ok(life),
        },
    })
}

impl Life {
    async fn live(ctx: &Context, entity: &str) -> Result<Life, CheckError> {
        let _others = among_others(ctx).await?;
        let session = ctx.client.session(&format!("life/{entity}"));
        let mut life = Life {
            entity: entity.to_owned(),
            refused: Vec::new(),
            id_demanded: None,
            born: None,
            own_values: None,
            twice: None,
            ended: None,
            unknown: None,
            malformed: None,
        };
        let specimens = specimens(ctx, entity).await?;
        let mut thing = None;
        for specimen in &specimens {
            let (exchange, made) = send(ctx, &session, entity, &specimen.body).await?;
            match born(&session, entity, specimen, &exchange).await? {
                Some(born) => {
                    life.born = Some(born);
                    thing = Some(made);
                    break;
                }
                None => life.refused.push(exchange),
            }
        }
        if life.born.is_none() {
            life.id_demanded = with_own_id(ctx, &session, entity, &specimens).await?;
            return Ok(life);
        }
        if entity == "Attendance" {
            life.once_more(ctx, &session).await?;
        }
        if let Some(thing) = thing {
            life.end(ctx, &session, thing).await?;
        }
        life.with_own_values(ctx, &session, &specimens).await?;
        Ok(life)
    }

    /// Another object, sent with values that only the server sets. A refusal tells something only of a body that is taken without them.
    async fn with_own_values(
        &mut self,
        ctx: &Context,
        session: &Session,
        specimens: &[Specimen],
    ) -> Result<(), CheckError> {
        // Absences stay in the system: one is enough.
        if self.entity == "Absence" {
            return Ok(());
        }
        let Some(born) = self.born.as_ref().map(|born| born.specimen.clone()) else { return Ok(()) };
        // Those before the one that was taken were refused; that one is free again since the object is removed.
        let untried = specimens.iter().skip_while(|specimen| specimen.body != born.body).skip(1);
        for specimen in untried.chain([&born]) {
            let mut sent = specimen.body.clone();
            sent["id"] = json!(requests::unknown_uuid(ctx, &format!("own-id/{}", self.entity)));
            sent["meta"] = json!({ "created": LONG_AGO, "modified": LONG_AGO });
            let (exchange, thing) = send(ctx, session, &self.entity, &sent).await?;
            self.remove(ctx, session, &exchange, thing).await?;
            let mut without = None;
            if matches!(status(&exchange), Some(400..500)) && !is_unclear(&exchange) {
                let (plain, thing) = send(ctx, session, &self.entity, &specimen.body).await?;
                self.remove(ctx, session, &plain, thing).await?;
                without = Some(plain);
            }
            let told = without.as_ref().is_none_or(|plain| matches!(status(plain), Some(200..300)));
            self.own_values = Some(OwnValues { sent, exchange, without });
            if told {
                break;
            }
        }
        Ok(())
    }

    /// The same body a second time.
    async fn once_more(&mut self, ctx: &Context, session: &Session) -> Result<(), CheckError> {
        let Some(born) = &self.born else { return Ok(()) };
        let (exchange, thing) = send(ctx, session, &self.entity, &born.specimen.body).await?;
        let again = success(&exchange).and_then(|got| got.get("id").cloned());
        if again.as_ref().and_then(Value::as_str) == Some(born.id.as_str()) {
            created(ctx).await?.gone(thing)?;
        } else {
            self.remove(ctx, session, &exchange, thing).await?;
        }
        self.twice = Some(exchange);
        Ok(())
    }

    async fn remove(
        &self,
        ctx: &Context,
        session: &Session,
        exchange: &Exchange,
        thing: Thing,
    ) -> Result<(), CheckError> {
        let id = success(exchange).and_then(|got| got.get("id")?.as_str().map(str::to_owned));
        if let Some(id) = id {
            let removed = session.send(self.removal(&id)).await?;
            if matches!(status(&removed), Some(200..300)) {
                created(ctx).await?.gone(thing)?;
            }
        }
        Ok(())
    }

    fn removal(&self, id: &str) -> Request {
        let path = place(&self.entity).map_or("", |(_, path, ..)| path);
        Request::get(&format!("delete{}", self.entity), format!("{path}/{id}")).method("DELETE")
    }

    async fn end(&mut self, ctx: &Context, session: &Session, thing: Thing) -> Result<(), CheckError> {
        let Some(born) = &self.born else { return Ok(()) };
        if born.id.is_empty() {
            return Ok(());
        }
        if self.entity == "Absence" {
            // There is no way to remove one; only whether a way has opened all the same is asked, of nobody's absence.
            self.unknown = Some(session.send(self.removal(&requests::unknown_uuid(ctx, "absence-of-nobody"))).await?);
            return Ok(());
        }
        let exchange = session.send(self.removal(&born.id)).await?;
        if matches!(status(&exchange), Some(200..300)) {
            created(ctx).await?.gone(thing)?;
        }
        let by_id = session.send(one(&self.entity, &born.id)).await?;
        let (entry, _) = find(session, &self.entity, &born.specimen.query, &born.id).await?;
        let still_listed = matches!(entry, Listed::There(_));
        let (among_deletions, deletions) = deletion(ctx, session, &born.id).await?;
        let again = session.send(self.removal(&born.id)).await?;
        let unknown = requests::unknown_uuid(ctx, &format!("nobody/{}", self.entity));
        self.unknown = Some(session.send(self.removal(&unknown)).await?);
        self.malformed = Some(session.send(self.removal("not-a-uuid")).await?);
        self.ended = Some(Ended { exchange, again, by_id, still_listed, among_deletions, deletions });
        Ok(())
    }
}

/// Whether the first body is taken once it has an id, which the server should set.
async fn with_own_id(
    ctx: &Context,
    session: &Session,
    entity: &str,
    specimens: &[Specimen],
) -> Result<Option<Exchange>, CheckError> {
    let Some(specimen) = specimens.first() else { return Ok(None) };
    let mut body = specimen.body.clone();
    body["id"] = json!(requests::unknown_uuid(ctx, &format!("demanded-id/{entity}")));
    body["meta"] = json!({ "created": LONG_AGO, "modified": LONG_AGO });
    let (exchange, _) = send(ctx, session, entity, &body).await?;
    Ok(matches!(status(&exchange), Some(200..300)).then_some(exchange))
}

/// The object that an answer says was made, looked up at once.
async fn born(
    session: &Session,
    entity: &str,
    specimen: &Specimen,
    exchange: &Exchange,
) -> Result<Option<Born>, CheckError> {
    if !matches!(status(exchange), Some(200..300)) {
        return Ok(None);
    }
    let got = success(exchange).unwrap_or_default();
    let id = got.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let by_id = session.send(one(entity, if id.is_empty() { "-" } else { &id })).await?;
    let (listed, list) = find(session, entity, &specimen.query, &id).await?;
    Ok(Some(Born { specimen: specimen.clone(), exchange: exchange.clone(), got, id, by_id, listed, list }))
}

/// A request for one object.
pub(crate) fn one(entity: &str, id: &str) -> Request {
    let path = place(entity).map_or("", |(_, path, ..)| path);
    Request::get(&format!("get{entity}"), format!("{path}/{id}"))
}

/// An object's entry in the narrowed list, with the page that shows it.
async fn find(
    session: &Session,
    entity: &str,
    query: &[(String, String)],
    id: &str,
) -> Result<(Listed, Exchange), CheckError> {
    let mut found = None;
    let (there, exchange) = scan(session, entity, query, |entry| {
        let is_it = entry.get("id").and_then(Value::as_str).is_some_and(|i| i.eq_ignore_ascii_case(id));
        found = is_it.then(|| entry.clone());
        is_it
    })
    .await?;
    let listed = match (found, there) {
        (Some(entry), _) => Listed::There(entry),
        (None, Some(_)) => Listed::NotThere,
        (None, None) => Listed::Unread,
    };
    Ok((listed, exchange))
}

/// Whether an id stands among the deletions, asked several times while it may still get there; None when they are not offered or
/// could not be read.
pub(crate) async fn deletion(
    ctx: &Context,
    session: &Session,
    id: &str,
) -> Result<(Option<bool>, Option<Trace>), CheckError> {
    let discovery = run_state::discovery(ctx).await?;
    if discovery.get("listDeletedEntities").is_none_or(|probed| !probed.is_tested()) {
        return Ok((None, None));
    }
    let operation = run_state::named(ctx, "listDeletedEntities").await?;
    let pause = Duration::from_secs(ctx.target.webhook.wait_s) / POLLS;
    let wanted = uuid::Uuid::try_parse(id).map(|id| id.as_u128()).ok();
    let mut last = (None, None);
    for nth in 0..=POLLS {
        if nth > 0 {
            tokio::time::sleep(pause).await;
        }
        let mut there = false;
        let walk = Walk::new(&operation, &[]).max_pages(PAGES);
        let walked = walk.run(session, |_, key, _| there |= Some(key.value) == wanted).await?;
        last = ((there || walked.is_complete()).then_some(there), walked.first);
        if last.0 != Some(false) {
            break;
        }
    }
    Ok(last)
}

impl Born {
    /// Sent values that an object does not have.
    pub(crate) fn lost(&self, object: &Value) -> Vec<String> {
        lost(&self.specimen.body, object)
    }
}

/// An object that was made for a change that others shall see.
pub(crate) struct Made {
    pub(crate) id: String,
    entity: String,
    thing: Thing,
}

/// Makes an object with the body that has been taken before.
pub(crate) async fn make(ctx: &Context, session: &Session, entity: &str) -> Result<Option<Made>, CheckError> {
    let Ok(life) = life(ctx, entity).await? else { return Ok(None) };
    let Some(born) = &life.born else { return Ok(None) };
    let (exchange, thing) = send(ctx, session, entity, &born.specimen.body).await?;
    let id = success(&exchange).and_then(|got| got.get("id")?.as_str().map(str::to_owned));
    Ok(id.map(|id| Made { id, entity: entity.to_owned(), thing }))
}

impl Made {
    /// Removes it; false when that is not possible.
    pub(crate) async fn remove(&self, ctx: &Context, session: &Session) -> Result<bool, CheckError> {
        if self.entity == "Absence" {
            return Ok(false);
        }
        let path = place(&self.entity).map_or("", |(_, path, ..)| path);
        let request = Request::get(&format!("delete{}", self.entity), format!("{path}/{}", self.id)).method("DELETE");
        let removed = matches!(status(&session.send(request).await?), Some(200..300));
        if removed {
            created(ctx).await?.gone(self.thing)?;
        }
        Ok(removed)
    }
}
