//! `samspel sandbox …`

pub(crate) mod faults;
mod openid_provider;
mod saml_metadata;
pub(crate) mod serve;
mod tls;

use super::Came;

/// A simulated municipality to test against
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Serve(Box<serve::Arguments>),
    Faults(faults::Arguments),
    SamlMetadata(saml_metadata::Arguments),
    OpenidProvider(openid_provider::Arguments),
    Tls(tls::Arguments),
}

pub(crate) fn run(command: &Command) -> Came {
    match command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Faults(arguments) => faults::run(arguments),
        Command::SamlMetadata(arguments) => saml_metadata::run(arguments),
        Command::OpenidProvider(arguments) => openid_provider::run(arguments),
        Command::Tls(arguments) => tls::run(arguments),
    }
}
