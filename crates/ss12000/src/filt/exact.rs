//! Values that are almost right: a filter for equality must not take them for the whole value.

use samspel_suite::Context;

use super::filter::Asked;
use super::made_up;
use crate::oracle::{Question, is_special, values};

/// Letters that a beginning has at least.
const SHORTEST: usize = 4;

/// The beginning of a value, and a value in other letter case, where the data holds no such thing.
pub(super) fn near_misses(asked: &Asked, ctx: &Context) -> Vec<Question> {
    let free = asked.parameter.format.is_none() && asked.parameter.values.is_none();
    if !free || !made_up::is_kept(asked, ctx) {
        return Vec::new();
    }
    let values: Vec<String> = values(&asked.tables, &asked.parameter).into_iter().filter(|v| !is_special(v)).collect();
    let beginning = values.iter().find_map(|value| {
        let short: String = value.chars().take(value.chars().count().saturating_sub(1)).collect();
        let long_enough = short.chars().count() >= SHORTEST;
        long_enough.then(|| asked.question(&[&short])).flatten().filter(|q| q.tells_mistake("oracle-beginning"))
    });
    let other_case = values.iter().find_map(|value| {
        let question = asked.question(&[&other_case(value)?])?;
        let tells = question.tells_mistake("oracle-letter-case-ignored");
        tells.then(|| either_case(asked, question))
    });
    beginning.into_iter().chain(other_case).collect()
}

/// The same letters in the other case; None where there are no letters.
fn other_case(value: &str) -> Option<String> {
    let upper = value.to_uppercase();
    let other = if upper == value { value.to_lowercase() } else { upper };
    (other != value).then_some(other)
}

/// eduPersonPrincipalName is defined elsewhere as a name without regard to letter case: either answer is right.
fn either_case(asked: &Asked, question: Question) -> Question {
    let ignoring = question.hypotheses.iter().find(|h| h.id == "oracle-letter-case-ignored").map(|h| h.rows.clone());
    match ignoring.filter(|_| asked.parameter.name == "eduPersonPrincipalName") {
        Some(rows) => question.or_reading(None, rows),
        None => question,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_is_turned_where_there_are_letters() {
        assert_eq!(other_case("NA17").as_deref(), Some("na17"));
        assert_eq!(other_case("abc").as_deref(), Some("ABC"));
        assert_eq!(other_case("0180"), None);
    }
}
