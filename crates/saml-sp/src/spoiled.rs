//! What can be wrong with a message, a family in each file. A kind is what one requirement is about; each of its messages is a sound one
//! with one thing changed.

mod algorithm;
mod attributes;
mod conditions;
mod context;
mod encryption;
mod issuer;
mod odd;
mod shape;
mod signature;
mod subject;
mod wrapping;
mod xml;

use samspel_model::Message;
use samspel_suite::{CheckError, Shown};

use crate::bench::Bench;
use crate::demand::Place;
use crate::forge::{Piece, Signing};
use crate::scene::Scene;
pub(crate) use signature::unsigned;
pub(crate) use subject::unasked;

/// One wrong message.
#[derive(Clone, Copy)]
pub(crate) struct Wrong {
    /// What is wrong, as a fact that needs no translation.
    pub(crate) label: &'static str,
    pub(crate) make: Make,
    /// Whether somebody may be let in all the same, since only something else is forbidden (fetching an address).
    pub(crate) may_be_let_in: bool,
}

/// What is made wrong.
#[derive(Clone, Copy)]
pub(crate) enum Make {
    /// The text that is posted; what does not look like XML is posted without being packed.
    Message(fn(&Scene<'_>) -> String),
    /// One signature of a message that is sound otherwise.
    Signature(fn(&Scene<'_>, &Piece, &Signing<'_>) -> String),
    /// The same, where only the signature of the assertion can be wrong so.
    AssertionSignature(fn(&Scene<'_>, &Piece, &Signing<'_>) -> String),
    /// A message around one of its two signatures, which it stands or falls with.
    Around(fn(&Scene<'_>, Place) -> String),
}

impl Wrong {
    /// Where it is put, one message for each; nowhere in particular for a whole message.
    pub(crate) fn places(&self, scene_places: &[Place]) -> Vec<Option<Place>> {
        match self.make {
            Make::Message(_) => vec![None],
            Make::Signature(_) | Make::Around(_) => scene_places.iter().copied().map(Some).collect(),
            Make::AssertionSignature(_) => {
                scene_places.iter().copied().filter(|p| *p == Place::Assertion).map(Some).collect()
            }
        }
    }

    /// The text that is posted.
    pub(crate) fn message(&self, scene: &Scene<'_>, place: Option<Place>) -> String {
        match (self.make, place) {
            (Make::Message(make), _) => make(scene),
            (Make::Around(make), place) => make(scene, place.unwrap_or(Place::Assertion)),
            (Make::Signature(make), Some(Place::Response)) => signature::on_response(scene, make),
            (Make::Signature(make) | Make::AssertionSignature(make), _) => signature::on_assertion(scene, make),
        }
    }

    /// What is wrong and where.
    pub(crate) fn label(&self, place: Option<Place>) -> String {
        match place {
            None => self.label.to_owned(),
            Some(Place::Response) => format!("Response: {}", self.label),
            Some(Place::Assertion) => format!("Assertion: {}", self.label),
        }
    }
}

/// One unusual but right message.
#[derive(Clone, Copy)]
pub(crate) struct Odd {
    pub(crate) label: &'static str,
    pub(crate) make: fn(&Scene<'_>) -> String,
    /// Whether the message leaves out what the NameID would say.
    pub(crate) without_name_id: bool,
}

/// A wrong message that has to be refused.
pub(crate) const fn wrong(label: &'static str, make: fn(&Scene<'_>) -> String) -> Wrong {
    Wrong { label, make: Make::Message(make), may_be_let_in: false }
}

/// A message that has to be refused for one of its signatures.
pub(crate) const fn wrong_signature(
    label: &'static str,
    make: fn(&Scene<'_>, &Piece, &Signing<'_>) -> String,
) -> Wrong {
    Wrong { label, make: Make::Signature(make), may_be_let_in: false }
}

/// A message that has to be accepted.
pub(crate) const fn odd(label: &'static str, make: fn(&Scene<'_>) -> String) -> Odd {
    Odd { label, make, without_name_id: false }
}

/// The wrong messages of a kind; the inner error says what is lacking to make them.
///
/// # Errors
/// When there is no such kind.
pub(crate) fn wrongs(kind: &str, bench: &Bench) -> Result<Result<Vec<Wrong>, Message>, CheckError> {
    let shows = &bench.settings.probe.shows;
    if attributes::is_of_user_name(kind) && !shows.contains(&Shown::Eppn) {
        return Ok(Err(Message::new("sp-shows-no-user-name")));
    }
    let hidden = match xml::needs_shown(kind) {
        Some(true) => !shows.contains(&Shown::NameId),
        Some(false) => shows.iter().all(|shown| *shown == Shown::NameId),
        None => false,
    };
    if hidden {
        return Ok(Err(Message::new("sp-not-shown")));
    }
    let found = signature::of(kind)
        .or_else(|| wrapping::of(kind))
        .or_else(|| algorithm::of(kind))
        .or_else(|| conditions::of(kind))
        .or_else(|| subject::of(kind))
        .or_else(|| issuer::of(kind))
        .or_else(|| shape::of(kind))
        .or_else(|| xml::of(kind))
        .or_else(|| context::of(kind))
        .or_else(|| attributes::of(kind));
    if let Some(found) = found {
        return Ok(match wrapping::is_encrypted(kind) && bench.service.encryption.is_empty() {
            true => Err(Message::new("sp-no-encryption-key")),
            false => Ok(found),
        });
    }
    match encryption::wrongs(kind) {
        Some(_) if bench.service.encryption.is_empty() => Ok(Err(Message::new("sp-no-encryption-key"))),
        Some(found) => Ok(Ok(found)),
        None => Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    }
}

/// The unusual messages of a kind.
///
/// # Errors
/// When there is no such kind.
pub(crate) fn odds(kind: &str, bench: &Bench) -> Result<Result<Vec<Odd>, Message>, CheckError> {
    if let Some(found) = odd::of(kind) {
        return Ok(Ok(found));
    }
    match encryption::odds(kind) {
        Some(_) if bench.service.encryption.is_empty() => Ok(Err(Message::new("sp-no-encryption-key"))),
        Some(found) => Ok(Ok(found)),
        None => Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    }
}
