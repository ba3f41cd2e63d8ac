//! Civic numbers: personal numbers, coordination numbers, temporary numbers.

use jiff::civil::Date;

use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, text};

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-PERS-001"], "Person", "civicNo.value (YYYYMMDDNNNN)", twelve_digits),
    each(&["SS12K-PERS-002"], "Person", "civicNo.value (DD + 60)", day),
    each(&["SS12K-PERS-003"], "Person", "civicNo.value (YYYYMMDDAANN)", temporary),
    each(&["SS12K-PERS-004"], "Person", "civicNo.nationality", nationality),
    each(&["SS12K-PERS-005"], "Person", "civicNo.value (YYYYMMDDNNNN)", check_digit),
    each(&["SS12K-PERS-006"], "Person", "civicNo.value + birthDate | sex", birth_and_sex),
];

const NUMBER: &str = "/civicNo/value";
static FORM: Cause = cause("civic-number-form", NUMBER, "12 digits", "another form");
static DAY: Cause = cause("civic-number-day", NUMBER, "a day 01-31 or 61-91", "no such day");
static LETTERS: Cause = cause("civic-number-temporary-form", NUMBER, "8 digits, 2 letters, 2 more", "another form");
static OTHER_LETTERS: Cause = cause("civic-number-other-letters", NUMBER, "TF", "other letters").note();
static COUNTRY: Cause = cause("civic-number-nationality", "/civicNo/nationality", "ISO 3166-1 alpha-2", "another form");
static CHECK_DIGIT: Cause = cause("civic-number-check-digit", NUMBER, "the Luhn check digit", "another digit");
static BIRTH: Cause = cause("civic-number-birth-date", "/birthDate", "the date of civicNo", "another date");
static SEX: Cause = cause("civic-number-sex", "/sex", "the sex of civicNo", "the other");

/// Alpha-2 codes of ISO 3166-1, and the one that is used for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV \
    BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG \
    KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX \
    MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG \
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG \
    VI VN VU WF WS XK YE YT ZA ZM ZW";

/// How a Swedish number is made up.
#[derive(Debug, PartialEq)]
enum Form<'n> {
    /// Twelve digits.
    Digits(&'n str),
    /// Eight digits and four more characters, letters among them.
    Letters(&'n str),
    /// Something else.
    Other,
}

impl<'n> Form<'n> {
    fn of(number: &'n str) -> Self {
        if number.len() == 12 && number.bytes().all(|byte| byte.is_ascii_digit()) {
            Form::Digits(number)
        } else if number.chars().any(char::is_alphabetic) {
            Form::Letters(number)
        } else {
            Form::Other
        }
    }
}

/// The number of a person, unless another country gave it.
fn number<'r>(record: &Record<'r>) -> Option<&'r str> {
    let civic = record.value.get("civicNo")?;
    let swedish = text(civic, "nationality").is_none_or(|country| country == "SE");
    text(civic, "value").filter(|_| swedish)
}

fn digits<'r>(record: &Record<'r>) -> Option<&'r str> {
    match Form::of(number(record)?) {
        Form::Digits(number) => Some(number),
        Form::Letters(_) | Form::Other => None,
    }
}

fn twelve_digits(record: &Record<'_>, seen: &mut Sightings) {
    match number(record).map(Form::of) {
        Some(Form::Digits(_)) => seen.look(),
        Some(Form::Other) => seen.expect(false, &FORM),
        Some(Form::Letters(_)) | None => {}
    }
}

/// The day that a number of digits stands for, and whether 60 was added.
fn born(number: &str) -> Option<(Date, bool)> {
    let part = |from: usize, to: usize| number.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let added = day > 60;
    let day = if added { day - 60 } else { day };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, added))
}

fn day(record: &Record<'_>, seen: &mut Sightings) {
    let Some(number) = digits(record) else { return };
    match born(number) {
        Some((_, true)) => seen.look(),
        // A personal number shows nothing of how coordination numbers are written.
        Some((_, false)) => {}
        None => seen.expect(false, &DAY),
    }
}

fn temporary(record: &Record<'_>, seen: &mut Sightings) {
    let Some(Form::Letters(number)) = number(record).map(Form::of) else { return };
    let characters: Vec<char> = number.chars().collect();
    let holds = characters.len() == 12
        && characters.iter().take(8).all(char::is_ascii_digit)
        && characters.iter().skip(8).take(2).all(|c| c.is_uppercase())
        && characters.iter().skip(10).all(|c| c.is_ascii_alphanumeric());
    seen.expect(holds, &LETTERS);
    if holds && number.get(8..10) != Some("TF") {
        seen.fault(&OTHER_LETTERS);
    }
}

