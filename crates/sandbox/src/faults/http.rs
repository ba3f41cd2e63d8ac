//! Faults of HTTP: paths, methods, media types, query decoding, caching.

use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::{HeaderValue, Method, StatusCode, header};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::entities::{each, reads};
use crate::fault::{Fault, Hook, Level, Title};
use crate::municipality::stamp;
use crate::provider::{Answer, Asked, Body, Incoming, MistakeKind, Pairs, decode_query};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "redirect-outside-base-url",
        requirements: &["SS12K-HTTP-001"],
        level: Level::Must,
        title: Title {
            sv: "Anropen skickas vidare till en annan sökväg på samma server, utanför bas-URL:en",
            en: "Calls are redirected to another path on the same server, outside the base URL",
        },
        hooks: &[Hook::Answer(|asked, answer| redirect(asked, answer, "/api/latest"))],
    },
    Fault {
        id: "wrong-content-type",
        requirements: &["SS12K-HTTP-002"],
        level: Level::Must,
        title: Title {
            sv: "Svaren är JSON men märkta som text/plain",
            en: "Responses are JSON but marked as text/plain",
        },
        hooks: &[Hook::Answer(|_, answer| {
            if answer.headers.contains_key(header::CONTENT_TYPE) {
                answer.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            }
        })],
    },
    Fault {
        id: "byte-order-mark",
        requirements: &["SS12K-HTTP-003"],
        level: Level::Must,
        title: Title {
            sv: "Svaren börjar med en byteordningsmärkning (BOM)",
            en: "Responses begin with a byte order mark (BOM)",
        },
        hooks: &[Hook::Answer(|_, answer| raw(answer, |bytes| [b"\xef\xbb\xbf", bytes.as_slice()].concat()))],
    },
    Fault {
        id: "latin-1",
        requirements: &["SS12K-HTTP-003"],
        level: Level::Must,
        title: Title {
            sv: "Svaren är kodade i Latin-1 i stället för UTF-8",
            en: "Responses are encoded in Latin-1 instead of UTF-8",
        },
        hooks: &[Hook::Answer(|_, answer| raw(answer, |bytes| latin_1(&bytes)))],
    },
    Fault {
        id: "decomposed-letters",
        requirements: &["SS12K-HTTP-003", "SS12K-ENV-007"],
        level: Level::Must,
        title: Title {
            sv: "å, ä och ö är sammansatta av bokstav och prick (NFD), även i fasta värden",
            en: "å, ä, and ö are composed of letter and accent (NFD), also in fixed values",
        },
        hooks: &[Hook::Answer(|_, answer| {
            raw(answer, |bytes| String::from_utf8_lossy(&bytes).nfd().collect::<String>().into_bytes());
        })],
    },
    Fault {
        id: "charset-refused",
        requirements: &["SS12K-HTTP-004"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag nekas när Content-Type har en parameter, som charset=utf-8",
            en: "Lookups are refused when Content-Type has a parameter, such as charset=utf-8",
        },
        hooks: &[Hook::Request(|incoming| {
            if incoming.content_type.as_deref().is_some_and(|kind| kind.contains(';')) {
                incoming.content_type = Some("application/octet-stream".to_owned());
            }
        })],
    },
    Fault {
        id: "json-body-refused",
        requirements: &["SS12K-HTTP-004"],
        level: Level::Must,
        title: Title {
            sv: "Uppslag tar bara emot formulärdata och nekar application/json",
            en: "Lookups take form data only and refuse application/json",
        },
        hooks: &[Hook::Request(|incoming| {
            if incoming.path.ends_with("/lookup") {
                incoming.content_type = Some("application/octet-stream".to_owned());
            }
        })],
    },
    Fault {
        id: "undocumented-method-accepted",
        requirements: &["SS12K-HTTP-005"],
        level: Level::Must,
        title: Title { sv: "Metoder som inte finns svarar 200", en: "Methods that do not exist are answered with 200" },
        hooks: &[Hook::Answer(|_, answer| {
            if answer.status == StatusCode::METHOD_NOT_ALLOWED {
                *answer = Answer::ok(Body::Json(json!({})));
            }
        })],
    },
    Fault {
        id: "reading-moves-modified",
        requirements: &["SS12K-HTTP-006"],
        level: Level::Must,
        title: Title {
            sv: "Varje läsning flyttar fram meta.modified på det som läses",
            en: "Each reading moves meta.modified of what is read",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let now = stamp(tick(), false);
            each(asked, answer, |_, entity| {
                if let Some(modified) = entity.pointer_mut("/meta/modified") {
                    *modified = json!(now);
                }
            });
        })],
    },
    Fault {
        id: "arrays-split-at-commas",
        requirements: &["SS12K-HTTP-007"],
        level: Level::Must,
        title: Title {
            sv: "Flera värden tas bara emot med komma emellan; av upprepade parametrar gäller bara den första",
            en: "Several values are taken only with commas in between; of repeated parameters only the first counts",
        },
        hooks: &[Hook::Request(split_at_commas)],
    },
    Fault {
        id: "query-not-decoded",
        requirements: &["SS12K-HTTP-008"],
        level: Level::Must,
        title: Title {
            sv: "Procentkodade värden i frågesträngen avkodas inte",
            en: "Percent-encoded values in the query are not decoded",
        },
        hooks: &[Hook::Request(|incoming| {
            let pairs = incoming.raw_query.split('&').filter(|pair| !pair.is_empty());
            incoming.query = Some(
                pairs
                    .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                    .map(|(a, b)| (a.to_owned(), b.to_owned()))
                    .collect(),
            );
        })],
    },
    Fault {
        id: "query-decoded-twice",
        requirements: &["SS12K-HTTP-008"],
        level: Level::Must,
        title: Title {
            sv: "Frågesträngen avkodas två gånger, så att ett plustecken blir ett blanksteg",
            en: "The query is decoded twice, so that a plus sign becomes a space",
        },
        hooks: &[Hook::Request(|incoming| {
            let again = |(name, value): (String, String)| {
                decode_query(&format!("{name}={value}")).and_then(|mut pairs| pairs.pop())
            };
            incoming.query = incoming.query.take().and_then(|pairs| pairs.into_iter().map(again).collect());
        })],
    },
    Fault {
        id: "parameters-renamed",
        requirements: &["SS12K-HTTP-009", "SS12K-HTTP-010"],
        level: Level::Must,
        title: Title {
            sv: "Filter finns bara med understreck i namnet, som meta_modified_after; de dokumenterade namnen har ingen verkan",
            en: "Filters exist only with underscores in their names, such as meta_modified_after; the documented names have no effect",
        },
        hooks: &[Hook::Request(|incoming| {
            let kept = |name: &str| NO_FILTERS.contains(&name) || UNTOUCHED.contains(&name);
            for pairs in incoming.query.iter_mut() {
                pairs.retain(|(name, _)| kept(name) || name.contains('_'));
                pairs.iter_mut().filter(|(name, _)| !kept(name)).for_each(|(name, _)| *name = name.replace('_', "."));
            }
        })],
    },
    Fault {
        id: "filters-ignored",
        requirements: &["SS12K-HTTP-010"],
        level: Level::Must,
        title: Title { sv: "Filter tas emot men har ingen verkan", en: "Filters are accepted but have no effect" },
        hooks: &[Hook::Query(|operation, query, _| {
            query.retain(|(name, _)| is_required(operation, name) || NO_FILTERS.contains(&name.as_str()));
        })],
    },
    Fault {
        id: "only-one-filter-applied",
        requirements: &["SS12K-HTTP-010"],
        level: Level::Must,
        title: Title {
            sv: "Av flera filter i samma fråga tillämpas bara det första",
            en: "Of several filters in one request only the first is applied",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            let is_filter = |name: &str| !is_required(operation, name) && !NO_FILTERS.contains(&name);
            let first = query.iter().map(|(name, _)| name.clone()).find(|name| is_filter(name));
            query.retain(|(name, _)| !is_filter(name) || Some(name) == first.as_ref());
        })],
    },
    Fault {
        id: "sort-and-expand-ignored",
        requirements: &["SS12K-HTTP-011"],
        level: Level::Should,
        title: Title {
            sv: "sortkey och expand tas emot men har ingen verkan",
            en: "sortkey and expand are accepted but have no effect",
        },
        hooks: &[Hook::Request(|incoming| {
            for pairs in incoming.query.iter_mut() {
                pairs.retain(|(name, _)| name != "sortkey" && name != "expand");
            }
        })],
    },
    Fault {
        id: "unknown-parameter-breaks",
        requirements: &["SS12K-HTTP-012"],
        level: Level::Should,
        title: Title { sv: "En okänd parameter ger ett serverfel", en: "An unknown parameter gives a server error" },
        hooks: &[Hook::Answer(|asked, answer| {
            let documented = |name: &str| {
                asked.operation.is_none_or(|operation| operation.parameters.iter().any(|known| known.name == name))
            };
            if answer.is_success() && asked.incoming.query.iter().flatten().any(|(name, _)| !documented(name)) {
                *answer = broken();
            }
        })],
    },
    Fault {
        id: "doubled-parameter-breaks",
        requirements: &["SS12K-HTTP-013"],
        level: Level::Should,
        title: Title {
            sv: "En envärd parameter som skickas två gånger ger ett serverfel",
            en: "A single-valued parameter that is sent twice gives a server error",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let names: Vec<&String> = asked.incoming.query.iter().flatten().map(|(name, _)| name).collect();
            let doubled = names.iter().enumerate().any(|(at, name)| names[..at].contains(name));
            if doubled && answer.status == StatusCode::BAD_REQUEST {
                *answer = broken();
            }
        })],
    },
    Fault {
        id: "any-boolean-accepted",
        requirements: &["SS12K-HTTP-014"],
        level: Level::Should,
        title: Title {
            sv: "Booleska parametrar tar emot vad som helst, till exempel yes",
            en: "Boolean parameters accept anything, for instance yes",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.kind == MistakeKind::NotBoolean)],
    },
    Fault {
        id: "paths-in-lower-case",
        requirements: &["SS12K-HTTP-016"],
        level: Level::Must,
        title: Title {
            sv: "Sökvägar med versaler finns bara med gemener, som /calendarevents",
            en: "Paths with capitals exist only in lower case, such as /calendarevents",
        },
        hooks: &[Hook::Request(|incoming| {
            respell(
                incoming,
                &[
                    "calendarEvents",
                    "attendanceEvents",
                    "attendanceSchedule",
                    "aggregatedAttendance",
                    "schoolUnitOfferings",
                    "deletedEntities",
                ],
                &|path| path.to_lowercase(),
            );
        })],
    },
    Fault {
        id: "paths-in-singular",
        requirements: &["SS12K-HTTP-016"],
        level: Level::Must,
        title: Title {
            sv: "Flera sökvägar finns bara i singular, som /placement och /studyplan",
            en: "Several paths exist only in the singular, such as /placement and /studyplan",
        },
        hooks: &[Hook::Request(|incoming| {
            respell(
                incoming,
                &[
                    "placements",
                    "duties",
                    "groups",
                    "programmes",
                    "studyplans",
                    "syllabuses",
                    "activities",
                    "attendances",
                    "grades",
                    "absences",
                    "resources",
                    "rooms",
                    "subscriptions",
                ],
                &|path| path.trim_end_matches('s').to_owned(),
            );
        })],
    },
    Fault {
        id: "redirect-elsewhere",
        requirements: &["SS12K-HTTP-017"],
        level: Level::Should,
        title: Title {
            sv: "Anropen skickas vidare till en annan server",
            en: "Calls are redirected to another server",
        },
        hooks: &[Hook::Answer(|asked, answer| redirect(asked, answer, "https://annan-server.example/v2.0"))],
    },
    Fault {
        id: "public-cache",
        requirements: &["SS12K-HTTP-018"],
        level: Level::Should,
        title: Title { sv: "Svaren får lagras i delade cacheminnen", en: "Responses may be stored in shared caches" },
        hooks: &[Hook::Answer(|_, answer| {
            answer.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
        })],
    },
    Fault {
        id: "head-and-options-open",
        requirements: &["SS12K-HTTP-019"],
        level: Level::Should,
        title: Title {
            sv: "HEAD och OPTIONS svarar utan token, med innehållets längd eller data",
            en: "HEAD and OPTIONS are answered without a token, with the content's length or data",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.refusal.is_some() && asked.incoming.method == Method::OPTIONS {
                *answer = Answer::ok(Body::Json(
                    json!({ "data": [{ "id": "00000000-0000-4000-8000-000000000001" }], "pageToken": null }),
                ));
            } else if asked.refusal.is_some() && asked.incoming.method == Method::HEAD {
                *answer = Answer::ok(Body::Empty).with_header(header::CONTENT_LENGTH, "4711");
                answer.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            }
        })],
    },
];

