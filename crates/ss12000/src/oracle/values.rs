//! Values for parameters, taken from the data: those that show most.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use rand::seq::SliceRandom;
use samspel_contract::{Operation, Parameter};
use samspel_suite::Context;

use super::expected::{Expected, Fit};
use super::path;
use super::predicate::expected;
use super::question::{Hypothesis, Question};
use super::tables::{Tables, is_organisation};
use crate::requests;
use crate::snapshot::{Cell, Column, Interner, Table};

/// Most distinct values of a parameter that are looked at, in the order of reading.
const DISTINCT: usize = 4096;
/// Values among which pairs are looked for.
const PAIRED: usize = 24;
/// Rows that are gone through at most to find good values of one parameter.
const EFFORT: usize = 1_000_000;
/// Entries of an answer that takes long to give, to read and to keep as evidence; far more than any mistake needs to show.
const LONG: usize = 3_000;
/// Mistakes that show in what values look like. Values are chosen by how they split the data, never by their looks, so that the
/// same are chosen where evidence holds pseudonyms instead.
const LOOKS: [&str; 3] = ["oracle-letter-case-ignored", "oracle-beginning", "oracle-part"];

/// The values that a parameter could be given, each once, in the order of reading. A value outside the parameter's enumeration
/// is left out: a system is right to refuse it.
pub(crate) fn values(tables: &Tables, parameter: &Parameter) -> Vec<String> {
    let mut found = Found { tables, parameter, seen: HashSet::new(), values: Vec::new() };
    let Some(field) = parameter.semantics.field.as_deref() else { return Vec::new() };
    let of_organisation = parameter.semantics.op == "relationOrganisationEq"
        || parameter.format.as_deref() == Some("uuid") && is_organisation(&tables.contract, &tables.entity, field);
    for way in path::ways(&tables.contract, &tables.entity, field) {
        let holder = way.targets().pop().unwrap_or_else(|| tables.entity.clone());
        if let Some((table, _)) = tables.of_entity(&holder)
            && let Some(column) = table.column(&way.field)
        {
            found.add(column);
        }
    }
    if of_organisation && let Some((organisations, _)) = tables.of_entity("Organisation") {
        for row in organisations.rows() {
            found.add_text(organisations.key(row).uuid().map(|id| id.to_string()));
        }
    }
    found.values
}

/// The parameters that compare a field of the entry itself with a value.
pub(crate) fn simple<'a>(
    table: &'a Table,
    operation: &'a Operation,
) -> impl Iterator<Item = (&'a Parameter, &'a Column)> {
    operation.parameters.iter().filter_map(|parameter| {
        let compares = matches!(parameter.semantics.op.as_str(), "eq" | "in" | "anyEq" | "overlaps");
        let column = parameter.semantics.field.as_deref().and_then(|field| table.column(field));
        // Whether `parent` means children only or everything below is not stated: the tests on organisations look at it.
        (compares && parameter.place == "query" && parameter.name != "parent").then_some((parameter, column?))
    })
}

/// The values of a simple parameter with the number of entries that have each, in the order of reading.
pub(crate) fn frequencies(column: &Column, ids: &Interner) -> Vec<(String, usize)> {
    let mut counts: Vec<(Cell, u32, usize)> = Vec::new();
    let mut index: HashMap<Cell, usize> = HashMap::new();
    for (row, cell) in column.all().filter(|(_, cell)| cell.is_known()) {
        match index.get(&cell) {
            Some(at) => {
                if let Some((_, last, count)) = counts.get_mut(*at).filter(|(_, last, _)| *last != row) {
                    (*last, *count) = (row, *count + 1);
                }
            }
            None if counts.len() < DISTINCT => {
                index.insert(cell, counts.len());
                counts.push((cell, row, 1));
            }
            None => {}
        }
    }
    counts.into_iter().filter_map(|(cell, _, count)| Some((written(cell, column, ids)?, count))).collect()
}

/// A value as a parameter takes it.
fn written(cell: Cell, column: &Column, ids: &Interner) -> Option<String> {
    match cell {
        Cell::Id(id) => Some(ids.uuid(id).to_string()),
        Cell::Text(hash) => column.text(hash).map(str::to_owned),
        other => other.written(),
    }
    .filter(|text| !text.trim().is_empty())
}

