//! Records at hand, judged by the rules without a system: for bundles of records, and to measure how fast the rules are.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_contract::Contract;
use samspel_suite::CheckError;
use serde_json::Value;

use super::data::Data;
use super::rule::{Look, Sightings};
use super::rules;
use super::survey::Survey;
use crate::harvest::key;
use crate::snapshot::{Interner, TableBuilder};

/// Records of one system.
pub struct Records {
    contract: Arc<Contract>,
    ids: Arc<Interner>,
    tables: BTreeMap<String, (TableBuilder, Survey)>,
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
            let survey = Survey::new(Arc::clone(&contract), entity);
            let table = TableBuilder::new(&contract, entity, Arc::clone(&ids))?;
            tables.insert(entity.to_owned(), (table, survey));
        }
        Ok(Records { contract, ids, tables })
    }

    /// Adds a record of an entity. False when no rule is about the entity.
    pub fn add(&mut self, entity: &str, record: &Value) -> bool {
        let Some((table, survey)) = self.tables.get_mut(entity) else { return false };
        survey.look(record);
        table.push(key(record), record);
        true
    }

    /// All of them are there.
    ///
    /// # Errors
    /// When they could not be kept on disk.
    pub fn finish(self) -> Result<Bundle, CheckError> {
        let mut tables = BTreeMap::new();
        for (entity, (table, survey)) in self.tables {
            tables.insert(entity, (table.finish()?, survey.finish()));
        }
        Ok(Bundle(Data::of_tables(self.contract, self.ids, tables)))
    }
}

impl Bundle {
    /// The records as rules look at them.
    #[cfg(test)]
    pub(super) fn into_data(self) -> Data {
        self.0
    }

    /// Judges the records by every rule, and follows every reference.
    ///
    /// # Errors
    /// When the records cannot be read from disk.
    pub fn judge(&self) -> Result<Vec<RuleOutcome>, CheckError> {
        let mut outcomes = vec![self.references()];
        for (number, rule) in rules::all() {
            let mut own = Sightings::default();
            let sightings = match rule.look {
                Look::Sets(look) => {
                    look(&self.0, &mut own)?;
                    &own
                }
                Look::Each(_) | Look::Literal(..) => {
                    self.0.surveyed(rule.of).and_then(|surveyed| surveyed.of(number)).unwrap_or(&own)
                }
            };
            outcomes.push(outcome(rule.requirements, sightings));
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
