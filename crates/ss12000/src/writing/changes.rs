//! Having data changed behind the interface, as the target file says.

use std::sync::Arc;
use std::time::Duration;

use samspel_exchange::{Change, ChangeKind, Changed, Changer};
use samspel_model::Message;
use samspel_suite::{CheckError, Context};

/// Whoever makes changes; the reason why nobody does instead.
pub(crate) async fn changer(ctx: &Context) -> Result<Result<Arc<Changer>, Message>, CheckError> {
    // The command line puts one here that talks to a person.
    if let Some(changer) = ctx.shared.get::<Changer>() {
        return Ok(Ok(changer));
    }
    let Some(changes) = &ctx.target.changes else { return Ok(Err(Message::new("needs-changes"))) };
    if ctx.client.is_replay() {
        return Ok(Err(Message::new("writing-not-repeated")));
    }
    if changes.operator {
        return Ok(Err(Message::new("change-needs-terminal")));
    }
    let made = ctx
        .shared
        .get_or_try_init(|| async {
            match &changes.url {
                Some(url) => Changer::by_url(url).map_err(|e| CheckError::Other(format!("changes: {e}"))),
                None => Ok(Changer::by_command(changes.command.clone(), ctx.target.base_dir.clone())),
            }
        })
        .await?;
    Ok(Ok(made))
}

/// A change that a check wants.
pub(crate) struct Wanted<'a> {
    pub(crate) kind: ChangeKind,
    pub(crate) entity: &'a str,
    pub(crate) id: Option<&'a str>,
    pub(crate) field: Option<&'a str>,
}

impl Wanted<'_> {
    /// Has it made; the id of the object when it is known, or why it was not made.
    pub(crate) async fn make(&self, ctx: &Context) -> Result<Result<Option<String>, Message>, CheckError> {
        let changer = match changer(ctx).await? {
            Ok(changer) => changer,
            Err(reason) => return Ok(Err(reason)),
        };
        let change = Change {
            kind: self.kind,
            entity: self.entity.to_owned(),
            id: self.id.map(str::to_owned),
            field: self.field.map(str::to_owned),
        };
        let told = |id: &str| Message::new(id).with("change", self.kind.as_str()).with("entity", self.entity);
        Ok(match changer.ask(&change).await {
            Changed::Done { id } => Ok(id.or(self.id.map(str::to_owned))),
            Changed::Impossible => Err(told("change-impossible")),
            Changed::Failed { what } => Err(told("change-failed").with("what", what)),
        })
    }
}

/// How long a change behind the interface may take to show.
pub(crate) fn patience(ctx: &Context) -> Duration {
    Duration::from_secs(ctx.target.changes.as_ref().map_or(0, |changes| changes.wait_s))
}
