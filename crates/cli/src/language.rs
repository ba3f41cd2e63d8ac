//! The language of what people read in a report.

use clap::ValueEnum;
use samspel_model::Lang;
use serde::{Deserialize, Serialize};

/// A language on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    Sv,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Sv => Lang::Sv,
            Language::En => Lang::En,
        }
    }
}

/// The language asked for, else that of the locale (Swedish for `sv…`), else English.
pub(crate) fn chosen(asked: Option<Language>) -> Lang {
    asked.map_or_else(
        || {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
                .unwrap_or_default();
            if locale.starts_with("sv") { Lang::Sv } else { Lang::En }
        },
        Lang::from,
    )
}
