//! The organisation tree: principal, administrations, areas, schools, school units; rooms and resources.

use rand::Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::{LAST_YEAR_END, SCHOOL_YEAR, after, years_after};
use super::draft::{Draft, pick, put, reference};

/// What goes on in a school unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Preschool,
    Compulsory,
    UpperSecondary,
    Adult,
}

/// A school unit.
pub(super) struct Unit {
    pub(super) id: Uuid,
    pub(super) number: usize,
    pub(super) form: Form,
    pub(super) rooms: Vec<Uuid>,
    pub(super) resources: Vec<Uuid>,
}

/// The organisation elements that other parts refer to.
pub(super) struct Tree {
    pub(super) principal: Uuid,
    pub(super) administration: Uuid,
    pub(super) units: Vec<Unit>,
    /// A school unit that is closed: old enrolments point at it.
    pub(super) closed: Uuid,
    /// Host part of addresses.
    pub(super) domain: String,
}

impl Tree {
    /// Units of one form.
    pub(super) fn of(&self, form: Form) -> Vec<&Unit> {
        self.units.iter().filter(|unit| unit.form == form).collect()
    }
}

const PLACES: &[&str] = &["Exempelby", "Påhittsköping", "Låtsaslövs", "Övningsås", "Fiktiva Åsen"];
const SCHOOLS: &[&str] =
    &["Björkängs", "Åsgårds", "Södra", "Ekbackens", "Östra", "Lärkträdets", "Norrgläntans", "Ängsö", "Kvarn", "Högåsa"];

/// Builds the tree with enough units for this many pupils of each form.
pub(super) fn organisations(draft: &mut Draft<'_>, preschool: usize, compulsory: usize, upper: usize) -> Tree {
    let mut rng = draft.rng("organisations");
    let place = *pick(&mut rng, PLACES);
    let municipality = format!("00{:02}", rng.random_range(10..99));
    let domain = format!("{}.example", super::names::plain(place).replace('.', ""));
    let mut number = 0;
    let mut element =
        |draft: &mut Draft<'_>, kind: &'static str, name: &str, parent: Option<Uuid>, with: Value| -> Uuid {
            let id = draft.id("Organisation", number);
            let mut value =
                json!({ "id": id.to_string(), "displayName": name, "organisationType": draft.edition.word(kind) });
            put(&mut value, "parentOrganisation", parent.map(reference));
            if number % 4 != 3 {
                put(&mut value, "organisationCode", Some(format!("E{number:03}")));
            }
            if let (Value::Object(fields), Value::Object(with)) = (&mut value, with) {
                fields.extend(with);
            }
            number += 1;
            draft.emit("Organisation", value);
            id
        };

    let mut about = json!({
        "organisationNumber": "2120009998", "municipalityCode": municipality, "url": format!("https://www.{domain}/"),
        "email": format!("kontakt@{domain}"), "phoneNumber": "010-555 00 00",
        "contactInfo": [{ "infoType": "Support", "info": "Skolans support, vardagar 8–16" }, { "infoType": "Publik", "info": "Kontaktcenter" }],
        "startDate": "1971-01-01",
    });
    if draft.edition == super::Edition::Corrected {
        about["address"] = json!({
            "type": "Besöksadress", "streetAddress": "Påhittade torget 1", "locality": place, "postalCode": "99000", "country": "Sverige",
        });
    }
    let principal = element(draft, "Huvudman", &format!("{place} kommun"), None, about);
    let administration = element(
        draft,
        "Förvaltning",
        "Barn- och utbildningsförvaltningen",
        Some(principal),
        json!({ "municipalityCode": municipality, "startDate": "2011-01-01" }),
    );
    element(draft, "Övrigt", "Centrala elevhälsan", Some(administration), json!({}));

    let mut plan: Vec<(Form, &'static str, usize)> = vec![
        (Form::Preschool, "Förskola", preschool.div_ceil(90).max(1)),
        (Form::Compulsory, "Grundskola", compulsory.div_ceil(320).max(1)),
        (Form::UpperSecondary, "Gymnasieskola", upper.div_ceil(600).max(1)),
    ];
    plan.push((Form::Adult, "Vuxenutbildning", 1));
    let mut units: Vec<Unit> = Vec::new();
    let mut first_school = principal;
    for (form, area_name, count) in plan {
        let area =
            element(draft, "Verksamhetsområde", area_name, Some(administration), json!({ "startDate": "2009-07-01" }));
        let district = element(
            draft,
            "Rektorsområde",
            &format!("{area_name} område 1"),
            Some(area),
            json!({ "startDate": "2009-07-01" }),
        );
        for nth in 0..count {
            let name = format!("{} {}", SCHOOLS[(units.len() + nth) % SCHOOLS.len()], noun(form));
            let name = if nth < SCHOOLS.len() { name } else { format!("{name} {}", nth + 1) };
            let school = element(draft, "Skola", &name, Some(district), json!({ "startDate": "2010-08-01" }));
            first_school = school;
            let types: Vec<&str> = school_types(form).iter().map(|kind| draft.edition.word(kind)).collect();
            let at = units.len();
            let id = element(
                draft,
                "Skolenhet",
                &format!("{name}, enhet {}", nth + 1),
                Some(school),
                json!({
                    "schoolUnitCode": format!("99{:06}", 120 + at * 37), "schoolTypes": types, "municipalityCode": municipality,
                    "startDate": "2010-08-01",
                }),
            );
            units.push(Unit { id, number: at, form, rooms: Vec::new(), resources: Vec::new() });
        }
    }
    let closed = element(
        draft,
        "Skolenhet",
        "Nedlagda Åkerskolan",
        Some(first_school),
        json!({
            "schoolUnitCode": "99999001", "schoolTypes": ["GR", "FTH"], "municipalityCode": municipality,
            "startDate": years_after(SCHOOL_YEAR, -9).to_string(), "endDate": after(LAST_YEAR_END, 18).to_string(),
        }),
    );
    let project = json!({ "startDate": years_after(SCHOOL_YEAR, -2).to_string(), "endDate": years_after(LAST_YEAR_END, 1).to_string() });
    element(draft, "Övrigt", "Projekt Läslust", Some(administration), project);

    rooms_and_resources(draft, &mut units, administration);
    Tree { principal, administration, units, closed, domain }
}

