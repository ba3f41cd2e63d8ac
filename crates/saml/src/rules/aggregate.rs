//! The metadata of a federation: signed, and not for ever.

use jiff::{SignedDuration, Span, Timestamp, tz::TimeZone};
use samspel_model::{Contradiction, Gap, Location, Message, Sight};
use samspel_suite::{Check, Context};
use serde::Deserialize;

use crate::Metadata;
use crate::shown::shown;
use crate::signature::{Flaw, Signature};
use crate::view::{Sights, of_document, optional, unreadable};

pub(crate) const CHECKS: &[Check] = &[
    Check { id: "saml/aggregate-signature", run: |context| of_document(context, signature) },
    Check { id: "saml/aggregate-validity", run: |context| of_document(context, validity) },
];

/// What an aggregate is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    /// A signature, or `validUntil`, is there.
    There,
    /// The signature is that of the given certificate.
    Valid,
    /// `validUntil` lies ahead.
    Ahead,
    /// `validUntil` lies at most `days` ahead.
    Near,
    /// `cacheDuration` is a duration, at most `days` long.
    Cached,
}

fn breach(id: &str, expected: &str, observed: &str) -> Sight {
    Sight::Contradiction(Box::new(contradiction(id, expected, observed)))
}

fn contradiction(id: &str, expected: &str, observed: &str) -> Contradiction {
    Contradiction {
        summary: Message::new(id),
        expected: expected.to_owned(),
        observed: shown(observed),
        location: Location { operation: None, pointer: Some("EntitiesDescriptor".to_owned()) },
        count: 1,
        samples: Vec::new(),
        cause: None,
        reproduce: None,
        exchanges: Vec::new(),
    }
}

fn witness(id: &str, what: &str) -> Sight {
    Sight::Witness { count: 1, message: Message::new(id).with("what", what) }
}

fn no_aggregate() -> Vec<Sight> {
    vec![Sight::NotApplicable { reason: Message::new("md-no-aggregate") }]
}

fn signature(metadata: &Metadata, context: &Context) -> Sights {
    let asked: Asked = context.with("rule")?;
    let Ok(content) = &metadata.content else { return Ok(unreadable()) };
    if content.aggregate.is_none() {
        return Ok(no_aggregate());
    }
    let undecided = |gap, id: &str| Sight::Undecided { gap, reason: Message::new(id) };
    Ok(vec![match (&content.signature, asked) {
        (Signature::Absent, _) => breach("md-unsigned", "ds:Signature", "-"),
        (Signature::Valid { method }, _) => witness("md-signed", method),
        (_, Asked::There) => witness("md-signed", "ds:Signature"),
        (Signature::Unchecked, _) => undecided(Gap::NoAccess, "md-no-federation-certificate"),
        (Signature::NoKey, _) => undecided(Gap::NoAccess, "md-federation-certificate-unreadable"),
        (Signature::Invalid { why }, _) => match why {
            Flaw::OtherTarget { uri } => breach("md-signature-elsewhere", "URI=\"\" | \"#ID\"", uri),
            Flaw::Algorithm { uri } => breach("md-signature-algorithm", "SHA-256", uri),
            Flaw::DoesNotVerify { reason } => breach("md-signature-invalid", "-", reason),
        },
    }])
}

fn validity(metadata: &Metadata, context: &Context) -> Sights {
    let asked: Asked = context.with("rule")?;
    let days: i64 = optional(context, "days")?.unwrap_or(0);
    let Ok(content) = &metadata.content else { return Ok(unreadable()) };
    let Some(aggregate) = &content.aggregate else { return Ok(no_aggregate()) };
    let longest = SignedDuration::from_hours(24 * days);
    if asked == Asked::Cached {
        return Ok(vec![match aggregate.cache_duration.as_deref() {
            None => breach("md-no-cache-duration", "@cacheDuration", "-"),
            Some(written) => match duration(written) {
                Some(time) if time > SignedDuration::ZERO && time <= longest => witness("md-cached", written),
                Some(_) => breach("md-cache-long", &format!("<= {days} d"), written),
                None => breach("md-cache-no-duration", "xs:duration", written),
            },
        }]);
    }
    let Some(written) = aggregate.valid_until.as_deref() else {
        return Ok(vec![match asked {
            Asked::There => breach("md-no-valid-until", "@validUntil", "-"),
            _ => Sight::Undecided { gap: Gap::NoData, reason: Message::new("md-no-valid-until") },
        }]);
    };
    let Ok(until) = written.trim().parse::<Timestamp>() else {
        return Ok(vec![breach("md-valid-until-no-instant", "xs:dateTime", written)]);
    };
    let left = until.duration_since(metadata.question.now);
    let day = until.to_zoned_datetime(TimeZone::UTC).date().to_string();
    Ok(match asked {
        Asked::Ahead if left <= SignedDuration::ZERO => vec![breach("md-expired", "validUntil > now", written)],
        Asked::Ahead => {
            let mut sights = vec![witness("md-valid-until", &day)];
            // Whoever fetches once a day has one more try.
            if left < SignedDuration::from_hours(48) {
                let note = contradiction("md-expires-soon", "> 48 h", written);
                sights.push(Sight::Note(Box::new(note)));
            }
            sights
        }
        Asked::Near if left > longest => vec![breach("md-valid-until-far", &format!("<= {days} d"), written)],
        _ => vec![witness("md-valid-until", &day)],
    })
}

/// An `xs:duration`, months and years taken as 30 and 365 days.
fn duration(written: &str) -> Option<SignedDuration> {
    let span: Span = written.trim().parse().ok()?;
    let days = i64::from(span.get_years()) * 365 + i64::from(span.get_months()) * 30 + i64::from(span.get_weeks()) * 7;
    let days = days + i64::from(span.get_days());
    let rest = Span::new().hours(span.get_hours()).minutes(span.get_minutes()).seconds(span.get_seconds());
    let rest = SignedDuration::try_from(rest).ok()?;
    SignedDuration::from_hours(24 * days).checked_add(rest)
}
