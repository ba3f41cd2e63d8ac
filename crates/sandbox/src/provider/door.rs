//! The back door: data that changes behind the interface, as it does when somebody works in the system.

use std::sync::{Arc, PoisonError};

use axum::http::StatusCode;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{Answer, Body};
use super::write::{Storing, remove};
use super::{Provider, Tenant, present, ring};
use crate::municipality::stamp;

/// Field that is changed when none is named, for each kind of entity that can be changed.
const FIELDS: &[(&str, &str)] = &[
    ("Organisation", "displayName"),
    ("Person", "middleName"),
    ("Group", "displayName"),
    ("Duty", "signature"),
    ("Activity", "displayName"),
    ("Room", "displayName"),
    ("Resource", "displayName"),
    ("Attendance", "absenceReason"),
];
/// Fields of a copied entity that only one entity may have.
const UNIQUE: &[&str] =
    &["civicNo", "eduPersonPrincipalNames", "externalIdentifiers", "organisationCode", "schoolUnitCode", "emails"];

/// Does what the body asks for, in the main municipality.
pub(crate) fn behind(provider: &Arc<Provider>, body: &[u8]) -> Answer {
    let Ok(asked) = serde_json::from_slice::<Value>(body) else {
        return Answer::error(StatusCode::BAD_REQUEST, "invalid_body", "the body is not JSON");
    };
    let text = |name: &str| asked.get(name).and_then(Value::as_str).map(str::to_owned);
    let wish = Wish {
        change: text("change").unwrap_or_default(),
        entity: text("entity").unwrap_or_default(),
        id: text("id").and_then(|id| Uuid::try_parse(&id).ok()),
        field: text("field"),
    };
    let late = provider.hooks.lateness();
    if late.is_zero() || wish.change == "expire" {
        return match wish.grant(provider) {
            Some(id) => {
                ring(provider);
                done(id)
            }
            None => impossible(),
        };
    }
    // Everybody is told at once; the change itself shows later.
    let id = wish.id.unwrap_or_else(Uuid::new_v4);
    with_main(provider, |tenant| match wish.change.as_str() {
        "delete" => tenant.pending.deleted(&wish.entity),
        _ => tenant.pending.modified(&wish.entity),
    });
    ring(provider);
    let provider = Arc::clone(provider);
    tokio::spawn(async move {
        tokio::time::sleep(late).await;
        Wish { id: Some(id), ..wish }.grant(&provider);
    });
    done(id)
}

fn done(id: Uuid) -> Answer {
    Answer::ok(Body::Json(json!({ "id": id.to_string() })))
}

fn impossible() -> Answer {
    Answer::error(StatusCode::UNPROCESSABLE_ENTITY, "cannot", "this change cannot be made here")
}

fn with_main<T>(provider: &Provider, work: impl FnOnce(&mut Tenant) -> T) -> T {
    work(&mut provider.tenants[0].write().unwrap_or_else(PoisonError::into_inner))
}

struct Wish {
    change: String,
    entity: String,
    id: Option<Uuid>,
    field: Option<String>,
}

impl Wish {
    /// Does it; the id of the object, or None when it cannot be done.
    fn grant(&self, provider: &Provider) -> Option<Uuid> {
        with_main(provider, |tenant| {
            let id = self.done(provider, tenant);
            tenant.store.relate();
            id
        })
    }

    fn done(&self, provider: &Provider, tenant: &mut Tenant) -> Option<Uuid> {
        match self.change.as_str() {
            "create" => self.create(provider, tenant),
            "modify" => self.modify(provider, tenant),
            "delete" => {
                let entity = FIELDS.iter().map(|(entity, _)| *entity).find(|entity| *entity == self.entity)?;
                let id = self.id?;
                remove(tenant, &provider.hooks, entity, id).then_some(id)
            }
            "expire" => {
                let id = self.id?;
                let found = tenant.subscriptions.iter_mut().find(|subscription| subscription.id == id)?;
                found.expires = present();
                Some(id)
            }
            _ => None,
        }
    }

    /// A copy of an entity of the same kind.
    fn create(&self, provider: &Provider, tenant: &mut Tenant) -> Option<Uuid> {
        FIELDS.iter().find(|(entity, _)| *entity == self.entity)?;
        let mut value = tenant.store.table(&self.entity).records().last()?.value();
        let id = self.id.unwrap_or_else(Uuid::new_v4);
        let now = stamp(present().as_millisecond(), false);
        let fields = value.as_object_mut()?;
        fields.retain(|name, _| !UNIQUE.contains(&name.as_str()));
        fields.insert("id".to_owned(), json!(id.to_string()));
        fields.insert("meta".to_owned(), json!({ "created": now, "modified": now }));
        provider.hooks.stored(&Storing { sent: None, before: None, field: None }, &mut value);
        tenant.store.table_mut(&self.entity)?.add(&value);
        tenant.pending.modified(&self.entity);
        Some(id)
    }

