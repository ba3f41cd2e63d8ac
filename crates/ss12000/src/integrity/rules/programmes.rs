//! Programmes, orientations and exits.

use samspel_suite::CheckError;

use super::tree::circles;
use crate::integrity::data::{Data, is, is_among};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, sets, text};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    sets(&["SS12K-INT-011", "SS12K-PROG-002"], "Programme", &[], "type", hierarchy),
    sets(&["SS12K-INT-011"], "Programme", &[], "parentProgramme", no_circle),
    each(&["SS12K-INT-012", "SS12K-PROG-004"], "Programme", "content[].type = Inriktning", orientation_content),
    each(&["SS12K-PROG-003"], "Programme", "schoolType = GY", code),
];

const PARENT: &str = "/parentProgramme";
static NO_PARENT: Cause = cause("programme-without-parent", PARENT, "present", "absent");
static HAS_PARENT: Cause = cause("programme-with-parent", PARENT, "absent", "present");
static OTHER_PARENT: Cause =
    cause("programme-parent-type", PARENT, "Utgång below Programinriktning below a programme", "another type");
static CIRCLE: Cause = cause("programme-circle", PARENT, "a chain that ends", "a circle");
static ORIENTATION: Cause =
    cause("programme-orientation-content", "/content/*/type", "Inriktning only in a Programinriktning", "elsewhere");
static NO_CODE: Cause = cause("programme-without-code", "/code", "Skolverket's code", "absent or blank");

/// Types that are programmes of their own.
const PROGRAMMES: [&str; 6] = [
    "Yrkesprogram",
    "Högskoleförberedande program",
    "Intruduktionsprogram",
    "Nationellt yrkespaket",
    "Regionalt yrkespaket",
    "Fjärde tekniskt år",
];

fn hierarchy(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Programme")?;
    let (kinds, parents) = (of.column("type")?, of.column("parentProgramme.id")?);
    for row in of.rows() {
        let (kind, parent) = (kinds.cell(row), parents.cell(row));
        if is_among(kind, &PROGRAMMES) {
            seen.expect_at(parent == Cell::Missing, &HAS_PARENT, &[of.at(row)]);
            continue;
        }
        let (orientation, exit) = (is(kind, "Programinriktning"), is(kind, "Utgång"));
        if !orientation && !exit {
            continue;
        }
        seen.expect_at(parent != Cell::Missing, &NO_PARENT, &[of.at(row)]);
        if let Some(above) = of.row(parent) {
            let above_kind = kinds.cell(above);
            let holds = if exit { is(above_kind, "Programinriktning") } else { is_among(above_kind, &PROGRAMMES) };
            seen.expect_at(holds || !above_kind.is_known(), &OTHER_PARENT, &[of.at(row), of.at(above)]);
        }
    }
    Ok(())
}

fn no_circle(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    circles(data.of("Programme")?, "parentProgramme.id", &CIRCLE, seen)
}

fn orientation_content(record: &Record<'_>, seen: &mut Sightings) {
    let Some(kind) = record.text("type") else { return };
    let contents = record.elements("content").iter();
    for _ in contents.filter(|content| text(content, "type") == Some("Inriktning")) {
        seen.expect(kind == "Programinriktning", &ORIENTATION);
    }
}

fn code(record: &Record<'_>, seen: &mut Sightings) {
    let kind = record.text("type").unwrap_or_default();
    // The texts name programmes and orientations; packages and exits have codes of other origins.
    let has_code =
        matches!(kind, "Yrkesprogram" | "Högskoleförberedande program" | "Intruduktionsprogram" | "Programinriktning");
    if record.text("schoolType") == Some("GY") && has_code {
        seen.expect(record.text("code").is_some_and(|code| !code.trim().is_empty()), &NO_CODE);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{breaks, id, keeps, sees};

    fn programme(number: u32, kind: &str, parent: Option<u32>) -> (&'static str, Value) {
        let mut value = json!({"id": id(number), "type": kind});
        if let Some(parent) = parent {
            value["parentProgramme"] = json!({"id": id(parent)});
        }
        ("Programme", value)
    }

    #[test]
    fn exits_stand_below_orientations_below_programmes() {
        let kept = [
            programme(1, "Yrkesprogram", None),
            programme(2, "Programinriktning", Some(1)),
            programme(3, "Utgång", Some(2)),
        ];
        assert_eq!(sees("SS12K-INT-011", &kept), Vec::<&str>::new());
        let skipped = [programme(1, "Yrkesprogram", None), programme(3, "Utgång", Some(1))];
        assert_eq!(sees("SS12K-INT-011", &skipped), ["programme-parent-type"]);
        assert_eq!(sees("SS12K-PROG-002", &[programme(3, "Utgång", None)]), ["programme-without-parent"]);
        let below = [programme(1, "Yrkesprogram", None), programme(2, "Yrkesprogram", Some(1))];
        assert_eq!(sees("SS12K-PROG-002", &below), ["programme-with-parent"]);
        let circle = [programme(1, "Utgång", Some(2)), programme(2, "Utgång", Some(1))];
        assert_eq!(sees("SS12K-INT-011", &circle), ["programme-parent-type", "programme-circle"]);
    }

    #[test]
    fn orientation_content_and_codes_stand_where_they_should() {
        let of = |kind: &str| json!({"type": kind, "schoolType": "GY", "content": [{"type": "Inriktning"}]});
        keeps("Programme", "SS12K-INT-012", &of("Programinriktning"));
        breaks("Programme", "SS12K-INT-012", &of("Yrkesprogram"));
        breaks("Programme", "SS12K-PROG-003", &of("Yrkesprogram"));
        keeps("Programme", "SS12K-PROG-003", &json!({"type": "Yrkesprogram", "schoolType": "GY", "code": "FT"}));
    }
}
