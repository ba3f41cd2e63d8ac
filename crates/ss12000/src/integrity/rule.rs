//! What a rule on data is, and what looking at data by it gives.

use samspel_contract::Contract;
use samspel_suite::CheckError;
use serde_json::Value;

use super::data::Data;

/// A rule on what a system holds.
pub(super) struct Rule {
    /// Requirements that it shows kept or broken.
    pub(super) requirements: &'static [&'static str],
    /// Whose records are looked at.
    pub(super) of: &'static str,
    /// Lists that references are followed into. What is not among their records is not judged.
    pub(super) beside: &'static [&'static str],
    /// Lists where a record's absence means something: they must have been read to the end.
    pub(super) whole: &'static [&'static str],
    /// How it looks.
    pub(super) look: Look,
    /// What a record must have for the rule to be about it, in the words of the standard.
    pub(super) about: &'static str,
}

/// How a rule looks at data.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// At one record at a time.
    Each(fn(&Record<'_>, &mut Sightings)),
    /// At the literals on a path, which must be among an enumeration's.
    Literal(&'static str, &'static str),
    /// At whole tables.
    Sets(fn(&Data, &mut Sightings) -> Result<(), CheckError>),
}

/// A rule that looks at one record at a time.
pub(super) const fn each(
    requirements: &'static [&'static str],
    of: &'static str,
    about: &'static str,
    look: fn(&Record<'_>, &mut Sightings),
) -> Rule {
    Rule { requirements, of, beside: &[], whole: &[], look: Look::Each(look), about }
}

/// A rule that looks at the literals on a path.
pub(super) const fn literal(
    requirements: &'static [&'static str],
    of: &'static str,
    path: &'static str,
    enumeration: &'static str,
) -> Rule {
    Rule { requirements, of, beside: &[], whole: &[], look: Look::Literal(path, enumeration), about: path }
}

/// A rule that looks at whole tables.
pub(super) const fn sets(
    requirements: &'static [&'static str],
    of: &'static str,
    beside: &'static [&'static str],
    about: &'static str,
    look: fn(&Data, &mut Sightings) -> Result<(), CheckError>,
) -> Rule {
    Rule { requirements, of, beside, whole: &[], look: Look::Sets(look), about }
}

impl Rule {
    /// The same for a rule to which a record's absence from these lists means something.
    pub(super) const fn whole(mut self, whole: &'static [&'static str]) -> Rule {
        self.whole = whole;
        self
    }
}

/// A way to break a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cause {
    /// Id of the message that names it.
    pub(super) summary: &'static str,
    /// JSON pointer below the record, `*` for indices.
    pub(super) pointer: &'static str,
    /// What was expected, as a fact that needs no translation.
    pub(super) expected: &'static str,
    /// What was observed, in the same notation.
    pub(super) observed: &'static str,
    /// Whether it is only worth telling.
    pub(super) note: bool,
}

/// A way to break a rule.
pub(super) const fn cause(
    summary: &'static str,
    pointer: &'static str,
    expected: &'static str,
    observed: &'static str,
) -> Cause {
    Cause { summary, pointer, expected, observed, note: false }
}

impl Cause {
    /// The same, worth telling but never a failure.
    pub(super) const fn note(mut self) -> Cause {
        self.note = true;
        self
    }
}

/// A record of a table.
pub(super) type Place = (&'static str, u32);

/// Places of one cause that are kept.
const KEPT: usize = 10;

/// What a rule saw.
#[derive(Debug, Default)]
pub(super) struct Sightings {
    /// Things that could have gone the other way.
    pub(super) looked: u64,
    /// What went the other way.
    pub(super) found: Vec<Found>,
    /// The record that is being looked at, where a rule looks at one at a time.
    here: Option<Place>,
}

/// One cause with its places.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) cause: &'static Cause,
    pub(super) count: u64,
    /// The first of them: the record that breaks the rule, then those that it breaks it with.
    pub(super) places: Vec<Vec<Place>>,
}

impl Sightings {
    /// Counts a thing that could have gone the other way.
    pub(super) fn look(&mut self) {
        self.looked += 1;
    }

    /// Tells which record is looked at next.
    pub(super) fn go_to(&mut self, place: Place) {
        self.here = Some(place);
    }

    /// The record that is being looked at breaks the rule.
    pub(super) fn fault(&mut self, cause: &'static Cause) {
        let here = self.here;
        self.fault_at(cause, here.as_slice());
    }

    /// These records together break the rule.
    pub(super) fn fault_at(&mut self, cause: &'static Cause, places: &[Place]) {
        let at = self.found.iter().position(|found| found.cause == cause).unwrap_or_else(|| {
            self.found.push(Found { cause, count: 0, places: Vec::new() });
            self.found.len() - 1
        });
        if let Some(found) = self.found.get_mut(at) {
            found.count += 1;
            if found.places.len() < KEPT {
                found.places.push(places.to_vec());
            }
        }
    }

    /// Counts a thing and, if it went the other way, holds that against the record that is being looked at.
    pub(super) fn expect(&mut self, holds: bool, cause: &'static Cause) {
        self.look();
        if !holds {
            self.fault(cause);
        }
    }

    /// The same for records of a set.
    pub(super) fn expect_at(&mut self, holds: bool, cause: &'static Cause, places: &[Place]) {
        self.look();
        if !holds {
            self.fault_at(cause, places);
        }
    }

    /// What went as required.
    pub(super) fn kept(&self) -> u64 {
        let broken: u64 = self.found.iter().filter(|found| !found.cause.note).map(|found| found.count).sum();
        self.looked.saturating_sub(broken)
    }
}

/// One record and what its fields mean.
pub(super) struct Record<'a> {
    pub(super) contract: &'a Contract,
    pub(super) value: &'a Value,
}

impl<'a> Record<'a> {
    /// A text of the record's own.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        text(self.value, name)
    }

    /// The elements of an array of the record's own.
    pub(super) fn elements(&self, name: &str) -> &'a [Value] {
        elements(self.value, name)
    }
}

/// A text inside an object.
pub(super) fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str)
}

/// A whole number inside an object.
pub(super) fn number(value: &Value, name: &str) -> Option<i64> {
    value.get(name).and_then(Value::as_i64)
}

/// The elements of an array inside an object.
pub(super) fn elements<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
