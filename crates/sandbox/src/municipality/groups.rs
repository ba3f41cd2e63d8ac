//! Groups: classes, teaching groups, mentor groups, departments, staff groups; with last year's classes and an empty group.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::{LAST_YEAR, LAST_YEAR_END, SCHOOL_YEAR, after, years_after};
use super::draft::{Draft, put, reference};
use super::organisations::{Form, Tree};
use super::people::Somebody;
use super::pupils::{ClassKey, Pupil};
use super::staff::Staff;
use super::subjects::Subjects;

/// A member of a group that lessons are made for.
#[derive(Clone, Copy)]
pub(super) struct Member {
    pub(super) somebody: Somebody,
    pub(super) until: Option<Date>,
}

/// A group that meets: lessons are made from it.
pub(super) struct Course {
    pub(super) group: Uuid,
    pub(super) unit: usize,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) syllabus: Option<Uuid>,
    /// Which of the unit's teaching duties leads it; None for meetings of staff.
    pub(super) teacher: Option<usize>,
    pub(super) members: Vec<Member>,
}

/// Groups that other parts refer to.
pub(super) struct Groups {
    pub(super) courses: Vec<Course>,
    /// Department of a unit and school type that children are placed in.
    pub(super) departments: BTreeMap<(usize, &'static str), Uuid>,
    /// Class of a pupil number.
    pub(super) class_of: BTreeMap<usize, Uuid>,
}

struct Making<'d, 'a> {
    draft: &'d mut Draft<'a>,
    number: usize,
}

impl Making<'_, '_> {
    fn group(
        &mut self,
        kind: &str,
        name: &str,
        organisation: Uuid,
        school_type: Option<&str>,
        period: (Date, Option<Date>),
        members: Option<&[Value]>,
    ) -> Uuid {
        let id = self.draft.id("Group", self.number);
        self.number += 1;
        let mut value = json!({
            "id": id.to_string(), "displayName": name, "startDate": period.0.to_string(), "groupType": kind, "organisation": reference(organisation),
        });
        put(&mut value, "endDate", period.1.map(|day| day.to_string()));
        put(&mut value, "schoolType", school_type);
        put(&mut value, "groupMemberships", members);
        self.draft.emit("Group", value);
        id
    }
}

/// Which placement a pupil has, if any: the school type of it.
pub(super) fn placement_type(pupil: &Pupil) -> Option<&'static str> {
    match (pupil.form, pupil.year) {
        (Form::Preschool, _) => Some("FS"),
        (Form::Compulsory, 0..=3) if pupil.number % 3 != 1 => Some("FTH"),
        (Form::Compulsory, 6) => Some("OPPFTH"),
        _ => None,
    }
}

pub(super) fn groups(
    draft: &mut Draft<'_>,
    tree: &Tree,
    subjects: &Subjects,
    staff: &mut Staff,
    pupils: &[Pupil],
) -> Groups {
    let mut making = Making { draft, number: 0 };
    let mut groups = Groups { courses: Vec::new(), departments: BTreeMap::new(), class_of: BTreeMap::new() };
    let mut classes: BTreeMap<ClassKey, Vec<&Pupil>> = BTreeMap::new();
    for pupil in pupils.iter().filter(|pupil| pupil.form != Form::Preschool) {
        classes.entry(pupil.class).or_default().push(pupil);
    }
    for (nth, (key, members)) in classes.iter().enumerate() {
        class(&mut making, tree, subjects, staff, &mut groups, nth, *key, members);
    }
    last_year(&mut making, tree, staff, pupils);
    departments(&mut making, tree, staff, &mut groups, pupils);
    of_staff(&mut making, tree, staff, &mut groups);
    let unit = tree.of(Form::Compulsory)[0];
    making.group("Övrigt", "Kören (vilande)", unit.id, None, (SCHOOL_YEAR, None), Some(&[]));
    making.group("Schema", "Schemaposition Å", unit.id, Some("GR"), (SCHOOL_YEAR, Some(after(SCHOOL_YEAR, 298))), None);
    groups
}

fn school_type(members: &[&Pupil]) -> &'static str {
    match members.first().map(|pupil| (pupil.form, pupil.year)) {
        Some((Form::UpperSecondary, _)) => "GY",
        Some((_, 0)) => "FKLASS",
        _ => "GR",
    }
}

