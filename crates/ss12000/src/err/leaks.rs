//! Traces of the inside of a system, and of people, in error texts.

/// What an error text gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leak {
    /// A stack trace or an exception class.
    StackTrace,
    /// A fragment of SQL or a database's own message.
    Sql,
    /// A path in the server's file system.
    FilePath,
    /// A token.
    Token,
    /// A Swedish civic number.
    CivicNumber,
}

const STACK_TRACE: [&str; 12] = [
    "Traceback (most recent call last)",
    "Exception in thread",
    "NullPointerException",
    "java.lang.",
    "org.springframework.",
    "   at System.",
    "   at Microsoft.",
    "node_modules/",
    "goroutine 1 [",
    "panicked at ",
    "Stack trace:",
    "stackTrace\":",
];

const SQL: [&str; 9] = [
    "SQLSTATE",
    "SQLException",
    "syntax error at or near",
    "You have an error in your SQL syntax",
    "psycopg2.",
    "sqlalchemy.exc",
    "ORA-0",
    "System.Data.SqlClient",
    "violates foreign key constraint",
];

const PATHS: [&str; 9] = ["/usr/", "/home/", "/var/", "/opt/", "/srv/", "/app/src/", "C:\\", "D:\\", "\\inetpub\\"];

impl Leak {
    /// The word for reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Leak::StackTrace => "stack trace",
            Leak::Sql => "SQL",
            Leak::FilePath => "file path",
            Leak::Token => "token",
            Leak::CivicNumber => "civic number",
        }
    }
}

/// What a text gives away, apart from what the request itself said.
pub(crate) fn leaks(text: &str, said: &str) -> Vec<Leak> {
    let any = |marks: &[&str]| marks.iter().any(|m| text.contains(m) && !said.contains(m));
    let mut found = Vec::new();
    if any(&STACK_TRACE) {
        found.push(Leak::StackTrace);
    }
    if any(&SQL) || has_statement(text) {
        found.push(Leak::Sql);
    }
    if any(&PATHS) {
        found.push(Leak::FilePath);
    }
    if has_token(text) {
        found.push(Leak::Token);
    }
    if civic_numbers(text).any(|number| !said.contains(number)) {
        found.push(Leak::CivicNumber);
    }
    found
}

fn has_statement(text: &str) -> bool {
    let after = |start: &str, then: &str| text.find(start).is_some_and(|at| text[at..].contains(then));
    after("SELECT ", " FROM ") || after("INSERT INTO ", " VALUES") || after("DELETE FROM ", " WHERE ")
}

fn has_token(text: &str) -> bool {
    // A JWT is three base64url parts; the first one, a JSON object, always begins with `eyJ`.
    text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)))
        .any(|word| word.starts_with("eyJ") && word.split('.').filter(|part| part.len() >= 8).count() >= 3)
}

fn civic_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '+')).filter(|word| is_civic_number(word))
}

/// `YYYYMMDDNNNC`, `YYYYMMDD-NNNC` or `YYMMDD-NNNC` with a real date and the right check digit.
fn is_civic_number(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let separated = word.len() == digits.len() + 1
        && word.as_bytes().get(digits.len().wrapping_sub(4)).is_some_and(|b| b"-+".contains(b));
    let short = match digits.len() {
        12 if digits.starts_with("19") || digits.starts_with("20") => &digits[2..],
        10 if separated => digits.as_str(),
        _ => return false,
    };
    if word.len() != digits.len() && !separated {
        return false;
    }
    let number = |range: std::ops::Range<usize>| short.get(range).and_then(|s| s.parse::<u32>().ok()).unwrap_or(99);
    let (month, day) = (number(2..4), number(4..6));
    // Coordination numbers add 60 to the day.
    let real_date = (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day));
    // Twelve digits can also be a time stamp, `YYYYMMDDhhmm`.
    let time_stamp = !separated && number(6..8) < 24 && number(8..10) < 60;
    real_date && !time_stamp && luhn(short)
}

fn luhn(ten: &str) -> bool {
    let sum: u32 = ten
        .chars()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 } else { digit })
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_error_text_gives_nothing_away() {
        for text in [
            r#"{"code":"invalid_request","message":"id is not a UUID"}"#,
            r#"{"code":"ogiltig","message":"Parametern organisation ska vara en UUID. Ärende 202611250011"}"#,
            r#"{"code":"x","message":"select another value from the list"}"#,
            r#"{"code":"x","message":"see 20261125-094512-7f"}"#,
        ] {
            assert_eq!(leaks(text, ""), [], "{text}");
        }
    }

    #[test]
    fn each_kind_of_leak_is_seen() {
        for (text, leak) in [
            ("Traceback (most recent call last):\\n File", Leak::StackTrace),
            ("could not run SELECT id, name FROM person WHERE", Leak::Sql),
            ("cannot open /var/lib/ss12000/config.json", Leak::FilePath),
            ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmdWxsIn0.c2lnbmF0dXJl expired", Leak::Token),
            ("no person with 19811218-9876", Leak::CivicNumber),
            ("no person with 198112189876", Leak::CivicNumber),
            ("no person with 811218-9876", Leak::CivicNumber),
        ] {
            assert_eq!(leaks(text, ""), [leak], "{text}");
        }
    }

    #[test]
    fn an_echo_of_the_request_is_no_leak() {
        assert_eq!(leaks("no person with 198112189876", "civicNo=198112189876"), []);
    }

    #[test]
    fn a_wrong_check_digit_is_no_civic_number() {
        assert!(!is_civic_number("198112189877") && is_civic_number("198112189876"));
    }
}
