//! Requests made from the contract.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use samspel_contract::{Method, Operation};
use samspel_exchange::Request;
use samspel_suite::Context;

/// A request to an operation without placeholder in its path.
pub(crate) fn plain(operation: &Operation) -> Request {
    Request::get(&operation.id, operation.path.clone()).method(method(operation.method))
}

/// A request to an operation with this id in its path. The id must need no percent-encoding.
pub(crate) fn with_id(operation: &Operation, id: &str) -> Request {
    Request::get(&operation.id, operation.path.replace("{id}", id)).method(method(operation.method))
}

/// A lookup of these values by one key.
pub(crate) fn lookup(operation: &Operation, key: &str, values: &[String]) -> Request {
    Request::post(&operation.id, operation.path.clone(), serde_json::json!({ key: values }))
}

/// With several query parameters.
pub(crate) fn with_query(request: Request, query: &[(String, String)]) -> Request {
    query.iter().fold(request, |request, (name, value)| request.query(name, value.clone()))
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

/// Randomness for one purpose of one run: same seed, same choices.
pub(crate) fn rng(seed: u64, purpose: &str) -> ChaCha8Rng {
    // FNV-1a: stable over platforms and versions, unlike the standard hasher.
    let mixed = purpose
        .bytes()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    ChaCha8Rng::seed_from_u64(mixed)
}

/// A version 4 UUID that no system can know, the same in every run with the same seed.
pub(crate) fn unknown_uuid(ctx: &Context, purpose: &str) -> String {
    let mut bytes = [0_u8; 16];
    rand::RngCore::fill_bytes(&mut rng(ctx.seed, purpose), &mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
