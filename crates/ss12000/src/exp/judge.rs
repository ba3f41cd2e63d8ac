//! What is embedded in one record, held against what should be.

use std::collections::BTreeMap;

use samspel_contract::{Contract, Embedded};
use samspel_suite::CheckError;
use serde_json::Value;

use super::expected::{Due, Item, Sources, own_id};
use super::relation::Join;
use crate::changes::Changes;
use crate::reread::{Likeness, likeness};
use crate::served::{bare, id_of};

/// Embedded entities that are compared with their list in one test.
const COMPARED: usize = 200;
/// Requirement on the key and its form.
const FORM: &str = "SS12K-EXP-003";
/// Requirement on whole entities.
const WHOLE: &str = "SS12K-EXP-004";
/// Requirement on keys that nobody asked for.
const ONLY_ASKED: &str = "SS12K-EXP-014";
/// Kinds that something embedded may turn out to be instead.
const OTHER_KINDS: [&str; 5] = ["Person", "Duty", "Group", "Activity", "Syllabus"];

/// One way in which one record differs from what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) requirement: &'static str,
    pub(super) summary: &'static str,
    pub(super) expected: String,
    pub(super) observed: String,
    pub(super) pointer: String,
    /// Id of the record.
    pub(super) sample: String,
    /// Number of the exchange.
    pub(super) at: usize,
}

/// Judges the records of one test.
pub(super) struct Judge<'a> {
    pub(super) contract: &'a Contract,
    pub(super) sources: &'a Sources,
    pub(super) embedded: &'a Embedded,
    /// What each record should have embedded, unless its own references tell.
    pub(super) due: BTreeMap<u128, Vec<Due>>,
    /// What has changed of the records, and of what is embedded in them.
    pub(super) own: &'a Changes,
    pub(super) others: &'a Changes,
    pub(super) seen: Seen,
}

/// What judging came to.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) flaws: Vec<Flaw>,
    /// Records without the key although something should be there: sample, another key that stands there, exchange.
    pub(super) keyless: Vec<(String, Option<String>, usize)>,
    /// Records that had something to embed and had the key in the right form.
    pub(super) keyed: u64,
    /// Records of those where exactly the right things were embedded.
    pub(super) right: u64,
    /// Embedded entities that were as in their list.
    pub(super) whole: u64,
    /// Records that had changed.
    pub(super) moved: u64,
    compared: usize,
}

