//! Reads a target file and checks what a schema cannot know.

use std::path::Path;

use serde_json::Value;
use url::Url;

use super::Target;
use super::mask;
use super::production;
use crate::FileKind;
use crate::diagnostic::{Problem, Problems, Source};
use crate::nearest::{advice, quoted};
use crate::read::{self, Read};
use crate::yaml::{Document, pointer};

/// A target file that can be used, with what its author should know.
#[derive(Debug)]
pub struct LoadedTarget {
    /// The target.
    pub target: Target,
    /// Warnings; the file is used all the same.
    pub warnings: Vec<Problem>,
}

/// Editions of the interfaces that this version knows.
const EDITIONS: [(&str, &[&str]); 5] = [
    ("ss12000", &["2.0", "2.1"]),
    ("saml-metadata", &["2.0"]),
    ("saml-sp", &["2.0"]),
    ("oidc-provider", &["1.0"]),
    ("tls", &["2022"]),
];

/// Interfaces that somebody has to log in to.
const NEED_A_PRINCIPAL: [&str; 1] = ["ss12000"];

/// Where credentials belong.
const UNDER_PRINCIPALS: &str = "credentials belong under `principals`";

/// Principals that checks ask for.
pub(crate) const PRINCIPALS: [&str; 5] = ["full", "limited", "no_access", "other_tenant", "revoked"];

/// Clients that checks of an OpenID provider ask for.
const CLIENTS: [&str; 3] = ["main", "other", "public"];

/// People that they ask for.
const PEOPLE: [&str; 2] = ["main", "other"];

/// Kinds of tokens that must be refused.
const REFUSED: [&str; 7] =
    ["expired", "not_yet_valid", "other_audience", "other_issuer", "bad_signature", "alg_none", "revoked_client"];

impl Target {
    /// Reads a target file.
    ///
    /// # Errors
    /// All problems of the file, each with its place and advice.
    pub fn load(path: &Path) -> Result<LoadedTarget, Problems> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Problems::one(
                Problem::new(format!("{}: {error}", path.display())).help("`samspel init` writes a target file"),
            )
        })?;
        let mut loaded = Target::parse(&path.to_string_lossy(), &text)?;
        loaded.target.base_dir = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(loaded)
    }

    /// Reads a target from text; `name` stands in messages.
    ///
    /// # Errors
    /// All problems of the text, each with its place and advice.
    pub fn parse(name: &str, text: &str) -> Result<LoadedTarget, Problems> {
        let broken = |problems| Problems { problems };
        let document = read::document(text, &Source::new(name, mask::by_guess(text))).map_err(broken)?;
        let source = Source::new(name, mask::by_place(text, &document));
        // Judged before the types are known, so that all problems of a file come at once.
        let (errors, warnings): (Vec<Problem>, Vec<Problem>) =
            Judge { document: &document, source: &source }.problems().into_iter().partition(|p| !p.is_warning());
        match read::typed::<Target>(FileKind::Target, document, source) {
            Ok(Read { content: mut target, document, .. }) if errors.is_empty() => {
                production::be_gentle(&mut target, document.value.pointer("/limits"));
                Ok(LoadedTarget { target, warnings })
            }
            Ok(_) => Err(broken(sorted(errors))),
            Err(mut problems) => {
                problems.extend(errors);
                Err(broken(sorted(problems)))
            }
        }
    }
}

/// In file order, as people read.
fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(Problem::offset);
    problems
}

/// Rules over single values that need no types.
struct Judge<'a> {
    document: &'a Document,
    source: &'a Source,
}

