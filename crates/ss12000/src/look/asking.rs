//! What a lookup should find, and what it found.

use std::collections::BTreeSet;

use rand::seq::SliceRandom;
use samspel_contract::{Contract, Operation, Parameter, Semantics};
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::changes::changes;
use crate::oracle::{Expected, Fit, Tables, expected, values};
use crate::served::Base;
use crate::{requests, run_state};
use samspel_suite::observe::{answer, decides_nothing, undecided};

/// Candidate values that are looked at, to find some that leave something out.
const CANDIDATES: usize = 40;

/// A lookup operation with what its keys should find.
pub(super) struct Lookup {
    pub(super) base: Base,
    tables: Tables,
    /// The list with the keys of the lookup as if they were its parameters: what they should find is computed alike.
    keys: Operation,
}

/// What a lookup found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Rows of the list.
    pub(super) rows: BTreeSet<u32>,
    /// Ids that the list does not have.
    pub(super) unlisted: Vec<Uuid>,
    /// Entries that are no objects with an id.
    pub(super) nameless: usize,
    /// Entries in all.
    pub(super) total: usize,
}

impl Lookup {
    /// The lookup of the case.
    pub(super) async fn of_case(ctx: &Context) -> Result<Result<Self, Vec<Observation>>, CheckError> {
        let base = match Base::of_case(ctx).await? {
            Ok(base) => base,
            Err(said) => return Ok(Err(said)),
        };
        let list = run_state::named(ctx, &base.harvest.operation).await?;
        let keys = as_filters(&list, &base.operation);
        let names: Vec<&str> = keys.parameters.iter().map(|p| p.name.as_str()).collect();
        let tables = Tables::read(ctx, &keys, &names).await?;
        Ok(Ok(Lookup { base, tables, keys }))
    }

    /// Every key of the body.
    pub(super) fn names(&self) -> Vec<String> {
        self.base.operation.body.iter().flat_map(|body| body.keys.keys().cloned()).collect()
    }

    /// Whether a key takes ids.
    pub(super) fn takes_ids(&self, key: &str) -> bool {
        let format = self.base.operation.body.as_ref().and_then(|body| body.keys.get(key)?.format.as_deref());
        format == Some("uuid")
    }

    /// Up to `most` values of a key from the data, each of which finds something and leaves something out.
    pub(super) fn telling(&self, ctx: &Context, key: &str, most: usize) -> Vec<String> {
        if key == "ids" {
            return self.base.rows(ctx, most, |_| true).into_iter().filter_map(|row| self.base.id(row)).collect();
        }
        let Some(parameter) = self.keys.parameters.iter().find(|p| p.name == key) else { return Vec::new() };
        let mut candidates = values(&self.tables, parameter);
        candidates.shuffle(&mut requests::rng(ctx.seed, &format!("{}/{key}", self.base.operation.id)));
        candidates
            .into_iter()
            .take(CANDIDATES)
            .filter(|value| self.expected(key, std::slice::from_ref(value)).is_some_and(|e| e.splits()))
            .take(most)
            .collect()
    }

    /// The rows that these values of a key should find; None when that cannot be computed.
    pub(super) fn expected(&self, key: &str, values: &[String]) -> Option<Expected> {
        if key == "ids" {
            let rows: BTreeSet<u32> = values.iter().filter_map(|id| self.row_of(Uuid::try_parse(id).ok()?)).collect();
            return Some(Expected::of(self.tables.rows(), |row| Fit::of(rows.contains(&row))));
        }
        let given: Vec<(String, String)> = values.iter().map(|value| (key.to_owned(), value.clone())).collect();
        expected(&self.tables, &self.keys, &given).ok()
    }

    fn row_of(&self, id: Uuid) -> Option<u32> {
        self.tables.ids.find(id.as_u128()).and_then(|id| self.tables.table().row_of(id))
    }

    /// A lookup with this body.
    pub(super) fn request(&self, body: Value) -> Request {
        Request::post(&self.base.operation.id, self.base.operation.path.clone(), body)
    }

    /// Looks these values up by one key.
    pub(super) async fn ask(&self, ctx: &Context, key: &str, values: &[String]) -> Result<Exchange, CheckError> {
        Ok(ctx.session.send(self.request(json!({ key: values }))).await?)
    }

