//! Classes: a pupil is in one at a time.

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Period, is};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};

pub(in crate::integrity) const RULES: &[Rule] =
    &[sets(&["SS12K-INT-013", "SS12K-GRP-002"], "Group", &[], "groupMemberships, groupType = Klass", one_class)];

static TWO: Cause = cause("class-two-at-a-time", "/groupMemberships/*", "one Klass at a time", "several");
static TWO_TYPES: Cause =
    cause("class-two-school-types", "/groupMemberships/*", "one Klass at a time", "one for each schoolType").note();

fn one_class(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Group")?;
    let (kinds, school_types) = (of.column("groupType")?, of.column("schoolType")?);
    let members = of.column("groupMemberships[].person.id")?;
    let (from, to) = (of.column("groupMemberships[].startDate")?, of.column("groupMemberships[].endDate")?);
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    let mut own: Vec<(u32, Period, u32)> = Vec::new();
    for row in of.rows().filter(|row| is(kinds.cell(*row), "Klass")) {
        let Some(class) = Period::of(starts.cell(row), ends.cell(row)) else { continue };
        for (member, (from, to)) in members.cells(row).zip(from.cells(row).zip(to.cells(row))) {
            // A membership lasts no longer than its class.
            let period = Period::of(from, to).and_then(|period| period.and(class));
            if let (crate::snapshot::Cell::Id(member), Some(period)) = (member, period) {
                own.push((member, period, row));
            }
        }
    }
    own.sort_unstable_by_key(|(member, period, row)| (*member, period.from, *row));
    let mut latest: Option<(u32, Period, u32)> = None;
    for (member, period, row) in own {
        let before = latest.filter(|(other, ..)| *other == member);
        let other = before.filter(|(_, other, class)| *class != row && other.and(period).is_some());
        match other {
            Some((_, _, class)) => {
                let same = school_types.cell(class) == school_types.cell(row);
                let cause = if same { &TWO } else { &TWO_TYPES };
                seen.expect_at(false, cause, &[of.at(class), of.at(row)]);
            }
            None => seen.look(),
        }
        // Of two that overlap, the one that lasts longer can overlap the next as well.
        latest = Some(match before {
            Some(before) if before.1.to > period.to => before,
            _ => (member, period, row),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{id, sees};

    fn class(
        number: u32,
        school_type: &str,
        from: &str,
        to: Option<&str>,
        left: Option<&str>,
    ) -> (&'static str, Value) {
        let mut class = json!({"id": id(number), "groupType": "Klass", "schoolType": school_type, "startDate": from,
            "groupMemberships": [{"person": {"id": id(1)}}]});
        if let Some(to) = to {
            class["endDate"] = json!(to);
        }
        if let Some(left) = left {
            class["groupMemberships"][0]["endDate"] = json!(left);
        }
        ("Group", class)
    }

    #[test]
    fn a_class_that_has_ended_or_was_left_does_not_count() {
        for town in [
            [class(2, "GR", "2025-08-18", Some("2026-06-12"), None), class(3, "GR", "2026-08-17", None, None)],
            [class(2, "GR", "2025-08-18", None, Some("2026-08-16")), class(3, "GR", "2026-08-17", None, None)],
        ] {
            assert_eq!(sees("SS12K-INT-013", &town), Vec::<&str>::new());
        }
    }

    #[test]
    fn two_classes_at_a_time_are_seen_also_behind_a_third() {
        let two = [class(2, "GR", "2025-08-18", None, None), class(3, "GR", "2026-08-17", None, None)];
        assert_eq!(sees("SS12K-GRP-002", &two), ["class-two-at-a-time"]);
        let types = [class(2, "GR", "2025-08-18", None, None), class(3, "GRS", "2026-08-17", None, None)];
        assert_eq!(sees("SS12K-GRP-002", &types), Vec::<&str>::new());
    }
}