impl Judge<'_> {
    fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        self.environment(&mut found);
        self.interfaces(&mut found);
        self.principals(&mut found);
        self.refused_tokens(&mut found);
        self.limits(&mut found);
        self.webhook(&mut found);
        self.issuer(&mut found);
        self.changes(&mut found);
        if let Some(Value::String(proxy)) = self.value("/proxy") {
            // The environment is where a proxy's password can stay.
            let elsewhere = "leave `proxy` out and set HTTPS_PROXY in the environment";
            found.extend(self.absolute("/proxy", proxy, &["http", "https", "socks5"], elsewhere));
        }
        found
    }

    fn value(&self, at: &str) -> Option<&Value> {
        self.document.value.pointer(at)
    }

    fn members(&self, at: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.value(at).and_then(Value::as_object).into_iter().flatten()
    }

    fn at(&self, problem: Problem, at: &str, label: &str) -> Problem {
        let bytes = self.document.places.get(at).map_or(0..0, |place| place.value.clone());
        problem.at(self.source, bytes, label)
    }

    fn at_key(&self, problem: Problem, at: &str, label: &str) -> Problem {
        let bytes = self.document.places.get(at).and_then(|place| place.key.clone()).unwrap_or(0..0);
        problem.at(self.source, bytes, label)
    }

    fn environment(&self, found: &mut Vec<Problem>) {
        let production = self.value("/environment").and_then(Value::as_str) == Some("production");
        let writes = self.value("/allow_writes").and_then(Value::as_bool) == Some(true);
        if production && writes {
            let problem = Problem::new("a production system is never written to")
                .help("set `allow_writes: false`, or point the file at a test environment and say `environment: test`");
            let problem = self.at(problem, "/allow_writes", "asks for writes");
            found.push(self.at(problem, "/environment", "real people's data"));
        }
        if production && self.value("/evidence/level").and_then(Value::as_str) == Some("pseudonymised") {
            let problem = Problem::new("of a production system at most the shape of answers is kept")
                .warning()
                .help("write `level: shape` or `level: none`");
            found.push(self.at(problem, "/evidence/level", "taken as `shape`"));
        }
    }

    fn interfaces(&self, found: &mut Vec<Problem>) {
        if self.value("/interfaces").and_then(Value::as_object).is_some_and(serde_json::Map::is_empty) {
            let problem = Problem::new("no interface to test").help("add `ss12000:` with `base_url` and `edition`");
            found.push(self.at_key(problem, "/interfaces", "empty"));
        }
        for (kind, interface) in self.members("/interfaces") {
            let at = pointer("/interfaces", kind);
            let Some((_, editions)) = EDITIONS.iter().find(|(known, _)| known == kind) else {
                // The schema tells about it.
                continue;
            };
            if let Some(base_url) = interface.get("base_url").and_then(Value::as_str) {
                found.extend(self.absolute(&pointer(&at, "base_url"), base_url, &["http", "https"], UNDER_PRINCIPALS));
            }
            if let Some(edition) = interface.get("edition").and_then(Value::as_str)
                && !editions.contains(&edition)
            {
                let problem = Problem::new(format!("edition `{edition}` of {kind} is not known"))
                    .help(format!("known: {}", quoted(editions, ", ")));
                found.push(self.at(problem, &pointer(&at, "edition"), "not known"));
            }
        }
        self.saml_metadata(found);
        self.oidc_provider(found);
        self.saml_sp(found);
        self.tls(found);
    }

    fn saml_sp(&self, found: &mut Vec<Problem>) {
        let at = "/interfaces/saml-sp";
        let Some(Value::Object(sp)) = self.value(at) else { return };
        if sp.contains_key("metadata_file") == sp.contains_key("metadata_url") {
            let problem = Problem::new("`saml-sp` takes exactly one of `metadata_file` and `metadata_url`")
                .help("the service provider's own metadata: a file beside the target file, or where it is published");
            found.push(self.at_key(problem, at, "here"));
        }
        for key in ["metadata_url", "login_url", "logout_url", "probe/url", "idp/sso_url", "idp/public_url"] {
            let at = format!("{at}/{key}");
            if let Some(Value::String(url)) = self.value(&at) {
                let wrong = match Url::parse(url) {
                    Ok(parsed) if matches!(parsed.scheme(), "http" | "https") => None,
                    Ok(parsed) => Some(format!("`{}:` is not possible here", parsed.scheme())),
                    Err(error) => Some(format!("not an absolute URL: {error}")),
                };
                if let Some(wrong) = wrong {
                    let problem = Problem::new(wrong).help("write an absolute URL with http or https");
                    found.push(self.at(problem, &at, "here"));
                }
            }
        }
        found.extend(self.listen(&format!("{at}/idp/listen")));
        if self.value("/allow_writes") != Some(&Value::Bool(true)) {
            let problem =
                Problem::new("`saml-sp` logs people in who do not exist, and services make accounts for them")
                    .help("say `allow_writes: true` when the service may be filled with them");
            found.push(self.at_key(problem, at, "begins sessions"));
        }
        if self.value("/environment").and_then(Value::as_str) == Some("production") {
            let problem = Problem::new("a production service must not trust an identity provider that a tester holds")
                .help("point the file at a test environment and say `environment: test`");
            let problem = self.at_key(problem, at, "would let people in who do not exist");
            found.push(self.at(problem, "/environment", "real people's data"));
        }
    }

    fn tls(&self, found: &mut Vec<Problem>) {
        let at = "/interfaces/tls/endpoints";
        for (index, endpoint) in self.value(at).and_then(Value::as_array).into_iter().flatten().enumerate() {
            if let Some(url) = endpoint.get("url").and_then(Value::as_str) {
                let elsewhere = "nobody logs in to test TLS";
                found.extend(self.absolute(&format!("{at}/{index}/url"), url, &["https"], elsewhere));
            }
        }
    }

    fn saml_metadata(&self, found: &mut Vec<Problem>) {
        let at = "/interfaces/saml-metadata";
        let Some(Value::Object(metadata)) = self.value(at) else { return };
        if metadata.contains_key("file") == metadata.contains_key("url") {
            let problem = Problem::new("`saml-metadata` takes exactly one of `file` and `url`")
                .help("a file lies beside the target file, a URL is where the product or the federation publishes it");
            found.push(self.at_key(problem, at, "here"));
        }
        if let Some(Value::String(url)) = metadata.get("url")
            && let Err(error) = Url::parse(url)
        {
            let problem = Problem::new(format!("not an absolute URL: {error}"))
                .help("for example https://idp.example.se/metadata; a file goes under `file`");
            found.push(self.at(problem, &pointer(at, "url"), "here"));
        }
    }

    fn oidc_provider(&self, found: &mut Vec<Problem>) {
        let at = "/interfaces/oidc-provider";
        let Some(Value::Object(provider)) = self.value(at) else { return };
        let elsewhere = "credentials belong under `clients` and `login`";
        if let Some(Value::String(issuer)) = provider.get("issuer") {
            found.extend(self.absolute(&pointer(at, "issuer"), issuer, &["http", "https"], elsewhere));
        }
        for (list, known) in [("clients", &CLIENTS[..]), ("login/people", &PEOPLE[..])] {
            let at = format!("{at}/{list}");
            let Some(Value::Object(given)) = self.value(&at) else { continue };
            if !given.contains_key("main") {
                let problem =
                    Problem::new("`main` is missing").help("tests begin with `main`; the others are optional");
                found.push(self.at_key(problem, &at, "without `main`"));
            }
            for name in given.keys().filter(|name| !known.contains(&name.as_str())) {
                let problem = Problem::new(format!("no test uses `{name}`")).warning();
                let help = advice(name, known.iter().copied());
                found.push(self.at_key(help.into_iter().fold(problem, Problem::help), &pointer(&at, name), "not used"));
            }
        }
        if provider.contains_key("login") && !provider.contains_key("clients") {
            let problem = Problem::new("nobody to log in to")
                .help("add `clients` with `main`, as it is registered with the provider");
            found.push(self.at_key(problem, &pointer(at, "login"), "without `clients`"));
        }
        for (name, client) in self.members(&format!("{at}/clients")) {
            for (kind, _) in client.get("auth").and_then(Value::as_object).into_iter().flatten() {
                let at = format!("{at}/clients/{name}/auth/{kind}");
                found.extend(self.secret(&at));
                found.extend(self.secret(&format!("{at}/key")));
            }
        }
        for list in ["pages", "cancel"] {
            let rules = self.value(&format!("{at}/login/{list}")).and_then(Value::as_array);
            for (index, rule) in rules.into_iter().flatten().enumerate() {
                let at = format!("{at}/login/{list}/{index}");
                if !["field", "action", "follow"].iter().any(|key| rule.get(key).is_some()) {
                    let problem = Problem::new("which page is meant?")
                        .help("`field` names a field of its form, `action` a part of the form's address, `follow` a part of a link's");
                    found.push(self.at(problem, &at, "fits every page and none"));
                }
                self.typed_values(found, &at, rule);
            }
        }
    }

    /// What `fill` refers to has to be typed by the person called `main`.
    fn typed_values(&self, found: &mut Vec<Problem>, rule_at: &str, rule: &Value) {
        let typed = self.value("/interfaces/oidc-provider/login/people/main/types").and_then(Value::as_object);
        let Some(typed) = typed else { return };
        for (field, value) in rule.get("fill").and_then(Value::as_object).into_iter().flatten() {
            let name = value.as_str().and_then(|text| text.strip_prefix('{')?.strip_suffix('}'));
            if let Some(name) = name.filter(|name| !typed.contains_key(*name)) {
                let problem = Problem::new(format!("`main` types nothing that is called `{name}`"));
                let help = advice(name, typed.keys().map(String::as_str));
                let at = pointer(&format!("{rule_at}/fill"), field);
                found.push(self.at(help.into_iter().fold(problem, Problem::help), &at, "not known"));
            }
        }
    }

    fn principals(&self, found: &mut Vec<Problem>) {
        let needed = self.members("/interfaces").any(|(kind, _)| NEED_A_PRINCIPAL.contains(&kind.as_str()));
        let given = match self.value("/principals") {
            None => Some("/interfaces"),
            Some(Value::Object(principals)) if !principals.contains_key("full") => Some("/principals"),
            // What is there is right, or no list of principals at all, which the schema tells about.
            Some(_) => None,
        };
        if let (true, Some(at)) = (needed, given) {
            let problem = Problem::new("the principal `full` is missing")
                .help("`full` may read everything under test; the other principals are optional");
            found.push(self.at_key(problem, at, "without `full`"));
        }
        for (name, method) in self.members("/principals") {
            let at = pointer("/principals", name);
            if !PRINCIPALS.contains(&name.as_str()) {
                let problem = Problem::new(format!("no test uses a principal `{name}`")).warning();
                let help = advice(name, PRINCIPALS);
                found.push(self.at_key(help.into_iter().fold(problem, Problem::help), &at, "not used"));
            }
            if let Some(token_url) = method.pointer("/oauth2/token_url").and_then(Value::as_str) {
                found.extend(self.absolute(
                    &format!("{at}/oauth2/token_url"),
                    token_url,
                    &["http", "https"],
                    UNDER_PRINCIPALS,
                ));
            }
            for inner in ["/bearer", "/oauth2/client_secret"] {
                found.extend(self.secret(&format!("{at}{inner}")));
            }
        }
    }

    fn refused_tokens(&self, found: &mut Vec<Problem>) {
        for (kind, _) in self.members("/refused_tokens") {
            let at = pointer("/refused_tokens", kind);
            if !REFUSED.contains(&kind.as_str()) {
                let problem = Problem::new(format!("unknown kind of refused token `{kind}`"));
                let help = advice(kind, REFUSED);
                found.push(self.at_key(help.into_iter().fold(problem, Problem::help), &at, "not known"));
            }
            found.extend(self.secret(&at));
        }
    }

    fn limits(&self, found: &mut Vec<Problem>) {
        for (key, what) in [
            ("concurrency", "no request could be under way"),
            ("max_requests", "no request could be sent"),
            ("timeout_s", "no answer could arrive in time"),
            ("max_body_bytes", "no body could be read"),
        ] {
            let at = format!("/limits/{key}");
            if self.value(&at).and_then(Value::as_u64) == Some(0) {
                let problem =
                    Problem::new(format!("`{key}` cannot be 0: {what}")).help("leave the key out to get the default");
                found.push(self.at(problem, &at, "here"));
            }
        }
    }

    fn issuer(&self, found: &mut Vec<Problem>) {
        found.extend(self.listen("/issuer/listen"));
        if let Some(Value::String(url)) = self.value("/issuer/public_url") {
            let elsewhere = "the system fetches the keys without credentials";
            found.extend(self.absolute("/issuer/public_url", url, &["http", "https"], elsewhere));
        }
        if self.value("/issuer").is_some() && self.value("/environment").and_then(Value::as_str) == Some("production") {
            let problem = Problem::new("a production system must not trust keys that a tester holds")
                .help("leave `issuer` out, or point the file at a test environment and say `environment: test`");
            let problem = self.at_key(problem, "/issuer", "would let its tokens in");
            found.push(self.at(problem, "/environment", "real people's data"));
        }
    }

    fn listen(&self, at: &str) -> Option<Problem> {
        let Some(Value::String(listen)) = self.value(at) else { return None };
        listen.parse::<std::net::SocketAddr>().is_err().then(|| {
            let problem = Problem::new("not an address to listen on").help("for example 127.0.0.1:0 or 0.0.0.0:8443");
            self.at(problem, at, "here")
        })
    }

    fn webhook(&self, found: &mut Vec<Problem>) {
        found.extend(self.listen("/webhook/listen"));
        if let Some(Value::String(url)) = self.value("/webhook/public_url") {
            let elsewhere = "the system calls this URL without credentials";
            found.extend(self.absolute("/webhook/public_url", url, &["http", "https"], elsewhere));
        }
    }

    fn changes(&self, found: &mut Vec<Problem>) {
        let Some(Value::Object(changes)) = self.value("/changes") else { return };
        let given = |key: &str| match changes.get(key) {
            Some(Value::Bool(wanted)) => *wanted,
            Some(Value::Array(words)) => !words.is_empty(),
            Some(_) => true,
            None => false,
        };
        if ["command", "url", "operator"].into_iter().filter(|key| given(key)).count() != 1 {
            let problem = Problem::new("`changes` takes exactly one of `command`, `url` and `operator: true`")
                .help("a program, a URL, or a person at the terminal makes the changes that tests ask for");
            found.push(self.at_key(problem, "/changes", "here"));
        }
        if let Some(Value::String(url)) = changes.get("url") {
            let elsewhere = "use `command` when the call needs credentials";
            found.extend(self.absolute("/changes/url", url, &["http", "https"], elsewhere));
        }
        if self.value("/environment").and_then(Value::as_str) == Some("production") {
            let problem = Problem::new("tests have no data changed in a production system")
                .help("leave `changes` out, or point the file at a test environment and say `environment: test`");
            let problem = self.at_key(problem, "/changes", "asks for changes");
            found.push(self.at(problem, "/environment", "real people's data"));
        }
    }

    fn secret(&self, at: &str) -> Option<Problem> {
        let Some(Value::String(_)) = self.value(at) else { return None };
        // The secrets of the sandbox on this machine are made up anew each time it starts.
        if self.is_sandbox_here() {
            return None;
        }
        let problem = Problem::new("a secret stands in the file itself")
            .warning()
            .help("write `{ env: NAME }`, `{ file: path }` or `{ command: \"…\" }`, so that the file can be shared");
        Some(self.at(problem, at, "secret (masked here)"))
    }

    /// Whether the file is the sandbox's own, known by the hook for changes that only the sandbox has.
    fn is_sandbox_here(&self) -> bool {
        let hook = self.value("/changes/url").and_then(Value::as_str).and_then(|url| Url::parse(url).ok());
        hook.is_some_and(|url| {
            url.path() == "/sandbox/changes" && matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"))
        })
    }

    fn absolute(&self, at: &str, url: &str, schemes: &[&str], credentials: &str) -> Option<Problem> {
        let problem = match Url::parse(url) {
            Ok(parsed) if !schemes.contains(&parsed.scheme()) => {
                Problem::new(format!("`{}:` is not possible here", parsed.scheme()))
                    .help(format!("write an absolute URL with {}", schemes.join(" or ")))
            }
            Ok(parsed) if parsed.query().is_some() || parsed.fragment().is_some() => {
                Problem::new("the URL has a query or a fragment").help("cut it at the `?` or `#`")
            }
            Ok(parsed) if !parsed.username().is_empty() || parsed.password().is_some() => {
                Problem::new("the URL holds a user name or a password").help(credentials)
            }
            Ok(_) => return None,
            Err(error) => {
                Problem::new(format!("not an absolute URL: {error}")).help("for example https://example.se/api/v2.0")
            }
        };
        Some(self.at(problem, at, "here"))
    }
}
