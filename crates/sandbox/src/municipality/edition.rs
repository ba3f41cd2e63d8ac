//! What differs between the editions in the words that the municipality uses.

/// The edition that the sandbox speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edition {
    /// SS 12000:2020.
    First,
    /// SS 12000:2020/korr 1:2022.
    Corrected,
}

impl Edition {
    /// From `2.0`, `2.0.0`, `2.1`, `2.1.0`.
    pub(crate) fn named(name: &str) -> Option<Edition> {
        match name {
            "2.0" | "2.0.0" => Some(Edition::First),
            "2.1" | "2.1.0" => Some(Edition::Corrected),
            _ => None,
        }
    }

    /// A word of 2.1 as this edition has it.
    pub(super) fn word(self, corrected: &'static str) -> &'static str {
        if self == Edition::Corrected {
            return corrected;
        }
        match corrected {
            "Förvaltning" | "Verksamhetsområde" => "Stadsdel",
            "Varumärke" | "Bolag" => "Övrigt",
            "VUX" => "KOMVUX",
            "VUXGR" | "VUXGY" => "SARVUX",
            "VUXSFI" => "SFI",
            "Speciallärare/specialpedagog" | "Fritidspedagog" | "Förstelärare" => "Övrig pedagogisk personal",
            "Barnskötare" | "Bibliotekarie" | "Lärarassistent" | "Skolsköterska" | "Kurator" | "Skoladministratör" => {
                "Annan personal"
            }
            "Administrativ personal" => "Schemaläggare",
            "Särskild postadress" => "Särskildpostadress",
            "Tillfällig adress" => "Tillfälligadress",
            "Omsorgsbehov" => "Omsorg",
            "titleEnglish" => "titleEngish",
            same => same,
        }
    }
}