/// Parameters that do not choose entries.
const NO_FILTERS: &[&str] = &["sortkey", "expand", "expandReferenceNames"];

/// Paging, and parameters that a list cannot do without.
const UNTOUCHED: &[&str] =
    &["limit", "pageToken", "access_token", "startTime.onOrAfter", "startTime.onOrBefore", "startDate", "endDate"];

/// Parameters with several values.
const ARRAYS: &[&str] = &[
    "parent",
    "schoolUnitCode",
    "organisationCode",
    "type",
    "schoolTypes",
    "schoolType",
    "nameContains",
    "groupType",
    "organisation",
    "student",
    "group",
    "entities",
    "expand",
];

fn is_required(operation: &samspel_contract::Operation, name: &str) -> bool {
    operation.parameters.iter().any(|parameter| parameter.required && parameter.name == name)
}

/// Milliseconds since 1970 that grow with every call and start at the export.
fn tick() -> i64 {
    static TICKS: AtomicI64 = AtomicI64::new(1_789_358_400_000);
    TICKS.fetch_add(1, Ordering::Relaxed)
}

fn broken() -> Answer {
    Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong")
}

fn redirect(asked: &Asked<'_>, answer: &mut Answer, to: &str) {
    if answer.is_success() && asked.operation.is_some_and(reads) {
        let location = format!("{to}{}", asked.incoming.path);
        *answer = Answer::new(StatusCode::TEMPORARY_REDIRECT, Body::Empty).with_header(header::LOCATION, &location);
    }
}

