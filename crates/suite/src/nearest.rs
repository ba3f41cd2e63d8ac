//! "Did you mean": the known names nearest to one that does not exist.

/// How many are named.
const SHOWN: usize = 3;

/// Similarity (Jaro-Winkler, 0 to 1) from which a name is worth proposing.
const NEAR: f64 = 0.72;

/// Without letter case and punctuation: `C8` means `C.8`.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The nearest of the known names, best first; empty when nothing is near.
pub(crate) fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = letters(wanted);
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| {
            let lower = letters(name);
            let contained = wanted.len() > 2 && lower.contains(&wanted);
            (strsim::jaro_winkler(&wanted, &lower) + if contained { 0.2 } else { 0.0 }, name)
        })
        .filter(|(score, _)| *score > NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by_key(|(_, name)| *name);
    scored.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}

/// Advice for an unknown name: the nearest, or else the whole list if it is short enough to read.
pub(crate) fn advice<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    match nearest(wanted, known.clone())[..] {
        [] => {
            let all: Vec<&str> = known.into_iter().collect();
            match all.len() {
                0 => None,
                1..=25 => Some(format!("allowed: {}", quoted(&all, ", "))),
                _ => None,
            }
        }
        [best, ..] => Some(format!("did you mean `{best}`?")),
    }
}

/// `a`, `b` or `c`.
pub(crate) fn quoted(names: &[&str], between: &str) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
}
