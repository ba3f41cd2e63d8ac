//! Programmes, syllabuses and what each school unit offers.

use serde_json::{Value, json};
use uuid::Uuid;

use super::draft::{Draft, put, reference};
use super::organisations::{Form, Tree};

/// A programme that pupils can be enrolled in.
pub(super) struct Programme {
    pub(super) id: Uuid,
    pub(super) code: &'static str,
}

/// What teaching is made of.
pub(super) struct Subjects {
    pub(super) compulsory: Vec<Subject>,
    pub(super) upper: Vec<Subject>,
    pub(super) programmes: Vec<Programme>,
}

/// A syllabus, as other parts need it.
pub(super) struct Subject {
    pub(super) id: Uuid,
    pub(super) short: &'static str,
    pub(super) name: &'static str,
}

const COMPULSORY: &[(&str, &str, &str)] = &[
    ("GRGRMAT01", "MA", "Matematik"),
    ("GRGRSVE01", "SV", "Svenska"),
    ("GRGRENG01", "EN", "Engelska"),
    ("GRGRIDR01", "IDH", "Idrott och hälsa"),
    ("GRGRMSP01", "M2", "Moderna språk"),
    ("GRGRSLJ01", "SL", "Slöjd"),
];
const UPPER: &[(&str, &str, &str, &str, &str)] = &[
    ("MAT", "MA", "Matematik", "MATMAT01b", "Matematik 1b"),
    ("SVE", "SV", "Svenska", "SVESVE01", "Svenska 1"),
    ("ENG", "EN", "Engelska", "ENGENG05", "Engelska 5"),
    ("HIS", "HI", "Historia", "HISHIS01a1", "Historia 1a1"),
    ("FOD", "FOR", "Fordonsteknik", "FODFOD0", "Fordonsteknik, introduktion"),
];

pub(super) fn subjects(draft: &mut Draft<'_>, tree: &Tree) -> Subjects {
    let (compulsory, upper) = syllabuses(draft);
    let programmes = programmes(draft, &upper);
    let subjects = Subjects { compulsory, upper, programmes };
    offerings(draft, tree, &subjects);
    subjects
}

fn syllabuses(draft: &mut Draft<'_>) -> (Vec<Subject>, Vec<Subject>) {
    let mut number = 0;
    let mut next = |draft: &Draft<'_>| {
        number += 1;
        draft.id("Syllabus", number)
    };
    let mut compulsory = Vec::new();
    for (code, short, name) in COMPULSORY {
        let id = next(draft);
        let mut value = json!({
            "id": id.to_string(), "schoolType": "GR", "subjectCode": code, "subjectName": name, "subjectDesignation": short,
            "startSchoolYear": 1, "endSchoolYear": 9, "curriculum": "GR2011", "official": true,
        });
        put(&mut value, "languageCode", (*short == "M2").then_some("deu"));
        draft.emit("Syllabus", value);
        compulsory.push(Subject { id, short, name });
    }
    let mut upper = Vec::new();
    for (code, short, name, course, course_name) in UPPER {
        let id = next(draft);
        let value = json!({
            "id": id.to_string(), "schoolType": "GY", "subjectCode": format!("GY{code}000"), "subjectName": name, "subjectDesignation": short,
            "courseCode": course, "courseName": course_name, "points": 100, "curriculum": "GY2011", "official": true,
        });
        draft.emit("Syllabus", value);
        upper.push(Subject { id, short, name });
    }
    let mut local = json!({
        "id": next(draft).to_string(), "schoolType": "GY", "subjectCode": "LOKALODL", "subjectName": "Växtodling", "official": false, "points": 50,
        "specialisationCourseContent": { "title": "Äppelodling", "description": "Odling, ympning och skörd av äpplen." },
    });
    local["specialisationCourseContent"][draft.edition.word("titleEnglish")] = json!("Growing apples");
    draft.emit("Syllabus", local);
    (compulsory, upper)
}

fn programmes(draft: &mut Draft<'_>, upper: &[Subject]) -> Vec<Programme> {
    // Code, name, type, index of the parent in this table.
    const TABLE: &[(&str, &str, &str, Option<usize>)] = &[
        ("NA", "Naturvetenskapsprogrammet", "Högskoleförberedande program", None),
        ("NANAT", "Naturvetenskap", "Programinriktning", Some(0)),
        ("NANATUT", "Naturvetenskap, utgång miljö", "Utgång", Some(1)),
        ("SA", "Samhällsvetenskapsprogrammet", "Högskoleförberedande program", None),
        ("FT", "Fordons- och transportprogrammet", "Yrkesprogram", None),
        ("FTPER", "Personbil", "Programinriktning", Some(4)),
        ("FTPERUT", "Personbilstekniker", "Utgång", Some(5)),
        ("IMV", "Programinriktat val", "Intruduktionsprogram", None),
        ("TE4", "Fjärde tekniskt år", "Fjärde tekniskt år", None),
    ];
    // Offered elsewhere: a programme of another school type.
    let elsewhere = json!({
        "id": draft.id("Programme", TABLE.len()).to_string(), "name": "Hantverk och produktion", "type": "Yrkesprogram",
        "schoolType": "GYS", "code": "HANPROD",
    });
    draft.emit("Programme", elsewhere);
    let common: Vec<Value> = upper.iter().take(3).map(|subject| reference(subject.id)).collect();
    let special: Vec<Value> = upper.iter().skip(3).map(|subject| reference(subject.id)).collect();
    TABLE
        .iter()
        .enumerate()
        .map(|(at, (code, name, kind, parent))| {
            let id = draft.id("Programme", at);
            let mut value =
                json!({ "id": id.to_string(), "name": name, "type": kind, "schoolType": "GY", "code": code });
            put(&mut value, "parentProgramme", parent.map(|parent| reference(draft.id("Programme", parent))));
            let content = match *kind {
                "Programinriktning" => Some(json!([{ "type": "Inriktning", "points": 300, "content": special }])),
                "Utgång" => None,
                _ => Some(json!([
                    { "type": "Gymnasiegemensamma", "points": 600, "content": common },
                    { "type": "Individuellt val", "points": 200, "content": [] },
                ])),
            };
            put(&mut value, "content", content);
            draft.emit("Programme", value);
            Programme { id, code }
        })
        .collect()
}

fn offerings(draft: &mut Draft<'_>, tree: &Tree, subjects: &Subjects) {
    for unit in tree.units.iter().filter(|unit| matches!(unit.form, Form::Compulsory | Form::UpperSecondary)) {
        // Two years' offers, so that dates differ: one that has ended and the current one.
        for (nth, (from, to)) in [("2025-07-01", Some("2026-06-30")), ("2026-07-01", None)].into_iter().enumerate() {
            let taught = if unit.form == Form::Compulsory { &subjects.compulsory } else { &subjects.upper };
            let syllabuses: Vec<Value> = taught.iter().map(|subject| reference(subject.id)).collect();
            let mut value = json!({
                "id": draft.id("SchoolUnitOffering", unit.number * 2 + nth).to_string(), "startDate": from, "offeredAt": reference(unit.id),
                "offeredSyllabuses": syllabuses,
            });
            put(&mut value, "endDate", to);
            if unit.form == Form::UpperSecondary {
                let programmes: Vec<Value> =
                    subjects.programmes.iter().map(|programme| reference(programme.id)).collect();
                put(&mut value, "offeredProgrammes", Some(programmes));
            }
            draft.emit("SchoolUnitOffering", value);
        }
    }
}
