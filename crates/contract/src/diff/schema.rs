//! Compares two schemas structurally.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::form::{Form, reference_name};
use super::{DiffError, Findings};
use crate::shape::REFERENCE_TARGET;

/// Keywords compared as they stand. Those that the data never uses are here so that their presence shows.
const KEYWORDS: [&str; 20] = [
    "format",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "const",
    "oneOf",
    "anyOf",
    "not",
    "writeOnly",
    "additionalProperties",
    "discriminator",
];

/// Keywords that are true or left out, about a property rather than its type.
const SWITCHES: [&str; 2] = ["readOnly", "nullable"];

/// Property that carries what `expand` asked for.
pub(super) const EMBEDDED: &str = "_embedded";

/// What is said when one side lacks something.
pub(super) const ABSENT: &str = "absent";

/// Compares schemas, each pair of definitions once.
pub(super) struct Comparison<'f> {
    pub(super) findings: &'f mut Findings,
    done: HashSet<(String, *const Value)>,
}

impl<'f> Comparison<'f> {
    pub(super) fn new(findings: &'f mut Findings) -> Comparison<'f> {
        Comparison { findings, done: HashSet::new() }
    }

    /// Compares an entity of ours with a schema of theirs; differences are placed under the entity's name.
    pub(super) fn entity(&mut self, name: &str, ours: &Form<'_>, theirs: &Form<'_>) -> Result<(), DiffError> {
        if self.done.insert((name.to_owned(), theirs.identity())) {
            self.structure(name, ours, theirs)?;
        }
        Ok(())
    }

    /// Compares two schemas at a place. A sub-object with a name of its own is compared under that name; references,
    /// enumerations and plain types under their place.
    pub(super) fn schemas(
        &mut self,
        place: &str,
        node: &Value,
        ours: &Form<'_>,
        theirs: &Form<'_>,
    ) -> Result<(), DiffError> {
        if let Some(misplaced) = theirs.misplaced_required() {
            self.findings.add(format!("{place}.required"), "a list, or left out", misplaced);
        }
        for switch in SWITCHES {
            let yes_or_no = |form: &Form<'_>| form.holds(switch).to_string();
            self.findings.compare(format!("{place}.{switch}"), yes_or_no(ours), yes_or_no(theirs));
        }
        self.findings.compare(format!("{place}.default"), ours.text("default"), theirs.text("default"));
        let both_objects = ours.data_type() == "object" && theirs.data_type() == "object";
        match reference_name(node).filter(|_| both_objects && node.get(REFERENCE_TARGET).is_none()) {
            Some(name) => self.entity(name, ours, theirs),
            None => self.structure(place, ours, theirs),
        }
    }

    fn structure(&mut self, place: &str, ours: &Form<'_>, theirs: &Form<'_>) -> Result<(), DiffError> {
        let (our_type, their_type) = (ours.data_type(), theirs.data_type());
        self.findings.compare(format!("{place}.type"), &our_type, &their_type);
        for keyword in KEYWORDS {
            self.findings.compare(format!("{place}.{keyword}"), ours.text(keyword), theirs.text(keyword));
        }
        let unique = |form: &Form<'_>| form.holds("uniqueItems").to_string();
        self.findings.compare(format!("{place}.uniqueItems"), unique(ours), unique(theirs));
        self.values(place, ours.values(), theirs.values());
        match our_type.as_str() {
            "object" if their_type == "object" => self.properties(place, ours, theirs),
            "array" if their_type == "array" => self.items(place, ours, theirs),
            _ => Ok(()),
        }
    }

    fn values(&mut self, place: &str, ours: Option<BTreeSet<String>>, theirs: Option<BTreeSet<String>>) {
        match (ours, theirs) {
            (None, None) => {}
            (Some(ours), Some(theirs)) => {
                for literal in ours.symmetric_difference(&theirs) {
                    let (ours, theirs) = if ours.contains(literal) { ("allowed", ABSENT) } else { (ABSENT, "allowed") };
                    self.findings.add(format!("{place} = {literal}"), ours, theirs);
                }
            }
            (ours, theirs) => {
                let list = |values: Option<BTreeSet<String>>| {
                    values.map_or_else(|| "none".to_owned(), |values| Vec::from_iter(values).join(", "))
                };
                self.findings.add(format!("{place}.enum"), list(ours), list(theirs));
            }
        }
    }

    fn properties(&mut self, place: &str, ours: &Form<'_>, theirs: &Form<'_>) -> Result<(), DiffError> {
        let (our_properties, their_properties) = (ours.properties(), theirs.properties());
        let (our_required, their_required) = (ours.required(), theirs.required());
        let names: BTreeSet<&str> =
            our_properties.keys().chain(their_properties.keys()).chain(&their_required).copied().collect();
        for name in names {
            let here = format!("{place}.{name}");
            let undeclared = if their_required.contains(name) { "required, but not declared" } else { ABSENT };
            match (our_properties.get(name), their_properties.get(name)) {
                // Whether an answer can be expanded is a matter of the operation.
                (Some(_), None) if name == EMBEDDED => {}
                (Some(node), None) => self.findings.add(here, ours.beside(node)?.summary(), undeclared),
                (None, Some(node)) => self.findings.add(here, ABSENT, theirs.beside(node)?.summary()),
                (None, None) => self.findings.add(here, ABSENT, undeclared),
                (Some(our_node), Some(their_node)) => {
                    let necessity =
                        |required: &BTreeSet<&str>| if required.contains(name) { "required" } else { "optional" };
                    self.findings.compare(
                        format!("{here}.required"),
                        necessity(&our_required),
                        necessity(&their_required),
                    );
                    self.schemas(&here, our_node, &ours.beside(our_node)?, &theirs.beside(their_node)?)?;
                }
            }
        }
        Ok(())
    }

    fn items(&mut self, place: &str, ours: &Form<'_>, theirs: &Form<'_>) -> Result<(), DiffError> {
        let Some(our_items) = ours.keyword("items") else { return Ok(()) };
        let here = format!("{place}[]");
        let our_form = ours.beside(our_items)?;
        match theirs.keyword("items") {
            Some(their_items) => self.schemas(&here, our_items, &our_form, &theirs.beside(their_items)?),
            None => {
                self.findings.add(here, our_form.summary(), "any");
                Ok(())
            }
        }
    }
}
