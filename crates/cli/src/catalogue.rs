//! Suites, checks and contracts by name: the built-in ones, and those that the user adds.

use std::collections::BTreeMap;
use std::path::Path;

use samspel_contract::Contract;
use samspel_model::Level;
use samspel_suite::{Plan, Registry, Suite, Target};

use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;
use crate::selection::Selection;

/// Every check that cases can name.
pub(crate) fn registry() -> Registry {
    Registry::new()
        .with(&samspel_ss12000::checks())
        .with(&samspel_client::checks())
        .with(&samspel_saml::checks())
        .with(&samspel_saml_sp::checks())
        .with(&samspel_sso::checks())
        .with(&samspel_tls::checks())
}

/// A suite by id: from the user's folder, else built in.
pub(crate) fn suite(id: &str, folder: Option<&Path>) -> Result<Suite, Problem> {
    if let Some(own) = folder.map(|f| f.join(id)).filter(|own| own.join("suite.yaml").is_file()) {
        return Suite::load_dir(&own).map_err(|p| Problem::in_files(&p));
    }
    if Suite::embedded_ids().contains(&id) {
        return Suite::embedded(id).map_err(|p| Problem::in_files(&p));
    }
    let own = folder.map(own_ids).transpose()?.unwrap_or_default();
    let known = own.iter().map(String::as_str).chain(Suite::embedded_ids());
    let list = folder.map_or_else(
        || "`samspel suite list`".to_owned(),
        |folder| format!("`samspel suite list --suites {}`", folder.display()),
    );
    Err(Problem::usage(format!("there is no suite {id}"), suggestion(&nearest(id, known), &list)))
}

/// Every suite, by id: the built-in ones, overridden and added to by those in the user's folder.
pub(crate) fn suites(folder: Option<&Path>) -> Result<Vec<Suite>, Problem> {
    let mut all = BTreeMap::new();
    for id in Suite::embedded_ids() {
        all.insert(id.to_owned(), None);
    }
    if let Some(folder) = folder {
        for id in own_ids(folder)? {
            all.insert(id, Some(folder));
        }
    }
    all.into_iter().map(|(id, folder)| suite(&id, folder)).collect()
}

/// Names of the suite folders in a folder.
fn own_ids(folder: &Path) -> Result<Vec<String>, Problem> {
    let entries = std::fs::read_dir(folder).map_err(|e| {
        Problem::usage(
            format!("{}: {e}", folder.display()),
            "--suites takes a folder that holds one folder a suite, each with a suite.yaml",
        )
    })?;
    let mut ids: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("suite.yaml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort();
    Ok(ids)
}

/// The plan for a target.
pub(crate) fn plan(suite: &Suite, target: &Target, selection: &Selection) -> Result<Plan, Problem> {
    if suite.id == samspel_client::SUITE && target.interfaces.get(&suite.interface).is_none() {
        return Err(Problem::usage(
            format!("suite {} judges a client, and a client cannot be asked", suite.id),
            "serve for it with `samspel sandbox serve --watch`",
        ));
    }
    let chosen = samspel_suite::Selection {
        profile: selection.profile.clone(),
        only: selection.only.clone(),
        requirements: selection.requirement.clone(),
        levels: selection.level.iter().copied().map(Level::from).collect(),
    };
    Plan::make(suite, &registry(), target, &chosen, selection.seed()).map_err(Problem::configuration)
}

/// An edition of SS 12000 as data: the user's own, else built in.
pub(crate) fn contract(edition: &str, folder: Option<&Path>) -> Result<Contract, Problem> {
    match folder {
        None => Contract::embedded(edition).map_err(Problem::fault),
        Some(folder) => Contract::load(folder).map_err(|e| {
            Problem::usage(
                e.to_string(),
                "--contract takes a folder made like schemas/ss12000/<version>; see docs/architecture.md",
            )
        }),
    }
}
