//! `samspel saml-idp`

use std::path::PathBuf;

use samspel_runner::Exit;
use samspel_saml_sp::Idp;
use samspel_suite::Interface;

use super::Came;
use crate::problem::Problem;
use crate::targets;
use crate::terminal::say;

/// Make the identity provider that a SAML service provider under test has to trust: keys and metadata in a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The target file with the interface `saml-sp`
    #[arg(long, value_name = "FILE")]
    target: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let target = targets::read(&arguments.target)?;
    let Some(Interface::SamlSp(sp)) = target.interfaces.get(samspel_saml_sp::SUITE) else {
        return Err(Problem::usage("the target has no interface saml-sp", "add it under `interfaces`"));
    };
    Idp::open(&sp.idp, &target.base_dir).map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
    let folder = target.base_dir.join(&sp.idp.folder);
    say(format!("{}", folder.join("metadata.xml").display()));
    Ok(Exit::Success)
}
