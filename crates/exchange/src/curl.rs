//! A request as a command line that anybody can run after putting in a token.

use crate::redaction::{impersonal_json, impersonal_text, impersonal_url, json_candidate};
use crate::{Credentials, Exchange, Request, RequestBody};

impl Exchange {
    /// The request as a `curl` command line. Tokens stand there as shell variables (`$TOKEN` for the principal `full`,
    /// `$TOKEN_LIMITED` for the principal `limited` …) and personal values as `{nameOfTheParameter}` or, in a body, `REDACTED`.
    #[must_use]
    pub fn curl(&self) -> String {
        line(&self.request, &self.url)
    }
}

fn line(request: &Request, url: &str) -> String {
    let mut words = vec!["curl".to_owned()];
    match (request.method.as_str(), &request.body) {
        ("GET", None) | ("POST", Some(_)) => {}
        ("HEAD", None) => words.push("-I".to_owned()),
        (method, _) => words.push(format!("-X {}", quoted(method))),
    }
    let own = |name: &str| request.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
    if !own("authorization")
        && let Some(variable) = token_variable(&request.credentials)
    {
        words.push(format!("-H \"Authorization: Bearer ${variable}\""));
    }
    for (name, value) in &request.headers {
        words.push(format!("-H {}", quoted(&format!("{name}: {}", impersonal_text(value)))));
    }
    if let Some(body) = &request.body {
        let media_type = match body {
            RequestBody::Json(_) => "application/json",
            RequestBody::Raw { media_type, .. } => media_type,
        };
        if !own("content-type") {
            words.push(format!("-H {}", quoted(&format!("Content-Type: {media_type}"))));
        }
        // curl takes a leading @ for a file name and cuts line ends from data; --data-raw does neither.
        words.push(format!("--data-raw {}", quoted(&body_text(body))));
    }
    words.push(quoted(&impersonal_url(url)));
    words.join(" ")
}

fn body_text(body: &RequestBody) -> String {
    match json_candidate(body) {
        Some(text) => impersonal_json(&text).unwrap_or_else(|| impersonal_text(&text)),
        None => match body {
            RequestBody::Raw { bytes, .. } => impersonal_text(&String::from_utf8_lossy(bytes)),
            RequestBody::Json(value) => value.to_string(),
        },
    }
}

fn token_variable(credentials: &Credentials) -> Option<String> {
    let name = match credentials {
        Credentials::Anonymous => return None,
        Credentials::Principal(name) if name == "full" => return Some("TOKEN".to_owned()),
        Credentials::Principal(name) => name,
        Credentials::Token { label, .. } => label,
    };
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    Some(format!("TOKEN_{name}"))
}

/// In single quotes, where a POSIX shell touches nothing; bare when there is nothing to touch.
fn quoted(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::Secret;
    use serde_json::json;

    #[test]
    fn a_line_shows_what_is_needed_and_no_more() {
        let get = Request::get("listPersons", "/persons");
        assert_eq!(
            line(&get, "http://a.example/persons?limit=1"),
            "curl -H \"Authorization: Bearer $TOKEN\" 'http://a.example/persons?limit=1'"
        );
        let head = get.clone().method("HEAD").credentials(Credentials::Anonymous);
        assert_eq!(line(&head, "http://a.example"), "curl -I 'http://a.example'");
        let token = Credentials::Token { label: "bad-signature".to_owned(), token: Secret::new("hemligt") };
        let delete = get.clone().method("DELETE").credentials(token).header("X-A", "it's $HOME");
        assert_eq!(
            line(&delete, "http://a.example"),
            r#"curl -X DELETE -H "Authorization: Bearer $TOKEN_BAD_SIGNATURE" -H 'X-A: it'\''s $HOME' 'http://a.example'"#
        );
        let post = Request::post("lookupPersons", "/persons/lookup", json!({"ids": ["a'b"]}));
        assert_eq!(
            line(&post, "http://a.example"),
            r#"curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data-raw '{"ids":["a'\''b"]}' 'http://a.example'"#
        );
    }

    #[test]
    fn personal_values_are_left_to_the_reader() {
        let post = Request::post("lookupPersons", "/x", json!({"civicNos": ["201005171230"], "ids": ["7"]}));
        let url = "http://a.example/x?nameContains=Annabella&limit=5&civicNo=201005171230&filter=anna@kommun.se";
        let line = line(&post, url);
        for personal in ["Annabella", "201005171230", "anna@kommun.se"] {
            assert!(!line.contains(personal), "{line}");
        }
        assert!(line.contains("nameContains={nameContains}&limit=5&civicNo={civicNo}"), "{line}");
        assert!(line.contains(r#"{"civicNos":["REDACTED"],"ids":["7"]}"#), "{line}");
    }

    #[test]
    fn a_posix_shell_reads_back_what_was_meant() {
        for text in ["", "plain", "it's", "$HOME `id` \\ \"x\"", "a\nb", "å&;|<>*?"] {
            let output =
                std::process::Command::new("sh").arg("-c").arg(format!("printf %s {}", quoted(text))).output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), text);
        }
    }
}
