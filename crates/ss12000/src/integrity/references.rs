//! `ss12000/references`: every reference at one place of the contract leads to a record, of the right kind.
//!
//! ```text
//! id ─► in the target's list: kept
//!    ├► in another list: of another kind
//!    └► in none: asked for alone ─► there: kept, though unlisted
//!                                └► not there, and still referred to: dangling
//! ```

use std::collections::BTreeSet;

use samspel_contract::{Envelope, Kind, Operation, Reference};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use uuid::Uuid;

use super::confirm;
use super::data::{Data, is};
use super::judge::obstacle;
use super::resolve::{self, Fetched};
use super::rule::Place;
use crate::harvest::Walk;
use crate::run_state;
use crate::snapshot::Cell;
use samspel_suite::observe::{Against, against, not_applicable, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/references", run: |ctx| Box::pin(run(ctx)) };

const RESOLVES: &str = "SS12K-INT-001";
const SCHOOL_UNIT: &str = "SS12K-INT-003";
/// Requirements on the kind of what is referred to.
const RIGHT_KIND: [&str; 3] = ["SS12K-INT-002", "SS12K-INT-020", "SS12K-ACT-002"];
/// Places whose targets may be kept by somebody else: national tests are parents of the schools' activities.
const MAY_LEAD_OUTSIDE: [(&str, &str); 1] = [("Activity", "parentActivity")];
/// Entries on a page, and pages, that are read with an expansion.
const EXPANDED: (u32, usize) = (200, 5);

/// Where a reference stands.
#[derive(serde::Deserialize)]
struct Row {
    entity: String,
    path: String,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let row: Row = ctx.with("reference")?;
    let contract = run_state::contract(ctx).await?;
    let reference = contract.references().iter().find(|r| r.entity == row.entity && r.path == row.path);
    let reference =
        reference.ok_or_else(|| CheckError::With(format!("{} has no reference at {}", row.entity, row.path)))?;
    if let Some(obstacle) = obstacle(ctx, &reference.entity).await? {
        let all = ctx.requirements.iter().map(|r| Observation { requirement: r.clone(), ..obstacle.clone() });
        return Ok(all.collect());
    }
    let data = Data::load(ctx, &[&reference.entity, &reference.target]).await?;
    let mut following = Following { ctx, data, reference, seen: Seen::default() };
    following.follow().await?;
    following.observations().await
}

/// A reference that leads nowhere in the target's list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Missing {
    id: Uuid,
    /// The first record that refers to it.
    carrier: Carrier,
}

/// A record that carries a reference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Carrier {
    /// In the list.
    Row(u32),
    /// As it came with an expansion.
    Expanded(Uuid),
}

#[derive(Debug, Default)]
struct Seen {
    references: u64,
    /// References that lead to a record of the right kind.
    resolved: u64,
    /// References to school units, and records that refer to something else instead.
    units: u64,
    no_units: Vec<(u32, u32)>,
    /// What is not in the target's list, each id once.
    missing: BTreeSet<Missing>,
    known: BTreeSet<Uuid>,
    dangling: Vec<Missing>,
    other_kind: Vec<(Missing, String)>,
    unlisted: Vec<Missing>,
    closed: bool,
    unasked: bool,
}

struct Following<'a> {
    ctx: &'a Context,
    data: Data,
    reference: &'a Reference,
    seen: Seen,
}

