//! Words in two languages over Fluent files.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use samspel_model::{Argument, Lang, Message, Text, Texts};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Problem, Source};

/// First part of the ids of findings whose words stand in the case itself (`otherwise:` of a step), as arguments `sv` and `en`.
pub(crate) const OWN_WORDS: &str = "step-otherwise";

/// The core's own texts, loaded before those of any suite.
const CORE: [(Lang, &str, &str); 2] = [
    (Lang::Sv, "core/texts/sv/core.ftl", include_str!("../texts/sv/core.ftl")),
    (Lang::En, "core/texts/en/core.ftl", include_str!("../texts/en/core.ftl")),
];

/// A Fluent file.
#[derive(Debug, Clone)]
pub(crate) struct FtlFile {
    pub(crate) lang: Lang,
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Renders messages from Fluent files.
pub struct FluentTexts {
    sv: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for FluentTexts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FluentTexts")
    }
}

/// The core's own files.
pub(crate) fn core_files() -> Vec<FtlFile> {
    CORE.iter()
        .map(|(lang, name, text)| FtlFile { lang: *lang, name: (*name).to_owned(), text: (*text).to_owned() })
        .collect()
}

impl FluentTexts {
    /// The core's texts alone.
    ///
    /// # Errors
    /// Only if an embedded file is broken, which a test rules out.
    pub fn core() -> Result<Self, Vec<Problem>> {
        FluentTexts::new(&[])
    }

    /// The core's texts and those of a suite.
    pub(crate) fn new(files: &[FtlFile]) -> Result<Self, Vec<Problem>> {
        let mut texts = FluentTexts { sv: bundle(Lang::Sv), en: bundle(Lang::En) };
        let mut problems = Vec::new();
        for file in core_files().iter().chain(files) {
            texts.add(file, &mut problems);
        }
        if problems.is_empty() { Ok(texts) } else { Err(problems) }
    }

    fn add(&mut self, file: &FtlFile, problems: &mut Vec<Problem>) {
        let resource = match FluentResource::try_new(file.text.clone()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                let source = Source::new(&file.name, &file.text);
                problems.extend(
                    errors.into_iter().map(|e| Problem::new(format!("Fluent: {}", e.kind)).at(&source, e.pos, "here")),
                );
                return;
            }
        };
        let bundle = match file.lang {
            Lang::Sv => &mut self.sv,
            Lang::En => &mut self.en,
        };
        for error in bundle.add_resource(resource).err().unwrap_or_default() {
            problems
                .push(Problem::new(format!("{}: {error}", file.name)).help("message ids are unique over all files"));
        }
    }

    fn in_language(&self, bundle: &FluentBundle<FluentResource>, message: &Message) -> String {
        let Some(pattern) = bundle.get_message(&message.id).and_then(|m| m.value()) else {
            return message.id.clone();
        };
        let args: FluentArgs<'_> = message.args.iter().map(|(name, value)| (name.as_str(), value_of(value))).collect();
        // A missing argument shows as {$name}, which is better than nothing; lint keeps it from happening.
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

impl Texts for FluentTexts {
    fn render(&self, message: &Message) -> Text {
        if message.id.split('/').next() == Some(OWN_WORDS) {
            let own = |lang| match message.args.get(lang) {
                Some(Argument::Text(text)) => text.clone(),
                Some(Argument::Number(_)) | None => message.id.clone(),
            };
            return Text { sv: own("sv"), en: own("en") };
        }
        Text { sv: self.in_language(&self.sv, message), en: self.in_language(&self.en, message) }
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    // Both tags are well-formed; the default would only lose the plural rules, which a test sees.
    let language: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are for mixed writing directions and would be copied along with ids.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Sv => swedish_number,
        Lang::En => english_number,
    }));
    bundle
}

fn value_of(argument: &Argument) -> FluentValue<'_> {
    match argument {
        // A float holds counts up to 2^53 exactly.
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        Argument::Number(number) => {
            FluentValue::Number(FluentNumber::new(*number as f64, FluentNumberOptions::default()))
        }
        Argument::Text(text) => FluentValue::String(text.as_str().into()),
    }
}

/// 12 345: a narrow no-break space between groups.
fn swedish_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    grouped(value, '\u{202f}')
}

/// 12,345.
fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    grouped(value, ',')
}

fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = format!("{:.0}", number.value);
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    // Four digits stand together in both languages.
    if digits.len() < 5 {
        return Some(plain);
    }
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_core_speaks_both_languages_with_plurals_and_grouped_numbers() {
        let texts = FluentTexts::core().unwrap();
        let one = texts.render(&Message::new("statement-failed").with("count", 1));
        let many = texts.render(&Message::new("statement-failed").with("count", 12_345));
        assert_ne!(one.sv.replace('1', ""), many.sv.replace("12\u{202f}345", ""));
        assert!(many.sv.contains("12\u{202f}345"), "{}", many.sv);
        assert!(many.en.contains("12,345"), "{}", many.en);
    }

    #[test]
    fn an_unknown_id_renders_as_itself() {
        let text = FluentTexts::core().unwrap().render(&Message::new("no-such-thing"));
        assert_eq!((text.sv.as_str(), text.en.as_str()), ("no-such-thing", "no-such-thing"));
    }

    #[test]
    fn the_words_of_a_case_reach_each_language_unchanged() {
        let message = Message::new("step-otherwise/a/b/0/0").with("sv", "fel { $x }").with("en", "wrong");
        let text = FluentTexts::core().unwrap().render(&message);
        assert_eq!((text.sv.as_str(), text.en.as_str()), ("fel { $x }", "wrong"));
    }

    #[test]
    fn a_broken_fluent_file_is_told_with_its_place() {
        let file = FtlFile { lang: Lang::Sv, name: "x.ftl".to_owned(), text: "a = { $b\n".to_owned() };
        assert!(!FluentTexts::new(&[file]).unwrap_err().is_empty());
    }
}