#[expect(clippy::too_many_arguments, reason = "one place where everything about a class meets")]
fn class(
    making: &mut Making<'_, '_>,
    tree: &Tree,
    subjects: &Subjects,
    staff: &mut Staff,
    groups: &mut Groups,
    nth: usize,
    (unit, year, letter): ClassKey,
    members: &[&Pupil],
) {
    let school_type = school_type(members);
    let organisation = tree.units[unit].id;
    let letter = char::from(b'A' + letter);
    let name = if school_type == "FKLASS" { format!("Förskoleklass {letter}") } else { format!("{year}{letter}") };
    let all: Vec<Value> = members
        .iter()
        .map(|pupil| membership(pupil.somebody, Some(pupil.since.max(SCHOOL_YEAR)), pupil.left))
        .collect();
    let class = making.group("Klass", &name, organisation, Some(school_type), (SCHOOL_YEAR, None), Some(&all));
    groups.class_of.extend(members.iter().map(|pupil| (pupil.number, class)));
    staff.assign(unit, nth, class, "Mentor", SCHOOL_YEAR, None);

    let present: Vec<Member> =
        members.iter().map(|pupil| Member { somebody: pupil.somebody, until: pupil.left }).collect();
    if school_type == "GY" {
        let mentor = making.group(
            "Mentor",
            &format!("Mentorsgrupp {name}"),
            organisation,
            Some(school_type),
            (SCHOOL_YEAR, None),
            Some(&all),
        );
        staff.assign(unit, nth, mentor, "Mentor", SCHOOL_YEAR, None);
        groups.courses.push(Course {
            group: mentor,
            unit,
            name: format!("Mentorstid {name}"),
            kind: "Elevaktivitet",
            syllabus: None,
            teacher: Some(nth),
            members: present.clone(),
        });
    }
    let taught = match school_type {
        "GY" => &subjects.upper,
        "GR" => &subjects.compulsory,
        _ => return,
    };
    for subject_nth in 0..3 {
        let subject = &taught[(nth + subject_nth) % taught.len()];
        let name = format!("{} {name}", subject.short);
        // Some have left the teaching group but not the class.
        let members: Vec<Member> = present
            .iter()
            .enumerate()
            .map(|(at, member)| Member {
                until: member.until.or((at % 9 == 4).then(|| after(SCHOOL_YEAR, 18))),
                ..*member
            })
            .collect();
        let memberships: Vec<Value> =
            members.iter().map(|member| membership(member.somebody, None, member.until)).collect();
        let group = making.group(
            "Undervisning",
            &name,
            organisation,
            Some(school_type),
            (SCHOOL_YEAR, None),
            Some(&memberships),
        );
        groups.courses.push(Course {
            group,
            unit,
            name: format!("{} {name}", subject.name),
            kind: "Undervisning",
            syllabus: Some(subject.id),
            teacher: Some(nth + subject_nth),
            members,
        });
    }
    if nth == 0 {
        making.group(
            "Provgrupp",
            &format!("Nationellt prov {name}"),
            organisation,
            Some(school_type),
            (SCHOOL_YEAR, Some(after(SCHOOL_YEAR, 290))),
            None,
        );
    }
}

/// One ended class per school unit, with ended memberships.
fn last_year(making: &mut Making<'_, '_>, tree: &Tree, staff: &mut Staff, pupils: &[Pupil]) {
    for unit in tree.units.iter().filter(|unit| matches!(unit.form, Form::Compulsory | Form::UpperSecondary)) {
        let members: Vec<Value> = pupils
            .iter()
            .filter(|pupil| {
                pupil.unit == unit.number && pupil.form == unit.form && pupil.since <= LAST_YEAR && pupil.year > 1
            })
            .take(25)
            .map(|pupil| membership(pupil.somebody, Some(LAST_YEAR), Some(LAST_YEAR_END)))
            .collect();
        let school_type = if unit.form == Form::Compulsory { "GR" } else { "GY" };
        let period = (LAST_YEAR, Some(LAST_YEAR_END));
        let group = making.group("Klass", "Fjolårets klass Ö", unit.id, Some(school_type), period, Some(&members));
        staff.assign(unit.number, 0, group, "Mentor", LAST_YEAR, Some(LAST_YEAR_END));
    }
}

fn departments(making: &mut Making<'_, '_>, tree: &Tree, staff: &mut Staff, groups: &mut Groups, pupils: &[Pupil]) {
    for unit in &tree.units {
        let kinds: &[(&'static str, &str, &'static str)] = match unit.form {
            Form::Preschool => &[("FS", "Avdelning Ängen", "Förskollärare")],
            Form::Compulsory => {
                &[("FTH", "Fritids Åsen", "Fritidspedagog"), ("OPPFTH", "Öppna fritids", "Fritidspedagog")]
            }
            Form::UpperSecondary | Form::Adult => &[],
        };
        for (nth, (school_type, name, role)) in kinds.iter().enumerate() {
            let members: Vec<Value> = pupils
                .iter()
                .filter(|pupil| pupil.unit == unit.number && placement_type(pupil) == Some(school_type))
                .map(|pupil| membership(pupil.somebody, None, pupil.left))
                .collect();
            let period = (years_after(LAST_YEAR, -6), None);
            let group = making.group("Avdelning", name, unit.id, Some(school_type), period, Some(&members));
            staff.assign(unit.number, nth, group, role, SCHOOL_YEAR, None);
            groups.departments.insert((unit.number, school_type), group);
        }
    }
}

fn of_staff(making: &mut Making<'_, '_>, tree: &Tree, staff: &mut Staff, groups: &mut Groups) {
    for unit in &tree.units {
        // One teacher joined after the start of the school year, in classes before in the team.
        let joined = |nth: usize| (nth == 2).then(|| after(SCHOOL_YEAR, 14));
        let members: Vec<Value> = staff.members[unit.number]
            .iter()
            .enumerate()
            .map(|(nth, somebody)| membership(*somebody, joined(nth), None))
            .collect();
        let group = making.group("Personalgrupp", "Arbetslag Å", unit.id, None, (LAST_YEAR, None), Some(&members));
        groups.courses.push(Course {
            group,
            unit: unit.number,
            name: "Arbetslagsmöte".to_owned(),
            kind: "Läraraktivitet",
            syllabus: None,
            teacher: None,
            members: Vec::new(),
        });
    }
    let members: Vec<Value> = staff.office.iter().map(|somebody| membership(*somebody, None, None)).collect();
    making.group("Personalgrupp", "Förvaltningsledning", tree.administration, None, (LAST_YEAR, None), Some(&members));
}

fn membership(somebody: Somebody, from: Option<Date>, to: Option<Date>) -> Value {
    let mut value = json!({ "person": somebody.reference() });
    put(&mut value, "startDate", from.map(|day| day.to_string()));
    put(&mut value, "endDate", to.map(|day| day.to_string()));
    value
}
