//! Why a command did not do what it was asked to, for people, with the exit code that goes with it.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use samspel_runner::Exit;
use samspel_suite::Problems;

use crate::terminal::{is_colourful, width};

/// A command that stopped. Shown by `main`, never by the command itself.
#[derive(Debug)]
pub(crate) struct Problem {
    exit: Exit,
    words: String,
}

impl Problem {
    /// Wrong usage or configuration, with what to do about it.
    pub(crate) fn usage(what: impl Into<String>, help: impl Into<String>) -> Self {
        Problem::shown(Exit::Usage, &Plain { what: what.into(), help: Some(help.into()) })
    }

    /// Wrong usage or configuration that carries its own explanation.
    pub(crate) fn configuration(diagnostic: impl Diagnostic) -> Self {
        Problem::shown(Exit::Usage, &diagnostic)
    }

    /// Everything wrong in files, with lines and carets.
    pub(crate) fn in_files(problems: &Problems) -> Self {
        Problem { exit: Exit::Usage, words: problems.render(is_colourful(), width()) }
    }

    /// Any other reason, with the exit code that fits.
    pub(crate) fn new(exit: Exit, what: impl Into<String>) -> Self {
        Problem::shown(exit, &Plain { what: what.into(), help: None })
    }

    /// The file system says no.
    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Problem::new(Exit::Usage, format!("{}: {error}", path.display()))
    }

    /// Something that cannot happen unless Samspel is broken.
    pub(crate) fn fault(what: impl fmt::Display) -> Self {
        let help = Some("please report it".to_owned());
        Problem::shown(Exit::Fault, &Plain { what: format!("fault in Samspel: {what}"), help })
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    fn shown(exit: Exit, diagnostic: &dyn Diagnostic) -> Self {
        let theme = if is_colourful() { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let mut words = String::new();
        let shown = GraphicalReportHandler::new_themed(theme).with_width(width()).render_report(&mut words, diagnostic);
        if shown.is_err() {
            words = diagnostic.to_string();
        }
        Problem { exit, words }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words.trim_end())
    }
}

/// A problem in words.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
struct Plain {
    what: String,
    help: Option<String>,
}

impl Diagnostic for Plain {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
}
