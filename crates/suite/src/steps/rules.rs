//! What must hold for the steps of a case before anything is sent.

use std::collections::BTreeSet;

use serde_json_path::JsonPath;

use super::expression::{Expression, NAMES};
use super::template::{body_names, names};
use crate::diagnostic::{Problem, Source};
use crate::nearest::{advice, quoted};
use crate::yaml::{Bytes, Document, pointer};
use crate::{Case, Step};

/// Methods that a step can send.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Every problem of the steps of a case that stands at `at`.
pub(crate) fn problems(case: &Case, at: &str, document: &Document, source: &Source) -> Vec<Problem> {
    let mut rules = Rules { case, document, source, found: Vec::new() };
    let mut known: BTreeSet<String> = case.matrix.keys().chain(case.with.keys()).cloned().collect();
    let mut decided = BTreeSet::new();
    for (index, step) in case.steps.iter().enumerate() {
        let at = format!("{at}/steps/{index}");
        rules.request(step, &at);
        rules.names(step, &at, &known);
        rules.principal(step, &at);
        for (name, path) in &step.capture {
            rules.path(path, &pointer(&format!("{at}/capture"), name));
            known.insert(name.clone());
        }
        for (number, expectation) in step.expect.iter().enumerate() {
            let at = format!("{at}/expect/{number}");
            rules.expression(&expectation.that, &format!("{at}/that"));
            if let Some(when) = &expectation.when {
                rules.expression(when, &format!("{at}/when"));
            }
            rules.requirement(&expectation.requirement, &format!("{at}/requirement"));
            decided.insert(expectation.requirement.as_str());
        }
    }
    if !case.steps.is_empty() {
        for (index, id) in case.requirements.iter().enumerate() {
            if !decided.contains(id.as_str()) {
                let problem = Problem::new(format!("no step decides `{id}`"))
                    .help("add an `expect` with this requirement, or do not claim it");
                rules.at(problem, &format!("{at}/requirements/{index}"), "claimed here");
            }
        }
    }
    rules.found
}

struct Rules<'a> {
    case: &'a Case,
    document: &'a Document,
    source: &'a Source,
    found: Vec<Problem>,
}

impl Rules<'_> {
    fn at(&mut self, problem: Problem, at: &str, label: &str) {
        let bytes = self.document.places.get(at).map_or(0..0, |place| place.value.clone());
        self.found.push(problem.at(self.source, bytes, label));
    }

    /// The place of a part of a text, as exactly as the way it is written allows.
    fn inside(&self, at: &str, text: &str, part: Option<Bytes>) -> Bytes {
        let whole = self.document.places.get(at).map_or(0..0, |place| place.value.clone());
        let written = self.source.text().get(whole.clone()).unwrap_or_default();
        match (written.find(text), part) {
            (Some(start), Some(part)) => {
                let first = whole.start + start;
                let last = first + text.len();
                (first + part.start).min(last)..(first + part.end).min(last)
            }
            _ => whole,
        }
    }

    fn request(&mut self, step: &Step, at: &str) {
        let at = format!("{at}/request");
        let Some((method, path)) = step.request.split_once(' ') else {
            let problem = Problem::new("a request is a method and a path").help("for example `GET /persons/{id}`");
            return self.at(problem, &at, "here");
        };
        if !METHODS.contains(&method) {
            let problem = Problem::new(format!("unknown method `{method}`"))
                .help(format!("a step can send {}", METHODS.join(", ")));
            self.at(problem, &at, "here");
        }
        if !path.starts_with('/') || path.contains(' ') {
            let problem = Problem::new("the path must start with `/` and hold no spaces")
                .help("it stands below the target's base_url; write special characters percent-encoded");
            self.at(problem, &at, "here");
        } else if path.contains('?') {
            let problem = Problem::new("query parameters do not belong in the path").help("write them under `query`");
            self.at(problem, &at, "here");
        }
    }

    fn names(&mut self, step: &Step, at: &str, known: &BTreeSet<String>) {
        let mut used: Vec<(String, &str)> =
            names(&step.request).into_iter().map(|n| (format!("{at}/request"), n)).collect();
        for (folder, texts) in [("query", &step.query), ("headers", &step.headers)] {
            for (key, text) in texts {
                used.extend(names(text).into_iter().map(|n| (pointer(&format!("{at}/{folder}"), key), n)));
            }
        }
        if let Some(body) = &step.body {
            used.extend(body_names(body).into_iter().map(|n| (format!("{at}/body"), n)));
        }
        for (place, name) in used {
            if !known.contains(name) {
                let problem = Problem::new(format!("nothing gives `{{{name}}}` a value"));
                let help = advice(name, known.iter().map(String::as_str))
                    .unwrap_or_else(|| "values come from `capture` of an earlier step, `with` and `matrix`".to_owned());
                self.at(problem.help(help), &place, "used here");
            }
        }
    }

    fn principal(&mut self, step: &Step, at: &str) {
        let known = ["full", "anonymous"].contains(&step.principal.as_str())
            || self.case.needs.principals.contains(&step.principal);
        if !known {
            let problem =
                Problem::new(format!("the step acts as `{}`, which the case does not ask for", step.principal))
                    .help(format!("add `needs: {{ principals: [{}] }}` to the case", step.principal));
            self.at(problem, &format!("{at}/principal"), "here");
        }
    }

    fn path(&mut self, path: &str, at: &str) {
        if let Err(error) = JsonPath::parse(path) {
            let bytes = self.inside(at, path, error.position().checked_sub(1).map(|at| at..at + 1));
            let problem = Problem::new(format!("not a JSONPath (RFC 9535): {}", error.message()))
                .help("for example `$.data[0].id`")
                .at(self.source, bytes, "here");
            self.found.push(problem);
        }
    }

    fn expression(&mut self, text: &str, at: &str) {
        if let Err(bad) = Expression::compile(text) {
            let bytes = self.inside(at, text, bad.at);
            let problem = Problem::new(format!("not a CEL expression: {}", bad.what))
                .help(format!("expressions speak about {}", quoted(&NAMES, ", ")))
                .at(self.source, bytes, "here");
            self.found.push(problem);
        }
    }

    fn requirement(&mut self, id: &str, at: &str) {
        if !self.case.requirements.iter().any(|claimed| claimed == id) {
            let problem = Problem::new(format!("the case does not claim `{id}`"));
            let help = advice(id, self.case.requirements.iter().map(String::as_str));
            self.at(help.into_iter().fold(problem, Problem::help), at, "here");
        }
    }
}
