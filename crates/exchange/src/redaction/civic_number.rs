//! Swedish civic numbers: personnummer, samordningsnummer (day + 60) and temporary numbers (`TF`), in all the ways they are written.
//!
//! A stand-in keeps what a check may look at: the kind, the layout, the birth year, whether the date lies in the future, the digit
//! that tells the sex, whether the check digit is right, whether it is one of the tax agency's test numbers (980-999). Its date is
//! the stand-in of the same birth date, so that a person's `birthDate` and `civicNo` still agree.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::permutation::{Key, Place};

/// The day on which this run began: what is past and what is future has to stay so during the whole run.
pub(super) static TODAY: LazyLock<Date> = LazyLock::new(|| jiff::ZonedDateTime::now().date());

/// Purposes of the key; the rounds of the Feistel network use the first numbers.
const DATE: u8 = 100;
const SERIAL: u8 = 101;
const TEMPORARY: u8 = 102;

/// How many orders of serial numbers there are; the birth date chooses one.
const SERIAL_TABLES: u32 = 61;

/// A civic number with a valid date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CivicNumber {
    born: Date,
    /// Samordningsnummer: 60 is added to the day.
    coordination: bool,
    /// Whether the century is written out.
    century: bool,
    separator: Option<char>,
    tail: Tail,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Tail {
    /// Three digits of a serial number and a check digit.
    Serial { number: u16, check: u8 },
    /// Two letters and two more characters.
    Letters { letters: [char; 2], last: [char; 2] },
}

impl CivicNumber {
    /// Reads a civic number; nothing may stand before or after it. `today` tells the century of ten-digit numbers.
    pub(super) fn parse(text: &str, today: Date) -> Option<Self> {
        let length = text.chars().count();
        if !(10..=13).contains(&length) || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let leading = text.bytes().take_while(u8::is_ascii_digit).count();
        let (date, rest) = match leading {
            6 | 8 => text.split_at(leading),
            10 => text.split_at(6),
            12 => text.split_at(8),
            _ => return None,
        };
        let separator = rest.chars().next().filter(|c| matches!(c, '-' | '+' | ' '));
        let tail: Vec<char> = rest.chars().skip(usize::from(separator.is_some())).collect();
        let century = date.len() == 8;
        let tail = match *tail {
            [a, b, c, d] if [a, b, c, d].iter().all(char::is_ascii_digit) => {
                let digit = |c: char| c.to_digit(10).unwrap_or_default() as u16;
                Tail::Serial { number: digit(a) * 100 + digit(b) * 10 + digit(c), check: digit(d) as u8 }
            }
            [a, b, c, d]
                if century && a.is_alphabetic() && b.is_alphabetic() && c.is_alphanumeric() && d.is_alphanumeric() =>
            {
                Tail::Letters { letters: [a, b], last: [c, d] }
            }
            _ => return None,
        };
        let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<i16>().ok();
        let year = if century {
            number(0..4).filter(|year| (1850..2100).contains(year))?
        } else {
            let short = number(0..2)?;
            let this = today.year();
            let year = this - this % 100 + short;
            let year = if year > this { year - 100 } else { year };
            if separator == Some('+') { year - 100 } else { year }
        };
        let at = date.len() - 4;
        let (month, day) = (number(at..at + 2)?, number(at + 2..at + 4)?);
        let coordination = day > 60;
        let day = if coordination { day - 60 } else { day };
        let born = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(CivicNumber { born, coordination, century, separator, tail })
    }

    /// Whether the check digit is right; temporary numbers have none.
    pub(super) fn is_checked(&self) -> bool {
        match self.tail {
            Tail::Serial { number, check } => check == self.check_digit(number),
            Tail::Letters { .. } => false,
        }
    }

    /// Whether it is written so that hardly anything else looks like it: with its century or a separator.
    pub(super) fn is_distinct(&self) -> bool {
        self.century || self.separator.is_some()
    }

