//! What should be embedded in which record, computed from the lists.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use samspel_suite::{CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use super::relation::{Join, Mirror, Relation};
use crate::harvest::Harvest;
use crate::run_state::{self, Held, Today};
use crate::served::Base;
use crate::snapshot::{Cell, Column, Interner, Table, day, text_hash};

/// One thing that is embedded, as far as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    /// The entity, or the one that a reference names.
    pub(super) id: u128,
    /// Hash of the literal.
    pub(super) literal: Option<u64>,
    /// First and last day.
    pub(super) start: Option<i32>,
    pub(super) end: Option<i32>,
}

/// A thing that should be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) item: Item,
    /// Whether it has to be there. What has ended or not begun may be left out: whether it counts is not stated; and a reference
    /// that leads nowhere cannot be followed.
    pub(super) sure: bool,
}

/// The lists that an expansion is computed from.
pub(super) struct Sources {
    pub(super) relation: Relation,
    pub(super) ids: Arc<Interner>,
    held: Held,
    today: i32,
}

impl Sources {
    pub(super) async fn read(ctx: &Context, relation: Relation) -> Result<Self, CheckError> {
        let held = run_state::held(ctx, relation.source).await?;
        let ids = run_state::ids(ctx).await?;
        let today = ctx
            .shared
            .get::<Today>()
            .map_or_else(|| jiff::Timestamp::now().to_zoned_datetime(TimeZone::UTC).date(), |today| today.0);
        Ok(Sources { relation, ids, held, today: days(today) })
    }

    /// The list of what is embedded, or of what carries the elements.
    pub(super) fn source(&self) -> Option<&Arc<Harvest>> {
        match &self.held {
            Held::Whole(harvest) | Held::Part(harvest) => Some(harvest),
            Held::Nothing => None,
        }
    }

    /// Whether that list is known to its end.
    pub(super) fn is_whole(&self) -> bool {
        self.held.whole().is_some()
    }

    /// Whether that list shows an entry with this id.
    pub(super) fn lists(&self, id: u128) -> bool {
        let number = self.ids.find(id);
        self.source().zip(number).is_some_and(|(source, number)| source.table.row_of(number).is_some())
    }

    /// Whether it can be told what belongs into records: references are told by the records themselves.
    pub(super) fn can_tell(&self) -> bool {
        matches!(self.relation.join, Join::Refers(_)) || self.source().is_some()
    }

    /// Rows of the carrying list that should have something embedded.
    pub(super) fn carriers(&self, base: &Base) -> HashSet<u32> {
        let own = &base.harvest.table;
        if let Join::Refers(path) = self.relation.join {
            let ids = own.column(path).into_iter().flat_map(Column::all);
            return ids.filter(|(_, cell)| self.resolves(*cell)).map(|(row, _)| row).collect();
        }
        let column = self.source().and_then(|source| source.table.column(&self.column()));
        let cells = column.into_iter().flat_map(Column::all);
        cells.filter_map(|(_, cell)| if let Cell::Id(id) = cell { own.row_of(id) } else { None }).collect()
    }

    /// Whether a reference leads to something that can be embedded, as far as can be known.
    fn resolves(&self, cell: Cell) -> bool {
        match (cell, self.held.whole()) {
            (Cell::Id(id), Some(source)) => source.table.row_of(id).is_some(),
            (Cell::Id(_), None) => true,
            _ => false,
        }
    }

    fn column(&self) -> String {
        match self.relation.join {
            Join::Refers(path) | Join::ReferredBy(path) => path.to_owned(),
            Join::Mirrors(mirror) => format!("{}.{}", mirror.array, mirror.to),
        }
    }

