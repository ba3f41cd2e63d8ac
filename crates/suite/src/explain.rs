//! Turns what a JSON Schema validator says into sentences for the person who wrote the file.

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use crate::diagnostic::{Problem, Source};
use crate::nearest::{advice, nearest, quoted};
use crate::yaml::{Bytes, Document, pointer};

/// Words of the target file that a later version will know: key or value, at the end of a pointer.
const LATER: [(&str, &str); 3] = [("principals", "mtls"), ("principals", "gnap"), ("evidence", "sealed")];

/// Every problem of a document that its schema sees.
pub(crate) fn problems(
    schema: &Value,
    validator: &jsonschema::Validator,
    document: &Document,
    source: &Source,
) -> Vec<Problem> {
    let explainer = Explainer { schema, document, source };
    let mut all: Vec<Explained> =
        validator.iter_errors(&document.value).flat_map(|error| explainer.explain(&error)).collect();
    // A slip in a key is one mistake, although the schema sees an unknown key and a missing one.
    let meant: Vec<String> = all.iter().filter_map(|e| e.meant.clone()).collect();
    all.retain(|e| e.missing.as_ref().is_none_or(|missing| !meant.contains(missing)));
    all.into_iter().map(|e| e.problem).collect()
}

/// A problem, with the pointers of the key that it lacks or that a slip stands for.
struct Explained {
    problem: Problem,
    missing: Option<String>,
    meant: Option<String>,
}

impl From<Problem> for Explained {
    fn from(problem: Problem) -> Self {
        Explained { problem, missing: None, meant: None }
    }
}

struct Explainer<'a> {
    schema: &'a Value,
    document: &'a Document,
    source: &'a Source,
}

