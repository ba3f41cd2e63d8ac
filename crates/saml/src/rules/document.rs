//! The document as such: XML that everybody reads the same way, about somebody.

use samspel_model::{Gap, Message, Sight};
use samspel_suite::{Check, Context};

use crate::Metadata;
use crate::metadata::NoEntity;
use crate::view::{Sights, View, of_document};

pub(crate) const CHECKS: &[Check] = &[
    Check { id: "saml/readable", run: |context| of_document(context, readable) },
    Check { id: "saml/somebody", run: |context| of_document(context, somebody) },
];

/// Well-formed, UTF-8, no document type declaration (SDP-G03).
#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn readable(metadata: &Metadata, _: &Context) -> Sights {
    Ok(vec![match &metadata.content {
        Err(unreadable) if !unreadable.is_well_formed() => Sight::Contradiction(Box::new(unreadable.contradiction())),
        Ok(_) | Err(_) => Sight::Witness {
            count: 1,
            message: Message::new("md-read").with("bytes", metadata.bytes).with("digest", metadata.digest.as_str()),
        },
    }])
}

/// The positive control: there is an entity with a role, or a federation with entities. A document about nobody breaks no rule.
fn somebody(metadata: &Metadata, _: &Context) -> Sights {
    let witness =
        |count: usize, id: &str| Sight::Witness { count: count as u64, message: Message::new(id).with("count", count) };
    let nobody = Sight::Undecided { gap: Gap::NoData, reason: Message::new("md-nobody") };
    Ok(vec![match View::of(metadata) {
        Ok(view) => match view.roles().count() {
            0 => nobody,
            roles => witness(roles, "md-roles-there"),
        },
        Err(sights) => {
            let content = metadata.content.as_ref().ok();
            let unnamed = content.filter(|content| matches!(content.entity, Err(NoEntity::NotNamed { .. })));
            let entities = unnamed.and_then(|content| content.aggregate.as_ref()).map_or(0, |all| all.entities.len());
            match entities {
                0 => return Ok(sights),
                entities => witness(entities, "md-entities-there"),
            }
        }
    }])
}