    /// The stand-in.
    pub(super) fn displaced(&self, key: &Key, today: Date) -> CivicNumber {
        let born = displace_date(key, self.born, today);
        let of = [ordinal(self.born)];
        let tail = match self.tail {
            Tail::Serial { number, check } => {
                let error = (check + 10 - self.check_digit(number)) % 10;
                let other = CivicNumber { born, ..self.clone() };
                let number = displace_serial(key, &of, number);
                Tail::Serial { number, check: (other.check_digit(number) + error) % 10 }
            }
            Tail::Letters { letters, last } => Tail::Letters { letters, last: displace_last(key, &of, last) },
        };
        CivicNumber { born, tail, ..self.clone() }
    }

    fn written_day(&self) -> i8 {
        self.born.day() + if self.coordination { 60 } else { 0 }
    }

    /// The Luhn digit over the short date and the serial number.
    fn check_digit(&self, number: u16) -> u8 {
        let digits =
            format!("{:02}{:02}{:02}{number:03}", self.born.year() % 100, self.born.month(), self.written_day());
        let sum: u32 = digits
            .chars()
            .filter_map(|c| c.to_digit(10))
            .enumerate()
            .map(|(at, digit)| if at % 2 == 0 { digit * 2 } else { digit })
            .map(|product| product / 10 + product % 10)
            .sum();
        ((10 - sum % 10) % 10) as u8
    }
}

impl std::fmt::Display for CivicNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.century {
            write!(f, "{:04}", self.born.year())?;
        } else {
            write!(f, "{:02}", self.born.year() % 100)?;
        }
        write!(f, "{:02}{:02}", self.born.month(), self.written_day())?;
        if let Some(separator) = self.separator {
            write!(f, "{separator}")?;
        }
        match &self.tail {
            Tail::Serial { number, check } => write!(f, "{number:03}{check}"),
            Tail::Letters { letters, last } => write!(f, "{}{}{}{}", letters[0], letters[1], last[0], last[1]),
        }
    }
}

/// Another day of the same year, on the same side of today.
pub(super) fn displace_date(key: &Key, date: Date, today: Date) -> Date {
    let begin = Date::new(date.year(), 1, 1).unwrap_or(date);
    let days = date.days_in_year();
    // Days of this year up to today; all or none of another year.
    let past = if date.year() == today.year() { today.day_of_year() } else { days };
    let at = date.day_of_year() - 1;
    let (from, size) = if at < past { (0, past) } else { (past, days - past) };
    let of = [u32::from(date.year().unsigned_abs()), u32::from(from.unsigned_abs())];
    let index = usize::try_from(at - from).unwrap_or_default();
    let other = key.displace(DATE, &of, index, usize::try_from(size).unwrap_or_default());
    begin.checked_add(jiff::Span::new().days(i64::from(from) + other as i64)).unwrap_or(date)
}

/// Another serial number with the same sex, and a test number for a test number.
fn displace_serial(key: &Key, of: &[u32], number: u16) -> u16 {
    // Half of the numbers in each range are even.
    let (first, size) = if number >= 980 { (980, 10) } else { (0, 490) };
    let parity = number % 2;
    // A table for each birth date would be too many to keep.
    let of = of.iter().map(|number| number % SERIAL_TABLES).chain([u32::from(parity), u32::from(first)]);
    let of: Vec<u32> = of.collect();
    let other = key.displace(SERIAL, &of, usize::from((number - first) / 2), size);
    first + parity + 2 * u16::try_from(other).unwrap_or_default()
}

/// Two other last characters of a temporary number; the first of them tells the sex when it is a digit.
fn displace_last(key: &Key, of: &[u32], last: [char; 2]) -> [char; 2] {
    let digits = last.map(|c| c.to_digit(10));
    if let [Some(sex), Some(end)] = digits {
        let parity = sex % 2;
        let of = [of, &[parity]].concat();
        let other = key.displace(TEMPORARY, &of, (sex / 2 * 10 + end) as usize, 50) as u32;
        return [other / 10 * 2 + parity, other % 10].map(|digit| char::from_digit(digit, 10).unwrap_or('0'));
    }
    last.map(|c| {
        let (first, size) = match c {
            '0'..='9' => ('0', 10),
            'A'..='Z' => ('A', 26),
            'a'..='z' => ('a', 26),
            _ => return c,
        };
        let mut place = [Place { symbol: c as u32 - first as u32, size }];
        key.permute(&mut place);
        char::from_u32(first as u32 + place[0].symbol).unwrap_or(c)
    })
}

