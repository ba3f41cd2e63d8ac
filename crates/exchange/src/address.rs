//! Addresses: the base URL of an interface and how a request's path and query are put behind it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::SetupError;

/// Everything but RFC 3986's unreserved characters and the colon of times is encoded, so that no server can read a `+`, a comma or an
/// `å` in two ways.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A usable base URL, without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// Takes an absolute http or https URL without credentials, query and fragment.
    pub(crate) fn parse(text: &str) -> Result<Self, SetupError> {
        let url = parse_endpoint(text)
            .map_err(|what| SetupError::BaseUrl { url: without_credentials(text), what: what.to_owned() })?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(SetupError::BaseUrl {
                url: without_credentials(text),
                what: "it may have no query and no fragment".to_owned(),
            });
        }
        Ok(BaseUrl(text.trim_end_matches('/').to_owned()))
    }

    /// The base URL as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL of a request. A path that is an absolute URL leads elsewhere: to a token endpoint, to metadata.
    pub(crate) fn join(&self, path: &str, query: &[(String, String)]) -> String {
        let slash = if path.is_empty() || path.starts_with(['/', '?']) { "" } else { "/" };
        let mut url = if is_absolute(path) { path.to_owned() } else { format!("{}{slash}{path}", self.0) };
        for (at, (name, value)) in query.iter().enumerate() {
            url.push(if at == 0 && !path.contains('?') { '?' } else { '&' });
            url.push_str(&encode(name));
            url.push('=');
            url.push_str(&encode(value));
        }
        url
    }
}

/// Whether a path is a URL of its own.
pub(crate) fn is_absolute(path: &str) -> bool {
    path.starts_with("http://") || path.starts_with("https://")
}

/// Percent-encodes a query name or value the one way that this client does it.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, QUERY).to_string()
}

/// An absolute http or https URL with a host and without credentials.
pub(crate) fn parse_endpoint(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "it is not an absolute URL")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("it is neither http nor https");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it has no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds credentials; name them as a principal instead");
    }
    Ok(url)
}

/// The URL as given, but with `***` for user and password.
pub(crate) fn without_credentials(text: &str) -> String {
    match (text.find("://"), text.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => format!("{}***{}", &text[..scheme + 3], &text[at..]),
        (None, Some(at)) => format!("***{}", &text[at..]),
        _ => text.to_owned(),
    }
}

/// Host and port for messages.
pub(crate) fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port_or_known_default().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn path_and_query_are_put_behind_the_base_url_with_one_slash() {
        for base in ["http://127.0.0.1:1/v2.0", "http://127.0.0.1:1/v2.0/"] {
            let base = BaseUrl::parse(base).unwrap();
            assert_eq!(base.join("/persons", &[]), "http://127.0.0.1:1/v2.0/persons");
            assert_eq!(base.join("persons", &[]), "http://127.0.0.1:1/v2.0/persons");
            assert_eq!(base.join("/log?x=1", &[("y".into(), "2".into())]), "http://127.0.0.1:1/v2.0/log?x=1&y=2");
        }
    }

    #[test]
    fn an_absolute_url_stays_as_it_is() {
        let base = BaseUrl::parse("http://127.0.0.1:1/v2.0").unwrap();
        let query = [("a".to_owned(), "b".to_owned())];
        assert_eq!(base.join("http://127.0.0.1:2/token", &query), "http://127.0.0.1:2/token?a=b");
    }

    #[test]
    fn query_values_are_encoded_so_that_they_can_be_read_in_one_way_only() {
        let base = BaseUrl::parse("https://a.example").unwrap();
        let query = [
            ("meta.modified.after".to_owned(), "2024-01-01T00:00:00+01:00".to_owned()),
            ("n".into(), "å b&c,d".into()),
        ];
        assert_eq!(
            base.join("/x", &query),
            "https://a.example/x?meta.modified.after=2024-01-01T00:00:00%2B01:00&n=%C3%A5%20b%26c%2Cd"
        );
    }

    #[test]
    fn unusable_base_urls_are_refused_and_their_passwords_are_not_shown() {
        for bad in ["", "persons", "ftp://a.example", "http://", "http://a.example/?x=1", "http://a.example/#x"] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
        let error = BaseUrl::parse("http://user:hemligt@a.example").unwrap_err().to_string();
        assert!(error.contains("credentials") && !error.contains("hemligt"), "{error}");
    }
}
