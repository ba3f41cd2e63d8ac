//! Faults of what a filter takes as its value, in any list.

use super::selecting::{ignore, in_proper_case, not_found};
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::MistakeKind;

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "owner-ignored",
        requirements: &["SS12K-FILT-027"],
        level: Level::Must,
        title: Title {
            sv: "organisation på /resources och /rooms har ingen verkan",
            en: "organisation on /resources and /rooms has no effect",
        },
        hooks: &[Hook::Query(|operation, query, _| {
            ignore(operation, query, "listResources", &["organisation"]);
            ignore(operation, query, "listRooms", &["organisation"]);
        })],
    },
    Fault {
        id: "no-uuid-overlooked",
        requirements: &["SS12K-FILT-028"],
        level: Level::Must,
        title: Title {
            sv: "Ett filtervärde som inte är ett UUID ignoreras",
            en: "A filter value that is no UUID is ignored",
        },
        hooks: &[Hook::Overlook(|mistake| mistake.kind == MistakeKind::NotUuid && mistake.parameter != "id")],
    },
    Fault {
        id: "unknown-uuid-not-found",
        requirements: &["SS12K-FILT-028", "SS12K-ENV-005"],
        level: Level::Must,
        title: Title { sv: "Ett okänt UUID som filter ger 404", en: "An unknown UUID as a filter gives 404" },
        hooks: &[Hook::Answer(not_found)],
    },
    Fault {
        id: "unknown-literal-overlooked",
        requirements: &["SS12K-FILT-029"],
        level: Level::Must,
        title: Title {
            sv: "Ett filtervärde utanför värdelistan ignoreras",
            en: "A filter value outside the enumeration is ignored",
        },
        hooks: &[Hook::Overlook(|mistake| {
            mistake.kind == MistakeKind::NotInEnumeration && !matches!(mistake.parameter.as_str(), "sortkey" | "expand")
        })],
    },
    Fault {
        id: "literals-in-any-case",
        requirements: &["SS12K-FILT-029"],
        level: Level::Must,
        title: Title {
            sv: "Värden ur värdelistor tas emot med andra stora och små bokstäver",
            en: "Values of enumerations are accepted in other letter case",
        },
        hooks: &[Hook::Request(in_proper_case)],
    },
];