/// The best pair of values so far, with its rank.
type Best<'v, Rank> = (Rank, &'v String, &'v String);

/// A question with two parameters where each leaves out what the other lets through.
pub(crate) fn both(
    operation: &Operation,
    tables: &Tables,
    (one, ones): (&Parameter, &[String]),
    (other, others): (&Parameter, &[String]),
) -> Option<Question> {
    let (firsts, seconds) = (each(operation, tables, one, ones), each(operation, tables, other, others));
    let mut best: Option<Best<'_, (bool, Reverse<usize>)>> = None;
    for (a, in_a) in &firsts {
        for (b, in_b) in &seconds {
            let (both, either) = (in_a.clone().and(in_b), in_a.clone().or(in_b));
            let tells = both.differs_from(in_a) && both.differs_from(in_b) && both.count(Fit::In) > 0;
            // An answer to OR that is the whole list would look like one to no question at all.
            let rank = (either.splits(), Reverse(both.count(Fit::In)));
            if tells && best.as_ref().is_none_or(|(known, ..)| rank > *known) {
                best = Some((rank, *a, *b));
            }
        }
    }
    let (_, a, b) = best?;
    Question::new(tables, operation, vec![(one.name.clone(), a.clone()), (other.name.clone(), b.clone())]).ok()
}

/// Two values of one parameter of which neither has all that the other has.
pub(crate) fn two(operation: &Operation, tables: &Tables, parameter: &Parameter) -> Option<Question> {
    let values: Vec<String> = values(tables, parameter).into_iter().filter(|v| !v.contains(',')).take(PAIRED).collect();
    let each = each(operation, tables, parameter, &values);
    let mut best: Option<Best<'_, (bool, bool, Reverse<usize>)>> = None;
    for (at, (a, in_a)) in each.iter().enumerate() {
        for (b, in_b) in each.iter().skip(at + 1) {
            let (both, either) = (in_a.clone().and(in_b), in_a.clone().or(in_b));
            let tells = either.differs_from(in_a) && either.differs_from(in_b);
            // Values that some entry has both of tell AND from nothing at all.
            let rank = (either.splits(), both.count(Fit::In) > 0, Reverse(either.count(Fit::In)));
            if tells && best.as_ref().is_none_or(|(known, ..)| rank > *known) {
                best = Some((rank, *a, *b));
            }
        }
    }
    let (_, a, b) = best?;
    Question::new(tables, operation, [a, b].map(|value| (parameter.name.clone(), value.clone())).into()).ok()
}

/// Values with the rows that each selects.
fn each<'a>(
    operation: &Operation,
    tables: &Tables,
    parameter: &Parameter,
    values: &'a [String],
) -> Vec<(&'a String, Expected)> {
    let rows = |value: &String| expected(tables, operation, &[(parameter.name.clone(), value.clone())]).ok();
    values.iter().filter_map(|value| Some((value, rows(value)?))).collect()
}

struct Found<'a> {
    tables: &'a Tables,
    parameter: &'a Parameter,
    seen: HashSet<String>,
    values: Vec<String>,
}

impl Found<'_> {
    fn add(&mut self, column: &Column) {
        let mut seen = HashSet::new();
        for (_, cell) in column.all() {
            if self.values.len() >= DISTINCT {
                return;
            }
            if !cell.is_known() || !seen.insert(cell) {
                continue;
            }
            self.add_text(written(cell, column, &self.tables.ids));
        }
    }

    fn add_text(&mut self, text: Option<String>) {
        let allowed = |text: &String| {
            let literals = self.parameter.values.as_ref();
            !text.trim().is_empty() && literals.is_none_or(|all| all.contains(text))
        };
        if let Some(text) = text.filter(allowed)
            && self.values.len() < DISTINCT
            && self.seen.insert(text.clone())
        {
            self.values.push(text);
        }
    }
}

