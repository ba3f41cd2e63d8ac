//! Both languages: no text is empty, and the Fluent files have the same messages with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant};
use fluent_syntax::parser;
use samspel_model::{Lang, Text};

use super::{Findings, LintFinding};
use crate::diagnostic::Source;
use crate::texts::{FtlFile, core_files};

pub(super) fn check(found: &mut Findings<'_>) {
    let suite = found.suite;
    text(found, ("suite", &suite.id), "title", &suite.title);
    for (reason, words) in &suite.untested_reasons {
        text(found, ("reason", reason), reason, words);
    }
    for requirement in &suite.requirements {
        let spot = ("requirement", requirement.id.as_str());
        for (what, words) in [("title", &requirement.title), ("why", &requirement.why), ("remedy", &requirement.remedy)]
        {
            text(found, spot, &format!("{} {what}", requirement.id), words);
        }
    }
    for case in &suite.cases {
        let spot = ("case", case.id.as_str());
        text(found, spot, &format!("{} purpose", case.id), &case.purpose);
        for expectation in case.steps.iter().flat_map(|step| &step.expect) {
            text(found, spot, &format!("{} otherwise", case.id), &expectation.otherwise);
        }
    }
    for profile in &suite.profiles {
        let spot = ("profile", profile.id.as_str());
        text(found, spot, &format!("{} title", profile.id), &profile.title);
        text(found, spot, &format!("{} about", profile.id), &profile.about);
        for call in &profile.calls {
            text(found, spot, &format!("{} call {}", profile.id, call.operation), &call.purpose);
        }
        for exception in &profile.except {
            text(found, spot, &format!("{} except {}", profile.id, exception.requirements), &exception.reason);
        }
    }
    found.list.extend(fluent(&suite.ftl));
}

fn text(found: &mut Findings<'_>, spot: (&'static str, &str), what: &str, words: &Text) {
    for lang in Lang::ALL {
        if words.get(lang).trim().is_empty() {
            found.add("missing-language", spot, format!("{what} says nothing in `{}`", lang.tag()), None);
        }
    }
}

/// The core's own files, held against each other as a suite's are.
#[cfg(test)]
pub(super) fn core() -> Vec<LintFinding> {
    compare(&messages(&core_files()))
}

fn fluent(files: &[FtlFile]) -> Vec<LintFinding> {
    let suite = messages(files);
    let mut found = compare(&suite);
    let core = messages(&core_files());
    for (id, by_lang) in &suite {
        if let (Some(_), Some((_, defined))) = (core.get(id), by_lang.iter().next()) {
            found.push(finding(defined, "duplicate-message", format!("the core has a message `{id}` already")));
        }
    }
    found
}

/// A message in one language.
struct Defined {
    spot: String,
    arguments: BTreeSet<String>,
}

type Messages = BTreeMap<String, BTreeMap<&'static str, Defined>>;

fn messages(files: &[FtlFile]) -> Messages {
    let mut all = Messages::new();
    for file in files {
        // A file that does not parse has been refused when the suite was loaded.
        let Ok(resource) = parser::parse(file.text.as_str()) else { continue };
        let source = Source::new(&file.name, &file.text);
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let line = message_line(&file.text, message.id.name);
            let mut arguments = BTreeSet::new();
            if let Some(pattern) = &message.value {
                in_pattern(pattern, &mut arguments);
            }
            let defined = Defined { spot: format!("{}:{line}", source.name.display()), arguments };
            all.entry(message.id.name.to_owned()).or_default().insert(file.lang.tag(), defined);
        }
    }
    all
}

/// A message begins a line with its id.
fn message_line(text: &str, id: &str) -> usize {
    let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map_or(1, |at| at + 1)
}

fn compare(all: &Messages) -> Vec<LintFinding> {
    let mut found = Vec::new();
    for (id, by_lang) in all {
        match (by_lang.get("sv"), by_lang.get("en")) {
            (Some(sv), Some(en)) if sv.arguments != en.arguments => {
                let message = format!(
                    "`{id}` mentions {} in Swedish and {} in English",
                    listed(&sv.arguments),
                    listed(&en.arguments)
                );
                found.push(finding(sv, "arguments-differ", message));
            }
            (Some(_), Some(_)) | (None, None) => {}
            (Some(only), None) => {
                found.push(finding(only, "missing-language", format!("`{id}` has no text in `en`")));
            }
            (None, Some(only)) => {
                found.push(finding(only, "missing-language", format!("`{id}` has no text in `sv`")));
            }
        }
    }
    found
}

fn finding(defined: &Defined, rule: &'static str, message: String) -> LintFinding {
    LintFinding { spot: Some(defined.spot.clone()), rule, message, help: None }
}

fn listed(arguments: &BTreeSet<String>) -> String {
    if arguments.is_empty() {
        return "nothing".to_owned();
    }
    arguments.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

fn in_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, arguments);
        }
    }
}

fn in_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            in_inline(selector, arguments);
            for Variant { value, .. } in variants {
                in_pattern(value, arguments);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments: call, .. } => in_call(call, arguments),
        InlineExpression::TermReference { arguments: Some(call), .. } => in_call(call, arguments),
        InlineExpression::Placeable { expression } => in_expression(expression, arguments),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { arguments: None, .. } => {}
    }
}

fn in_call(call: &CallArguments<&str>, arguments: &mut BTreeSet<String>) {
    for positional in &call.positional {
        in_inline(positional, arguments);
    }
    for named in &call.named {
        in_inline(&named.value, arguments);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_core_says_the_same_in_both_languages() {
        assert_eq!(super::core(), []);
    }
}
