//! `ss12000/filter-names`: `nameContains` finds parts of any of three names in any letter case; each value must be found.

use rand::Rng;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::filter::Asked;
use crate::oracle::{Inquiry, choose, observe};
use crate::requests;
use crate::snapshot::Cell;
use samspel_suite::observe::undecided;

pub(super) const CHECK: Check = Check { id: "ss12000/filter-names", run: |ctx| Box::pin(run(ctx)) };

const PARAMETER: &str = "nameContains";
/// Persons whose names are cut.
const PERSONS: usize = 12;
/// Questions with one value, and with two.
const QUESTIONS: usize = 4;
/// Letters of a part.
const PART: usize = 3;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let asked = match Asked::of(ctx, PARAMETER).await? {
        Ok(asked) => asked,
        Err(said) => return Ok(said),
    };
    if ctx.client.is_replay() {
        // Evidence keeps no parts of names: a pseudonym cannot be cut where the name was.
        let reason = Message::new("filt-names-not-in-evidence").with("operation", asked.operation.id.as_str());
        return Ok(vec![undecided(&asked.requirement, Gap::NoAnswer, reason)]);
    }
    let names = names(ctx, &asked);
    let singles: Vec<Vec<String>> =
        names.iter().flatten().flat_map(|name| parts(name)).map(|part| vec![part]).collect();
    let pairs: Vec<Vec<String>> = names.iter().flat_map(|of_person| pairs(of_person)).collect();
    let mut inquiry = Inquiry::new(ctx, &asked.operation, &asked.tables);
    for (purpose, candidates) in [("one", singles), ("two", pairs)] {
        let question = |values: &Vec<String>| asked.question(&values.iter().map(String::as_str).collect::<Vec<_>>());
        for question in choose(ctx, &asked.tables, &format!("{}/{purpose}", ctx.test), &candidates, QUESTIONS, question)
        {
            inquiry.ask(question).await?;
        }
    }
    // One value that fits beside one that nobody has.
    if let Some(part) = names.iter().flatten().find_map(|name| parts(name).into_iter().next())
        && let Some(question) = asked.question(&[&part, "samspel-no-such-name"])
    {
        inquiry.ask(question).await?;
    }
    let told = observe(&asked.requirement, &asked.operation, &asked.tables, &inquiry.close().await?);
    Ok(if told.is_empty() { vec![asked.nothing_splits()] } else { told })
}

/// The names of some persons.
fn names(ctx: &Context, asked: &Asked) -> Vec<Vec<String>> {
    let table = asked.tables.table();
    let persons = asked.tables.rows();
    let mut rng = requests::rng(ctx.seed, &ctx.test);
    let fields = asked.parameter.semantics.field.as_deref().unwrap_or_default();
    let of = |row: u32| -> Vec<String> {
        let columns = fields.split(" | ").filter_map(|field| table.column(field));
        let texts = columns.filter_map(|column| match column.cell(row) {
            Cell::Text(hash) => column.text(hash).map(str::to_owned),
            _ => None,
        });
        texts.filter(|name| name.chars().count() > PART).collect()
    };
    let mut rows: Vec<u32> =
        (0..PERSONS).filter(|_| !persons.is_empty()).map(|_| rng.random_range(persons.clone())).collect();
    // Letters beyond ASCII and middle names are what goes wrong most; some persons have them.
    let is_hard = |row: &u32| of(*row).iter().any(|name| !name.is_ascii()) || of(*row).len() > 2;
    rows.extend(persons.filter(is_hard).take(PERSONS));
    rows.into_iter().map(of).collect()
}

/// Parts of a name in changed letter case: from its inside, its beginning, and around a letter beyond ASCII.
fn parts(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let part = |from: usize| {
        let end = (from + PART).min(letters.len());
        letters.get(end.saturating_sub(PART)..end).map(|part| turned(&part.iter().collect::<String>()))
    };
    let beyond = letters.iter().position(|letter| !letter.is_ascii());
    let plain = |part: &String| !part.contains(char::is_whitespace);
    [Some(1), Some(0), beyond].into_iter().flatten().filter_map(part).filter(plain).collect()
}

/// Upper case for lower and the other way round, letter by letter.
fn turned(text: &str) -> String {
    text.chars()
        .flat_map(|c| if c.is_lowercase() { c.to_uppercase().collect::<Vec<_>>() } else { c.to_lowercase().collect() })
        .collect()
}

/// Parts of two different names of one person.
fn pairs(names: &[String]) -> Vec<Vec<String>> {
    let first_part = |name: &String| parts(name).into_iter().next();
    let Some((first, others)) = names.split_first() else { return Vec::new() };
    others.iter().filter_map(|other| Some(vec![first_part(first)?, first_part(other)?])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_from_inside_and_in_changed_letter_case() {
        assert_eq!(parts("Gustav"), ["UST", "gUS"]);
        assert_eq!(parts("Åsa-Lena"), ["SA-", "åSA", "åSA"]);
        assert_eq!(parts("Björn"), ["JÖR", "bJÖ", "ÖRN"]);
    }

    #[test]
    fn two_values_come_from_two_names() {
        let names = ["Anna".to_owned(), "Lindberg".to_owned()];
        assert_eq!(pairs(&names), [["NNA", "IND"]]);
        assert!(pairs(&names[..1]).is_empty());
    }
}
