//! Reads the files of a suite to a [`Suite`].

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use samspel_model::{Lang, Profile, Requirement};
use serde::de::DeserializeOwned;

use super::files::{Files, embedded_ids};
use super::{Case, Suite};
use crate::diagnostic::{Problem, Problems, Source};
use crate::kind::{CasesFile, RequirementsFile, SuiteFile};
use crate::nearest::advice;
use crate::read::{self, Read};
use crate::texts::{FluentTexts, FtlFile};
use crate::yaml::pointer;
use crate::{FileKind, SpotId};

impl Suite {
    /// A suite that is part of the program.
    ///
    /// # Errors
    /// When there is none of that name, with the nearest ones.
    pub fn embedded(id: &str) -> Result<Suite, Problems> {
        match Files::embedded(id) {
            Some(files) => load(&files),
            None => {
                let problem = Problem::new(format!("there is no suite `{id}`"));
                let known = embedded_ids();
                Err(Problems::one(advice(id, known.iter().copied()).into_iter().fold(problem, Problem::help)))
            }
        }
    }

    /// Ids of the suites that are part of the program, sorted.
    #[must_use]
    pub fn embedded_ids() -> Vec<&'static str> {
        embedded_ids()
    }

    /// A suite in a folder.
    ///
    /// # Errors
    /// All problems of all its files, each with its place and advice.
    pub fn load_dir(path: &Path) -> Result<Suite, Problems> {
        load(&Files::folder(path)?)
    }
}

fn load(files: &Files) -> Result<Suite, Problems> {
    let mut loader = Loader { files, problems: Vec::new(), spots: BTreeMap::new() };
    let head = loader.head();
    let requirements = loader.requirements();
    let sets = head.as_ref().map(|head| head.sets.keys().cloned().collect::<Vec<_>>());
    let cases = loader.cases(sets.as_deref());
    let profiles = loader.profiles();
    let texts = loader.texts();
    let Loader { problems, spots, .. } = loader;
    match (head, texts) {
        (Some(head), Some(texts)) if problems.is_empty() => Ok(Suite {
            id: head.id,
            version: head.version,
            title: head.title,
            interface: head.interface,
            editions: head.editions,
            default_profile: head.default_profile,
            untested_reasons: head.untested_reasons,
            attested: head.attested,
            unfinished: head.unfinished,
            entities: head.entities,
            sets: head.sets,
            requirements,
            cases,
            profiles,
            digest: files.digest(),
            spots: Arc::new(spots),
            ftl: Arc::new(ftl_files(files)),
            texts: Arc::new(texts),
        }),
        _ => Err(Problems { problems }),
    }
}

struct Loader<'f> {
    files: &'f Files,
    problems: Vec<Problem>,
    spots: BTreeMap<SpotId, String>,
}

impl Loader<'_> {
    fn read<T: DeserializeOwned>(&mut self, kind: FileKind, path: &str, text: &str) -> Option<Read<T>> {
        let source = Source::new(self.files.name(path), text);
        let read = read::document(text, &source).and_then(|document| {
            if self.files.embedded {
                read::trusted(kind, document, source)
            } else {
                read::typed(kind, document, source)
            }
        });
        read.map_err(|problems| self.problems.extend(problems)).ok()
    }

    /// Notes where something is defined, and refuses to have it defined twice.
    fn spot<T>(&mut self, read: &Read<T>, at: &str, kind: &'static str, name: &str) {
        let bytes = read.document.places.get(at).map_or(0..0, |place| place.value.clone());
        let here = format!("{}:{}", read.source.name.display(), read.source.line(bytes.start));
        if let Some(first) = self.spots.get(&(kind, name.to_owned())) {
            self.problems.push(
                Problem::new(format!("the {kind} `{name}` is defined a second time"))
                    .help(format!("the first stands at {first}; an id is never used twice"))
                    .at(&read.source, bytes, "second time"),
            );
            return;
        }
        self.spots.insert((kind, name.to_owned()), here);
    }

    fn head(&mut self) -> Option<SuiteFile> {
        let text = self.files.by_path.get("suite.yaml")?;
        let read: Read<SuiteFile> = self.read(FileKind::Suite, "suite.yaml", text)?;
        self.spot(&read, "/id", "suite", &read.content.id);
        for name in read.content.sets.keys() {
            self.spot(&read, &pointer("/sets", name), "set", name);
        }
        for name in read.content.untested_reasons.keys() {
            self.spot(&read, &pointer("/untested_reasons", name), "reason", name);
        }
        if read.content.editions.is_empty() {
            let bytes = read.document.places.get("/editions").map_or(0..0, |p| p.value.clone());
            self.problems.push(
                Problem::new("a suite tests at least one edition")
                    .help("list the editions of the standard, newest last")
                    .at(&read.source, bytes, "empty"),
            );
        }
        Some(read.content)
    }

    fn requirements(&mut self) -> Vec<Requirement> {
        let mut all = Vec::new();
        for (path, text) in self.files.of("requirements") {
            let Some(read) = self.read::<RequirementsFile>(FileKind::Requirements, path, text) else { continue };
            for (index, requirement) in read.content.requirements.iter().enumerate() {
                self.spot(&read, &format!("/requirements/{index}/id"), "requirement", &requirement.id);
            }
            all.extend(read.content.requirements);
        }
        all
    }

    fn cases(&mut self, sets: Option<&[String]>) -> Vec<Case> {
        let mut all = Vec::new();
        for (path, text) in self.files.of("cases") {
            let Some(read) = self.read::<CasesFile>(FileKind::Cases, path, text) else { continue };
            for (index, case) in read.content.cases.iter().enumerate() {
                self.spot(&read, &format!("/cases/{index}/id"), "case", &case.id);
                self.problems.extend(super::case_rules::problems(case, index, &read, sets));
            }
            all.extend(read.content.cases);
        }
        all
    }

    fn profiles(&mut self) -> Vec<Profile> {
        let mut all = Vec::new();
        for (path, text) in self.files.of("profiles") {
            let Some(read) = self.read::<Profile>(FileKind::Profile, path, text) else { continue };
            self.spot(&read, "/id", "profile", &read.content.id);
            all.push(read.content);
        }
        all
    }

    fn texts(&mut self) -> Option<FluentTexts> {
        FluentTexts::new(&ftl_files(self.files)).map_err(|problems| self.problems.extend(problems)).ok()
    }
}

fn ftl_files(files: &Files) -> Vec<FtlFile> {
    let mut all = Vec::new();
    for lang in Lang::ALL {
        let folder = format!("texts/{}", lang.tag());
        all.extend(files.of(&folder).map(|(path, text)| FtlFile {
            lang,
            name: files.name(path),
            text: text.to_owned(),
        }));
    }
    all
}
