//! From view to page: the templates in `templates/`, with the words of one language.

use std::sync::Arc;

use fluent_bundle::FluentValue;
use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use samspel_model::{Lang, Report};

use super::view::View;
use crate::printable::printable;
use crate::words::{Words, number};
use crate::{ReportError, digest};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The report as one HTML file in one language.
///
/// The file refers to nothing outside itself and needs no script. It prints the digest of [`json`](crate::json).
///
/// # Errors
/// [`ReportError::Template`] if a template is broken, [`ReportError::Json`] if the digest cannot be computed.
pub fn html(report: &Report, lang: Lang) -> Result<String, ReportError> {
    let words = Arc::new(Words::of(lang));
    let view = View::of(report, lang, &words, digest(report)?);
    let environment = environment(&words)?;
    let page = environment.get_template("report.html.j2")?.render(Value::from(Serde(view)))?;
    Ok(printable(&page).into_owned())
}

fn environment(words: &Arc<Words>) -> Result<Environment<'static>, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    for file in TEMPLATES.files() {
        if let (Some(name), Some(source)) = (file.path().to_str(), file.contents_utf8()) {
            environment.add_template(name, source)?;
        }
    }
    let said = Arc::clone(words);
    environment.add_function("t", move |id: &str, args: Kwargs| say(&said, id, &args));
    let explained = Arc::clone(words);
    environment.add_function("about", move |id: &str| explained.about(id));
    Ok(environment)
}

/// `t("id", name=value)` in a template: the text with this id.
fn say(words: &Words, id: &str, args: &Kwargs) -> Result<String, minijinja::Error> {
    let mut given = Vec::new();
    for name in args.args() {
        let value: Value = args.get(name)?;
        let argument = match (value.kind(), u64::try_from(value.clone())) {
            (ValueKind::Number, Ok(n)) => number(n),
            _ => FluentValue::from(value.to_string()),
        };
        given.push((name, argument));
    }
    Ok(words.say(id, &given))
}
