//! Following a run on the terminal: a bar with an estimate for people who watch, plain lines for logs.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use samspel_model::{Ending, Sight};
use samspel_runner::{Ended, Event};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::terminal::{is_watched, note};

/// How often a log gets a line, at most.
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Follows a run to its end.
pub(crate) async fn follow(mut events: UnboundedReceiver<Event>) {
    let mut shown = Shown::new();
    while let Some(event) = events.recv().await {
        match event {
            Event::RunStarted { tests, resumed } => shown.starts(tests, resumed),
            Event::TestStarted { id } => shown.test_starts(&id),
            Event::TestEnded(ended) => shown.test_ends(&ended),
            Event::RunEnded { interrupted } => shown.ends(interrupted),
        }
    }
}

struct Shown {
    bar: Option<ProgressBar>,
    tests: usize,
    ended: usize,
    contradicted: usize,
    erred: usize,
    last_line: Instant,
}

impl Shown {
    fn new() -> Self {
        Shown { bar: None, tests: 0, ended: 0, contradicted: 0, erred: 0, last_line: Instant::now() }
    }

    fn starts(&mut self, tests: usize, resumed: usize) {
        self.tests = tests;
        self.last_line = Instant::now();
        if resumed > 0 {
            note(format_args!("resumed: {resumed} of {tests} tests are known from before"));
        }
        if !is_watched() {
            note(format_args!("{tests} tests"));
            return;
        }
        let bar = ProgressBar::with_draw_target(Some(tests as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} tests, {eta} left  {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        self.bar = Some(bar);
    }

    fn test_starts(&self, id: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(id.to_owned());
        }
    }

    fn test_ends(&mut self, ended: &Ended) {
        self.ended += 1;
        if let Ending::Erred { what } = &ended.result.ending {
            self.erred += 1;
            self.line(&format!("ERROR {}: {what}", ended.result.id));
        }
        if ended.result.observations.iter().any(|o| matches!(o.sight, Sight::Contradiction(_))) {
            self.contradicted += 1;
        }
        match &self.bar {
            Some(bar) => bar.inc(1),
            None if self.last_line.elapsed() >= LOG_EVERY => {
                self.last_line = Instant::now();
                note(self.state());
            }
            None => {}
        }
    }

    fn ends(&mut self, interrupted: bool) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if !interrupted {
            note(self.state());
        }
    }

    fn state(&self) -> String {
        let Shown { tests, ended, contradicted, erred, .. } = self;
        format!("{ended} of {tests} tests ended, {contradicted} saw contradictions, {erred} errors")
    }

    /// A line of its own, above the bar when there is one.
    fn line(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.println(text),
            None => note(text),
        }
    }
}