fn nationality(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(country) = record.value.get("civicNo").and_then(|civic| text(civic, "nationality")) {
        seen.expect(COUNTRIES.split_ascii_whitespace().any(|code| code == country), &COUNTRY);
    }
}

fn check_digit(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(number) = digits(record) {
        seen.expect(luhn(number.get(2..).unwrap_or_default()), &CHECK_DIGIT);
    }
}

/// Whether digits, the last one included, add up as Luhn wants them to.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.saturating_sub(b'0')))
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (1, doubled) if doubled > 9 => doubled - 9,
            (1, doubled) => doubled,
            _ => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn birth_and_sex(record: &Record<'_>, seen: &mut Sightings) {
    let Some(number) = number(record) else { return };
    if let (Some((born, _)), Some(stated)) =
        (born(number), record.text("birthDate").and_then(|day| day.parse::<Date>().ok()))
    {
        seen.expect(born == stated, &BIRTH);
    }
    let Form::Digits(number) = Form::of(number) else { return };
    let odd = number.as_bytes().get(10).map(|digit| digit % 2 == 1);
    if let (Some(odd), Some(sex @ ("Man" | "Kvinna"))) = (odd, record.text("sex")) {
        seen.expect((sex == "Man") == odd, &SEX);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::integrity::trial::{breaks, keeps, silent};

    fn person(number: &str) -> Value {
        json!({"civicNo": {"value": number}})
    }

    #[test]
    fn the_tax_agencys_example_adds_up_and_no_other_last_digit_does() {
        for last in 0..10 {
            assert_eq!(luhn(&format!("811228987{last}")), last == 4, "{last}");
        }
    }

    #[test]
    fn personal_and_coordination_numbers_have_twelve_digits() {
        keeps("Person", "SS12K-PERS-001", &person("198112289874"));
        breaks("Person", "SS12K-PERS-001", &person("19811228-9874"));
        breaks("Person", "SS12K-PERS-001", &person("8112289874"));
        silent("Person", "SS12K-PERS-001", &person("19811228TF01"));
        silent("Person", "SS12K-PERS-001", &json!({"civicNo": {"value": "12345", "nationality": "NO"}}));
    }

    #[test]
    fn a_coordination_number_has_sixty_added_to_its_day() {
        keeps("Person", "SS12K-PERS-002", &person("198112889871"));
        silent("Person", "SS12K-PERS-002", &person("198112289874"));
        breaks("Person", "SS12K-PERS-002", &person("198112489875"));
        breaks("Person", "SS12K-PERS-002", &person("198102909875"));
    }

    #[test]
    fn a_temporary_number_has_two_letters_after_the_date() {
        keeps("Person", "SS12K-PERS-003", &person("19811228TF01"));
        keeps("Person", "SS12K-PERS-003", &person("19811228ÖÄ0A"));
        breaks("Person", "SS12K-PERS-003", &person("19811228T001"));
        breaks("Person", "SS12K-PERS-003", &person("811228TF01"));
    }

    #[test]
    fn countries_are_two_letters_of_the_list() {
        assert_eq!(COUNTRIES.split_ascii_whitespace().count(), 250);
        let of = |country: &str| json!({"civicNo": {"value": "1", "nationality": country}});
        keeps("Person", "SS12K-PERS-004", &of("FI"));
        for bad in ["SWE", "se", "Sverige", "XX"] {
            breaks("Person", "SS12K-PERS-004", &of(bad));
        }
    }

    #[test]
    fn birth_date_and_sex_are_those_of_the_number() {
        let of =
            |number: &str, born: &str, sex: &str| json!({"civicNo": {"value": number}, "birthDate": born, "sex": sex});
        keeps("Person", "SS12K-PERS-006", &of("198112289874", "1981-12-28", "Man"));
        keeps("Person", "SS12K-PERS-006", &of("198112889871", "1981-12-28", "Okänt"));
        keeps("Person", "SS12K-PERS-006", &of("19811228TF01", "1981-12-28", "Kvinna"));
        breaks("Person", "SS12K-PERS-006", &of("198112289874", "1981-12-27", "Man"));
        breaks("Person", "SS12K-PERS-006", &of("198112289874", "1981-12-28", "Kvinna"));
    }
}
