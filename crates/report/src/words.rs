//! The words of the formats, from `texts/{sv,en}/*.ftl` (Fluent).

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use samspel_model::Lang;
use unic_langid::LanguageIdentifier;

static TEXTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/texts");

/// Texts of one language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language. A broken line in a file is left out; a test proves that there is none.
    pub(crate) fn of(lang: Lang) -> Self {
        let locale: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Sv => swedish_number,
            Lang::En => english_number,
        }));
        for file in TEXTS.get_dir(lang.tag()).into_iter().flat_map(Dir::files) {
            let source = file.contents_utf8().unwrap_or_default().to_owned();
            let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Words { bundle }
    }

    /// The text with this id. An unknown id shows as `⟦id⟧`, never as nothing.
    pub(crate) fn say(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, args).unwrap_or_else(|| format!("⟦{id}⟧"))
    }

    /// The text with this id, if there is one.
    pub(crate) fn find(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        Some(if errors.is_empty() { text } else { format!("⟦{id}⟧") })
    }

    /// The explanation that belongs to a term: its attribute `about`.
    pub(crate) fn about(&self, id: &str) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.get_attribute("about"));
        pattern.map_or_else(
            || format!("⟦{id}.about⟧"),
            |attribute| self.bundle.format_pattern(attribute.value(), None, &mut Vec::new()).into_owned(),
        )
    }

    /// A text without arguments.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// A text that counts something: its argument is `$n`.
    pub(crate) fn count(&self, id: &str, n: u64) -> String {
        self.say(id, &[("n", number(n))])
    }
}

/// A number as an argument.
pub(crate) fn number(n: u64) -> FluentValue<'static> {
    FluentValue::from(n)
}

/// Swedish puts a space between thousands, one that does not break.
fn swedish_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    grouped(value, "\u{a0}")
}

/// English puts a comma there.
fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    grouped(value, ",")
}

fn grouped(value: &FluentValue<'_>, separator: &str) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_text_shows_its_id() {
        assert_eq!(Words::of(Lang::Sv).plain("no-such-text"), "⟦no-such-text⟧");
    }

    #[test]
    fn thousands_are_set_apart_as_the_language_does() {
        assert_eq!(Words::of(Lang::Sv).count("requirements", 1_234_567), "1\u{a0}234\u{a0}567 krav");
        assert_eq!(Words::of(Lang::En).count("requirements", 123), "123 requirements");
        assert_eq!(Words::of(Lang::En).count("requirements", 1), "1 requirement");
    }
}
