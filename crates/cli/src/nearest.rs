//! "Did you mean": the known ids nearest to one that does not exist.

/// How many are named.
const SHOWN: usize = 3;

/// Without letter case and punctuation: `C8` means `C.8`.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The nearest of the known ids, best first; empty when nothing is near.
pub(crate) fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = letters(wanted);
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|id| {
            let lower = letters(id);
            let contained = if !wanted.is_empty() && lower.contains(&wanted) { 0.2 } else { 0.0 };
            (strsim::jaro_winkler(&wanted, &lower) + contained, id)
        })
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by_key(|(_, id)| *id);
    scored.into_iter().take(SHOWN).map(|(_, id)| id).collect()
}

/// The sentence for a help line, or the way to a list of them all.
pub(crate) fn suggestion(near: &[&str], list: &str) -> String {
    match near {
        [] => format!("{list} lists them all"),
        near => format!("did you mean {}? {list} lists them all", near.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_id() {
        let known = ["SS12K-PAGE-004", "SS12K-PAGE-014", "SS12K-SORT-004", "page-ignores-limit"];
        assert_eq!(nearest("ss12k-page-4", known)[0], "SS12K-PAGE-004");
        assert_eq!(nearest("ignores-limit", known), ["page-ignores-limit"]);
        assert_eq!(nearest("C8", ["full", "C.1", "C.18", "C.2", "C.8"])[0], "C.8");
    }

    #[test]
    fn nothing_near_names_nothing() {
        assert!(nearest("zzz", ["SS12K-PAGE-004"]).is_empty());
    }
}