impl Judge<'_> {
    /// Judges a record; `listed` is the same record as its list gave it, `plain` as the same operation gave it without expand.
    pub(super) fn record(
        &mut self,
        record: &Value,
        listed: Option<&Value>,
        plain: Option<&Value>,
        at: usize,
    ) -> Result<(), CheckError> {
        let id = own_id(record);
        if id.is_some_and(|id| self.own.contains(id)) {
            self.seen.moved += 1;
            return Ok(());
        }
        let mut said = record;
        if let Some(listed) = listed
            && matches!(likeness(listed, record), Likeness::Differs(_))
        {
            // What this operation leaves out of every answer is not due to expand.
            if let Likeness::Differs(properties) = likeness(plain.unwrap_or(listed), record) {
                let observed = format!("other {}", properties.join(", "));
                self.flaw(FORM, "exp-record-changed", "as without expand", observed, record, at);
            }
            said = listed;
        }
        let relation = self.sources.relation;
        let mut due = match relation.join {
            Join::Refers(path) => self.sources.referred(said, path),
            _ => id.and_then(|id| self.due.get(&id).cloned()).unwrap_or_default(),
        };
        due.iter_mut().filter(|due| self.others.contains(due.item.id)).for_each(|due| due.sure = false);
        let inside = record.get("_embedded").and_then(Value::as_object);
        let unasked: Vec<&str> = self
            .contract
            .embedded_entities()
            .iter()
            .filter(|e| e.entity == relation.entity && e.name != relation.name)
            .filter(|e| inside.is_some_and(|map| map.contains_key(&e.name)))
            .map(|e| e.name.as_str())
            .collect();
        if !unasked.is_empty() {
            self.flaw(ONLY_ASKED, "exp-unasked-key", relation.name, unasked.join(", "), record, at);
        }
        let Some(value) = inside.and_then(|map| map.get(relation.name)).filter(|value| !value.is_null()) else {
            if due.iter().any(|due| due.sure) {
                let undeclared = |key: &&String| !self.contract.embedded_entities().iter().any(|e| e.name == **key);
                let other = inside.and_then(|map| map.keys().find(undeclared).cloned());
                self.seen.keyless.push((id_of(record), other, at));
            }
            return Ok(());
        };
        let elements: Vec<&Value> = match (value, self.embedded.many) {
            (Value::Array(elements), true) => elements.iter().collect(),
            (Value::Object(_), false) => vec![value],
            (_, many) => {
                let expected = if many { "array" } else { "object" };
                self.flaw(FORM, "exp-other-form", expected, crate::harvest::kind(value), record, at);
                return Ok(());
            }
        };
        let before = self.seen.flaws.len();
        self.rows(record, &elements, &due, at);
        if due.iter().any(|due| due.sure) {
            self.seen.keyed += 1;
            self.seen.right += u64::from(self.seen.flaws.len() == before);
        }
        if let Some(inner) = relation.entity_at() {
            let entities = elements.into_iter().filter_map(|element| match inner {
                Some(inner) => element.get(inner),
                None => Some(element),
            });
            for entity in entities {
                self.entity(record, entity, at)?;
            }
        }
        Ok(())
    }

    /// Whether the right things are embedded.
    fn rows(&mut self, record: &Value, elements: &[&Value], due: &[Due], at: usize) {
        let relation = self.sources.relation;
        let rule = relation.rows_rule();
        let found: Vec<Item> = elements.iter().filter_map(|element| Item::read(element, &relation)).collect();
        if found.len() < elements.len() {
            let observed = format!("{} of {} without id", elements.len() - found.len(), elements.len());
            self.flaw(FORM, "exp-element-without-id", "ids", observed, record, at);
        }
        let times = |items: &[Item], id: u128| items.iter().filter(|item| item.id == id).count();
        let known: Vec<Item> = due.iter().map(|due| due.item).collect();
        let sure: Vec<Item> = due.iter().filter(|due| due.sure).map(|due| due.item).collect();
        let refers = matches!(relation.join, Join::Refers(_));
        let unknown = found.iter().filter(|item| times(&known, item.id) == 0 && !self.others.contains(item.id));
        // Of what its own list does not show, that list cannot tell where it belongs.
        let (foreign, unlisted): (Vec<&Item>, Vec<&Item>) =
            unknown.partition(|item| refers || self.sources.lists(item.id));
        let (foreign, unlisted) = (foreign.len(), unlisted.len());
        let can_tell = refers || self.sources.is_whole();
        let mut ids: Vec<u128> = known.iter().map(|item| item.id).collect();
        ids.sort_unstable();
        ids.dedup();
        let missing: usize = ids.iter().map(|id| times(&sure, *id).saturating_sub(times(&found, *id))).sum();
        let twice: usize = ids.iter().map(|id| times(&found, *id).saturating_sub(times(&known, *id))).sum();
        let wrong = format!("{missing} missing, {} foreign, {twice} repeated", foreign + unlisted);
        let of = |due: usize| format!("{due}: 0 missing, 0 foreign, 0 repeated");
        let came = format!("{}: {wrong}", found.len());
        if foreign + unlisted > 0
            && can_tell
            && let Some(kind) = self.other_kind(elements)
        {
            self.flaw(relation.rule, "exp-other-kind", self.embedded.holds.clone(), kind, record, at);
            return;
        }
        if foreign > 0 && can_tell {
            let summary =
                if found.len() == foreign && !sure.is_empty() { "exp-rows-of-another" } else { "exp-rows-foreign" };
            self.flaw(rule, summary, of(known.len()), came, record, at);
            return;
        }
        if missing > 0 {
            let summary = if found.is_empty() { "exp-rows-empty" } else { "exp-rows-missing" };
            self.flaw(rule, summary, of(sure.len()), came.clone(), record, at);
        }
        if twice > 0 {
            self.flaw(rule, "exp-rows-twice", of(known.len()), came, record, at);
        }
        if missing == 0 && twice == 0 {
            let other =
                |item: &&Item| times(&known, item.id) > 0 && !known.contains(item) && !self.others.contains(item.id);
            if let Some(item) = found.iter().find(other) {
                let wrong = self.differing(&known, item);
                self.flaw(rule, "exp-row-details", "as in the source", format!("other {wrong}"), record, at);
            }
        }
    }

    /// The properties of a row that are not as in its source.
    fn differing(&self, known: &[Item], item: &Item) -> String {
        let Join::Mirrors(mirror) = self.sources.relation.join else { return String::new() };
        let same = known.iter().filter(|k| k.id == item.id);
        let mut names = Vec::new();
        for (name, differs) in [
            (mirror.literal.unwrap_or_default(), same.clone().all(|k| k.literal != item.literal)),
            ("startDate", same.clone().all(|k| k.start != item.start)),
            ("endDate", same.clone().all(|k| k.end != item.end)),
        ] {
            if differs {
                names.push(name);
            }
        }
        if names.is_empty() { "combination".to_owned() } else { names.join(", ") }
    }

    /// Another kind of entity that the elements are.
    fn other_kind(&self, elements: &[&Value]) -> Option<&'static str> {
        let valid = |kind: &str, value: &Value| self.contract.validator(kind).is_some_and(|v| v.is_valid(value));
        let first = elements.first().filter(|first| !valid(&self.embedded.holds, first))?;
        self.sources.relation.entity_at().filter(Option::is_none)?;
        OTHER_KINDS.into_iter().find(|kind| *kind != self.embedded.holds && valid(kind, first))
    }

    /// Whether an embedded entity is valid and as in its list.
    fn entity(&mut self, record: &Value, entity: &Value, at: usize) -> Result<(), CheckError> {
        if self.seen.compared >= COMPARED || own_id(entity).is_some_and(|id| self.others.contains(id)) {
            return Ok(());
        }
        self.seen.compared += 1;
        let relation = self.sources.relation;
        let is_fragment = relation.is_fragment();
        let without_members = |value: &Value| {
            let mut value = bare(value);
            if is_fragment && let Value::Object(fields) = &mut value {
                fields.remove("groupMemberships");
            }
            value
        };
        if is_fragment && entity.get("groupMemberships").is_some() {
            self.flaw(
                relation.rule,
                "exp-fragment-with-members",
                "no groupMemberships",
                "groupMemberships",
                record,
                at,
            );
            return Ok(());
        }
        let entity = without_members(entity);
        let source = self.sources.source();
        let row = own_id(&entity).and_then(|id| self.sources.ids.find(id)).and_then(|id| source?.table.row_of(id));
        let listed = match (source, row) {
            (Some(source), Some(row)) => Some(without_members(&source.table.record(row)?)),
            _ => None,
        };
        let kind = if is_fragment { "GroupFragment" } else { relation.source };
        let Some(validator) = self.contract.validator(kind) else { return Ok(()) };
        // What is invalid in the list as well is the list's own fault.
        if !validator.is_valid(&entity) && listed.as_ref().is_none_or(|listed| validator.is_valid(listed)) {
            let error = validator.iter_errors(&entity).next();
            let observed = error.map(|e| starred(&e.schema_path().to_string())).unwrap_or_default();
            self.flaw(WHOLE, "exp-embedded-invalid", kind, observed, record, at);
            return Ok(());
        }
        match listed.map(|listed| likeness(&listed, &entity)) {
            Some(Likeness::Same) => self.seen.whole += 1,
            Some(Likeness::Differs(properties)) => {
                let members = (relation.entity, relation.name) == ("Activity", "groups")
                    && properties.iter().all(|name| name == "groupMemberships");
                let (rule, summary) = if members && entity.get("groupMemberships").is_none() {
                    (relation.rule, "exp-group-without-members")
                } else {
                    (WHOLE, "exp-embedded-differs")
                };
                self.flaw(rule, summary, "as in the list", format!("other {}", properties.join(", ")), record, at);
            }
            // Without the list only the form can be judged.
            Some(Likeness::Modified) | None => {}
        }
        Ok(())
    }

    fn flaw(
        &mut self,
        requirement: &'static str,
        summary: &'static str,
        expected: impl Into<String>,
        observed: impl Into<String>,
        record: &Value,
        at: usize,
    ) {
        let pointer = match requirement {
            FORM | ONLY_ASKED => "/_embedded".to_owned(),
            _ => format!("/_embedded/{}", self.sources.relation.name),
        };
        self.seen.flaws.push(Flaw {
            requirement,
            summary,
            expected: expected.into(),
            observed: observed.into(),
            pointer,
            sample: id_of(record),
            at,
        });
    }
}

/// A pointer with stars for indices.
fn starred(pointer: &str) -> String {
    let parts: Vec<&str> =
        pointer.split('/').map(|part| if part.parse::<u32>().is_ok() { "*" } else { part }).collect();
    parts.join("/")
}
