//! CEL expressions: the only module that knows which CEL library is used.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use cel::common::ast::{EntryExpr, Expr, IdedExpr};
use cel::objects::{Key, Map};
use cel::{Program, Value as Cel};
use serde_json::Value;

/// What expressions can speak about.
pub(super) const NAMES: [&str; 4] = ["status", "headers", "body", "captured"];

/// A compiled expression.
pub(super) struct Expression(Program);

/// Why an expression cannot be used.
pub(super) struct BadExpression {
    pub(super) what: String,
    /// Bytes of the expression, if known.
    pub(super) at: Option<Range<usize>>,
}

impl Expression {
    /// Compiles, and refuses names that no answer has.
    pub(super) fn compile(text: &str) -> Result<Self, BadExpression> {
        let program = Program::compile(text).map_err(|errors| {
            let first = errors.errors.first();
            BadExpression {
                what: first.map_or("not an expression", |e| gist(&e.msg)).to_owned(),
                at: first.and_then(|e| offset(text, e.pos)).map(|at| at..at + 1),
            }
        })?;
        let mut free = Vec::new();
        collect_free(program.expression(), &mut Vec::new(), &mut free);
        if let Some(name) = free.iter().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(BadExpression {
                what: format!("unknown name `{name}`"),
                at: text.find(name.as_str()).map(|at| at..at + name.len()),
            });
        }
        Ok(Expression(program))
    }

    /// Decides.
    ///
    /// # Errors
    /// When the expression fails or gives something else than true or false.
    pub(super) fn decide(&self, scene: &Scene) -> Result<bool, String> {
        let mut context = cel::Context::default();
        context.add_variable_from_value("status", Cel::Int(i64::from(scene.status)));
        let headers: HashMap<String, String> = scene.headers.clone().into_iter().collect();
        context.add_variable_from_value("headers", headers);
        context.add_variable_from_value("body", to_cel(&scene.body));
        context.add_variable_from_value("captured", to_cel(&Value::Object(scene.captured.clone())));
        match self.0.execute(&context) {
            Ok(Cel::Bool(value)) => Ok(value),
            Ok(other) => Err(format!("gives {} instead of true or false", other.type_of())),
            // The library's words for type errors quote values, which may be personal data.
            Err(error) => Err(reason(&error)),
        }
    }
}

/// What an expression is asked about.
pub(super) struct Scene {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Value,
    pub(super) captured: serde_json::Map<String, Value>,
}

fn reason(error: &cel::ExecutionError) -> String {
    match error {
        cel::ExecutionError::NoSuchKey(key) => format!("no such key: {key} (ask with has(…) first)"),
        cel::ExecutionError::UndeclaredReference(name) => format!("unknown name or function {name}"),
        cel::ExecutionError::NoSuchOverload(overload) => overload.to_string(),
        _ => "the values do not fit the operation".to_owned(),
    }
}

fn to_cel(value: &Value) -> Cel {
    match value {
        Value::Null => Cel::Null,
        Value::Bool(value) => Cel::Bool(*value),
        // One kind of whole number, so that `body.n == 1` and `size(x) < body.n` mean what they say.
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => Cel::Int(whole),
            (None, Some(whole)) => Cel::UInt(whole),
            (None, None) => Cel::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Cel::String(Arc::new(text.clone())),
        Value::Array(items) => Cel::List(Arc::new(items.iter().map(to_cel).collect())),
        Value::Object(members) => {
            let map: HashMap<Key, Cel> =
                members.iter().map(|(name, value)| (Key::from(name.clone()), to_cel(value))).collect();
            Cel::Map(Map { map: Arc::new(map) })
        }
    }
}

/// What the parser says, without the list of every token that could follow.
fn gist(message: &str) -> &str {
    let message = message.lines().next().unwrap_or_default();
    let message = message.split(" expecting {").next().unwrap_or_default();
    match message.strip_prefix("Syntax error: ").unwrap_or(message) {
        ended if ended.contains("<EOF>") => "it ends too early",
        equals if equals.contains("recognition error at: '= ") => "`=` does not compare, write `==`",
        other => other,
    }
}

/// The library counts lines and columns from 1.
fn offset(text: &str, (line, column): (isize, isize)) -> Option<usize> {
    let line = usize::try_from(line).ok()?.checked_sub(1)?;
    let column = usize::try_from(column).ok()?.saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let inside: usize = text.get(start..)?.chars().take(column).map(char::len_utf8).sum();
    Some((start + inside).min(text.len()))
}

