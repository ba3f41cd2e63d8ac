//! A request as the provider understands it, before anything is checked.

use axum::http::request::Parts;
use axum::http::{Method, header};
use percent_encoding::percent_decode_str;

use crate::access::Flaw;

/// What was asked.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    pub(crate) method: Method,
    /// Path below the base URL, starting with a slash.
    pub(crate) path: String,
    /// Names and values, decoded once, in the order given. None when the query cannot be decoded.
    pub(crate) query: Option<Vec<(String, String)>>,
    /// The query as it came.
    pub(crate) raw_query: String,
    pub(crate) authorization: Option<String>,
    /// A second `Authorization` header, which nobody should look at.
    pub(crate) other_authorization: Option<String>,
    /// What the keys of the trusted issuer say of the token; None when it is not for them to say.
    pub(crate) vouched: Option<Result<(), Flaw>>,
    pub(crate) origin: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// From the parts of an HTTP request. None when the path does not lie under the base path.
    pub(crate) fn read(parts: &Parts, base: &str, body: Vec<u8>) -> Option<Incoming> {
        let path = parts.uri.path().strip_prefix(base)?;
        let text = |name| {
            parts.headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok()).map(str::to_owned)
        };
        let raw_query = parts.uri.query().unwrap_or_default().to_owned();
        Some(Incoming {
            method: parts.method.clone(),
            path: path.to_owned(),
            query: decode_query(&raw_query),
            raw_query,
            authorization: text(header::AUTHORIZATION),
            other_authorization: parts
                .headers
                .get_all(header::AUTHORIZATION)
                .iter()
                .nth(1)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            vouched: None,
            origin: text(header::ORIGIN),
            content_type: text(header::CONTENT_TYPE),
            body,
        })
    }

    /// Every value of a parameter.
    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        self.query.iter().flatten().filter(|(given, _)| given == name).map(|(_, value)| value.as_str()).collect()
    }
}

/// Decodes a query: pairs at `&`, plus signs are spaces, percent-encoded UTF-8 decoded once. None when it is neither.
pub(crate) fn decode_query(raw: &str) -> Option<Vec<(String, String)>> {
    raw.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_once_and_commas_stay() {
        let pairs = decode_query("type=F%C3%B6rvaltning&a=x%2Cy,z&b=%252B&c=1+2").unwrap_or_default();
        let values: Vec<&str> = pairs.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["Förvaltning", "x,y,z", "%2B", "1 2"]);
    }

    #[test]
    fn a_query_that_is_not_utf8_is_no_query() {
        assert_eq!(decode_query("a=%FF"), None);
    }
}