/// Of these candidates, up to `most` that together tell the most mistakes from right answers, and one more where only a long answer
/// tells a mistake. Candidates that decide nothing are left out; at equal use the one with the shorter answer is taken.
pub(crate) fn choose<T: Clone>(
    ctx: &Context,
    tables: &Tables,
    purpose: &str,
    candidates: &[T],
    most: usize,
    question: impl Fn(&T) -> Option<Question>,
) -> Vec<Question> {
    let sample = (EFFORT / tables.table().len().max(1)).clamp(6, 40);
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.shuffle(&mut requests::rng(ctx.seed, purpose));
    order.truncate(sample);
    order.sort_unstable();
    let mut short = Vec::new();
    let mut long = Vec::new();
    for at in order {
        if let Some(question) = candidates.get(at).and_then(&question).filter(Question::decides) {
            let inside = question.expected().count(Fit::In);
            let rated = Rated { at, inside, tells: question.tells() };
            if inside <= LONG { short.push(rated) } else { long.push(rated) }
        }
    }
    // Where no short answer holds anything, it takes a long one to show that the list is not always empty.
    let has_hit = short.iter().any(|rated| rated.inside > 0);
    let turns = if has_hit || long.is_empty() { [(short, most), (long, 1)] } else { [(long, 1), (short, most)] };
    let (mut chosen, mut told) = (Vec::new(), BTreeSet::new());
    for (rated, most) in turns {
        let is_first = chosen.is_empty();
        chosen.extend(pick(rated, most, &mut told, is_first));
    }
    chosen.into_iter().filter_map(|at| candidates.get(at).and_then(&question)).collect()
}

/// A candidate, how many entries its answer has, and the mistakes that it tells.
struct Rated {
    at: usize,
    inside: usize,
    tells: BTreeSet<&'static str>,
}

/// Takes candidates as long as they tell something new. The very first is taken whatever it tells, and is one with a hit if there is
/// one: a list that is always empty must not look right.
fn pick(mut rated: Vec<Rated>, most: usize, told: &mut BTreeSet<&'static str>, is_first: bool) -> Vec<usize> {
    let mut picked = Vec::new();
    while picked.len() < most {
        let fresh = |one: &Rated| one.tells.difference(told).count();
        let needs_hit = is_first && picked.is_empty() && rated.iter().any(|one| one.inside > 0);
        let best = rated
            .iter()
            .enumerate()
            .filter(|(_, one)| !needs_hit || one.inside > 0)
            .max_by_key(|(_, one)| (fresh(one), Reverse(one.inside), Reverse(one.at)))
            .map(|(index, one)| (index, fresh(one)));
        let Some((index, new)) = best else { break };
        if new == 0 && !(is_first && picked.is_empty()) {
            break;
        }
        let one = rated.swap_remove(index);
        told.extend(one.tells);
        picked.push(one.at);
    }
    picked
}

/// A parameter with one value from the data, chosen to show the most; up to `most` of them.
pub(crate) fn telling(
    ctx: &Context,
    operation: &Operation,
    tables: &Tables,
    parameter: &Parameter,
    most: usize,
) -> Vec<Question> {
    let of = |value: &String| Question::new(tables, operation, vec![(parameter.name.clone(), value.clone())]).ok();
    choose(ctx, tables, &format!("{}/{}", operation.id, parameter.name), &values(tables, parameter), most, of)
}

impl Question {
    /// The mistakes that its answer would tell from a right one.
    fn tells(&self) -> BTreeSet<&'static str> {
        let differs = |rows: &Expected| self.readings.iter().all(|r| rows.differs_from(&r.expected));
        let ignored = self.hypotheses.iter().find(|h| h.id == "oracle-ignored");
        // A mistake that looks just like an ignored parameter would not be seen for what it is.
        let apart = |h: &&Hypothesis| h.id == "oracle-ignored" || ignored.is_none_or(|i| h.rows.differs_from(&i.rows));
        let told = self.hypotheses.iter().filter(|h| !LOOKS.contains(&h.id) && differs(&h.rows)).filter(apart);
        told.map(|h| h.id).collect()
    }
}

/// Whether a value needs percent-encoding that can go wrong.
pub(crate) fn is_special(value: &str) -> bool {
    !value.is_ascii() || value.contains([' ', '/', '+', '&', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_plain_letters_and_digits_are_not_special() {
        assert!(!is_special("Klass") && !is_special("9900-1_x") && !is_special("2026-01-01"));
        for value in ["Förvaltning", "Speciallärare/specialpedagog", "Annan personal", "a+b", "a%b"] {
            assert!(is_special(value), "{value}");
        }
    }
}
