//! Why a command did not do what it was asked to, for people, with the exit code that goes with it.

use std::fmt;

use miette::Diagnostic;
use samspel_runner::Exit;

/// A command that stopped. Shown by `main`, never by the command itself.
#[derive(Debug)]
pub(crate) struct Problem {
    exit: Exit,
    report: miette::Report,
}

impl Problem {
    /// Wrong usage or configuration, with what to do about it.
    pub(crate) fn usage(what: impl Into<String>, help: impl Into<String>) -> Self {
        Problem { exit: Exit::Usage, report: Plain::new(what, Some(help.into())).into() }
    }

    /// Something in files or settings that carries its own explanation (file, line, caret).
    pub(crate) fn configuration(diagnostic: impl Diagnostic + Send + Sync + 'static) -> Self {
        Problem { exit: Exit::Usage, report: miette::Report::new(diagnostic) }
    }

    /// Any other reason, with the exit code that fits.
    pub(crate) fn new(exit: Exit, what: impl Into<String>) -> Self {
        Problem { exit, report: Plain::new(what, None).into() }
    }

    /// The file system says no.
    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Problem::new(Exit::Usage, format!("{}: {error}", path.display()))
    }

    /// Something that cannot happen unless Samspel is broken.
    pub(crate) fn fault(what: impl fmt::Display) -> Self {
        Problem {
            exit: Exit::Fault,
            report: Plain::new(format!("fault in Samspel: {what}"), Some("Please report it.".to_owned())).into(),
        }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.report)
    }
}

/// A problem in words.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
struct Plain {
    what: String,
    help: Option<String>,
}

impl Plain {
    fn new(what: impl Into<String>, help: Option<String>) -> Self {
        Plain { what: what.into(), help }
    }
}

impl Diagnostic for Plain {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
}
