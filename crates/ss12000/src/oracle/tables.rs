//! The list that is asked and the lists that its filters lead through.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use samspel_contract::{Contract, Operation, Parameter};
use samspel_suite::{CheckError, Context};

use super::path;
use super::relation::Gathered;
use crate::harvest::{Harvest, Key};
use crate::run_state::{self, Held};
use crate::snapshot::{Cell, Interner, Table};

/// What questions to one list are answered from.
#[derive(Debug)]
pub(crate) struct Tables {
    /// The edition.
    pub(crate) contract: Arc<Contract>,
    /// The list that is asked.
    pub(crate) own: Arc<Harvest>,
    /// Numbers of ids.
    pub(crate) ids: Arc<Interner>,
    /// Entity of the list.
    pub(super) entity: String,
    /// The day of the run.
    pub(super) today: Cell,
    /// Relations of persons, where the list is that of persons.
    pub(super) relations: Gathered,
    others: BTreeMap<String, Held>,
    /// Rows of entries without an id of their own.
    nameless: HashMap<u128, Vec<u32>>,
    /// Rows whose id an earlier row has as well, with that row.
    again: Vec<(u32, u32)>,
}

impl Tables {
    /// The list of an operation and what these of its parameters lead through. The operation must be offered.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn read(ctx: &Context, operation: &Operation, parameters: &[&str]) -> Result<Self, CheckError> {
        let contract = run_state::contract(ctx).await?;
        let own = run_state::harvest(ctx, &operation.id).await?;
        let entity = operation.success.entity.as_deref().or(operation.entity.as_deref()).unwrap_or_default().to_owned();
        let mut others = BTreeMap::new();
        for parameter in operation.parameters.iter().filter(|p| parameters.contains(&p.name.as_str())) {
            for needed in needs(&contract, &entity, parameter) {
                if needed != entity && !others.contains_key(&needed) {
                    let held = run_state::held(ctx, &needed).await?;
                    others.insert(needed, held);
                }
            }
        }
        let ids = run_state::ids(ctx).await?;
        let mut nameless: HashMap<u128, Vec<u32>> = HashMap::new();
        let mut again = Vec::new();
        for row in own.table.rows() {
            let key = own.table.key(row);
            if !key.own {
                nameless.entry(key.value).or_default().push(row);
            } else if let Some(first) = ids.find(key.value).and_then(|id| own.table.row_of(id)).filter(|f| *f != row) {
                again.push((row, first));
            }
        }
        let today = Cell::wanted(&run_state::today(ctx).to_string(), Some("date"), &ids).unwrap_or(Cell::Missing);
        Ok(Tables { contract, own, ids, entity, today, relations: Gathered::default(), others, nameless, again })
    }

    /// Whether the list was read to its end: otherwise nothing can be expected of its answers.
    pub(crate) fn is_complete(&self) -> bool {
        self.own.walked.is_complete()
    }

    /// The records of the list that is asked.
    pub(crate) fn table(&self) -> &Table {
        &self.own.table
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> Range<u32> {
        self.own.table.rows()
    }

    /// The records of an entity, and whether they are all that there are.
    pub(crate) fn of_entity(&self, entity: &str) -> Option<(&Table, bool)> {
        if entity == self.entity {
            return Some((&self.own.table, self.own.walked.is_complete() && self.own.required.is_empty()));
        }
        match self.others.get(entity)? {
            Held::Whole(harvest) => Some((&harvest.table, true)),
            Held::Part(harvest) => Some((&harvest.table, false)),
            Held::Nothing => None,
        }
    }

    /// The harvest of another entity's list.
    pub(super) fn harvest_of(&self, entity: &str) -> Option<&Arc<Harvest>> {
        match self.others.get(entity)? {
            Held::Whole(harvest) | Held::Part(harvest) => Some(harvest),
            Held::Nothing => None,
        }
    }

    /// Rows of an entry; none for an entry that the list did not have.
    pub(crate) fn rows_of(&self, key: Key) -> Vec<u32> {
        if !key.own {
            return self.nameless.get(&key.value).cloned().unwrap_or_default();
        }
        let Some(first) = self.ids.find(key.value).and_then(|id| self.own.table.row_of(id)) else { return Vec::new() };
        let mut rows = vec![first];
        rows.extend(self.again.iter().filter(|(_, of)| *of == first).map(|(row, _)| *row));
        rows
    }
}

/// Entities whose lists tell what a parameter should select.
fn needs(contract: &Contract, entity: &str, parameter: &Parameter) -> Vec<String> {
    let semantics = &parameter.semantics;
    if parameter.name.starts_with("relationship.") {
        return ["Duty", "Placement", "Group", "Organisation"].map(str::to_owned).into();
    }
    let mut needed = Vec::new();
    if let Some(field) = semantics.field.as_deref() {
        needed.extend(path::ways(contract, entity, field).into_iter().flat_map(|way| way.targets()));
        if parameter.format.as_deref() == Some("uuid") && is_organisation(contract, entity, field) {
            needed.push("Organisation".to_owned());
        }
    }
    needed
}

/// Whether a field holds ids of organisation elements.
pub(super) fn is_organisation(contract: &Contract, entity: &str, field: &str) -> bool {
    path::ways(contract, entity, field).iter().all(|way| {
        let holder = way.targets().pop().unwrap_or_else(|| entity.to_owned());
        let path = way.field.strip_suffix(".id").unwrap_or(&way.field);
        contract.references().iter().any(|r| r.entity == holder && r.path == path && r.target == "Organisation")
    })
}
