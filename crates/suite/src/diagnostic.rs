//! Problems in files: file, line, caret, a sentence, and what to do about it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity, SourceCode};

use crate::yaml::{Broken, Bytes};

/// One problem in one file.
#[derive(Debug, Clone)]
pub struct Problem {
    message: String,
    help: Option<String>,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    source: Option<Arc<NamedSource<String>>>,
}

impl Problem {
    /// A problem without a place in a file.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Problem { message: message.into(), help: None, severity: Severity::Error, labels: Vec::new(), source: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same as a warning: the file is used all the same.
    #[must_use]
    pub(crate) fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    pub(crate) fn at(mut self, source: &Source, bytes: Bytes, label: &str) -> Self {
        self.source = Some(Arc::clone(&source.named));
        let label = (!label.is_empty()).then(|| label.to_owned());
        self.labels.push(LabeledSpan::new(label, bytes.start, bytes.len()));
        self
    }

    pub(crate) fn broken(source: &Source, broken: Broken) -> Self {
        let problem = Problem { help: broken.help, ..Problem::new(broken.what) }.at(source, broken.at, "here");
        match broken.other {
            Some((bytes, label)) => problem.at(source, bytes, &label),
            None => problem,
        }
    }

    /// Where in the file it stands, for sorting.
    pub(crate) fn offset(&self) -> usize {
        self.labels.first().map_or(0, LabeledSpan::offset)
    }

    /// The problem in a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether it is only a warning.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        self.severity == Severity::Warning
    }

    /// The whole message with source line and caret, as for a terminal of this width.
    #[must_use]
    pub fn render(&self, colours: bool, width: usize) -> String {
        let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let mut out = String::new();
        match GraphicalReportHandler::new_themed(theme)
            .with_width(width)
            .without_syntax_highlighting()
            .render_report(&mut out, self)
        {
            Ok(()) => out,
            Err(fmt::Error) => self.message.clone(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display + 'a>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source.as_ref() as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// All problems of a file or a suite, reported together.
#[derive(Debug, Clone)]
pub struct Problems {
    /// The problems in file order; never empty.
    pub problems: Vec<Problem>,
}

impl Problems {
    /// One problem.
    #[must_use]
    pub fn one(problem: Problem) -> Self {
        Problems { problems: vec![problem] }
    }

    /// All messages with source lines and carets.
    #[must_use]
    pub fn render(&self, colours: bool, width: usize) -> String {
        self.problems.iter().map(|p| p.render(colours, width)).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problems[..] {
            [only] => write!(f, "{only}"),
            all => write!(f, "{} problems; the first: {}", all.len(), all.first().map_or("", Problem::message)),
        }
    }
}

impl std::error::Error for Problems {}

impl Diagnostic for Problems {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.problems.iter().map(|p| p as &dyn Diagnostic)))
    }
}

/// The text of a file as it may be shown: secrets are masked without moving anything.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    named: Arc<NamedSource<String>>,
    pub(crate) name: PathBuf,
}

impl Source {
    pub(crate) fn new(name: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let name = name.into();
        Source { named: Arc::new(NamedSource::new(name.to_string_lossy(), text.into())), name }
    }

    pub(crate) fn text(&self) -> &str {
        self.named.inner()
    }

    /// 1-based line of a byte.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.named.inner().bytes().take(byte).filter(|b| *b == b'\n').count() + 1
    }
}
