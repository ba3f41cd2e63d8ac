//! Cookies (RFC 6265), as far as one service sets them.

use url::Url;

/// A cookie with what its sender said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cookie {
    host: String,
    path: String,
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) secure: bool,
    pub(crate) http_only: bool,
    pub(crate) same_site: Option<String>,
}

/// The cookies of one browser.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jar(Vec<Cookie>);

impl Jar {
    pub(crate) fn cookies(&self) -> &[Cookie] {
        &self.0
    }

    pub(crate) fn forget(&mut self, cookie: &Cookie) {
        self.0.retain(|own| own != cookie);
    }

    pub(crate) fn garble(&mut self) {
        for cookie in &mut self.0 {
            cookie.value = cookie.value.chars().rev().collect();
        }
    }

    /// Takes a `Set-Cookie`; gives its value.
    pub(crate) fn take(&mut self, from: &Url, header: &str) -> Option<String> {
        let mut parts = header.split(';');
        let (name, value) = parts.next()?.split_once('=')?;
        let mut cookie = Cookie {
            host: from.host_str().unwrap_or_default().to_owned(),
            path: folder(from.path()),
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
            secure: false,
            http_only: false,
            same_site: None,
        };
        let mut ended = cookie.value.is_empty();
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
                "secure" => cookie.secure = true,
                "httponly" => cookie.http_only = true,
                "samesite" => cookie.same_site = Some(value.to_owned()),
                "max-age" => ended |= value.starts_with('-') || value == "0",
                "expires" => ended |= is_past(value),
                _ => {}
            }
        }
        self.0.retain(|own| !(own.name == cookie.name && own.path == cookie.path && own.host == cookie.host));
        let value = cookie.value.clone();
        if !ended {
            self.0.push(cookie);
        }
        Some(value)
    }

    /// `Cookie` for a request. Secure cookies go to loopback without TLS too, as browsers do.
    pub(crate) fn header(&self, to: &Url) -> Option<String> {
        let host = to.host_str()?;
        let safe = to.scheme() == "https" || matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let fits = |cookie: &&Cookie| {
            let below = to.path().strip_prefix(cookie.path.as_str());
            cookie.host == host
                && (safe || !cookie.secure)
                && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || cookie.path.ends_with('/'))
        };
        let sent: Vec<String> =
            self.0.iter().filter(fits).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }
}

/// RFC 6265, 5.1.4.
fn folder(path: &str) -> String {
    match path.rfind('/') {
        None | Some(0) => "/".to_owned(),
        Some(at) => path[..at].to_owned(),
    }
}

fn is_past(date: &str) -> bool {
    jiff::fmt::rfc2822::parse(&date.replace('-', " ")).is_ok_and(|at| at.timestamp() < jiff::Timestamp::now())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn cookies_go_back_where_they_came_from_until_they_are_withdrawn() {
        let mut jar = Jar::default();
        let from = url("https://sp.example/a/acs");
        assert_eq!(jar.take(&from, "s=1; Path=/; Secure; HttpOnly; SameSite=None").unwrap(), "1");
        jar.take(&from, "t=2");
        assert_eq!(jar.header(&url("https://sp.example/b")).unwrap(), "s=1");
        assert_eq!(jar.header(&url("https://sp.example/a/b")).unwrap(), "s=1; t=2");
        assert!(jar.header(&url("http://sp.example/a")).unwrap().ends_with("t=2"));
        assert_eq!(jar.header(&url("https://other.example/")), None);
        jar.take(&from, "s=; Path=/; Expires=Thu, 01-Jan-1970 00:00:00 GMT");
        assert_eq!(jar.header(&url("https://sp.example/b")), None);
    }
}
