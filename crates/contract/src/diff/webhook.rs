//! Compares the call that the server makes to subscribers.

use std::collections::BTreeMap;

use serde_json::Value;

use super::DiffError;
use super::document::Document;
use super::form::Form;
use super::operations::{Key, TheirOperation, compare_entity, json_schema};
use super::schema::{ABSENT, Comparison};
use crate::{Contract, Webhook};

pub(super) fn compare(
    contract: &Contract,
    document: &Document,
    theirs: &BTreeMap<Key, TheirOperation<'_>>,
    comparison: &mut Comparison<'_>,
) -> Result<(), DiffError> {
    let Webhook { name, method, url, entity, status } = contract.webhook();
    let place = format!("webhook {name}");
    let mut callbacks = theirs.values().filter_map(|operation| operation.operation.get("callbacks")?.get(name));
    let Some(callback) = callbacks.next() else {
        comparison.findings.add(place, "present", ABSENT);
        return Ok(());
    };
    let callback = document.follow(callback)?;
    let Some(item) = callback.get(url) else {
        let urls =
            callback.as_object().map(|urls| urls.keys().cloned().collect::<Vec<_>>().join(", ")).unwrap_or_default();
        comparison.findings.add(format!("{place}.url"), url, urls);
        return Ok(());
    };
    let Some(operation) = document.follow(item)?.get(method.as_str().to_lowercase()) else {
        comparison.findings.add(format!("{place}.method"), method.as_str(), ABSENT);
        return Ok(());
    };
    let codes = operation
        .get("responses")
        .and_then(Value::as_object)
        .map(|codes| codes.keys().cloned().collect::<Vec<_>>().join(", "));
    comparison.findings.compare(format!("{place}.status"), status.to_string(), codes.unwrap_or_default());
    let Some(body) = operation.get("requestBody") else {
        comparison.findings.add(format!("{place}.body"), entity, ABSENT);
        return Ok(());
    };
    let body = document.follow(body)?;
    match json_schema(&format!("{place}.body"), body, comparison.findings) {
        Some(schema) => {
            let form = Form::new(document.root(), schema)?;
            compare_entity(contract, entity, &format!("{place}.entity"), &form, comparison)
        }
        None => Ok(()),
    }
}