impl Explainer<'_> {
    fn explain(&self, error: &ValidationError<'_>) -> Vec<Explained> {
        let at = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let allowed = self.keys_beside(error);
                unexpected.iter().map(|key| self.unknown_key(at, key, &allowed)).collect()
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                vec![self.missing_key(at, key, self.about_beside(error, key))]
            }
            ValidationErrorKind::Type { kind } => vec![self.wrong_type(at, kind).into()],
            ValidationErrorKind::Enum { options } => vec![self.not_an_option(at, &strings(options)).into()],
            ValidationErrorKind::Constant { expected_value } => {
                vec![self.at_value(Problem::new(format!("must be {expected_value}")), at).into()]
            }
            ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
                self.no_branch(at, error, context)
            }
            ValidationErrorKind::Pattern { pattern } => {
                vec![
                    self.at_value(Problem::new("does not have the right form").help(format!("form: {pattern}")), at)
                        .into(),
                ]
            }
            ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } if at == "/samspel" => {
                vec![
                    self.at_value(
                        Problem::new("this version of Samspel reads files of shape 1").help("write `samspel: 1`"),
                        at,
                    )
                    .into(),
                ]
            }
            ValidationErrorKind::Minimum { limit } => {
                vec![self.at_value(Problem::new(format!("too small: at least {limit}")), at).into()]
            }
            ValidationErrorKind::Maximum { limit } => {
                vec![self.at_value(Problem::new(format!("too large: at most {limit}")), at).into()]
            }
            // The remaining keywords do not occur in our schemas; the validator's own words beat silence.
            other => vec![self.at_value(Problem::new(format!("breaks the rule `{}`", other.keyword())), at).into()],
        }
    }

    /// None of the alternatives fits: explains the one that was meant.
    fn no_branch(
        &self,
        at: &str,
        error: &ValidationError<'_>,
        context: &[Vec<ValidationError<'static>>],
    ) -> Vec<Explained> {
        if let Some(options) = self.constants(error) {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            return vec![self.not_an_option(at, &options).into()];
        }
        if self.telling_keys(at, error).len() > 1 {
            return vec![self.pick_one(at, error)];
        }
        let meant = context.iter().min_by_key(|branch| (distance(at, branch), branch.len()));
        match meant {
            Some(branch) if distance(at, branch) == 0 => branch.iter().flat_map(|e| self.explain(e)).collect(),
            _ => vec![self.pick_one(at, error)],
        }
    }

    /// The alternatives are objects with one telling key each, and none or several of these keys are there.
    fn pick_one(&self, at: &str, error: &ValidationError<'_>) -> Explained {
        let keys = self.keys_of_branches(error);
        let list = quoted(&keys, ", ");
        let value = self.document.value.pointer(at).unwrap_or(&Value::Null);
        let Some(object) = value.as_object() else {
            let problem = Problem::new(format!("expected a mapping, found {}", kind_of(value)))
                .help(format!("write one of {list}, for example `{{ {}: … }}`", keys.first().unwrap_or(&"key")));
            return self.at_value(problem, at).into();
        };
        let telling = self.telling_keys(at, error);
        if telling.len() > 1 {
            let problem = Problem::new(format!("only one of {} can be given", quoted(&telling, " and ")));
            return self.at_key(problem.help("keep one of them"), at).into();
        }
        match object.keys().next() {
            Some(key) => self.unknown_key(at, key, &keys),
            None => self.at_value(Problem::new("empty").help(format!("write one of {list}")), at).into(),
        }
    }

    /// The keys by which alternatives are told apart.
    fn keys_of_branches(&self, error: &ValidationError<'_>) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for branch in self.branches(error) {
            for key in branch.get("required").map(strings).unwrap_or_default() {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// Those of them that a value has.
    fn telling_keys(&self, at: &str, error: &ValidationError<'_>) -> Vec<&str> {
        let object = self.document.value.pointer(at).and_then(Value::as_object);
        self.keys_of_branches(error).into_iter().filter(|key| object.is_some_and(|o| o.contains_key(*key))).collect()
    }

    fn unknown_key(&self, at: &str, key: &str, allowed: &[&str]) -> Explained {
        let present: BTreeSet<&str> = self
            .document
            .value
            .pointer(at)
            .and_then(Value::as_object)
            .map(|object| object.keys().map(String::as_str).collect())
            .unwrap_or_default();
        if is_for_later(at, key) {
            return Problem::new(format!("`{key}` is not supported yet"))
                .help(format!("a later version will; until then: {}", quoted(allowed, ", ")))
                .at(self.source, self.key(&pointer(at, key)), "too early")
                .into();
        }
        // A key that is there already was not meant.
        let free: Vec<&str> = allowed.iter().copied().filter(|name| !present.contains(name)).collect();
        let near = nearest(key, free.iter().copied()).first().copied();
        let help = match near {
            Some(best) => Some(format!("did you mean `{best}`?")),
            None if allowed.is_empty() => None,
            None => Some(format!("allowed here: {}", quoted(allowed, ", "))),
        };
        let problem = Problem::new(format!("unknown key `{key}`"));
        let problem = help.into_iter().fold(problem, Problem::help);
        let problem = problem.at(self.source, self.key(&pointer(at, key)), "not known here");
        Explained { problem, missing: None, meant: near.map(|best| pointer(at, best)) }
    }

    fn missing_key(&self, at: &str, key: &str, about: Option<String>) -> Explained {
        let place = if at.is_empty() { "the file".to_owned() } else { format!("`{}`", name_of(at)) };
        let problem = Problem::new(format!("{place} lacks `{key}`"));
        let problem = about.into_iter().fold(problem, |p, about| p.help(format!("`{key}`: {about}")));
        Explained { problem: self.at_key(problem, at), missing: Some(pointer(at, key)), meant: None }
    }

    fn wrong_type(&self, at: &str, kind: &TypeKind) -> Problem {
        let expected = match kind {
            TypeKind::Single(one) => word(&one.to_string()).to_owned(),
            TypeKind::Multiple(set) => {
                // A key that may be empty may also be left out, which needs no saying.
                let words = set.iter().map(|one| one.to_string()).filter(|one| one != "null");
                words.map(|one| word(&one).to_owned()).collect::<Vec<_>>().join(" or ")
            }
        };
        let value = self.document.value.pointer(at).unwrap_or(&Value::Null);
        let problem = Problem::new(format!("expected {expected}, found {}", kind_of(value)));
        let problem = match (expected.as_str(), value) {
            ("text", Value::Number(_) | Value::Bool(_)) => problem.help("put it in quotes"),
            ("a whole number" | "a number", Value::String(text)) if text.parse::<f64>().is_ok() => {
                problem.help("remove the quotes")
            }
            ("yes or no (`true` or `false`)", Value::String(text)) => match text.to_lowercase().as_str() {
                "yes" | "on" | "ja" => problem.help("write `true`"),
                "no" | "off" | "nej" => problem.help("write `false`"),
                _ => problem,
            },
            ("a list", Value::String(_)) => problem.help("write `[…]`, or one line starting with `- ` for each"),
            _ => problem,
        };
        self.at_value(problem, at)
    }

    fn not_an_option(&self, at: &str, options: &[&str]) -> Problem {
        let problem = match self.document.value.pointer(at) {
            Some(Value::String(value)) if is_for_later(at, value) => {
                Problem::new(format!("`{value}` is not supported yet"))
                    .help(format!("a later version will; until then: {}", quoted(options, ", ")))
            }
            Some(Value::String(value)) => {
                let problem = Problem::new(format!("`{value}` is not possible for `{}`", name_of(at)));
                advice(value, options.iter().copied()).into_iter().fold(problem, Problem::help)
            }
            other => {
                let found = kind_of(other.unwrap_or(&Value::Null));
                Problem::new(format!("expected one of the allowed words, found {found}"))
                    .help(format!("allowed: {}", quoted(options, ", ")))
            }
        };
        self.at_value(problem, at)
    }

    fn at_value(&self, problem: Problem, at: &str) -> Problem {
        let place = self.document.places.get(at).map_or(0..0, |place| place.value.clone());
        problem.at(self.source, place, "here")
    }

    fn at_key(&self, problem: Problem, at: &str) -> Problem {
        problem.at(self.source, self.key(at), "here")
    }

    fn key(&self, at: &str) -> Bytes {
        match self.document.places.get(at) {
            Some(place) => place.key.clone().unwrap_or_else(|| first_line(&place.value)),
            None => 0..0,
        }
    }

    /// The schema object that holds the keyword of an error.
    fn holder(&self, error: &ValidationError<'_>) -> Option<&Value> {
        let path = error.schema_path().as_str();
        self.schema.pointer(path.rsplit_once('/')?.0)
    }

    fn keys_beside(&self, error: &ValidationError<'_>) -> Vec<&str> {
        self.holder(error)
            .and_then(|holder| holder.get("properties"))
            .and_then(Value::as_object)
            .map(|properties| properties.keys().map(String::as_str).collect())
            .unwrap_or_default()
    }

    /// The first sentence of what the schema says about a key.
    fn about_beside(&self, error: &ValidationError<'_>, key: &str) -> Option<String> {
        let property = self.holder(error)?.get("properties")?.get(key)?;
        let about = property.get("description").or_else(|| {
            let target = property.get("$ref")?.as_str()?.strip_prefix('#')?;
            self.schema.pointer(target)?.get("description")
        })?;
        about.as_str()?.lines().next().map(|line| line.trim_end_matches('.').to_owned())
    }

    fn branches(&self, error: &ValidationError<'_>) -> Vec<&Value> {
        self.schema
            .pointer(error.schema_path().as_str())
            .and_then(Value::as_array)
            .map(|all| all.iter().collect())
            .unwrap_or_default()
    }

    /// The options when every alternative is a literal (an enum whose variants have descriptions).
    fn constants(&self, error: &ValidationError<'_>) -> Option<Vec<String>> {
        self.branches(error).iter().map(|b| b.get("const").and_then(Value::as_str).map(str::to_owned)).collect()
    }
}

/// How far a value is from an alternative: 0 when only inner parts are wrong or its telling key is there.
fn distance(at: &str, branch: &[ValidationError<'_>]) -> u8 {
    let here = |e: &&ValidationError<'_>| e.instance_path().as_str() == at;
    let outer: Vec<_> = branch.iter().filter(here).collect();
    if outer.iter().any(|e| matches!(e.kind(), ValidationErrorKind::Type { .. })) {
        2
    } else if outer.iter().any(|e| matches!(e.kind(), ValidationErrorKind::Required { .. })) {
        1
    } else {
        0
    }
}

fn is_for_later(at: &str, word: &str) -> bool {
    LATER.iter().any(|(first, later)| *later == word && at.split('/').nth(1) == Some(first))
}

fn first_line(bytes: &Bytes) -> Bytes {
    bytes.start..bytes.start.max(bytes.end.min(bytes.start + 1))
}

fn name_of(at: &str) -> String {
    let name = at.rsplit('/').next().unwrap_or_default();
    let name = name.replace("~1", "/").replace("~0", "~");
    match name.parse::<usize>() {
        Ok(index) => {
            let list = at.rsplit('/').nth(1).unwrap_or_default();
            format!("{list}[{index}]")
        }
        Err(_) => name,
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn word(json_type: &str) -> &str {
    match json_type {
        "array" => "a list",
        "boolean" => "yes or no (`true` or `false`)",
        "integer" => "a whole number",
        "null" => "nothing",
        "number" => "a number",
        "object" => "a mapping (`key: value`)",
        "string" => "text",
        other => other,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