fn raw(answer: &mut Answer, change: impl Fn(Vec<u8>) -> Vec<u8>) {
    if !matches!(answer.body, Body::Empty) {
        answer.body = Body::Bytes(change(answer.bytes()));
    }
}

/// UTF-8 as Latin-1; what Latin-1 lacks becomes a question mark.
fn latin_1(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}

fn split_at_commas(incoming: &mut Incoming) {
    let mut pairs: Pairs = Vec::new();
    for (name, value) in incoming.query.take().into_iter().flatten() {
        if !ARRAYS.contains(&name.as_str()) {
            pairs.push((name, value));
        } else if pairs.iter().all(|(earlier, _)| *earlier != name) {
            pairs.extend(value.split(',').map(|part| (name.clone(), part.to_owned())));
        }
    }
    incoming.query = Some(pairs);
}

/// Documented spellings of these paths lead nowhere; the misspelt ones work.
fn respell(incoming: &mut Incoming, paths: &[&str], misspell: &dyn Fn(&str) -> String) {
    let rest = incoming.path.trim_start_matches('/').to_owned();
    let (head, tail) =
        rest.split_once('/').map_or((rest.as_str(), String::new()), |(head, tail)| (head, format!("/{tail}")));
    if paths.contains(&head) {
        incoming.path = "/nowhere".to_owned();
    } else if let Some(right) = paths.iter().find(|path| misspell(path) == head) {
        incoming.path = format!("/{right}{tail}");
    }
}