fn collect_free(expression: &IdedExpr, bound: &mut Vec<String>, free: &mut Vec<String>) {
    match &expression.expr {
        Expr::Unspecified | Expr::Literal(_) => {}
        Expr::Ident(name) => {
            if !name.starts_with('@') && !bound.contains(name) {
                free.push(name.clone());
            }
        }
        Expr::Call(call) => {
            for part in call.target.iter().map(|t| &**t).chain(&call.args) {
                collect_free(part, bound, free);
            }
        }
        Expr::Comprehension(all) => {
            collect_free(&all.iter_range, bound, free);
            collect_free(&all.accu_init, bound, free);
            let before = bound.len();
            bound.push(all.iter_var.clone());
            bound.extend(all.iter_var2.clone());
            bound.push(all.accu_var.clone());
            for part in [&all.loop_cond, &all.loop_step, &all.result] {
                collect_free(part, bound, free);
            }
            bound.truncate(before);
        }
        Expr::List(list) => list.elements.iter().for_each(|part| collect_free(part, bound, free)),
        Expr::Map(map) => map.entries.iter().for_each(|entry| collect_entry(&entry.expr, bound, free)),
        Expr::Struct(fields) => fields.entries.iter().for_each(|entry| collect_entry(&entry.expr, bound, free)),
        Expr::Select(select) => collect_free(&select.operand, bound, free),
    }
}

fn collect_entry(entry: &EntryExpr, bound: &mut Vec<String>, free: &mut Vec<String>) {
    match entry {
        EntryExpr::StructField(field) => collect_free(&field.value, bound, free),
        EntryExpr::MapEntry(entry) => {
            collect_free(&entry.key, bound, free);
            collect_free(&entry.value, bound, free);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn scene() -> Scene {
        Scene {
            status: 200,
            headers: BTreeMap::from([("content-type".to_owned(), "application/json".to_owned())]),
            body: json!({"data": [{"id": "a", "n": 1}, {"id": "b", "n": 2}], "pageToken": null, "big": u64::MAX, "half": 0.5}),
            captured: json!({"id": "a"}).as_object().cloned().unwrap(),
        }
    }

    fn decide(text: &str) -> Result<bool, String> {
        Expression::compile(text).map_err(|bad| bad.what)?.decide(&scene())
    }

    #[test]
    fn expressions_see_status_headers_body_and_captures() {
        for (text, expected) in [
            ("status == 200", true),
            ("status in [400, 404]", false),
            ("headers['content-type'].startsWith('application/json')", true),
            ("'retry-after' in headers", false),
            ("size(body.data) == 2", true),
            ("body.data.all(x, x.n >= 1)", true),
            ("body.data.exists(x, x.id == captured.id && x.n == 2)", false),
            ("body.data.map(x, x.id) == ['a', 'b']", true),
            ("body.pageToken == null", true),
            ("has(body.nextLink)", false),
            ("body.half < 1.0", true),
            ("body.data[1].id.matches('^[a-z]$')", true),
        ] {
            assert_eq!(decide(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_neither_true_nor_false_is_an_error() {
        assert!(decide("status").unwrap_err().contains("instead of true or false"));
        assert!(decide("body.missing == 1").unwrap_err().contains("missing"));
        assert!(decide("status == 'x' + 1").is_err());
    }

    #[test]
    fn an_error_never_quotes_the_body() {
        let mut scene = scene();
        scene.body = json!({"civicNo": "personal"});
        for text in
            ["body.civicNo > 3", "body.civicNo.all(x, x)", "body.civicNo - body.civicNo == 0", "body.civicNo[0]"]
        {
            let error = Expression::compile(text).ok().unwrap().decide(&scene).unwrap_err();
            assert!(!error.contains("personal"), "{error}");
        }
    }

    #[test]
    fn a_name_that_no_answer_has_is_refused_and_a_bound_one_is_not() {
        assert_eq!(decide("stauts == 200").unwrap_err(), "unknown name `stauts`");
        assert!(decide("body.data.all(entry, has(entry.id))").is_ok());
        assert!(decide("body.data.all(entry, true) && entry == 1").is_err());
    }

    proptest! {
        #[test]
        fn compiling_arbitrary_text_never_panics(text in "[a-z0-9 .()\\[\\]{}'\"&|=<>!?:,+*/@\\\\åü-]{0,40}") {
            if let Err(bad) = Expression::compile(&text) {
                prop_assert!(!bad.what.is_empty());
                prop_assert!(bad.at.is_none_or(|at| at.start <= text.len()));
            }
        }
    }
}
