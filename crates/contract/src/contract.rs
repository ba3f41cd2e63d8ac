//! An edition of the standard, ready to ask.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::files::{ContractError, Source};
use crate::operation::Webhook;
use crate::relation::Embedded;
use crate::schemas::Schemas;
use crate::{Correction, Entity, Interval, Operation, Reference, shape};

const EDITION: &str = "edition.json";
const OPERATIONS: &str = "operations.json";
const ENTITIES: &str = "entities.schema.json";
const RELATIONS: &str = "relations.json";
const CORRECTIONS: &str = "corrections.json";

/// One edition of the standard as data.
///
/// Schemas are lenient where the published document contradicts itself: what [`Contract::corrections`] lists never makes an
/// innocent document invalid. Validators are compiled when first asked for and kept.
#[derive(Debug)]
pub struct Contract {
    edition: Edition,
    operations: Vec<Operation>,
    webhook: Webhook,
    entities: BTreeMap<String, Entity>,
    enumerations: BTreeMap<String, Vec<String>>,
    schemas: Schemas,
    relations: Relations,
    corrections: Vec<Correction>,
}

#[derive(Debug, Deserialize)]
struct Edition {
    version: String,
    standard: String,
    #[serde(default)]
    published_sha256: Option<String>,
}

#[derive(Deserialize)]
struct Operations {
    operations: Vec<Operation>,
    webhook: Webhook,
}

#[derive(Deserialize)]
struct Definitions {
    #[serde(rename = "$defs")]
    definitions: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Relations {
    references: Vec<Reference>,
    intervals: Vec<Interval>,
    embedded: Vec<Embedded>,
}

impl Contract {
    /// The edition built into the binary: `2.0`, `2.1`, or the full version.
    ///
    /// # Errors
    /// [`ContractError::UnknownEdition`] with the versions that are built in.
    pub fn embedded(edition: &str) -> Result<Contract, ContractError> {
        Contract::read(&Source::embedded(edition)?)
    }

    /// The versions built into the binary, oldest first.
    pub fn embedded_versions() -> Vec<String> {
        Source::embedded_versions()
    }

    /// Reads a user's own edition from a folder with the same five files. Compiles every schema, so that a mistake shows here.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub fn load(folder: &Path) -> Result<Contract, ContractError> {
        let source = Source::Folder(folder);
        let contract = Contract::read(&source)?;
        contract
            .schemas
            .compile_all()
            .map_err(|(name, problem)| source.problem(ENTITIES, format!("$defs/{name}"), problem))?;
        Ok(contract)
    }

    fn read(source: &Source<'_>) -> Result<Contract, ContractError> {
        let edition: Edition = source.read(EDITION)?;
        let Operations { operations, webhook } = source.read(OPERATIONS)?;
        let Definitions { definitions } = source.read(ENTITIES)?;
        let mut entities = BTreeMap::new();
        let mut enumerations = BTreeMap::new();
        for (name, definition) in &definitions {
            if let Some(values) = shape::enumeration(definition) {
                enumerations.insert(name.clone(), values);
            } else {
                let entity = shape::entity(name, definition, &definitions).map_err(|unreadable| {
                    source.problem(ENTITIES, format!("$defs/{name}{}", unreadable.at), unreadable.problem)
                })?;
                entities.insert(name.clone(), entity);
            }
        }
        let contract = Contract {
            schemas: Schemas::new(&edition.version, definitions),
            edition,
            operations,
            webhook,
            entities,
            enumerations,
            relations: source.read(RELATIONS)?,
            corrections: source.read(CORRECTIONS)?,
        };
        contract.check(source)?;
        Ok(contract)
    }

