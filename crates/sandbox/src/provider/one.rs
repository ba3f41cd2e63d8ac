//! One entity by its id.

use axum::http::StatusCode;
use uuid::Uuid;

use super::answer::{Answer, Body, Item, Refused};
use super::list::{dress, not_found};
use super::{Call, parameters};

/// Answers a by-id operation over stored entities.
pub(super) fn get(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let pairs = call.parameters()?;
    let tenant = call.tenant();
    let entity = call.operation.entity.as_deref().unwrap_or_default();
    let record = tenant.store.table(entity).get(id).cloned();
    let item = record.and_then(|record| dress(call, &tenant.store, entity, vec![record], &pairs).pop());
    Ok(item.map_or_else(not_found, |item: Item| Answer::ok(Body::Object(item))))
}

/// The id in the path.
pub(super) fn path_id(call: &Call<'_>) -> Result<Uuid, Refused> {
    let given = call.id.as_deref().unwrap_or_default();
    if parameters::is_uuid(given)
        && let Ok(id) = Uuid::try_parse(given)
    {
        return Ok(id);
    }
    Err(Answer::refuse(StatusCode::BAD_REQUEST, "invalid_id", "the id in the path is not a UUID"))
}
