//! Single subjects and courses.

use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each};

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-SYL-002"], "Syllabus", "official = true + subjectCode", subject_code),
    each(&["SS12K-SYL-003"], "Syllabus", "languageCode", language),
];

static SHORT: Cause = cause("syllabus-short-code", "/subjectCode", "the long code (GRGRMAT01)", "a short one");
static LANGUAGE: Cause = cause("syllabus-language-code", "/languageCode", "ISO 639-3, three letters", "another form");

/// Shorter codes are designations.
const LONG: usize = 6;

fn subject_code(record: &Record<'_>, seen: &mut Sightings) {
    let official = record.value.get("official").and_then(serde_json::Value::as_bool) == Some(true);
    // Where courses have codes of their own, the subject's code is a short one also in the national lists.
    let of_course = record.text("courseCode").is_some();
    if let Some(code) = record.text("subjectCode").filter(|_| official) {
        seen.expect(code.chars().count() >= LONG || of_course, &SHORT);
    }
}

fn language(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(code) = record.text("languageCode") {
        seen.expect(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase()), &LANGUAGE);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{breaks, keeps};

    #[test]
    fn subjects_have_the_long_code_and_languages_three_letters() {
        keeps("Syllabus", "SS12K-SYL-002", &json!({"official": true, "subjectCode": "GRGRMAT01"}));
        keeps("Syllabus", "SS12K-SYL-002", &json!({"official": true, "subjectCode": "MAT", "courseCode": "MATMAT01b"}));
        breaks("Syllabus", "SS12K-SYL-002", &json!({"official": true, "subjectCode": "MA"}));
        keeps("Syllabus", "SS12K-SYL-003", &json!({"languageCode": "deu"}));
        breaks("Syllabus", "SS12K-SYL-003", &json!({"languageCode": "de"}));
        breaks("Syllabus", "SS12K-SYL-003", &json!({"languageCode": "Tyska"}));
    }
}
