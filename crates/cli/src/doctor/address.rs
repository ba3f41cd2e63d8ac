//! The base URL, before anything is sent.

use url::Url;

use super::Advice;

/// First segments of documented paths; a base URL that ends in one was copied from an example request.
const COLLECTIONS: [&str; 8] =
    ["organisations", "persons", "groups", "duties", "activities", "placements", "programmes", "syllabuses"];

/// What is wrong with a base URL as text.
pub(super) fn look_at(base_url: &str) -> Vec<Advice> {
    let url = match Url::parse(base_url) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => url,
        _ => {
            return vec![Advice::wrong(
                format!("base_url `{base_url}` is no absolute http(s) address"),
                "write an absolute address such as https://sis.example/v2.0",
            )];
        }
    };
    let segments: Vec<&str> = url.path_segments().map(|s| s.filter(|s| !s.is_empty()).collect()).unwrap_or_default();
    let mut advice = Vec::new();
    if let [.., before, last] = segments[..]
        && before == last
        && is_version(last)
    {
        advice.push(Advice::warning(
            format!("base_url ends in /{last} twice"),
            format!("write it once: {}", without_last(&url)),
        ));
    }
    if let Some(last) = segments.last()
        && COLLECTIONS.contains(last)
    {
        advice.push(Advice::wrong(
            format!("base_url ends in /{last}, which is a collection"),
            format!("leave the collection out: {}", without_last(&url)),
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        advice.push(Advice::wrong("base_url carries a query or a fragment", "leave out everything from `?` or `#`"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        advice.push(Advice::wrong("base_url carries a user name", "log in with a principal instead"));
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        advice.push(Advice::warning(
            "base_url is http: tokens and personal data travel in the open",
            "use https, or a system on this machine",
        ));
    }
    advice
}

/// Other base URLs that the same system may have: the version added, taken away, or written once.
pub(super) fn candidates(base_url: &str) -> Vec<String> {
    let Ok(url) = Url::parse(base_url) else { return Vec::new() };
    let base = base_url.trim_end_matches('/');
    let mut candidates = Vec::new();
    let last = url.path_segments().and_then(|mut s| s.rfind(|s| !s.is_empty()).map(str::to_owned));
    match last {
        Some(last) if is_version(&last) => candidates.push(without_last(&url)),
        _ => candidates.push(format!("{base}/v2.0")),
    }
    candidates.push(format!("{}/v2.0", url.origin().ascii_serialization()));
    candidates.push(without_last(&url));
    candidates.retain(|c| c.trim_end_matches('/') != base);
    let mut seen = Vec::new();
    candidates.retain(|c| {
        let fresh = !seen.contains(c);
        seen.push(c.clone());
        fresh
    });
    candidates
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|v| !v.is_empty() && v.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

fn without_last(url: &Url) -> String {
    let mut shorter = url.clone();
    if let Ok(mut segments) = shorter.path_segments_mut() {
        segments.pop_if_empty().pop();
    }
    shorter.to_string().trim_end_matches('/').to_owned()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(base_url: &str) -> String {
        look_at(base_url).iter().map(|a| a.what.clone()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_plain_base_url_is_left_alone() {
        assert_eq!(said("https://sis.example/customer/v2.0"), "");
        assert_eq!(said("http://127.0.0.1:8080/v2.0"), "");
    }

    #[test]
    fn a_version_written_twice_is_seen() {
        assert_eq!(said("https://sis.example/v2.0/v2.0"), "base_url ends in /v2.0 twice");
    }

    #[test]
    fn a_collection_at_the_end_is_seen() {
        assert_eq!(said("https://sis.example/v2.0/persons"), "base_url ends in /persons, which is a collection");
    }

    #[test]
    fn a_missing_or_doubled_version_leads_to_the_right_candidate() {
        assert_eq!(candidates("https://sis.example/a")[0], "https://sis.example/a/v2.0");
        assert_eq!(candidates("https://sis.example/v2.0/v2.0")[0], "https://sis.example/v2.0");
        assert!(!candidates("https://sis.example/v2.0").contains(&"https://sis.example/v2.0".to_owned()));
    }
}
