//! A person at the terminal who changes data in the system when a test asks for it, told step by step.

use std::io::{BufRead, IsTerminal, stdin};

use futures::future::BoxFuture;
use samspel_exchange::{Change, Changed, Guide};
use samspel_model::{Lang, Message, Texts as _};
use samspel_suite::Suite;
use tokio::sync::oneshot;

use crate::terminal::{is_watched, note};

/// Talks to the person in one language.
pub(crate) struct Operator {
    suite: Suite,
    lang: Lang,
}

impl Operator {
    /// None without a terminal to talk through.
    pub(crate) fn at_terminal(suite: &Suite, lang: Lang) -> Option<Self> {
        (is_watched() && stdin().is_terminal()).then(|| Operator { suite: suite.clone(), lang })
    }
}

impl Guide for Operator {
    fn guide<'a>(&'a self, change: &'a Change) -> BoxFuture<'a, Changed> {
        let words = |id: &str| {
            let message = Message::new(id)
                .with("entity", change.entity.as_str())
                .with("id", change.id.as_deref().unwrap_or("-"))
                .with("field", change.field.as_deref().unwrap_or("-"));
            self.suite.texts().render(&message).get(self.lang).to_owned()
        };
        let step = match (change.kind.as_str(), &change.field) {
            ("modify", Some(_)) => words("operator-modify-field"),
            (kind, _) => words(&format!("operator-{kind}")),
        };
        let (asks, creates) = (words("operator-when-done"), change.id.is_none());
        Box::pin(async move {
            note(format_args!("\n{step}\n{asks}"));
            let (heard, said) = oneshot::channel();
            // A thread of its own: the end of the run must not wait for somebody to press a key.
            std::thread::spawn(move || heard.send(line()));
            match said.await {
                Ok(Some(said)) => answer(&said, creates),
                Ok(None) | Err(_) => Changed::Failed { what: "nobody answered".to_owned() },
            }
        })
    }
}

/// The next line that the person types; None at the end of input.
fn line() -> Option<String> {
    let mut text = String::new();
    matches!(stdin().lock().read_line(&mut text), Ok(read) if read > 0).then_some(text)
}

/// What the person means: nothing typed is "done", `n` is "cannot", anything else is the id of what was created.
fn answer(said: &str, creates: bool) -> Changed {
    match said.trim() {
        "n" | "N" | "nej" | "no" => Changed::Impossible,
        "" => Changed::Done { id: None },
        id => Changed::Done { id: creates.then(|| id.to_owned()) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_line_means_done_and_n_means_that_it_cannot_be_done() {
        assert_eq!(answer("\n", true), Changed::Done { id: None });
        assert_eq!(answer("n\n", true), Changed::Impossible);
        assert_eq!(answer("abc\n", true), Changed::Done { id: Some("abc".to_owned()) });
        assert_eq!(answer("abc\n", false), Changed::Done { id: None });
    }
}
