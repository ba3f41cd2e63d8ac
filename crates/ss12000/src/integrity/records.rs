//! Records at hand, judged by the rules without a system: for bundles of records, and to measure how fast the rules are.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Contract;
use samspel_suite::CheckError;
use serde_json::Value;

use super::data::Data;
use super::rule::{Look, Sightings};
use super::rules;
use super::survey::{Surveyed, pass};
use crate::harvest::key;
use crate::snapshot::{Interner, Table, TableBuilder};

/// Records of one system.
pub struct Records {
    contract: Arc<Contract>,
    ids: Arc<Interner>,
    tables: BTreeMap<String, TableBuilder>,
}

/// What one rule came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleOutcome {
    /// Requirements that the rule is about.
    pub requirements: &'static [&'static str],
    /// Things that could have gone the other way.
    pub looked: u64,
    /// Message id of each cause, and how often it was seen.
    pub broken: Vec<(&'static str, u64)>,
}

/// Records that are all there.
pub struct Bundle(Data);

impl Records {
    /// No records yet, of an edition.
    ///
    /// # Errors
    /// When the edition is unknown.
    pub fn new(edition: &str) -> Result<Self, CheckError> {
        let contract = Contract::embedded(edition).map_err(|e| CheckError::Other(e.to_string()))?;
        let (contract, ids) = (Arc::new(contract), Arc::new(Interner::default()));
        let mut tables = BTreeMap::new();
        for entity in rules::entities() {
            tables.insert(entity.to_owned(), TableBuilder::new(&contract, entity, Arc::clone(&ids))?);
        }
        Ok(Records { contract, ids, tables })
    }

    /// Adds a record of an entity. False when no rule is about the entity.
    pub fn add(&mut self, entity: &str, record: &Value) -> bool {
        let table = self.tables.get_mut(entity);
        table.map(|table| table.push(key(record), record)).is_some()
    }

    /// All of them are there.
    ///
    /// # Errors
    /// When they could not be kept on disk.
    pub fn finish(self) -> Result<Bundle, CheckError> {
        let tables: Result<BTreeMap<String, Table>, CheckError> =
            self.tables.into_iter().map(|(entity, table)| Ok((entity, table.finish()?))).collect();
        Ok(Bundle(Data::of_tables(self.contract, self.ids, tables?)))
    }
}

impl Bundle {
    /// Judges the records by every rule, and follows every reference.
    ///
    /// # Errors
    /// When the records cannot be read from disk.
    pub fn judge(&self) -> Result<Vec<RuleOutcome>, CheckError> {
        let mut surveys: BTreeMap<&str, Surveyed> = BTreeMap::new();
        let mut outcomes = vec![self.references()];
        for (number, rule) in rules::all() {
            if let Look::Sets(look) = rule.look {
                let mut sightings = Sightings::default();
                look(&self.0, &mut sightings)?;
                outcomes.push(outcome(rule.requirements, &sightings));
                continue;
            }
            if !surveys.contains_key(rule.of) {
                surveys.insert(rule.of, pass(&self.0, rule.of)?);
            }
            if let Some(sightings) = surveys.get(rule.of).and_then(|surveyed| surveyed.of(number)) {
                outcomes.push(outcome(rule.requirements, sightings));
            }
        }
        Ok(outcomes)
    }

    fn references(&self) -> RuleOutcome {
        let (mut looked, mut dangling) = (0, 0);
        for reference in self.0.contract.references() {
            let (Some(_), Some(table), Some(target)) =
                (rules::entity(&reference.entity), self.0.table(&reference.entity), self.0.table(&reference.target))
            else {
                continue;
            };
            for (_, cell) in table.column(&format!("{}.id", reference.path)).into_iter().flat_map(|c| c.all()) {
                if let crate::snapshot::Cell::Id(id) = cell {
                    looked += 1;
                    dangling += u64::from(target.row_of(id).is_none());
                }
            }
        }
        let broken = if dangling > 0 { vec![("reference-dangling", dangling)] } else { Vec::new() };
        RuleOutcome { requirements: &["SS12K-INT-001"], looked, broken }
    }
}

fn outcome(requirements: &'static [&'static str], sightings: &Sightings) -> RuleOutcome {
    let faults = sightings.found.iter().filter(|found| !found.cause.note);
    let broken = faults.map(|found| (found.cause.summary, found.count)).collect();
    RuleOutcome { requirements, looked: sightings.looked, broken }
}
