//! Where an edition's files come from: the binary itself or a folder of the user's.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../schemas/ss12000");

/// Why an edition could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The binary holds no such edition.
    #[error("edition {asked:?} of SS 12000 is not built in (built in: {known})")]
    UnknownEdition {
        /// What was asked for.
        asked: String,
        /// The versions that are there.
        known: String,
    },
    /// A file is missing or unreadable.
    #[error("cannot read {}: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not JSON, or not of the expected shape.
    #[error("{}: {source}", file.display())]
    Parse {
        /// The file.
        file: PathBuf,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// The content contradicts itself or uses something that Samspel does not understand.
    #[error("{}: {at}: {problem}", file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// Place in it.
        at: String,
        /// What is wrong.
        problem: String,
    },
}

/// The files of one edition.
pub(crate) enum Source<'a> {
    /// Built into the binary.
    Embedded(&'static Dir<'static>),
    /// A folder on disk.
    Folder(&'a Path),
}

impl Source<'_> {
    /// The built-in edition, asked for as `2.1` or `2.1.0`.
    pub(crate) fn embedded(edition: &str) -> Result<Source<'static>, ContractError> {
        let named = |dir: &&Dir<'static>| {
            let version = dir.path().to_string_lossy();
            version == edition || version.rsplit_once('.').is_some_and(|(short, _)| short == edition)
        };
        EMBEDDED.dirs().find(named).map(Source::Embedded).ok_or_else(|| ContractError::UnknownEdition {
            asked: edition.to_owned(),
            known: Source::embedded_versions().join(", "),
        })
    }

    /// The versions in the binary, oldest first.
    pub(crate) fn embedded_versions() -> Vec<String> {
        let mut versions: Vec<_> = EMBEDDED.dirs().map(|dir| dir.path().to_string_lossy().into_owned()).collect();
        versions.sort();
        versions
    }

    /// Path of a file, for error messages.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match self {
            Source::Embedded(dir) => Path::new("embedded").join(dir.path()).join(name),
            Source::Folder(folder) => folder.join(name),
        }
    }

    /// Reads and parses one file.
    pub(crate) fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T, ContractError> {
        let file = self.path(name);
        let parsed = match self {
            Source::Embedded(dir) => {
                let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
                let content = dir.get_file(dir.path().join(name)).ok_or_else(missing);
                serde_json::from_slice(
                    content.map_err(|source| ContractError::Read { file: file.clone(), source })?.contents(),
                )
            }
            Source::Folder(_) => {
                let content =
                    std::fs::read(&file).map_err(|source| ContractError::Read { file: file.clone(), source })?;
                serde_json::from_slice(&content)
            }
        };
        parsed.map_err(|source| ContractError::Parse { file, source })
    }

    /// An error about the content of a file.
    pub(crate) fn problem(&self, name: &str, at: impl Into<String>, problem: impl Into<String>) -> ContractError {
        ContractError::Content { file: self.path(name), at: at.into(), problem: problem.into() }
    }
}
