//! What is tested: addresses that a target file names, and those that the named systems publish.

use std::collections::BTreeSet;

use samspel_exchange::PrincipalMethod;
use samspel_suite::{Target, TlsEndpointKind};
use serde_json::{Map, Value};
use url::{Host, Url};

/// Who uses an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Programs.
    Api,
    /// People with a browser.
    Web,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The address.
    pub url: Url,
    /// Who uses it.
    pub kind: Kind,
    /// Port of plain HTTP on the same host.
    pub http_port: u16,
}

/// A host and a port that speaks TLS.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Server {
    pub(crate) host: Host<String>,
    pub(crate) port: u16,
}

/// Every address of a run, each once.
#[derive(Debug, Clone, Default)]
pub struct Endpoints {
    all: Vec<Endpoint>,
    /// Documents that would have named more, and why they were not read.
    pub(crate) unread: Vec<(String, String)>,
}

/// Members of discovery metadata that people are sent to (OpenID Connect Discovery 1.0, 3; RP-Initiated Logout 1.0, 2.1); all other
/// endpoints are called by programs.
const FOR_PEOPLE: [&str; 3] = ["authorization_endpoint", "end_session_endpoint", "check_session_iframe"];

/// Port of plain HTTP (RFC 9110, 4.2.1).
const HTTP: u16 = 80;

impl Endpoints {
    /// What a target file names.
    #[must_use]
    pub fn of(target: &Target) -> Self {
        let mut endpoints = Endpoints::default();
        let named = target.interfaces.tls.iter().flat_map(|tls| &tls.endpoints);
        for endpoint in named {
            let kind = match endpoint.kind {
                TlsEndpointKind::Api => Kind::Api,
                TlsEndpointKind::Web => Kind::Web,
            };
            endpoints.add_at(&endpoint.url, kind, endpoint.http_port.unwrap_or(HTTP));
        }
        if let Some(api) = &target.interfaces.ss12000 {
            endpoints.add(&api.base_url, Kind::Api);
        }
        for method in target.principals.values() {
            if let PrincipalMethod::OAuth2(oauth2) = method {
                endpoints.add(&oauth2.token_url, Kind::Api);
            }
        }
        if let Some(provider) = &target.interfaces.oidc_provider {
            endpoints.add(&discovery(&provider.issuer), Kind::Api);
        }
        if let Some(url) = target.interfaces.saml_metadata.as_ref().and_then(|metadata| metadata.url.as_ref()) {
            endpoints.add(url, Kind::Api);
        }
        endpoints
    }

    /// One more address; what is no HTTP address, or there already, is left alone.
    pub fn add(&mut self, url: &str, kind: Kind) {
        self.add_at(url, kind, HTTP);
    }

    fn add_at(&mut self, url: &str, kind: Kind, http_port: u16) {
        let Ok(mut url) = Url::parse(url) else { return };
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return;
        }
        url.set_fragment(None);
        match self.all.iter_mut().find(|known| known.url == url) {
            Some(known) => known.kind = known.kind.max(kind),
            None => self.all.push(Endpoint { url, kind, http_port }),
        }
    }

    /// What discovery metadata of an OpenID provider names.
    pub fn add_discovered(&mut self, metadata: &Map<String, Value>) {
        for (name, value) in metadata {
            let Some(url) = value.as_str().filter(|_| name.ends_with("_endpoint") || is_named(name)) else { continue };
            let kind = if FOR_PEOPLE.contains(&name.as_str()) { Kind::Web } else { Kind::Api };
            self.add(url, kind);
        }
    }

    /// Tells that a document which would have named more could not be read.
    pub fn tell_unread(&mut self, url: &str, why: &str) {
        self.unread.push((url.to_owned(), why.to_owned()));
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Endpoint> {
        self.all.iter()
    }

    /// Those that people use, over HTTPS.
    pub(crate) fn web(&self) -> Vec<&Endpoint> {
        self.all.iter().filter(|endpoint| endpoint.is_https() && endpoint.kind == Kind::Web).collect()
    }

    /// Hosts and ports that ought to speak TLS, each once.
    pub(crate) fn servers(&self) -> BTreeSet<Server> {
        self.all.iter().filter_map(Endpoint::server).collect()
    }
}

/// Where an OpenID provider publishes its metadata (OpenID Connect Discovery 1.0, 4).
pub(crate) fn discovery(issuer: &str) -> String {
    format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
}

fn is_named(name: &str) -> bool {
    matches!(name, "jwks_uri" | "check_session_iframe")
}

impl Endpoint {
    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The server behind it, when it speaks TLS.
    pub(crate) fn server(&self) -> Option<Server> {
        let host = self.url.host()?.to_owned();
        self.is_https().then(|| Server { host, port: self.url.port_or_known_default().unwrap_or(443) })
    }
}

impl Server {
    /// As it stands in an address.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The name that a client asks for (RFC 6066, 3): a host name, never an address.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.host {
            Host::Domain(name) => Some(name),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn target(text: &str) -> Target {
        Target::parse("target.yaml", &format!("samspel: 1\nname: x\nenvironment: test\n{text}")).unwrap().target
    }

    #[test]
    fn everything_that_a_target_file_names_is_tested_and_each_server_once() {
        let target = target(
            "interfaces:\n  ss12000: { base_url: \"https://API.example/v2.0\", edition: \"2.1\" }\n  oidc-provider: { issuer: \"https://login.example:8443/\", edition: \"1.0\" }\n  \
             saml-metadata: { url: \"http://md.example/x\", edition: \"2.0\" }\n  tls: { endpoints: [{ url: \"https://api.example/login\", kind: web, http_port: 8080 }] }\n\
             principals: { full: { oauth2: { token_url: \"https://api.example/token\", client_id: a, client_secret: { env: X } } } }\n",
        );
        let mut endpoints = Endpoints::of(&target);
        let metadata = serde_json::json!({ "issuer": "https://login.example:8443", "authorization_endpoint": "https://login.example:8443/a",
            "jwks_uri": "https://keys.example/", "scopes_supported": ["openid"], "service_documentation": "https://docs.example/" });
        endpoints.add_discovered(metadata.as_object().unwrap());
        let servers: Vec<String> = endpoints.servers().iter().map(Server::place).collect();
        assert_eq!(servers, ["api.example:443", "keys.example:443", "login.example:8443"]);
        let web: Vec<&str> = endpoints.web().iter().map(|e| e.url.as_str()).collect();
        assert_eq!(web, ["https://api.example/login", "https://login.example:8443/a"]);
        assert_eq!(endpoints.iter().filter(|e| !e.is_https()).count(), 1);
    }
}
