//! A body for a recorded answer whose own body was not kept because it is not JSON. Reading it fails in the same way, at the same
//! place, so that a check sees what it saw.

use crate::evidence::ResponseLine;
use crate::{JsonFault, Response};

/// The body of a recorded answer.
pub(crate) fn body(line: &ResponseLine) -> Vec<u8> {
    let Some(fault) = &line.json_fault else {
        // `null` is the one JSON text that is left out of a line.
        return line.body.as_ref().map_or("null", |body| body.get()).as_bytes().to_vec();
    };
    if let Some(text) = &line.text
        && fault_of(text.as_bytes()).as_ref() == Some(fault)
    {
        return text.as_bytes().to_vec();
    }
    match fault {
        JsonFault::Empty => Vec::new(),
        JsonFault::ByteOrderMark => b"\xEF\xBB\xBF".to_vec(),
        JsonFault::NotUtf8 { at } => {
            let mut body = vec![b' '; *at];
            body.push(0xFF);
            body
        }
        JsonFault::Syntax { what } => broken_at(what),
    }
}

fn fault_of(body: &[u8]) -> Option<JsonFault> {
    let response = Response { status: 200, headers: Vec::new(), body: body.to_vec() };
    response.json::<serde_json::Value>().err()
}

/// White space up to the place of the fault, then something that is no JSON or nothing at all.
fn broken_at(what: &str) -> Vec<u8> {
    let number = |after: &str| -> Option<usize> {
        let rest = what.split_once(after)?.1;
        rest.split(' ').next()?.parse().ok()
    };
    let (line, column) = (number(" line ").unwrap_or(1), number(" column ").unwrap_or(1));
    let lines = |count: usize| vec![b'\n'; count];
    let spaces = |count: usize| vec![b' '; count];
    if what.starts_with("Eof") {
        return [lines(line.saturating_sub(1)), spaces(column)].concat();
    }
    match column.checked_sub(1) {
        Some(before) => [lines(line.saturating_sub(1)), spaces(before), b"x".to_vec()].concat(),
        // Before the first character of a line stands only the line end itself, where it may not stand: in a string.
        None => [lines(line.saturating_sub(2)), b"\"\n".to_vec()].concat(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use proptest::prelude::*;

    fn stand_in(original: &[u8]) -> Vec<u8> {
        let line = ResponseLine {
            status: 200,
            headers: Vec::new(),
            body: None,
            text: None,
            json_fault: fault_of(original),
            body_sha256: None,
            bytes: Some(original.len()),
        };
        body(&line)
    }

    #[test]
    fn a_stand_in_fails_as_the_body_did() {
        let cases: &[&[u8]] = &[
            b"",
            b"\xEF\xBB\xBF{}",
            b"abc\xFFdef",
            b"<html>",
            b"{\"data\": [{\"id\": \"a\"},",
            b"{\"data\":\n\n  [1, 2",
            b"{\"a\": 1}\n{\"b\": 2}",
            b"{\"a\": tru",
            b"\"Anna",
            b"{'a': 1}",
            b"[1,]",
            b"1e999",
            b"\"a\nb\"",
            b"{\n",
            b"{\"a\n\": 1}",
            b"\"\n",
            b"[\n\n\n",
            b"{\"a\":\n}",
            b"\"\\ud800\"",
            b"[1\n2]",
            b"-",
            b"01",
        ];
        for case in cases {
            assert_eq!(fault_of(&stand_in(case)), fault_of(case), "{}", String::from_utf8_lossy(case));
        }
    }

    proptest! {
        #[test]
        fn a_body_that_was_cut_off_anywhere_fails_in_the_same_place(cut in 0usize..120, pretty: bool) {
            let value = serde_json::json!({"data": [{"givenName": "Åsa \"x\"", "n": -1.5e3, "t": true}, {}], "pageToken": null});
            let text = if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
            let cut = cut.min(text.len().saturating_sub(1));
            let body = &text.as_bytes()[..cut];
            prop_assert_eq!(fault_of(&stand_in(body)), fault_of(body));
        }
    }
}
