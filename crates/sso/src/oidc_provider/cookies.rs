//! Cookies as a browser keeps them (RFC 6265, 5.3 and 5.4), for one person for the length of a test.

use jiff::fmt::rfc2822::DateTimeParser;
use url::{Host, Url};

/// What a browser has been given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jar {
    kept: Vec<Cookie>,
}

#[derive(Debug, Clone)]
struct Cookie {
    name: String,
    value: String,
    domain: String,
    /// Whether it goes to the host itself and to none below it.
    host_only: bool,
    path: String,
    secure: bool,
}

impl Jar {
    /// Takes a `Set-Cookie` header, or leaves it where a browser would not take it.
    pub(crate) fn take(&mut self, header: &str, from: &Url) {
        let mut parts = header.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let host = from.host_str().unwrap_or_default().to_ascii_lowercase();
        let mut cookie = Cookie {
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
            domain: host.clone(),
            host_only: true,
            path: default_path(from.path()),
            secure: false,
        };
        let (mut max_age, mut expires) = (None, None);
        for part in parts {
            let (attribute, value) =
                part.split_once('=').map_or((part, ""), |(name, value)| (name.trim(), value.trim()));
            match attribute.to_ascii_lowercase().as_str() {
                "domain" if !value.is_empty() => {
                    let domain = value.trim_start_matches('.').to_ascii_lowercase();
                    if !is_within(from, &host, &domain) {
                        return;
                    }
                    (cookie.domain, cookie.host_only) = (domain, false);
                }
                "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
                "secure" => cookie.secure = true,
                "max-age" => max_age = value.parse::<i64>().ok(),
                "expires" => expires = DateTimeParser::new().parse_timestamp(value).ok(),
                _ => {}
            }
        }
        self.kept
            .retain(|other| (&other.name, &other.domain, &other.path) != (&cookie.name, &cookie.domain, &cookie.path));
        let gone =
            max_age.map_or_else(|| expires.is_some_and(|end| end <= jiff::Timestamp::now()), |seconds| seconds <= 0);
        if !gone && !cookie.name.is_empty() {
            self.kept.push(cookie);
        }
    }

    /// The `Cookie` header for an address, the longest paths first.
    pub(crate) fn header(&self, to: &Url) -> Option<String> {
        let host = to.host_str().unwrap_or_default().to_ascii_lowercase();
        let mut fitting: Vec<&Cookie> = self
            .kept
            .iter()
            .filter(
                |cookie| if cookie.host_only { cookie.domain == host } else { is_within(to, &host, &cookie.domain) },
            )
            .filter(|cookie| is_below(to.path(), &cookie.path))
            .filter(|cookie| !cookie.secure || is_trustworthy(to))
            .collect();
        fitting.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let pairs: Vec<String> = fitting.iter().map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

/// Whether a host lies in a domain (RFC 6265, 5.1.3); an address lies in none but itself.
fn is_within(url: &Url, host: &str, domain: &str) -> bool {
    let is_name = matches!(url.host(), Some(Host::Domain(_)));
    host == domain
        || is_name && domain.contains('.') && host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether a path lies below that of a cookie (RFC 6265, 5.1.4).
fn is_below(path: &str, cookie: &str) -> bool {
    path.strip_prefix(cookie).is_some_and(|rest| rest.is_empty() || cookie.ends_with('/') || rest.starts_with('/'))
}

fn default_path(path: &str) -> String {
    match path.rfind('/') {
        Some(0) | None => "/".to_owned(),
        Some(last) => path[..last].to_owned(),
    }
}

/// Whether secure cookies go there: browsers count this machine as secure.
fn is_trustworthy(url: &Url) -> bool {
    url.scheme() == "https"
        || match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn given(headers: &[&str], from: &str) -> Jar {
        let mut jar = Jar::default();
        for header in headers {
            jar.take(header, &url(from));
        }
        jar
    }

    #[test]
    fn a_cookie_goes_back_to_its_host_and_path_only() {
        let jar = given(
            &["a=1; Path=/in; HttpOnly", "b=2; Domain=.login.example", "c=3; Domain=other.example"],
            "https://x.login.example/in/page",
        );
        assert_eq!(jar.header(&url("https://x.login.example/in/deep")).as_deref(), Some("a=1; b=2"));
        assert_eq!(jar.header(&url("https://y.login.example/in")).as_deref(), Some("b=2"));
        assert_eq!(jar.header(&url("https://x.login.example/inside")), None);
        assert_eq!(jar.header(&url("https://other.example/in")), None);
    }

    #[test]
    fn a_cookie_is_replaced_and_taken_away() {
        let from = "https://a.example/";
        assert_eq!(given(&["a=1", "a=2"], from).header(&url(from)).as_deref(), Some("a=2"));
        for gone in ["a=; Max-Age=0", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"] {
            assert_eq!(given(&["a=1", gone], from).header(&url(from)), None, "{gone}");
        }
    }

    #[test]
    fn secure_cookies_stay_away_from_plain_http_beyond_this_machine() {
        let jar = given(&["a=1; Secure"], "https://a.example/");
        assert_eq!(jar.header(&url("http://a.example/")), None);
        let here = given(&["a=1; Secure"], "http://127.0.0.1:8/");
        assert_eq!(here.header(&url("http://127.0.0.1:8/")).as_deref(), Some("a=1"));
    }
}
