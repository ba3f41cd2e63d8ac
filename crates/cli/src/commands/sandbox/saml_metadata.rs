//! `samspel sandbox saml-metadata`: writes metadata of organisations that do not exist, to try the suite with.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use samspel_runner::Exit;
use samspel_sandbox::{Published, metadata, metadata_faults};

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;
use crate::terminal::{note, say};
use crate::{sandboxed, tables};

const EXAMPLES: &str = "\
Examples:
  samspel sandbox saml-metadata --role sp --out sp.xml
  samspel run --suite saml-metadata --target sp.target.yaml
  samspel sandbox saml-metadata --role idp --fault md-scope-left-out --out idp.xml
  samspel sandbox saml-metadata --faults";

/// Write SAML metadata of organisations that do not exist, with a target file beside it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Whose metadata
    #[arg(long, value_enum, required_unless_present = "faults")]
    role: Option<Role>,
    /// Fault to switch on (several: all of them)
    #[arg(long, value_name = "ID")]
    fault: Vec<String>,
    /// File to write; the target file gets the same name with .target.yaml
    #[arg(long, value_name = "FILE", required_unless_present = "faults")]
    out: Option<PathBuf>,
    /// List the faults instead
    #[arg(long, conflicts_with_all = ["role", "fault", "out"])]
    faults: bool,
    /// Language of the list [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

/// Whose metadata, on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    /// An identity provider.
    Idp,
    /// A service provider.
    Sp,
    /// A federation with both in it, signed.
    Federation,
}

impl From<Role> for Published {
    fn from(role: Role) -> Published {
        match role {
            Role::Idp => Published::Idp,
            Role::Sp => Published::Sp,
            Role::Federation => Published::Federation,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    match (arguments.role, &arguments.out) {
        (Some(role), Some(out)) => write(role.into(), &arguments.fault, out),
        _ => list(arguments.lang),
    }
}

fn list(lang: Option<Language>) -> Came {
    let lang = chosen(lang);
    let mut table = tables::plain(["fault", "level", "requirements", "title"]);
    for fault in metadata_faults() {
        let level = sandboxed::level(fault.level).as_str();
        let title = match lang {
            samspel_model::Lang::Sv => fault.title.sv,
            samspel_model::Lang::En => fault.title.en,
        };
        table.add_row([fault.id, level, &fault.requirements.join("\n"), title]);
    }
    say(tables::lines(&table));
    Ok(Exit::Success)
}

fn write(published: Published, faults: &[String], out: &Path) -> Came {
    for id in faults {
        let known = || metadata_faults().iter().filter(|fault| fault.published == published).map(|fault| fault.id);
        if !known().any(|known| known == id.as_str()) {
            return Err(Problem::usage(
                format!("this metadata has no fault {id}"),
                suggestion(&nearest(id, known()), "`samspel sandbox saml-metadata --faults`"),
            ));
        }
    }
    let document = metadata(published, faults).map_err(Problem::fault)?;
    let published = sandboxed::publish(&document, out)?;
    published.files.iter().for_each(|file| note(file.display()));
    note(format_args!("now: samspel run --suite {} --target {}", samspel_saml::SUITE, published.target.display()));
    Ok(Exit::Success)
}