fn rooms_and_resources(draft: &mut Draft<'_>, units: &mut [Unit], administration: Uuid) {
    let (mut room, mut resource) = (0, 0);
    for unit in units.iter_mut() {
        for name in ["Sal Å1", "Sal Ä2", "Idrottshallen", "Musik Ö"] {
            let id = draft.id("Room", room);
            let mut value = json!({ "id": id.to_string(), "displayName": format!("{name} ({})", unit.number + 1), "owner": reference(unit.id) });
            put(&mut value, "seats", (room % 3 != 2).then_some(20 + room % 14));
            draft.emit("Room", value);
            unit.rooms.push(id);
            room += 1;
        }
        for name in ["Datorvagn", "Projektor"] {
            let id = draft.id("Resource", resource);
            let mut value = json!({ "id": id.to_string(), "displayName": format!("{name} {}", unit.number + 1), "owner": reference(unit.id) });
            put(&mut value, "description", (resource % 2 == 0).then_some("Bokas i receptionen"));
            draft.emit("Resource", value);
            unit.resources.push(id);
            resource += 1;
        }
    }
    let id = draft.id("Resource", resource);
    draft.emit(
        "Resource",
        json!({ "id": id.to_string(), "displayName": "Skolbuss", "owner": reference(administration) }),
    );
}

fn noun(form: Form) -> &'static str {
    match form {
        Form::Preschool => "förskola",
        Form::Compulsory => "skola",
        Form::UpperSecondary => "gymnasium",
        Form::Adult => "vuxenskola",
    }
}

fn school_types(form: Form) -> &'static [&'static str] {
    match form {
        Form::Preschool => &["FS"],
        Form::Compulsory => &["FKLASS", "GR", "FTH", "OPPFTH"],
        Form::UpperSecondary => &["GY"],
        Form::Adult => &["VUX", "VUXSFI"],
    }
}