    /// Every name used in one file has to exist in the others.
    fn check(&self, source: &Source<'_>) -> Result<(), ContractError> {
        for operation in &self.operations {
            let body = operation.body.as_ref().and_then(|body| body.entity.as_ref());
            for entity in [operation.entity.as_ref(), operation.success.entity.as_ref(), body].into_iter().flatten() {
                self.known_entity(entity).map_err(|problem| source.problem(OPERATIONS, &operation.id, problem))?;
            }
        }
        self.known_entity(&self.webhook.entity).map_err(|problem| source.problem(OPERATIONS, "webhook", problem))?;
        for reference in &self.relations.references {
            for entity in [&reference.entity, &reference.target] {
                self.known_entity(entity).map_err(|problem| {
                    source.problem(RELATIONS, format!("{}.{}", reference.entity, reference.path), problem)
                })?;
            }
        }
        for interval in &self.relations.intervals {
            self.known_entity(&interval.entity).map_err(|problem| source.problem(RELATIONS, "intervals", problem))?;
        }
        for embedded in &self.relations.embedded {
            for entity in [&embedded.entity, &embedded.holds] {
                self.known_entity(entity).map_err(|problem| source.problem(RELATIONS, "embedded", problem))?;
            }
        }
        Ok(())
    }

    fn known_entity(&self, name: &str) -> Result<(), String> {
        if self.entities.contains_key(name) {
            Ok(())
        } else {
            Err(format!("there is no entity {name:?} in {ENTITIES}"))
        }
    }

    /// Edition as people write it: `2.1`.
    pub fn edition(&self) -> &str {
        let version = self.edition.version.as_str();
        match version.match_indices('.').nth(1) {
            Some((end, _)) => &version[..end],
            None => version,
        }
    }

    /// Full version: `2.1.0`.
    pub fn version(&self) -> &str {
        &self.edition.version
    }

    /// The standard's own name for the edition: `SS 12000:2020/korr 1:2022`.
    pub fn standard(&self) -> &str {
        &self.edition.standard
    }

    /// SHA-256 of the published document that the facts were taken from, when known.
    pub fn published_sha256(&self) -> Option<&str> {
        self.edition.published_sha256.as_deref()
    }

    /// Every operation, in the order of the standard.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation with this id, for example `listPersons`.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The call that the server makes to subscribers.
    pub fn webhook(&self) -> &Webhook {
        &self.webhook
    }

    /// The structural view of an entity or sub-object.
    pub fn entity(&self, name: &str) -> Option<&Entity> {
        self.entities.get(name)
    }

    /// Every entity and sub-object, by name.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.values()
    }

    /// The literals of an enumeration.
    pub fn enumeration(&self, name: &str) -> Option<&[String]> {
        self.enumerations.get(name).map(Vec::as_slice)
    }

    /// Every enumeration with its literals, by name.
    pub fn enumerations(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.enumerations.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Every reference from one entity to another.
    pub fn references(&self) -> &[Reference] {
        &self.relations.references
    }

    /// Every pair of fields that make an interval.
    pub fn intervals(&self) -> &[Interval] {
        &self.relations.intervals
    }

    /// What `expand` can add to which entity.
    pub fn embedded_entities(&self) -> &[Embedded] {
        &self.relations.embedded
    }

    /// What the published document gets wrong and how it is treated.
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// The schema (2020-12, self-contained) of an entity or enumeration, as answers have to look.
    pub fn schema(&self, name: &str) -> Option<&Value> {
        self.schemas.schema(name)
    }

    /// The definitions as one document, for following references.
    pub(crate) fn definitions(&self) -> &Value {
        self.schemas.document()
    }

    /// Names of everything that has a schema.
    pub fn schema_names(&self) -> impl Iterator<Item = &str> {
        self.schemas.names()
    }

    /// The validator of [`Contract::schema`], formats asserted. Compiled on the first call, then free.
    pub fn validator(&self, name: &str) -> Option<&jsonschema::Validator> {
        self.schemas.validator(name)
    }

    /// The validator for request bodies: fields that only the server sets need not be there.
    pub fn request_validator(&self, name: &str) -> Option<&jsonschema::Validator> {
        self.schemas.request_validator(name)
    }
}
