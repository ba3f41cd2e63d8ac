//! One walk over an entity along its declared shape: counts what could have gone wrong, and finds what a schema cannot see.

use samspel_contract::{Property, Shape};
use samspel_model::Message;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

use super::judge::{Judge, requirement_of};
use super::tally::{FaultKey, Sighting, Tally};

/// Names that the published definition asks for although it does not declare them.
const ASKED_FOR_IN_VAIN: [(&str, &str); 2] = [("Grade", "schoolUnit"), ("AttendanceSchedule", "scheduleDays")];

/// Names nearer than this are taken for the same word misspelt.
const LIKENESS: f64 = 0.82;

#[derive(Default)]
struct Counts {
    literals: u64,
    swedish_literals: u64,
    times: u64,
    uuids: u64,
    sets: u64,
    texts: u64,
    scalars: u64,
}

/// Surveys an entity.
pub(super) fn survey(judge: &Judge<'_>, page: usize, id: &str, value: &Value, tally: &mut Tally) {
    let Value::Object(map) = value else { return };
    let mut walk = Survey { judge, page, id, tally, counts: Counts::default() };
    walk.object(&judge.entity.name, &judge.entity.properties, map, "");
    walk.order(map);
    walk.minutes(map);
    walk.window(map);
    walk.forgotten(map);
    let counts = walk.counts;
    tally.saw(judge.fallback, 1);
    tally.saw("SS12K-ENV-004", 1);
    tally.saw("SS12K-ENV-006", counts.scalars);
    tally.saw("SS12K-ENV-007", counts.literals);
    tally.saw("SS12K-ENV-008", counts.sets);
    tally.saw("SS12K-ENV-009", 1);
    tally.saw("SS12K-ENV-011", counts.times);
    tally.saw("SS12K-ENV-012", counts.texts);
    tally.saw("SS12K-ID-001", counts.uuids);
    tally.saw("SS12K-HTTP-003", counts.swedish_literals);
}

struct Survey<'a, 'j> {
    judge: &'a Judge<'j>,
    page: usize,
    id: &'a str,
    tally: &'a mut Tally,
    counts: Counts,
}

/// Pairs of properties where the first is never greater than the second, as the entity's own requirement says.
const ORDERED: [(&str, &str, &str); 3] = [
    ("CalendarEvent", "startTime", "endTime"),
    ("Absence", "startTime", "endTime"),
    ("Syllabus", "startSchoolYear", "endSchoolYear"),
];

/// Properties that the published definition meant to require but named wrongly.
const MEANT_TO_BE_REQUIRED: [(&str, &str); 2] = [("Grade", "organisation"), ("AttendanceSchedule", "scheduleEntries")];

impl Survey<'_, '_> {
    fn order(&mut self, map: &Map<String, Value>) {
        let entity = self.judge.entity.name.as_str();
        for (_, from, to) in ORDERED.iter().filter(|(name, ..)| *name == entity) {
            let (Some(first), Some(last)) = (map.get(*from), map.get(*to)) else { continue };
            let reversed = match (first, last) {
                (Value::Number(a), Value::Number(b)) => a.as_i64() > b.as_i64(),
                (Value::String(a), Value::String(b)) => {
                    match (a.parse::<jiff::Timestamp>(), b.parse::<jiff::Timestamp>()) {
                        (Ok(a), Ok(b)) => a > b,
                        _ => false,
                    }
                }
                _ => false,
            };
            if reversed && let Some(requirement) = requirement_of(entity) {
                let expected = format!("{from} <= {to}");
                self.found(requirement, "schema-reversed", format!("/{to}"), &expected, "reversed", None, false);
            }
        }
    }

    /// Minutes of attendance are counted from 0 upwards.
    fn minutes(&mut self, map: &Map<String, Value>) {
        let entity = self.judge.entity.name.as_str();
        if !matches!(entity, "Attendance" | "AggregatedAttendance") {
            return;
        }
        for (name, value) in map.iter().filter(|(name, _)| name.ends_with("Minutes") || name.ends_with("Sum")) {
            if value.as_i64().is_some_and(|minutes| minutes < 0)
                && let Some(requirement) = requirement_of(entity)
            {
                self.found(requirement, "schema-range", format!("/{name}"), "at least 0", "smaller", None, false);
            }
        }
    }

    /// A summary is about a period inside the one that was asked for.
    fn window(&mut self, map: &Map<String, Value>) {
        let Some((first, last)) = self.judge.window else { return };
        let day = |name: &str| map.get(name)?.as_str()?.parse::<jiff::civil::Date>().ok();
        let entity = self.judge.entity.name.as_str();
        for (name, outside) in [
            ("startDate", day("startDate").is_some_and(|day| day < first)),
            ("endDate", day("endDate").is_some_and(|day| day > last)),
        ] {
            if outside && let Some(requirement) = requirement_of(entity) {
                let expected = format!("{first} to {last}");
                self.found(requirement, "schema-outside-window", format!("/{name}"), &expected, "outside", None, false);
            }
        }
    }

