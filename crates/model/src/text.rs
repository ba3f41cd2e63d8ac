//! Text in two languages, and messages that are rendered late.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Swedish first.
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// The BCP 47 tag, also used in file names.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }
}

/// The same text in Swedish and English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// A value that a message mentions. Never personal data: ids, counts, names of fields and operations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Argument {
    /// A whole number; languages choose plural forms by it.
    Number(i64),
    /// A name or literal, shown as it is.
    Text(String),
}

macro_rules! argument_from_number {
    ($($number:ty),*) => {$(
        impl From<$number> for Argument {
            fn from(value: $number) -> Self {
                Argument::Number(i64::try_from(value).unwrap_or(i64::MAX))
            }
        }
    )*};
}
argument_from_number!(i32, i64, u16, u32, u64, usize);

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Argument::Text(value.to_owned())
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Argument::Text(value)
    }
}

/// A text by id with arguments; the words stand in the suite's `texts/sv.ftl` and `texts/en.ftl`.
///
/// ```
/// use samspel_model::Message;
/// let message = Message::new("page-lost-entries").with("missing", 3_u64);
/// assert_eq!(message.id, "page-lost-entries");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// The id of the text.
    pub id: String,
    /// Values that the text mentions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Argument>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Message { id: id.to_owned(), args: BTreeMap::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Argument>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

/// Renders messages in both languages. Implemented by `samspel-suite` over Fluent files.
pub trait Texts {
    /// The message in both languages. An unknown id renders as the id itself, never as nothing.
    fn render(&self, message: &Message) -> Text;
}
