//! Faults of paging.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use samspel_contract::Kind;
use serde_json::{Value, json};

use super::entities::{everywhere, succeeded};
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Cut, MistakeKind};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "limit-ignored",
        requirements: &["SS12K-PAGE-001", "SS12K-PAGE-015"],
        level: Level::Must,
        title: Title { sv: "limit har ingen verkan", en: "limit has no effect" },
        hooks: &[Hook::Page(everything)],
    },
    Fault {
        id: "limit-off-by-one",
        requirements: &["SS12K-PAGE-001"],
        level: Level::Must,
        title: Title { sv: "Sidorna har en post mer än limit", en: "Pages have one entry more than limit" },
        hooks: &[Hook::Page(|cut| {
            if let (Some(next), Some(_)) = (cut.next, cut.limit) {
                cut.end += 1;
                cut.next = Some(next + 1).filter(|next| *next < cut.total);
            }
        })],
    },
    Fault {
        id: "bad-limit-accepted",
        requirements: &["SS12K-PAGE-002"],
        level: Level::Should,
        title: Title {
            sv: "limit som är noll, negativt eller text tas emot",
            en: "A limit that is zero, negative, or text is accepted",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.parameter == "limit" && mistake.kind != MistakeKind::GivenTwice)],
    },
    Fault {
        id: "cut-short-without-token",
        requirements: &["SS12K-PAGE-003"],
        level: Level::Must,
        title: Title {
            sv: "Utan limit kommer bara en del av posterna, utan pageToken",
            en: "Without limit only a part of the entries comes, without a pageToken",
        },
        hooks: &[Hook::Page(|cut| {
            if cut.limit.is_none() && cut.pages == 0 && cut.total > 1 {
                cut.end = cut.total / 2;
                cut.next = None;
            }
        })],
    },
    Fault {
        id: "page-token-renamed",
        requirements: &["SS12K-PAGE-003", "SS12K-PAGE-015"],
        level: Level::Must,
        title: Title { sv: "Sidnyckeln heter nextPageToken", en: "The page token is called nextPageToken" },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::List)
                && let Some(page) = answer.json().as_object_mut()
                && let Some(token) = page.remove("pageToken")
            {
                page.insert("nextPageToken".to_owned(), token);
            }
        })],
    },
    Fault {
        id: "last-token-is-empty",
        requirements: &["SS12K-PAGE-004"],
        level: Level::Must,
        title: Title {
            sv: "Sista sidan har en tom sträng som pageToken",
            en: "The last page has an empty string as pageToken",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::List) && answer.json()["pageToken"].is_null() {
                answer.json()["pageToken"] = json!("");
            }
        })],
    },
    Fault {
        id: "last-token-is-text-null",
        requirements: &["SS12K-PAGE-004"],
        level: Level::Must,
        title: Title {
            sv: "Sista sidan har texten null som pageToken",
            en: "The last page has the text null as pageToken",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if succeeded(asked, answer, Kind::List) && answer.json()["pageToken"].is_null() {
                answer.json()["pageToken"] = json!("null");
            }
        })],
    },
    Fault {
        id: "token-must-be-encoded-twice",
        requirements: &["SS12K-PAGE-005"],
        level: Level::Must,
        title: Title {
            sv: "En pageToken med + / = godtas inte när den skickas tillbaka oförändrad",
            en: "A pageToken with + / = is not accepted when it is sent back unchanged",
        },
        hooks: &[
            Hook::Answer(|asked, answer| token(asked, answer, |token, _| format!("{token}+/="))),
            Hook::Request(|incoming| {
                for (_, value) in incoming.query.iter_mut().flatten().filter(|(name, _)| name == "pageToken") {
                    // The second decoding turns a plus sign into a space; only then does the token match.
                    if let Some(bare) = value.strip_suffix("%2B/=") {
                        *value = bare.to_owned();
                    }
                }
            }),
        ],
    },
    Fault {
        id: "token-refused",
        requirements: &["SS12K-PAGE-005"],
        level: Level::Must,
        title: Title { sv: "Utlämnade pageToken godtas inte", en: "Handed out page tokens are not accepted" },
        hooks: &[Hook::Answer(|asked, answer| token(asked, answer, |token, _| token.chars().rev().collect()))],
    },
    Fault {
        id: "filter-beside-token-accepted",
        requirements: &["SS12K-PAGE-006"],
        level: Level::Must,
        title: Title {
            sv: "Filter och sortkey tillsammans med pageToken tas emot",
            en: "Filters and sortkey together with pageToken are accepted",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.kind == MistakeKind::BesideToken)],
    },
    Fault {
        id: "expand-beside-token-breaks",
        requirements: &["SS12K-PAGE-007"],
        level: Level::Should,
        title: Title {
            sv: "expand och expandReferenceNames tillsammans med pageToken ger ett serverfel",
            en: "expand and expandReferenceNames together with pageToken give a server error",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            let given = |name: &str| !asked.incoming.values(name).is_empty();
            if given("pageToken") && (given("expand") || given("expandReferenceNames")) {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    Fault {
        id: "next-page-forgets-filters",
        requirements: &["SS12K-PAGE-008"],
        level: Level::Must,
        title: Title { sv: "Följande sidor glömmer filtren", en: "Following pages forget the filters" },
        hooks: &[Hook::Query(|operation, query, continues| {
            let keeps = |name: &str| {
                matches!(name, "sortkey" | "expand" | "expandReferenceNames")
                    || operation.parameters.iter().any(|parameter| parameter.required && parameter.name == name)
            };
            if continues {
                query.retain(|(name, _)| keeps(name));
            }
        })],
    },
    Fault {
        id: "next-page-forgets-expand",
        requirements: &["SS12K-PAGE-008"],
        level: Level::Must,
        title: Title {
            sv: "Följande sidor glömmer expand och expandReferenceNames",
            en: "Following pages forget expand and expandReferenceNames",
        },
        hooks: &[Hook::Query(|_, query, continues| {
            if continues {
                query.retain(|(name, _)| name != "expand" && name != "expandReferenceNames");
            }
        })],
    },
    Fault {
        id: "page-loses-entry",
        requirements: &["SS12K-PAGE-009"],
        level: Level::Must,
        title: Title { sv: "En post försvinner mellan varje sida", en: "One entry is lost between pages" },
        hooks: &[Hook::Page(|cut| cut.next = cut.next.map(|next| next + 1))],
    },
    Fault {
        id: "page-repeats-entry",
        requirements: &["SS12K-PAGE-009", "SS12K-ENV-010"],
        level: Level::Must,
        title: Title {
            sv: "Varje sida börjar med den förra sidans sista post",
            en: "Each page begins with the last entry of the page before",
        },
        hooks: &[Hook::Page(|cut| {
            // With one entry on a page this would never get anywhere.
            if cut.limit != Some(1) {
                cut.next = cut.next.map(|next| next - 1);
            }
        })],
    },
    Fault {
        id: "endless-paging",
        requirements: &["SS12K-PAGE-010"],
        level: Level::Must,
        title: Title {
            sv: "Efter sista sidan kommer den första igen",
            en: "After the last page the first one comes again",
        },
        hooks: &[Hook::Page(|cut| {
            if cut.limit.is_some() && cut.next.is_none() && cut.total > 0 {
                cut.next = Some(0);
            }
        })],
    },
    Fault {
        id: "same-token-again",
        requirements: &["SS12K-PAGE-010"],
        level: Level::Must,
        title: Title {
            sv: "Från andra sidan lämnas samma pageToken ut igen",
            en: "From the second page on the same pageToken is handed out again",
        },
        hooks: &[
            Hook::Page(|cut| {
                if cut.start > 0 {
                    cut.next = Some(cut.start);
                }
            }),
            Hook::Token(|continuation| continuation.pages = 0),
        ],
    },
    Fault {
        id: "empty-pages",
        requirements: &["SS12K-PAGE-011"],
        level: Level::Should,
        title: Title {
            sv: "Mellan sidorna kommer flera tomma sidor i rad",
            en: "Between pages several empty pages come in a row",
        },
        hooks: &[Hook::Page(|cut| {
            if cut.pages % 6 != 0 && cut.start < cut.total {
                cut.end = cut.start;
                cut.next = Some(cut.start);
            }
        })],
    },
    Fault {
        id: "any-token-gives-first-page",
        requirements: &["SS12K-PAGE-012"],
        level: Level::Should,
        title: Title { sv: "En påhittad pageToken ger första sidan", en: "A made-up pageToken gives the first page" },
        hooks: &[Hook::Overlook(|mistake| mistake.kind == MistakeKind::UnknownToken)],
    },
    Fault {
        id: "changed-limit-loses-entry",
        requirements: &["SS12K-PAGE-013"],
        level: Level::Should,
        title: Title {
            sv: "När limit ändras mellan sidor går en post förlorad",
            en: "When limit changes between pages an entry is lost",
        },
        hooks: &[Hook::Page(|cut| {
            if cut.pages > 0 && cut.limit != cut.earlier_limit {
                cut.start = (cut.start + 1).min(cut.total);
            }
        })],
    },
    Fault {
        id: "side-lists-not-paged",
        requirements: &["SS12K-PAGE-015", "SS12K-PAGE-001"],
        level: Level::Must,
        title: Title {
            sv: "Prenumerationer, borttagningar och sammanställd närvaro kan inte delas upp i sidor",
            en: "Subscriptions, deletions, and aggregated attendance cannot be split into pages",
        },
        hooks: &[Hook::Page(|cut| {
            if matches!(
                cut.operation.as_str(),
                "listSubscriptions" | "listDeletedEntities" | "listAggregatedAttendance"
            ) {
                everything(cut);
            }
        })],
    },
    Fault {
        id: "token-shows-personal-data",
        requirements: &["SS12K-PAGE-016"],
        level: Level::Should,
        title: Title {
            sv: "pageToken är base64-kodad JSON med ett personnummer eller en e-postadress",
            en: "The pageToken is base64-encoded JSON with a civic number or an e-mail address",
        },
        hooks: &[
            Hook::Answer(|asked, answer| {
                token(asked, answer, |token, personal| {
                    STANDARD.encode(json!({ "after": personal, "cursor": token }).to_string())
                });
            }),
            Hook::Request(|incoming| {
                for (_, value) in incoming.query.iter_mut().flatten().filter(|(name, _)| name == "pageToken") {
                    let state: Option<Value> =
                        STANDARD.decode(&*value).ok().and_then(|state| serde_json::from_slice(&state).ok());
                    if let Some(cursor) = state.as_ref().and_then(|state| state["cursor"].as_str()) {
                        *value = cursor.to_owned();
                    }
                }
            }),
        ],
    },
];

/// The whole list on one page, without a token.
fn everything(cut: &mut Cut) {
    cut.end = cut.total;
    cut.next = None;
}

/// Changes the page token, when there is one. The second argument is something personal: from the page, or else the Tax Agency's
/// printed example number.
fn token(asked: &crate::provider::Asked<'_>, answer: &mut Answer, change: impl Fn(&str, &str) -> String) {
    if !succeeded(asked, answer, Kind::List) {
        return;
    }
    let page = answer.json();
    let mut personal = None;
    everywhere("", page, &mut |name, value| {
        if name == "civicNo" && personal.is_none() {
            personal = value["value"].as_str().map(str::to_owned);
        }
    });
    let personal = personal.unwrap_or_else(|| "198112289874".to_owned());
    if let Some(token) = page["pageToken"].as_str() {
        let changed = change(token, &personal);
        page["pageToken"] = json!(changed);
    }
}