    /// What should be embedded in each of these records.
    pub(super) fn due<'v>(&self, records: impl Iterator<Item = &'v Value>) -> BTreeMap<u128, Vec<Due>> {
        let wanted: HashMap<u32, u128> =
            records.filter_map(own_id).filter_map(|id| self.ids.find(id).map(|number| (number, id))).collect();
        let mut due: BTreeMap<u128, Vec<Due>> = BTreeMap::new();
        let Some(source) = self.source() else { return due };
        let table = &source.table;
        let Some(column) = table.column(&self.column()) else { return due };
        for row in table.rows() {
            for (element, cell) in column.cells(row).enumerate() {
                if let Cell::Id(number) = cell
                    && let Some(carrier) = wanted.get(&number)
                    && let Some(found) = self.due_of(table, row, element)
                {
                    due.entry(*carrier).or_default().push(found);
                }
            }
        }
        due
    }

    fn due_of(&self, table: &Table, row: u32, element: usize) -> Option<Due> {
        let id = table.key(row).uuid()?.as_u128();
        let cell = |path: &str, element: usize| {
            table.column(path).and_then(|column| column.cells(row).nth(element)).unwrap_or(Cell::Missing)
        };
        let (item, start, end) = match self.relation.join {
            Join::Mirrors(mirror) => {
                let inside = |name: &str| cell(&format!("{}.{name}", mirror.array), element);
                let (start, end) =
                    if mirror.dated { (day_of(inside("startDate")), day_of(inside("endDate"))) } else { (None, None) };
                let literal = mirror.literal.and_then(|name| match inside(name) {
                    Cell::Text(hash) => Some(hash),
                    _ => None,
                });
                (Item { id, literal, start, end }, start, end)
            }
            _ => (Item::bare(id), day_of(cell("startDate", 0)), day_of(cell("endDate", 0))),
        };
        // A day's difference may be one of time zones.
        let sure = start.is_none_or(|day| day < self.today) && end.is_none_or(|day| day > self.today);
        Some(Due { item, sure })
    }

    /// What the references of a record say should be embedded in it. References that lead nowhere cannot be followed.
    pub(super) fn referred(&self, record: &Value, path: &str) -> Vec<Due> {
        let mut found: Vec<Due> = Vec::new();
        visit(record, path, &mut |id| {
            let resolves = self.ids.find(id).is_some_and(|number| self.resolves(Cell::Id(number)));
            let due = Due { item: Item::bare(id), sure: resolves };
            if !found.contains(&due) {
                found.push(due);
            }
        });
        found
    }
}

impl Item {
    fn bare(id: u128) -> Item {
        Item { id, literal: None, start: None, end: None }
    }

    /// What an element of `_embedded` says; None when it names nothing.
    pub(super) fn read(element: &Value, relation: &Relation) -> Option<Item> {
        let Join::Mirrors(mirror) = relation.join else { return Some(Item::bare(own_id(element)?)) };
        let Mirror { inner, literal, dated, .. } = mirror;
        let text = |name: &str| element.get(name).and_then(Value::as_str);
        let date = |name: &str| text(name).and_then(day).and_then(day_of);
        Some(Item {
            id: own_id(element.get(inner)?)?,
            literal: literal.and_then(text).map(text_hash),
            start: if dated { date("startDate") } else { None },
            end: if dated { date("endDate") } else { None },
        })
    }
}

/// The id of an object.
pub(super) fn own_id(value: &Value) -> Option<u128> {
    value.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok()).map(|id| id.as_u128())
}

fn day_of(cell: impl Into<Option<Cell>>) -> Option<i32> {
    match cell.into() {
        Some(Cell::Day(day)) => Some(day),
        _ => None,
    }
}

fn days(date: Date) -> i32 {
    day(&date.to_string()).and_then(day_of).unwrap_or_default()
}

/// Hands every id at a path such as `teachers[].duty.id` to `found`.
fn visit(value: &Value, path: &str, found: &mut dyn FnMut(u128)) {
    let Some((segment, rest)) = path.split_once('.') else {
        if let Some(id) = own_id(value) {
            found(id);
        }
        return;
    };
    match segment.strip_suffix("[]") {
        Some(name) => {
            let elements = value.get(name).and_then(Value::as_array);
            elements.into_iter().flatten().for_each(|element| visit(element, rest, found));
        }
        None => {
            if let Some(inner) = value.get(segment) {
                visit(inner, rest, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const A: &str = "00000000-0000-4000-8000-00000000000a";
    const B: &str = "00000000-0000-4000-8000-00000000000b";

    #[test]
    fn references_inside_arrays_and_objects_are_found() {
        let activity = json!({"teachers": [{"duty": {"id": A}}, {"duty": {"id": B}}], "syllabus": {"id": A}});
        let all = |path: &str| {
            let mut all = Vec::new();
            visit(&activity, path, &mut |id| all.push(id));
            all
        };
        assert_eq!(all("teachers[].duty.id").len(), 2);
        assert_eq!(all("syllabus.id").len(), 1);
        assert!(all("groups[].id").is_empty());
    }

    #[test]
    fn an_element_is_read_with_its_literal_and_its_days() {
        let relation = Relation::of("Group", "assignmentRoles");
        let role = json!({"duty": {"id": A}, "assignmentRoleType": "Mentor", "startDate": "2024-08-15"});
        let item = relation.and_then(|relation| Item::read(&role, &relation));
        assert_eq!(item.map(|i| (i.literal, i.start, i.end)), Some((Some(text_hash("Mentor")), Some(19_950), None)));
        let member = Relation::of("Person", "groupMemberships");
        assert_eq!(member.and_then(|relation| Item::read(&json!({"startDate": "2024-08-15"}), &relation)), None);
    }
}