    /// What came; None for anything but a success with an array.
    pub(super) fn found(&self, exchange: &Exchange) -> Option<Found> {
        let response = exchange.outcome.as_ref().ok().filter(|r| r.is_success())?;
        let Value::Array(entries) = response.json().ok()? else { return None };
        let mut found = Found { total: entries.len(), ..Found::default() };
        for entry in entries {
            match entry.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok()) {
                None => found.nameless += 1,
                Some(id) => match self.row_of(id) {
                    Some(row) => {
                        found.rows.insert(row);
                    }
                    None => found.unlisted.push(id),
                },
            }
        }
        Some(found)
    }

    /// Whether an entity that the list did not give is odd: a list of a window, or one that broke off, does not give all.
    pub(super) fn knows_all(&self) -> bool {
        self.tables.is_complete() && self.base.harvest.required.is_empty()
    }

    /// Rows that should have come and did not, and entries that should not have come, as ids.
    pub(super) fn differences(&self, expected: &Expected, found: &Found) -> (Vec<String>, Vec<String>) {
        let id = |row: u32| self.base.id(row).unwrap_or_else(|| "-".to_owned());
        let missing = expected.rows(Fit::In).filter(|row| !found.rows.contains(row)).map(id).collect();
        let mut foreign: Vec<String> =
            found.rows.iter().copied().filter(|row| expected.fit(*row) == Fit::Out).map(id).collect();
        if self.knows_all() {
            foreign.extend(found.unlisted.iter().map(Uuid::to_string));
        }
        (missing, foreign)
    }

    /// Leaves out what has changed since the lists were read; None when a list that the key leads through changed, or a list could
    /// not be read again, so that nothing can be said.
    pub(super) async fn still(
        &self,
        ctx: &Context,
        key: &str,
        (mut missing, mut foreign): (Vec<String>, Vec<String>),
    ) -> Result<Option<(Vec<String>, Vec<String>)>, CheckError> {
        let Some(own) = changes(ctx, &self.base.harvest.operation).await? else { return Ok(None) };
        let unchanged = |id: &String| Uuid::try_parse(id).is_ok_and(|id| !own.contains(id.as_u128()));
        missing.retain(unchanged);
        foreign.retain(unchanged);
        for list in self.lists_of(ctx, key).await? {
            if list != self.base.harvest.operation && !changes(ctx, &list).await?.is_some_and(|c| c.is_empty()) {
                return Ok(None);
            }
        }
        Ok(Some((missing, foreign)))
    }

    /// Lists that a key leads through.
    async fn lists_of(&self, ctx: &Context, key: &str) -> Result<Vec<String>, CheckError> {
        let contract = run_state::contract(ctx).await?;
        let body = self.base.operation.body.as_ref();
        let field = body.and_then(|body| body.keys.get(key)).map(|key| key.matches.clone()).unwrap_or_default();
        let mut lists = Vec::new();
        for entity in entities_of(&contract, &self.base.entity, &field) {
            if let run_state::Held::Whole(harvest) | run_state::Held::Part(harvest) =
                run_state::held(ctx, &entity).await?
            {
                lists.push(harvest.operation.clone());
            }
        }
        Ok(lists)
    }

    /// That there was no usable answer.
    pub(super) fn no_answer(&self, requirement: &str, exchange: &Exchange) -> Observation {
        let reason = self.base.message("no-usable-answer").with("answer", answer(exchange));
        undecided(requirement, Gap::NoAnswer, reason)
    }

    /// That the data cannot tell by this key.
    pub(super) fn no_data(&self, requirement: &str, key: &str) -> Observation {
        undecided(requirement, Gap::NoData, self.base.message("look-no-data").with("key", key))
    }
}

/// Whether a status says that the request was refused, and not that the client or the moment was wrong.
pub(super) fn refused(exchange: &Exchange) -> Option<u16> {
    let status = exchange.outcome.as_ref().ok().map(|r| r.status)?;
    (!(200..300).contains(&status) && !decides_nothing(status)).then_some(status)
}

/// The list operation with the keys of a lookup for parameters.
fn as_filters(list: &Operation, lookup: &Operation) -> Operation {
    let keys = lookup.body.iter().flat_map(|body| &body.keys).filter(|(name, _)| *name != "ids");
    let parameters = keys.map(|(name, key)| Parameter {
        name: name.clone(),
        place: "query".to_owned(),
        required: false,
        data_type: "array".to_owned(),
        format: key.format.clone(),
        values: None,
        minimum: None,
        semantics: Semantics {
            op: "join".to_owned(),
            field: Some(key.matches.clone()),
            rule: None,
            bound: None,
            missing: None,
            order: Value::Null,
            relations: Value::Null,
        },
    });
    Operation { parameters: parameters.collect(), ..list.clone() }
}

/// Entities that a field of the contract leads through.
fn entities_of(contract: &Contract, entity: &str, field: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for alternative in field.split(" | ") {
        let mut at = entity.to_owned();
        let mut steps: Vec<&str> = alternative.split(" -> ").collect();
        steps.pop();
        for step in steps {
            let Some(reference) = contract.references().iter().find(|r| r.entity == at && r.path == step) else {
                break;
            };
            at.clone_from(&reference.target);
            found.insert(at.clone());
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_lists_behind_a_key_are_those_that_it_leads_through() {
        let contract = Contract::embedded("2.1").unwrap();
        let student = "activity -> groups[] -> groupMemberships[].person.id | studentExceptions[].student.id";
        assert_eq!(entities_of(&contract, "CalendarEvent", student), ["Activity", "Group"]);
        assert!(entities_of(&contract, "Attendance", "student.id").is_empty());
    }
}