    fn modify(&self, provider: &Provider, tenant: &mut Tenant) -> Option<Uuid> {
        let id = self.id?;
        let before = tenant.store.table(&self.entity).get(id)?.value();
        let mut value = before.clone();
        let (_, own) = FIELDS.iter().find(|(entity, _)| *entity == self.entity)?;
        match self.field.as_deref() {
            None => rewrite(&mut value, own),
            Some(field) => again(&mut value, field)?,
        }
        value["meta"]["modified"] = json!(stamp(present().as_millisecond(), false));
        let storing = Storing { sent: None, before: Some(&before), field: self.field.as_deref() };
        provider.hooks.stored(&storing, &mut value);
        tenant.store.table_mut(&self.entity)?.replace(id, &value);
        tenant.pending.modified(&self.entity);
        if provider.hooks.ripples() {
            ripple(tenant, id, &value.to_string());
        }
        Some(id)
    }
}

/// Another text in a field.
fn rewrite(value: &mut Value, field: &str) {
    let text = value.get(field).and_then(Value::as_str).unwrap_or("Ny");
    let other = text.strip_suffix(" *").map_or_else(|| format!("{text} *"), str::to_owned);
    value[field] = json!(other);
}

/// One more element in a list, or the one that was added last time gone again: so the list stays true however often it
/// is asked for. The new one is like the last, which ends where the new one begins: no two hold at the same time.
fn again(value: &mut Value, field: &str) -> Option<()> {
    let carrier = day(value, "startDate");
    let elements = value.get_mut(field)?.as_array_mut()?;
    let mut element = elements.pop()?;
    if let Some(before) = elements.last_mut().filter(|before| continues(before, &element)) {
        let end = element.as_object_mut()?.remove("endDate");
        let before = before.as_object_mut()?;
        before.remove("endDate");
        before.extend(end.map(|end| ("endDate".to_owned(), end)));
        return Some(());
    }
    let mut last = element.clone();
    // Without days of its own it lasts as long as what holds it.
    if let Some(start) = day(&element, "startDate").or(carrier) {
        last["endDate"] = json!(start.to_string());
        element["startDate"] = json!(start.tomorrow().ok()?.to_string());
        day(&element, "endDate").is_none_or(|end| end > start).then_some(())?;
    }
    elements.extend([last, element]);
    Some(())
}

/// Alike but for their days, the second from the day after the first.
fn continues(first: &Value, second: &Value) -> bool {
    let rest = |value: &Value| {
        let mut value = value.clone();
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|name, _| name != "startDate" && name != "endDate");
        }
        value
    };
    let next = day(first, "endDate").and_then(|end| end.tomorrow().ok());
    next == day(second, "startDate") && rest(first) == rest(second)
}

fn day(value: &Value, name: &str) -> Option<Date> {
    value.get(name)?.as_str()?.parse().ok()
}

/// Everything that names the id, or is named by it, counts as changed as well.
fn ripple(tenant: &mut Tenant, id: Uuid, changed: &str) {
    let needle = id.to_string();
    let entities: Vec<String> = tenant.store.entities().map(str::to_owned).collect();
    let now = stamp(present().as_millisecond(), false);
    for entity in entities {
        let naming: Vec<(Uuid, Value)> = tenant
            .store
            .table(&entity)
            .records()
            .iter()
            .filter(|record| {
                let named = || record.id.is_some_and(|other| changed.contains(&other.to_string()));
                record.id != Some(id) && (record.json.contains(&needle) || named())
            })
            .filter_map(|record| Some((record.id?, record.value())))
            .collect();
        for (id, mut value) in naming {
            value["meta"]["modified"] = json!(now);
            if let Some(table) = tenant.store.table_mut(&entity) {
                table.replace(id, &value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_part_that_is_added_leaves_no_two_at_a_time_and_goes_the_next_time() {
        let untimed = json!({"startDate": "2026-08-17", "parts": [{"person": 1}, {"person": 2}]});
        let timed = json!({"parts": [{"person": 2, "startDate": "2026-08-18", "endDate": "2026-08-19"}]});
        let undated = json!({"parts": [{"person": 2}]});
        for (start, days) in [(untimed, Some("2026-08-17")), (timed, Some("2026-08-18")), (undated, None)] {
            let mut value = start.clone();
            for _ in 0..3 {
                assert_eq!(again(&mut value, "parts"), Some(()));
                let parts = value["parts"].as_array().unwrap();
                let [.., last, new] = parts.as_slice() else { panic!("no part was added: {value}") };
                assert_eq!(last["endDate"].as_str(), days);
                assert!(continues(last, new), "{value}");
                assert_eq!(again(&mut value, "parts"), Some(()));
                assert_eq!(value, start);
            }
        }
        let short = json!({"parts": [{"startDate": "2026-08-18", "endDate": "2026-08-18"}]});
        assert_eq!(again(&mut short.clone(), "parts"), None);
    }
}
