//! Values that no entry has: the answer is an empty list.

use samspel_suite::Context;

use super::filter::Asked;
use crate::oracle::Question;
use crate::requests;

/// A text that no register holds.
const NO_SUCH: &str = "samspel-no-such-value";

/// A question that nothing matches.
pub(super) fn nothing(asked: &Asked, ctx: &Context) -> Vec<Question> {
    let value = match (&asked.parameter.values, asked.parameter.format.as_deref()) {
        (Some(literals), _) => {
            return literals
                .iter()
                .find_map(|literal| asked.question(&[literal]).filter(Question::is_about_nothing))
                .into_iter()
                .collect();
        }
        (None, Some("uuid")) => requests::unknown_uuid(ctx, &ctx.test),
        (None, Some(_)) => return Vec::new(),
        // One parameter for ids is declared as plain text.
        (None, None) if asked.parameter.semantics.field.as_deref().is_some_and(|field| field.ends_with(".id")) => {
            requests::unknown_uuid(ctx, &ctx.test)
        }
        (None, None) if !is_kept(asked, ctx) => return Vec::new(),
        (None, None) => NO_SUCH.to_owned(),
    };
    asked.question(&[&value]).filter(Question::is_about_nothing).into_iter().collect()
}

/// Whether evidence holds pseudonyms in place of the parameter's values.
pub(super) fn is_personal(asked: &Asked) -> bool {
    asked.operation.id == "listPersons" && asked.parameter.format.is_none() && asked.parameter.values.is_none()
}

/// Whether a value that is not in the data can be asked for: pseudonyms in evidence cannot be cut or changed.
pub(super) fn is_kept(asked: &Asked, ctx: &Context) -> bool {
    !(is_personal(asked) && ctx.client.is_replay())
}