fn ordinal(date: Date) -> u32 {
    u32::from(date.year().unsigned_abs()) * 1000 + u32::from(date.day_of_year().unsigned_abs())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use std::collections::BTreeSet;

    const TODAY: Date = jiff::civil::date(2026, 6, 1);

    fn parse(text: &str) -> Option<CivicNumber> {
        CivicNumber::parse(text, TODAY)
    }

    #[test]
    fn each_way_of_writing_is_read_and_written_back() {
        for text in [
            "201005171230",
            "20100517-1230",
            "1005171230",
            "100517-1230",
            "100517+1230",
            "20100577-1230",
            "201005771230",
            "20100517TF12",
            "20100517TFK7",
            "20100517-TF12",
            "20100517ÅÄ12",
        ] {
            assert_eq!(parse(text).unwrap_or_else(|| panic!("{text}")).to_string(), text);
        }
    }

    #[test]
    fn other_numbers_are_no_civic_numbers() {
        for text in [
            "",
            "201013171230",
            "201002301230",
            "20100517123",
            "2010051712301",
            "2120001355",
            "212000-1355",
            "+46701234567",
            "2010-05-17",
            "300005171230",
            "201005171a30",
            "ååååååååååå",
            "20100517 TF1",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_check_digit_is_the_luhn_digit() {
        assert!(parse("19121212-1212").unwrap().is_checked());
        assert!(parse("640823-3234").unwrap().is_checked());
        assert!(!parse("640823-3235").unwrap().is_checked());
    }

    #[test]
    fn a_stand_in_differs_and_keeps_what_a_check_looks_at() {
        let key = Key::random();
        for text in [
            "191212121212",
            "201005171230",
            "20100517-1231",
            "201005771230",
            "20100517TF12",
            "640823-3234",
            "201005179806",
        ] {
            let number = parse(text).unwrap();
            let other = number.displaced(&key, TODAY);
            let written = other.to_string();
            assert_ne!(written, text);
            assert_eq!(parse(&written).as_ref(), Some(&other), "{text} to {written}");
            assert_eq!(other.is_checked(), number.is_checked(), "{text} to {written}");
            assert_eq!(
                (other.coordination, other.century, other.separator),
                (number.coordination, number.century, number.separator)
            );
            assert_eq!(other.born.year(), number.born.year());
            match (&number.tail, &other.tail) {
                (Tail::Serial { number: a, .. }, Tail::Serial { number: b, .. }) => {
                    assert_eq!((a % 2, *a >= 980), (b % 2, *b >= 980));
                }
                (Tail::Letters { letters: a, last: [x, _] }, Tail::Letters { letters: b, last: [y, _] }) => {
                    assert_eq!(a, b);
                    assert_eq!(x.to_digit(10).unwrap() % 2, y.to_digit(10).unwrap() % 2);
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn all_ways_of_writing_one_number_get_stand_ins_of_one_number() {
        let key = Key::random();
        let plain = |text: &str| parse(text).unwrap().displaced(&key, TODAY).to_string().replace('-', "");
        let whole = plain("201005171230");
        assert_eq!(plain("20100517-1230"), whole);
        assert_eq!(plain("100517-1230"), whole[2..]);
    }

    #[test]
    fn no_two_numbers_get_the_same_stand_in() {
        let key = Key::random();
        let mut seen = BTreeSet::new();
        for day in 1..=28 {
            for serial in 0..100 {
                let number = parse(&format!("201002{day:02}{serial:03}0")).unwrap();
                seen.insert(number.displaced(&key, TODAY).to_string());
            }
        }
        assert_eq!(seen.len(), 2800);
    }

    #[test]
    fn a_date_in_the_future_stays_there_and_one_in_the_past_too() {
        let key = Key::random();
        for day in 1..=28 {
            let past = jiff::civil::date(2026, 5, day);
            let future = jiff::civil::date(2026, 7, day);
            assert!(displace_date(&key, past, TODAY) <= TODAY);
            assert!(displace_date(&key, future, TODAY) > TODAY);
        }
        let today = jiff::civil::date(2026, 1, 1);
        assert_eq!(displace_date(&key, today, today), today, "one day has no other");
    }
}
