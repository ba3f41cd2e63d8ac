//! A municipality that does not exist: by seed and size, the same bytes every time.
//!
//! ```text
//! organisations ─► staff ─► pupils ─► groups ─► lessons, care, records ─► sink(entity, object)
//! ```
//!
//! Entities leave one by one, so that the whole never stands in memory as trees. Every rule of integrity holds: each reference
//! resolves, each interval runs forwards, each inner interval lies inside the outer.

mod calendar;
mod care;
mod civic_number;
mod draft;
mod edition;
mod groups;
mod lessons;
mod names;
mod organisations;
mod people;
mod pupils;
mod records;
mod staff;
mod subjects;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub(crate) use self::draft::stamp;
use self::draft::{Draft, EXPORTED};
pub(crate) use self::edition::Edition;

/// Something that was removed before the export.
#[derive(Debug, Clone)]
pub(crate) struct Deletion {
    /// Resource type, for example `Person`.
    pub(crate) entity: &'static str,
    /// What it was.
    pub(crate) id: Uuid,
    /// When it was removed.
    pub(crate) at: Timestamp,
}

/// What to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// Same seed, same municipality.
    pub(crate) seed: u64,
    /// Children and pupils; guardians and staff come on top.
    pub(crate) pupils: u32,
    /// Which edition's words to use.
    pub(crate) edition: Edition,
    /// Which series of ids a kind of entity draws from: itself, unless a fault mixes them up.
    pub(crate) id_kind: fn(&'static str) -> &'static str,
}

/// When the municipality was exported.
pub(crate) fn exported() -> Timestamp {
    Timestamp::from_second(EXPORTED).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Makes the municipality and hands every entity to the sink.
pub(crate) fn generate(scale: Scale, sink: &mut dyn FnMut(&'static str, Value)) -> Vec<Deletion> {
    let draft = &mut Draft::new(scale.seed, scale.edition, scale.id_kind, sink);
    let count = scale.pupils as usize;
    let (preschool, compulsory, upper) = pupils::shares(count);
    let tree = organisations::organisations(draft, preschool, compulsory, upper);
    let subjects = subjects::subjects(draft, &tree);
    let mut people = people::People::new(draft, &tree.domain);
    let per_unit = |unit: usize| {
        let form = tree.units[unit].form;
        let all = match form {
            organisations::Form::Preschool => preschool / 6,
            organisations::Form::Compulsory => compulsory / 12,
            organisations::Form::UpperSecondary => upper / 14,
            organisations::Form::Adult => 1,
        };
        all / tree.of(form).len() + 1
    };
    let mut staff = staff::staff(draft, &mut people, &tree, count, &per_unit);
    let pupils = pupils::pupils(draft, &mut people, &tree, &subjects, count);
    let groups = groups::groups(draft, &tree, &subjects, &mut staff, &pupils);
    staff.emit(draft);
    let outsiders: Vec<_> = pupils
        .iter()
        .filter(|pupil| pupil.form == organisations::Form::Compulsory && pupil.left.is_none())
        .map(|pupil| pupil.somebody)
        .collect();
    lessons::lessons(draft, &tree, &staff, &groups.courses, &outsiders);
    care::care(draft, &tree, &staff, &groups, &pupils);
    records::grades(draft, &tree, &subjects, &staff, &groups, &pupils);
    records::absences(draft, &tree, &staff, &pupils);
    records::study_plans(draft, &subjects, &groups, &pupils);
    deletions(draft)
}

/// Three of each kind, months and days before the export.
fn deletions(draft: &Draft<'_>) -> Vec<Deletion> {
    const KINDS: &[&str] = &[
        "Person",
        "Organisation",
        "Group",
        "Duty",
        "Placement",
        "Activity",
        "CalendarEvent",
        "Attendance",
        "AttendanceEvent",
        "AttendanceSchedule",
        "Absence",
        "Grade",
        "StudyPlan",
        "Programme",
        "Syllabus",
        "SchoolUnitOffering",
        "Room",
        "Resource",
    ];
    let mut deletions: Vec<Deletion> = KINDS
        .iter()
        .enumerate()
        .flat_map(|(at, entity)| {
            (0..3).map(move |nth| {
                let ago = (nth as i64 * 40 + 1) * 86_400 + at as i64 * 3_777;
                (entity, at * 3 + nth, Timestamp::from_second(EXPORTED - ago).unwrap_or(Timestamp::UNIX_EPOCH))
            })
        })
        .map(|(entity, number, at)| Deletion { entity, id: draft.id("Deletion", number), at })
        .collect();
    deletions.sort_by_key(|deletion| deletion.at);
    deletions
}
