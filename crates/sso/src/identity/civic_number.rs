//! `identity/civic-number`: the civic number of whoever logs in is in no address and no cookie (XID-6). Both end up in the logs of others:
//! servers, proxies, browsers, and by Referer the next site.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::linked::People;
use super::register::civic_number;
use crate::oidc_provider::browser::Trace;
use crate::oidc_provider::provider::requirement;
use samspel_suite::observe::{against, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "identity/civic-number", run: |ctx| Box::pin(run(ctx)) };

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const FOR_URLS: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let people = match People::of(ctx).await? {
        Ok(people) => people,
        Err(said) => return Ok(said),
    };
    let requirement = requirement(ctx);
    let (everybody, mut told) = people.each(requirement);
    let mut clean = 0;
    for linked in everybody {
        let Some(number) = civic_number(&linked.person).and_then(Number::of) else {
            told.push(undecided(requirement, Gap::NoData, Message::new("identity-no-civic-number")));
            continue;
        };
        for trace in &linked.trail {
            let (summary, text) = match trace {
                Trace::Address(text) => ("identity-civic-number-in-address", text),
                Trace::Cookie(text) => ("identity-civic-number-in-cookie", text),
            };
            match number.found_in(text) {
                None => clean += 1,
                Some(form) => {
                    let seen = against(requirement, Message::new(summary)).expected("no civic number");
                    told.push(seen.observed(form).contradiction());
                }
            }
        }
    }
    if clean > 0 {
        told.push(witness(requirement, clean, Message::new("identity-civic-number-held").with("count", clean)));
    }
    Ok(told)
}

/// A civic number of twelve digits.
struct Number<'n> {
    digits: &'n str,
}

impl<'n> Number<'n> {
    /// None for anything else, such as temporary numbers with letters.
    fn of(digits: &'n str) -> Option<Self> {
        (digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Number { digits })
    }

    /// The form in which a text has the number, plain, percent-encoded or in Base64.
    fn found_in(&self, text: &str) -> Option<&'static str> {
        let plain = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
        self.plain_in(&plain).or_else(|| {
            let parts = plain.split(|c: char| !c.is_ascii_alphanumeric() && !"+/-_".contains(c));
            let hidden = parts.filter(|part| part.len() >= 14).any(|part| {
                let decoded = [&STANDARD, &FOR_URLS].into_iter().filter_map(|engine| engine.decode(part).ok());
                decoded.into_iter().any(|bytes| self.plain_in(&String::from_utf8_lossy(&bytes)).is_some())
            });
            hidden.then_some("in Base64")
        })
    }

    fn plain_in(&self, text: &str) -> Option<&'static str> {
        let (day, last) = self.digits.split_at(8);
        let forms = [
            ("12 digits", self.digits.to_owned()),
            ("12 digits with a hyphen", format!("{day}-{last}")),
            ("10 digits", self.digits[2..].to_owned()),
            ("10 digits with a hyphen", format!("{}-{last}", &day[2..])),
            ("10 digits with a plus sign", format!("{}+{last}", &day[2..])),
        ];
        forms.into_iter().find(|(_, form)| stands_alone(text, form)).map(|(name, _)| name)
    }
}

/// Whether a text has these digits, not as part of a longer number.
fn stands_alone(text: &str, digits: &str) -> bool {
    text.match_indices(digits).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + digits.len()..]);
        !before.ends_with(|c: char| c.is_ascii_digit()) && !after.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    use super::*;

    // From the Tax Agency's series for tests, with a month that no real number has.
    const NUMBER: &str = "201005922388";

    #[test]
    fn every_form_is_found() {
        let number = Number::of(NUMBER).unwrap();
        for (text, form) in [
            ("https://a.example/?u=201005922388&x=1", "12 digits"),
            ("u=20100592-2388", "12 digits with a hyphen"),
            ("/users/1005922388/", "10 digits"),
            ("u%3D100592%2D2388", "10 digits with a hyphen"),
            ("100592+2388", "10 digits with a plus sign"),
        ] {
            assert_eq!(number.found_in(text), Some(form), "{text}");
        }
        let told = format!("{{\"n\":\"{NUMBER}\"}}");
        for encoded in [BASE64_STANDARD.encode(&told), BASE64_URL_SAFE_NO_PAD.encode(&told)] {
            assert_eq!(number.found_in(&format!("s=eyJ9.{encoded}.x")), Some("in Base64"));
        }
    }

    #[test]
    fn other_numbers_are_not() {
        let number = Number::of(NUMBER).unwrap();
        for text in ["2010059223881", "91005922388", "100592-2389", "20100592", ""] {
            assert_eq!(number.found_in(text), None, "{text}");
        }
        assert!(Number::of("20100592T238").is_none());
    }

    proptest! {
        #[test]
        fn what_is_hidden_among_other_text_is_found(before in "[a-z=&/ ]{0,20}", after in "[a-z=&/ ]{0,20}") {
            let number = Number::of(NUMBER).unwrap();
            let (with, without) = (format!("{before}{NUMBER}{after}"), format!("{before}{after}"));
            prop_assert!(number.found_in(&with).is_some());
            prop_assert!(number.found_in(&without).is_none());
            prop_assert_eq!(number.found_in(&BASE64_URL_SAFE_NO_PAD.encode(with)), Some("in Base64"));
        }
    }
}
