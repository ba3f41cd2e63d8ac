//! From a path to an operation.

use samspel_contract::{Contract, Method, Operation};

/// What a path leads to.
pub(crate) enum Route<'c> {
    /// An operation, with the last step of the path when it stands for an id.
    Operation(&'c Operation, Option<String>),
    /// The path exists, the method does not: these do.
    WrongMethod(Vec<&'static str>),
    /// No such path.
    Nowhere,
}

/// The name of a method in HTTP.
pub(crate) fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

/// Finds the operation. Paths match exactly as written, except that the two report paths may come without their last slash.
pub(crate) fn route<'c>(contract: &'c Contract, method: &str, path: &str) -> Route<'c> {
    let exact = |operation: &&Operation| {
        operation.path == path || operation.path.strip_suffix('/').is_some_and(|bare| bare == path)
    };
    let fixed: Vec<&Operation> = contract.operations().iter().filter(exact).collect();
    let (candidates, id) = if fixed.is_empty() {
        let (parent, last) = path.rsplit_once('/').unwrap_or(("", path));
        let template = format!("{parent}/{{id}}");
        let by_id =
            contract.operations().iter().filter(|operation| operation.path == template && !last.is_empty()).collect();
        (by_id, percent_encoding::percent_decode_str(last).decode_utf8().ok().map(|id| id.into_owned()))
    } else {
        (fixed, None)
    };
    if candidates.is_empty() {
        return Route::Nowhere;
    }
    match candidates.iter().find(|operation| method_name(operation.method) == method) {
        Some(operation) => Route::Operation(operation, id),
        None => Route::WrongMethod(candidates.iter().map(|operation| method_name(operation.method)).collect()),
    }
}
