//! Whether two URLs name the same API.

use url::Url;

/// How a location relates to the one that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alike {
    /// The same after RFC 3986, 6.2: letter case of scheme and host, the scheme's own port, a slash at the end.
    Same,
    /// The wanted one stands somewhere inside.
    Inside,
    /// It begins as the wanted one does.
    Longer,
    Other,
}

/// Compares a location with the wanted one.
pub(super) fn alike(given: &str, wanted: &str) -> Alike {
    let plain = |url: &str| {
        let url = Url::parse(url).ok()?;
        let is_bare =
            url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
        is_bare.then(|| {
            let path = url.path().trim_end_matches('/').to_owned();
            (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port_or_known_default(), path)
        })
    };
    if let (Some(given), Some(wanted)) = (plain(given), plain(wanted))
        && given == wanted
    {
        return Alike::Same;
    }
    let origin = wanted.split_once("://").map_or(wanted, |(_, rest)| rest).split('/').next().unwrap_or_default();
    let host = origin.split(':').next().unwrap_or_default();
    let beginning = wanted.split_once("://").map_or(String::new(), |(scheme, _)| format!("{scheme}://{host}"));
    match given {
        _ if !host.is_empty() && given.starts_with(&beginning) => Alike::Longer,
        _ if given.contains(wanted) => Alike::Inside,
        _ => Alike::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter_but_everything_else_does() {
        let wanted = "https://api.skola.example/v2.0";
        for same in ["https://API.skola.example/v2.0", "HTTPS://api.skola.example:443/v2.0/"] {
            assert_eq!(alike(same, wanted), Alike::Same, "{same}");
        }
        assert_eq!(alike("https://evil.example/?x=https://api.skola.example/v2.0", wanted), Alike::Inside);
        assert_eq!(alike("https://api.skola.example.evil.example/v2.0", wanted), Alike::Longer);
        assert_eq!(alike("https://api.skola.example@evil.example/v2.0", wanted), Alike::Longer);
        assert_eq!(alike("https://other.example/v2.0", wanted), Alike::Other);
        assert_eq!(alike("", wanted), Alike::Other);
    }
}
