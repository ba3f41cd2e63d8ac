//! `samspel sandbox saml-metadata`: writes metadata of organisations that do not exist, to try the suite with.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use samspel_runner::Exit;
use samspel_sandbox::{Published, metadata, metadata_faults};

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;
use crate::tables;
use crate::terminal::{note, say};

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
        let level = match fault.level {
            samspel_sandbox::Level::Must => "MUST",
            samspel_sandbox::Level::Should => "SHOULD",
            samspel_sandbox::Level::May => "MAY",
        };
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
    save(out, &document.bytes)?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut interface = format!("file: {}, edition: \"2.0\"", quoted(&name(out)));
    if let Some(certificate) = &document.federation_certificate {
        let path = out.with_extension("federation.pem");
        save(&path, certificate.as_bytes())?;
        interface.push_str(&format!(
            ", entity_id: {}, federation_certificate: {}",
            quoted(&document.entity_id),
            quoted(&name(&path))
        ));
    }
    let target = out.with_extension("target.yaml");
    let text = format!(
        "# Written by `samspel sandbox saml-metadata`. Everything in it is synthetic.\nsamspel: 1\nname: Samspel sandbox, SAML metadata\n\
         environment: test\ninterfaces:\n  saml-metadata: {{ {interface} }}\n"
    );
    save(&target, text.as_bytes())?;
    note(format_args!("now: samspel run --suite {} --target {}", samspel_saml::SUITE, target.display()));
    Ok(Exit::Success)
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(path, bytes).map_err(|error| Problem::file(path, &error))?;
    note(path.display());
    Ok(())
}

/// A YAML double-quoted scalar; JSON strings are a subset of them.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
