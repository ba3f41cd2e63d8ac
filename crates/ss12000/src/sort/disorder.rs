//! Whether a reading is in order, and what went wrong when it is not.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::reading::{Entry, Reading};
use super::value::SortValue;
use crate::harvest::Key;

/// What is wrong with the order of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Disorder {
    /// The order is the one without sort key.
    Ignored,
    /// Largest first instead of smallest, or the other way.
    Reversed,
    /// Every page is in order, the whole is not.
    PageByPage,
    /// The first page is in order, those after it are not.
    FirstPageOnly,
    /// Instants are compared as they are written.
    AsText,
    /// Instants are compared by their day.
    ByDay,
    /// It is in order by another field.
    OtherField(String),
    /// None of these.
    Unknown,
}

/// Neighbours among the entries with a value of which the first should have come after the second.
pub(super) fn displaced(entries: &[Entry], descending: bool) -> Vec<(&Entry, &Entry)> {
    neighbours(entries.iter().filter(|e| e.value.is_known()))
        .filter(|(first, second)| wrong(&first.value, &second.value, descending))
        .collect()
}

/// Whether these values, in this order, are not in the order asked for.
pub(super) fn disorderly<'a>(values: impl Iterator<Item = &'a SortValue>, descending: bool) -> bool {
    neighbours(values.filter(|value| value.is_known())).any(|(first, second)| wrong(first, second, descending))
}

/// Names what went wrong. `unsorted` are the identities in the order without sort key, `others` the names of the other fields.
pub(super) fn explain(reading: &Reading, unsorted: &[Key], others: &[String]) -> Disorder {
    let descending = reading.sort_key.descending;
    let entries = &reading.entries;
    let values = || entries.iter().map(|e| &e.value);
    if entries.iter().map(|e| e.key).eq(unsorted.iter().copied()) {
        return Disorder::Ignored;
    }
    if !disorderly(values(), !descending) {
        return Disorder::Reversed;
    }
    if entries.iter().any(|e| matches!(e.value, SortValue::Time(_))) {
        let written: Vec<&str> = entries.iter().filter(|e| e.value.is_known()).map(|e| e.written.as_str()).collect();
        if written.windows(2).all(|pair| if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] }) {
            return Disorder::AsText;
        }
        let days: Vec<SortValue> = written.iter().map(|text| day_of(text)).collect();
        if has_two(days.iter()) && !disorderly(days.iter(), descending) {
            return Disorder::ByDay;
        }
    }
    for (at, field) in others.iter().enumerate() {
        let column = || entries.iter().filter_map(|e| e.others.get(at)).filter(|value| value.is_known());
        let in_order = !disorderly(column(), descending) || !disorderly(column(), !descending);
        // A field that few records have is in order by chance. All of another in order is stronger evidence than some pages of this.
        if column().count() * 2 > entries.len() && has_two(column()) && in_order {
            return Disorder::OtherField(field.clone());
        }
    }
    let pages: BTreeSet<usize> = entries.iter().map(|e| e.page).collect();
    let on = |page: usize| entries.iter().filter(move |e| e.page == page).map(|e| &e.value).filter(|v| v.is_known());
    let in_order = |page: usize| !disorderly(on(page), descending);
    if pages.len() < entries.len() && pages.iter().all(|page| in_order(*page)) {
        return Disorder::PageByPage;
    }
    // Three or more are seldom in order by chance.
    if on(0).count() > 2 && has_two(on(0)) && in_order(0) {
        return Disorder::FirstPageOnly;
    }
    Disorder::Unknown
}

/// Whether at least two different values are among these.
pub(super) fn has_two<'a>(mut values: impl Iterator<Item = &'a SortValue>) -> bool {
    let Some(first) = values.next() else { return false };
    values.any(|other| other != first)
}

fn wrong(first: &SortValue, second: &SortValue, descending: bool) -> bool {
    if descending { second.is_after(first) } else { first.is_after(second) }
}

/// Neighbour pairs.
fn neighbours<'a, T: 'a>(mut items: impl Iterator<Item = &'a T>) -> impl Iterator<Item = (&'a T, &'a T)> {
    let mut last = items.next();
    std::iter::from_fn(move || {
        let next = items.next()?;
        last.replace(next).map(|first| (first, next))
    })
}

fn day_of(written: &str) -> SortValue {
    let second = written.parse::<Timestamp>().map(Timestamp::as_second);
    second.map_or(SortValue::None, |second| SortValue::Time(second.div_euclid(86_400)))
}

#[cfg(test)]
mod tests {
    use super::super::reading::SortKey;
    use super::*;
    use crate::harvest::{End, FinalToken, Walked};

    fn reading(entries: &[(usize, u128, i64, i64)]) -> Reading {
        let entry = |&(page, key, value, other): &(usize, u128, i64, i64)| Entry {
            page,
            key: Key { value: key, own: true },
            digest: key,
            value: SortValue::Time(value * 3_600_000_000_000),
            written: format!("2026-01-{:02}T{:02}:00:00Z", value / 24 + 1, value % 24),
            others: vec![SortValue::Time(other)],
        };
        Reading {
            sort_key: SortKey { name: "StartTimeAsc".to_owned(), field: "startTime".to_owned(), descending: false },
            entries: entries.iter().map(entry).collect(),
            walked: Walked {
                pages: Vec::new(),
                end: End::Last(FinalToken::Absent),
                first: None,
                last: None,
                repeats_required: false,
                again: 0,
                again_samples: Vec::new(),
                beside: Default::default(),
            },
        }
    }

    fn why(entries: &[(usize, u128, i64, i64)]) -> Disorder {
        let unsorted = [3, 1, 2, 4].map(|value| Key { value, own: true });
        explain(&reading(entries), &unsorted, &["endTime".to_owned()])
    }

    #[test]
    fn what_went_wrong_is_named() {
        assert_eq!(why(&[(0, 3, 5, 0), (0, 1, 9, 0), (1, 2, 1, 0), (1, 4, 2, 0)]), Disorder::Ignored);
        assert_eq!(why(&[(0, 1, 9, 0), (0, 3, 5, 0), (1, 4, 2, 0), (1, 2, 1, 0)]), Disorder::Reversed);
        assert_eq!(why(&[(0, 3, 5, 0), (0, 1, 9, 0), (1, 4, 1, 0), (1, 2, 2, 0)]), Disorder::PageByPage);
        assert_eq!(
            why(&[(0, 1, 1, 1), (0, 2, 50, 2), (1, 3, 26, 3), (1, 4, 9, 4)]),
            Disorder::OtherField("endTime".to_owned())
        );
        assert_eq!(why(&[(0, 1, 7, 0), (0, 2, 1, 0), (1, 3, 30, 0), (1, 4, 26, 0)]), Disorder::ByDay);
        assert_eq!(why(&[(0, 1, 7, 0), (0, 2, 1, 0), (1, 3, 30, 0), (1, 4, 2, 0)]), Disorder::Unknown);
    }

    #[test]
    fn neighbours_without_a_value_between_them_are_compared() {
        let mut entries = reading(&[(0, 1, 3, 0), (0, 2, 9, 0), (0, 3, 2, 0)]).entries;
        entries[1].value = SortValue::None;
        assert_eq!(displaced(&entries, false).len(), 1);
        assert_eq!(displaced(&entries, true).len(), 0);
    }
}