    /// The context of an external identifier is a URI: a scheme, a colon and something.
    fn context(&mut self, map: &Map<String, Value>, pointer: &str) {
        let Some(context) = map.get("context").and_then(Value::as_str) else { return };
        let is_uri = context.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                && !rest.is_empty()
                && !context.contains(char::is_whitespace)
        });
        if !is_uri {
            let pointer = format!("{pointer}/context");
            self.found("SS12K-PERS-013", "schema-context-no-uri", pointer, "URI", "no URI", None, false);
        }
    }

    fn forgotten(&mut self, map: &Map<String, Value>) {
        let entity = self.judge.entity.name.as_str();
        for (_, property) in MEANT_TO_BE_REQUIRED.iter().filter(|(name, p)| *name == entity && !map.contains_key(*p)) {
            if let Some(requirement) = requirement_of(entity) {
                self.note(requirement, "schema-meant-to-be-required", format!("/{property}"), "present", "absent");
            }
        }
    }

    fn object(
        &mut self,
        entity: &str,
        properties: &BTreeMap<String, Property>,
        map: &Map<String, Value>,
        pointer: &str,
    ) {
        if let Some(requirement) = requirement_of(entity) {
            self.tally.saw(requirement, 1);
        }
        if entity == "ExternalIdentifier" {
            self.context(map, pointer);
        }
        for (name, value) in map {
            match properties.get(name) {
                Some(property) => self.value(property, name, value, pointer),
                None if ASKED_FOR_IN_VAIN.contains(&(entity, name)) => {}
                None => self.undeclared(properties, name, pointer),
            }
        }
    }

    fn value(&mut self, property: &Property, name: &str, value: &Value, pointer: &str) {
        match &property.shape {
            Shape::Scalar { format, enumeration, .. } => {
                self.scalar(property.required, format.as_deref(), enumeration.is_some(), value, || {
                    format!("{pointer}/{name}")
                });
            }
            shape => self.nested(shape, value, &format!("{pointer}/{name}")),
        }
    }

    fn nested(&mut self, shape: &Shape, value: &Value, pointer: &str) {
        match (shape, value) {
            (Shape::Scalar { format, enumeration, .. }, _) => {
                self.scalar(false, format.as_deref(), enumeration.is_some(), value, || pointer.to_owned());
            }
            (Shape::Reference { .. }, Value::Object(map)) => {
                if let Some(id) = map.get("id") {
                    self.scalar(true, Some("uuid"), false, id, || format!("{pointer}/id"));
                }
            }
            (Shape::Object(name), Value::Object(map)) => {
                if let Some(entity) = self.judge.contract.entity(name) {
                    self.object(name, &entity.properties, map, pointer);
                }
            }
            (Shape::Inline(properties), Value::Object(map)) => self.object("", properties, map, pointer),
            (Shape::Array { items, unique, min_items }, Value::Array(array)) => {
                self.counts.sets += u64::from(*unique && array.len() > 1 || *min_items > 0);
                let pointer = format!("{pointer}/*");
                for item in array {
                    self.nested(items, item, &pointer);
                }
            }
            _ => {}
        }
    }

    fn scalar(
        &mut self,
        required: bool,
        format: Option<&str>,
        literal: bool,
        value: &Value,
        pointer: impl Fn() -> String,
    ) {
        self.counts.scalars += 1;
        let Value::String(text) = value else { return };
        match format {
            _ if literal => {
                self.counts.literals += 1;
                self.counts.swedish_literals += u64::from(!text.is_ascii());
            }
            Some("date" | "date-time") => self.counts.times += 1,
            Some("uuid") => {
                self.counts.uuids += 1;
                if text.bytes().any(|b| b.is_ascii_uppercase()) && uuid::Uuid::try_parse(text).is_ok() {
                    self.note("SS12K-ID-001", "schema-uuid-upper-case", pointer(), "lower case", "upper case");
                }
            }
            Some(_) => {}
            None if required => {
                self.counts.texts += 1;
                if text.trim().is_empty() {
                    self.found("SS12K-ENV-012", "schema-blank", pointer(), "text", "blank", None, false);
                }
            }
            None => {}
        }
    }

    fn undeclared(&mut self, properties: &BTreeMap<String, Property>, name: &str, pointer: &str) {
        let nearest = properties
            .keys()
            .map(|declared| (strsim::jaro_winkler(&declared.to_lowercase(), &name.to_lowercase()), declared))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(likeness, _)| *likeness > LIKENESS)
            .map(|(_, declared)| declared.as_str());
        // The name of a property is the system's own word; one with digits or at signs may be data used as a key.
        let shown = if name.len() <= 40 && !name.contains('@') && name.chars().filter(|c| c.is_numeric()).count() < 4 {
            name.to_owned()
        } else {
            super::explain::form(name)
        };
        let cause = nearest.map(|meant| Message::new("cause-misspelt-property").with("meant", meant));
        let expected = nearest.unwrap_or("a declared property").to_owned();
        let pointer = format!("{pointer}/{shown}");
        self.found("SS12K-ENV-009", "schema-undeclared", pointer, &expected, &shown, cause, false);
    }

    fn note(&mut self, requirement: &str, summary: &'static str, pointer: String, expected: &str, observed: &str) {
        self.found(requirement, summary, pointer, expected, observed, None, true);
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of one finding, named at the two call sites")]
    fn found(
        &mut self,
        requirement: &str,
        summary: &'static str,
        pointer: String,
        expected: &str,
        observed: &str,
        cause: Option<Message>,
        note: bool,
    ) {
        let key = FaultKey { requirement: requirement.to_owned(), summary, pointer, observed: observed.to_owned() };
        self.tally.fault(self.page, self.id, Sighting { key, expected: expected.to_owned(), cause, note });
    }
}