impl Following<'_> {
    async fn follow(&mut self) -> Result<(), CheckError> {
        if self.reference.path.starts_with("_embedded.") {
            self.expanded().await?;
        } else {
            self.listed()?;
        }
        self.elsewhere().await?;
        self.ask().await
    }

    /// Follows the references of the list.
    fn listed(&mut self) -> Result<(), CheckError> {
        let Some(table) = self.data.table(&self.reference.entity) else { return Ok(()) };
        let path = format!("{}.id", self.reference.path);
        let column = table.column(&path).ok_or_else(|| CheckError::Other(format!("{path} is not kept")))?;
        let target = self.data.table(&self.reference.target);
        let kinds = target.and_then(|target| target.column("organisationType"));
        let wants_unit = self.reference.constraint.as_deref() == Some("organisationType=Skolenhet");
        let mut missing: BTreeSet<(u32, u32)> = BTreeSet::new();
        let mut last = None;
        for (row, cell) in column.all() {
            let Cell::Id(id) = cell else { continue };
            self.seen.references += 1;
            let Some(found) = target.and_then(|target| target.row_of(id)) else {
                if last != Some(id) {
                    missing.insert((id, row));
                }
                last = Some(id);
                continue;
            };
            self.seen.resolved += 1;
            if let Some(kinds) = kinds.filter(|_| wants_unit) {
                if is(kinds.cell(found), "Skolenhet") {
                    self.seen.units += 1;
                } else if kinds.cell(found).is_known() {
                    self.seen.no_units.push((row, found));
                }
            }
        }
        let mut before = None;
        for (id, row) in missing {
            if before != Some(id) {
                self.miss(self.data.uuid(id), Carrier::Row(row));
            }
            before = Some(id);
        }
        Ok(())
    }

    fn miss(&mut self, id: Uuid, carrier: Carrier) {
        if self.seen.known.insert(id) {
            self.seen.missing.insert(Missing { id, carrier });
        }
    }

    /// Follows references that only come with an expansion.
    async fn expanded(&mut self) -> Result<(), CheckError> {
        let mut steps = self.reference.path.split('.').skip(1);
        let (Some(array), Some(field)) = (steps.next(), steps.next()) else { return Ok(()) };
        let array = array.trim_end_matches("[]");
        let Some(list) = confirm::list_of(&self.data.contract, &self.reference.entity) else { return Ok(()) };
        let operation = run_state::named(self.ctx, &list).await?;
        let walk = Walk::new(&operation, &[]).query("expand", array).limit(EXPANDED.0).max_pages(EXPANDED.1);
        let mut found: Vec<(Uuid, Uuid)> = Vec::new();
        walk.run(&self.ctx.session, |_, key, record| {
            let embedded = record.pointer(&format!("/_embedded/{array}")).and_then(serde_json::Value::as_array);
            for element in embedded.into_iter().flatten() {
                let id = element.pointer(&format!("/{field}/id")).and_then(serde_json::Value::as_str);
                if let (Some(id), Some(carrier)) = (id.and_then(|id| Uuid::try_parse(id).ok()), key.uuid()) {
                    found.push((id, carrier));
                }
            }
        })
        .await?;
        for (id, carrier) in found {
            self.seen.references += 1;
            let target = self.data.table(&self.reference.target);
            let number = self.data.ids.find(id.as_u128());
            if target.zip(number).and_then(|(target, number)| target.row_of(number)).is_some() {
                self.seen.resolved += 1;
            } else {
                self.miss(id, Carrier::Expanded(carrier));
            }
        }
        Ok(())
    }

    /// Looks for what is missing in the lists of other kinds.
    async fn elsewhere(&mut self) -> Result<(), CheckError> {
        if self.seen.missing.is_empty() {
            return Ok(());
        }
        let contract = &self.data.contract;
        let is_list = |o: &&Operation| o.kind == Kind::List && o.success.envelope == Envelope::Page;
        let lists = contract.operations().iter().filter(is_list);
        let entities: Vec<String> =
            lists.filter_map(|o| o.entity.clone()).filter(|e| *e != self.reference.target).collect();
        for entity in entities {
            let others = Data::load(self.ctx, &[&entity]).await?;
            let Some(table) = others.table(&entity) else { continue };
            for missing in std::mem::take(&mut self.seen.missing) {
                let number = self.data.ids.find(missing.id.as_u128());
                match number.and_then(|number| table.row_of(number)) {
                    Some(_) => self.seen.other_kind.push((missing, entity.clone())),
                    None => {
                        self.seen.missing.insert(missing);
                    }
                }
            }
        }
        Ok(())
    }

    /// Asks for what no list has.
    async fn ask(&mut self) -> Result<(), CheckError> {
        let ids: Vec<Uuid> = self.seen.missing.iter().map(|missing| missing.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let whole = self.data.is_whole(&self.reference.target);
        let Some(fetched) = resolve::ask(self.ctx, &self.reference.target, &ids).await? else {
            // Nobody to ask: only a list that was read to its end tells what there is not.
            match whole {
                true => self.seen.dangling.extend(self.seen.missing.iter().cloned()),
                false => self.seen.unasked = true,
            }
            return Ok(());
        };
        for missing in &self.seen.missing {
            match fetched.get(&missing.id) {
                Some(Fetched::Record(_)) => {
                    self.seen.resolved += 1;
                    if whole {
                        self.seen.unlisted.push(missing.clone());
                    }
                }
                Some(Fetched::Absent) => self.seen.dangling.push(missing.clone()),
                Some(Fetched::Refused) => self.seen.closed = true,
                Some(Fetched::Failed) | None => self.seen.unasked = true,
            }
        }
        Ok(())
    }

    fn message(&self, id: &str) -> Message {
        let place = format!("{}.{}", self.reference.entity, self.reference.path);
        Message::new(id).with("place", place).with("target", self.reference.target.as_str())
    }

    fn found(&self, requirement: &str, summary: &str, missing: &[&Missing]) -> Against {
        let pointer = self.reference.path.replace("[]", "/*").replace('.', "/");
        let mut found = against(requirement, Message::new(summary))
            .expected(format!("the id of a record in {}", self.reference.target))
            .pointer(format!("/{pointer}/id"))
            .count(u64::try_from(missing.len()).unwrap_or(u64::MAX))
            .samples(missing.iter().map(|missing| {
                let carrier = match &missing.carrier {
                    Carrier::Row(row) => self.data.shown((self.reference.entity.as_str(), *row)),
                    Carrier::Expanded(id) => format!("{} {id}", self.reference.entity),
                };
                format!("{carrier} {} -> {}", self.reference.path, missing.id)
            }));
        if let Some(list) = confirm::list_of(&self.data.contract, &self.reference.entity) {
            found = found.operation(&list);
        }
        if let Some((id, curl)) = self.data.trace(&self.reference.entity) {
            found = found.trace(&id, &curl);
        }
        found
    }

    /// Those whose carriers still are as they were read.
    async fn standing<'m>(&self, missing: &[&'m Missing]) -> Result<Vec<&'m Missing>, CheckError> {
        let (mut groups, mut asked): (Vec<Vec<Place>>, Vec<&Missing>) = (Vec::new(), Vec::new());
        let entity = super::rules::entity(&self.reference.entity);
        let mut standing = Vec::new();
        for missing in missing {
            match (&missing.carrier, entity) {
                (Carrier::Row(row), Some(entity)) if groups.len() < 10 => {
                    groups.push(vec![(entity, *row)]);
                    asked.push(missing);
                }
                _ => standing.push(*missing),
            }
        }
        let stands = confirm::standing(self.ctx, &self.data, &groups).await?;
        let confirmed: Vec<&Missing> = asked.into_iter().zip(stands).filter(|(_, s)| *s).map(|(m, _)| m).collect();
        // What was not asked for stands or falls with what was.
        Ok(if confirmed.is_empty() && !groups.is_empty() { Vec::new() } else { [confirmed, standing].concat() })
    }

    async fn observations(&self) -> Result<Vec<Observation>, CheckError> {
        let seen = &self.seen;
        let mut all = Vec::new();
        for requirement in &self.ctx.requirements {
            let before = all.len();
            let mut kept = seen.resolved;
            if requirement == RESOLVES {
                self.dangling(&mut all).await?;
            } else if RIGHT_KIND.contains(&requirement.as_str()) {
                self.of_other_kind(requirement, &mut all).await?;
            } else if requirement == SCHOOL_UNIT {
                kept = seen.units;
                self.no_units(&mut all).await?;
            }
            let blamed = all.len() > before;
            if kept > 0 {
                all.push(witness(requirement, kept, self.message("reference-kept").with("count", kept)));
            } else if blamed {
                // What was blamed says enough.
            } else if seen.references == 0 {
                all.push(undecided(requirement, Gap::NoData, self.message("reference-none")));
            } else if self.data.table(&self.reference.target).is_none() && !seen.closed {
                all.push(not_applicable(requirement, self.message("reference-target-not-offered")));
            } else if seen.closed {
                all.push(undecided(requirement, Gap::NoAccess, self.message("reference-target-closed")));
            } else if !seen.dangling.is_empty() || !seen.other_kind.is_empty() {
                // Another requirement is about that.
                all.push(undecided(requirement, Gap::NoData, self.message("reference-none-right")));
            } else {
                all.push(undecided(requirement, Gap::NoAnswer, self.message("reference-unasked")));
            }
        }
        Ok(all)
    }

    async fn dangling(&self, all: &mut Vec<Observation>) -> Result<(), CheckError> {
        if !self.seen.unlisted.is_empty() {
            let unlisted: Vec<_> = self.seen.unlisted.iter().collect();
            let found = self.found(RESOLVES, "reference-unlisted", &unlisted);
            all.push(found.observed("there by its id, but not in the list").note());
        }
        if self.seen.dangling.is_empty() {
            return Ok(());
        }
        let standing = self.standing(&self.seen.dangling.iter().collect::<Vec<_>>()).await?;
        if standing.is_empty() {
            all.push(undecided(RESOLVES, Gap::Drift, self.message("reference-moved")));
            return Ok(());
        }
        let outside = MAY_LEAD_OUTSIDE.contains(&(self.reference.entity.as_str(), self.reference.path.as_str()));
        let summary = if outside { "reference-outside" } else { "reference-dangling" };
        let found = self.found(RESOLVES, summary, &standing).observed("no such record");
        all.push(if outside { found.note() } else { found.contradiction() });
        Ok(())
    }

    async fn of_other_kind(&self, requirement: &str, all: &mut Vec<Observation>) -> Result<(), CheckError> {
        if self.seen.other_kind.is_empty() {
            return Ok(());
        }
        let standing =
            self.standing(&self.seen.other_kind.iter().map(|(missing, _)| missing).collect::<Vec<_>>()).await?;
        if standing.is_empty() {
            all.push(undecided(requirement, Gap::Drift, self.message("reference-moved")));
            return Ok(());
        }
        let kinds: BTreeSet<&str> = self.seen.other_kind.iter().map(|(_, kind)| kind.as_str()).collect();
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
        all.push(self.found(requirement, "reference-other-kind", &standing).observed(kinds).contradiction());
        Ok(())
    }

    async fn no_units(&self, all: &mut Vec<Observation>) -> Result<(), CheckError> {
        let Some(entity) = super::rules::entity(&self.reference.entity) else { return Ok(()) };
        let first: Vec<Vec<Place>> = self
            .seen
            .no_units
            .iter()
            .take(10)
            .map(|(row, target)| vec![(entity, *row), ("Organisation", *target)])
            .collect();
        if first.is_empty() {
            return Ok(());
        }
        let stands = confirm::standing(self.ctx, &self.data, &first).await?;
        let places: Vec<String> = first
            .iter()
            .zip(stands)
            .filter(|(_, stands)| *stands)
            .map(|(places, _)| places.iter().map(|place| self.data.shown(*place)).collect::<Vec<_>>().join(" -> "))
            .collect();
        if places.is_empty() {
            all.push(undecided(SCHOOL_UNIT, Gap::Drift, self.message("reference-moved")));
            return Ok(());
        }
        let found = self
            .found(SCHOOL_UNIT, "reference-no-school-unit", &[])
            .expected("organisationType = Skolenhet")
            .observed("another organisationType")
            .count(u64::try_from(self.seen.no_units.len()).unwrap_or(u64::MAX))
            .samples(places);
        all.push(found.contradiction());
        Ok(())
    }
}
