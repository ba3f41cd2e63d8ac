//! What every person has: name, numbers, addresses. Staff, pupils and guardians are made from this.

use jiff::civil::{Date, date};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::Uuid;

use super::calendar::after;
use super::civic_number::CivicNumbers;
use super::draft::{Draft, put, reference};
use super::names;

/// How a person is known to the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Staff,
    Pupil,
    Guardian,
}

/// Security marking in the population register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marking {
    None,
    Confidential,
    Protected,
}

impl Marking {
    fn literal(self) -> &'static str {
        match self {
            Marking::None => "Ingen",
            Marking::Confidential => "Sekretessmarkering",
            Marking::Protected => "Skyddad folkbokföring",
        }
    }
}

/// A person that others refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Somebody {
    pub(super) id: Uuid,
    pub(super) marking: Marking,
}

impl Somebody {
    /// A person reference; it carries the marking when there is one.
    pub(super) fn reference(self) -> Value {
        let mut value = reference(self.id);
        if self.marking != Marking::None {
            put(&mut value, "securityMarking", Some(self.marking.literal()));
        }
        value
    }
}

/// Makes people, each with numbers and addresses of their own.
pub(super) struct People {
    rng: ChaCha8Rng,
    civic: CivicNumbers,
    domain: String,
    count: usize,
}

impl People {
    pub(super) fn new(draft: &Draft<'_>, domain: &str) -> People {
        People { rng: draft.rng("people"), civic: CivicNumbers::default(), domain: domain.to_owned(), count: 0 }
    }

    /// A day in a year.
    pub(super) fn day_in(&mut self, year: i16) -> Date {
        after(date(year, 1, 1), self.rng.random_range(0..365))
    }

    /// A new person. The object is still to be emitted: enrolments and responsibles come later.
    pub(super) fn person(&mut self, draft: &Draft<'_>, role: Role, born: Date, marking: Marking) -> (Somebody, Value) {
        let number = self.count;
        self.count += 1;
        let somebody = Somebody { id: draft.id("Person", number), marking };
        let man = self.rng.random_bool(0.5);
        let (given, family) = (names::given(&mut self.rng, man), names::family(&mut self.rng));
        let mut value = json!({ "id": somebody.id.to_string(), "givenName": given, "familyName": family });
        put(&mut value, "middleName", self.rng.random_ratio(1, 6).then(|| names::middle(&mut self.rng)));
        self.numbers(&mut value, role, born, man, number);
        if marking != Marking::None || number.is_multiple_of(3) {
            put(&mut value, "securityMarking", Some(marking.literal()));
        }
        put(&mut value, "personStatus", number.is_multiple_of(11).then_some("Aktiv"));
        // Of protected persons nothing is kept that could tell where they are.
        if marking == Marking::None {
            self.accounts(&mut value, role, number, given, family);
            self.whereabouts(draft, &mut value, role, number);
        }
        (somebody, value)
    }

    fn numbers(&mut self, value: &mut Value, role: Role, born: Date, man: bool, number: usize) {
        let sex = if number % 29 == 17 {
            "Okänt"
        } else if man {
            "Man"
        } else {
            "Kvinna"
        };
        // Some guardians are known by name only.
        if role == Role::Guardian && number % 13 == 4 {
            return;
        }
        let civic = match number % 17 {
            3 => self.civic.coordination(born, man),
            12 => self.civic.temporary(born),
            _ => self.civic.personal(born, man),
        };
        if let Some(civic) = civic {
            let mut number_object = json!({ "value": civic });
            put(&mut number_object, "nationality", number.is_multiple_of(5).then_some("SE"));
            put(value, "civicNo", Some(number_object));
        }
        put(value, "birthDate", Some(born.to_string()));
        put(value, "sex", Some(sex));
    }

    fn accounts(&mut self, value: &mut Value, role: Role, number: usize, given: &str, family: &str) {
        let account = format!("{}.{}.{number}", names::plain(given), names::plain(family));
        if role != Role::Guardian {
            let mut accounts = vec![format!("{account}@{}", self.domain)];
            if number % 8 == 1 {
                accounts.push(format!("{account}@skola.{}", self.domain));
            }
            put(value, "eduPersonPrincipalNames", Some(accounts));
        }
        // Two systems number people independently: the same value means different persons in different contexts.
        let register = json!({ "value": format!("P{number:05}"), "context": "https://elevregister.example/person", "globallyUnique": false });
        let library = json!({ "value": format!("P{:05}", number + 1), "context": "https://bibliotek.example/lanekort", "globallyUnique": false });
        match number % 4 {
            0 => put(value, "externalIdentifiers", Some(json!([register, library]))),
            1 | 2 => put(value, "externalIdentifiers", Some(json!([register]))),
            _ => {}
        }
        let (kind, host) = match role {
            Role::Staff => ("Skola personal", self.domain.clone()),
            Role::Pupil => ("Skola elev", format!("elev.{}", self.domain)),
            Role::Guardian => ("Privat", "post.example".to_owned()),
        };
        put(
            value,
            "emails",
            (number % 9 != 5).then(|| json!([{ "value": format!("{account}@{host}"), "type": kind }])),
        );
    }

    fn whereabouts(&mut self, draft: &Draft<'_>, value: &mut Value, role: Role, number: usize) {
        if role != Role::Pupil || number.is_multiple_of(2) {
            let digits = self.rng.random_range(0..100);
            let kind = if role == Role::Staff { "Arbete" } else { "Hem" };
            put(
                value,
                "phoneNumbers",
                Some(json!([{ "value": format!("070-174 06 {digits:02}"), "type": kind, "mobile": true }])),
            );
        }
        if number % 7 != 6 && role != Role::Staff {
            let street = self.rng.random_range(1..90);
            let kind = draft.edition.word(if number % 19 == 2 { "Särskild postadress" } else { "Folkbokföring" });
            let mut address = json!({ "streetAddress": format!("Ängsövägen {street}"), "locality": "Åmynne", "postalCode": "99012", "country": "Sverige" });
            put(&mut address, "type", (number % 4 != 1).then_some(kind));
            put(&mut address, "municipalityCode", (number % 4 == 2).then_some(99));
            put(value, "addresses", Some(json!([address])));
        }
        put(
            value,
            "photo",
            (role == Role::Pupil && number % 10 == 3).then(|| format!("https://foto.example/{number}.jpg")),
        );
    }
}
