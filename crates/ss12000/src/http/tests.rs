//! Exchanges made by hand, for tests of what checks make of them.

use std::sync::Arc;
use std::time::Duration;

use samspel_exchange::{Exchange, Request, Response};

/// An exchange with this answer.
pub(crate) fn exchange(request: Request, response: Response) -> Exchange {
    Exchange {
        id: "test#1".to_owned(),
        url: format!("http://127.0.0.1/v2.0{}", request.path),
        request: Arc::new(request),
        outcome: Ok(Arc::new(response)),
        elapsed: Duration::ZERO,
    }
}

/// An answer with one header.
pub(crate) fn response(status: u16, header: (&str, &str), body: &str) -> Response {
    let headers = vec![(header.0.to_owned(), header.1.to_owned())];
    Response { status, headers, body: body.as_bytes().to_vec() }
}
