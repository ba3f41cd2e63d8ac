//! Invented people's names: with åäö, space and hyphen, in no connection with anybody.

use rand_chacha::ChaCha8Rng;

use super::draft::pick;

const MEN: &[&str] = &[
    "Åke",
    "Örjan",
    "Elias",
    "Hugo",
    "Nils",
    "Karl-Johan",
    "Sven Erik",
    "Mohammed",
    "Väinö",
    "Jörgen",
    "Ali",
    "Viktor",
    "Göran",
    "Liam",
    "Östen",
    "Per-Åke",
    "Noah",
    "Matteo",
    "Håkan",
    "Zoran",
];
const WOMEN: &[&str] = &[
    "Åsa",
    "Ängla",
    "Märta",
    "Anna-Karin",
    "Fatima",
    "Lo",
    "Ebba",
    "Britt Marie",
    "Östrid",
    "Hjördis",
    "Alva",
    "Gülay",
    "Maj-Britt",
    "Signe",
    "Linnéa",
    "Ylva",
    "Päivi",
    "Selma",
    "Sara",
    "Nadja",
];
const MIDDLE: &[&str] = &["Maria", "Erik", "Sól", "Björn", "Elisabeth", "von", "Åsa Linn"];
const FAMILY: &[&str] = &[
    "Ångström",
    "Ödegård",
    "Ärlig",
    "Lundqvist",
    "Berg-Öster",
    "af Ek",
    "Nyström",
    "Sandåker",
    "Al Rawi",
    "Häggkvist",
    "Strömvall",
    "Ekö",
    "Zetterfors",
    "Wallén Norr",
    "Hedåsen",
    "Kivijärvi",
    "Petrovic",
    "Rönnlund",
    "Yxsjö",
    "Mårdh",
    "Dahlsköld",
    "Fjällgren",
    "Öhrnberg",
    "Tallbacka",
    "Grönvik",
    "Viktorsdotter",
];

/// A man's or a woman's given name.
pub(super) fn given(rng: &mut ChaCha8Rng, man: bool) -> &'static str {
    pick::<&str>(rng, if man { MEN } else { WOMEN })
}

/// A middle name.
pub(super) fn middle(rng: &mut ChaCha8Rng) -> &'static str {
    pick::<&str>(rng, MIDDLE)
}

/// A family name.
pub(super) fn family(rng: &mut ChaCha8Rng) -> &'static str {
    pick::<&str>(rng, FAMILY)
}

/// A name as it is written in addresses: lower case, a-z and full stops only.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter_map(|letter| match letter.to_lowercase().next()? {
            'å' | 'ä' => Some('a'),
            'ö' | 'ó' => Some('o'),
            'é' => Some('e'),
            'ü' => Some('u'),
            ' ' | '-' => Some('.'),
            letter if letter.is_ascii_lowercase() => Some(letter),
            _ => None,
        })
        .collect()
}
