//! Civic numbers that nobody has: serial numbers 980-999 are kept for tests by the Tax Agency and given to no one.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

/// Hands out civic numbers, each once.
#[derive(Default)]
pub(super) struct CivicNumbers {
    used: HashMap<(Date, bool), u16>,
    temporary: u16,
    temporary_given: HashSet<(Date, u16)>,
}

impl CivicNumbers {
    /// A personal identity number of a birth date, or None when the test series of that day is used up.
    /// The ninth digit of the ten is odd for men.
    pub(super) fn personal(&mut self, born: Date, man: bool) -> Option<String> {
        self.number(born, man, 0)
    }

    /// A coordination number: the day of birth plus 60.
    pub(super) fn coordination(&mut self, born: Date, man: bool) -> Option<String> {
        self.number(born, man, 60)
    }

    /// A temporary number: date, TF, two digits; or None when the hundred of that day are used up.
    pub(super) fn temporary(&mut self, born: Date) -> Option<String> {
        for _ in 0..100 {
            self.temporary = (self.temporary + 1) % 100;
            if self.temporary_given.insert((born, self.temporary)) {
                return Some(format!("{:04}{:02}{:02}TF{:02}", born.year(), born.month(), born.day(), self.temporary));
            }
        }
        None
    }

    fn number(&mut self, born: Date, man: bool, added_to_day: i8) -> Option<String> {
        let count = self.used.entry((born, man)).or_default();
        let serial = 980 + *count * 2 + u16::from(man);
        if serial > 999 {
            return None;
        }
        *count += 1;
        let number = format!("{:04}{:02}{:02}{serial}", born.year(), born.month(), born.day() + added_to_day);
        let digit = check_digit(&number[2..]);
        Some(format!("{number}{digit}"))
    }
}

/// The Luhn check digit of nine digits.
pub(super) fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, doubled) if doubled > 9 => doubled - 9,
            (0, doubled) => doubled,
            _ => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_check_digit_is_that_of_the_tax_agencys_example() {
        assert_eq!(check_digit("811228987"), 4);
    }

    #[test]
    fn a_day_has_twenty_numbers_and_then_no_more() {
        let mut numbers = CivicNumbers::default();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..10 {
            seen.extend(numbers.personal(date(2015, 2, 28), true));
            seen.extend(numbers.personal(date(2015, 2, 28), false));
        }
        assert_eq!(seen.len(), 20);
        assert_eq!(numbers.personal(date(2015, 2, 28), true), None);
    }

    #[test]
    fn a_day_has_a_hundred_temporary_numbers_however_many_other_days_had_before() {
        let mut numbers = CivicNumbers::default();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..100 {
            seen.extend(numbers.temporary(date(2015, 2, 28)));
            for _ in 0..99 {
                numbers.temporary(date(2016, 2, 29));
            }
        }
        assert_eq!(seen.len(), 100);
        assert_eq!(numbers.temporary(date(2015, 2, 28)), None);
    }
}
