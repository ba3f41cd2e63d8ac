//! Questions to one list: ask, ask again what came out wrong, look whether the data moved, and only then judge.

use std::collections::BTreeSet;

use samspel_contract::Operation;
use samspel_suite::{CheckError, Context};

use super::answer::{Answer, Answered, ask};
use super::confirm::{changed, still};
use super::expected::Fit;
use super::footprint::Footprint;
use super::question::Question;
use super::tables::Tables;
use crate::harvest::Trace;
use crate::run_state;

/// How an answer compares.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It agrees with the reading of this number.
    Right(usize),
    /// It does not, also when asked again, and what it stands on has not moved.
    Wrong(Wrong),
    /// The data or the answer moved.
    Drift,
    /// The first page agrees and later pages do not, or paging loses entries of this list anyhow.
    Paging,
    /// Refused.
    Refused {
        /// The status.
        status: u16,
        /// The exchange.
        trace: Option<Trace>,
    },
    /// Nothing that decides came.
    Nothing {
        /// What came instead, in a word.
        what: String,
    },
    /// Whether the data moved could not be found out.
    Unconfirmed,
}

/// What is wrong with an answer.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// Message id of the mistake that would give just this answer; none when no known one would.
    pub(crate) mistake: Option<&'static str>,
    /// Rows that came and should not have.
    pub(crate) surplus: Vec<u32>,
    /// Rows that should have come and did not.
    pub(crate) missing: Vec<u32>,
    /// Entries that came.
    pub(crate) entries: u64,
    /// The first exchange of the answer.
    pub(crate) trace: Option<Trace>,
}

/// A question with how its answer compares.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The question.
    pub(crate) question: Question,
    /// How the answer compares.
    pub(crate) verdict: Verdict,
}

/// Questions to one list.
pub(crate) struct Inquiry<'a> {
    ctx: &'a Context,
    operation: &'a Operation,
    tables: &'a Tables,
    judged: Vec<Judged>,
    suspects: Vec<(Question, Answered)>,
}

impl<'a> Inquiry<'a> {
    /// No question yet.
    pub(crate) fn new(ctx: &'a Context, operation: &'a Operation, tables: &'a Tables) -> Self {
        Inquiry { ctx, operation, tables, judged: Vec::new(), suspects: Vec::new() }
    }

    /// Puts a question; whether the answer is right.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn ask(&mut self, question: Question) -> Result<bool, CheckError> {
        let verdict = match ask(self.ctx, self.operation, self.tables, &question).await? {
            Answer::Refused { status, trace } => Verdict::Refused { status, trace },
            Answer::Nothing { what } => Verdict::Nothing { what },
            Answer::Entries(answered) => match question.agreed(|row| answered.has(row)) {
                Some(reading) => Verdict::Right(reading),
                None => match ask(self.ctx, self.operation, self.tables, &question).await? {
                    Answer::Entries(again) if again.same(&answered) => {
                        self.suspects.push((question, answered));
                        return Ok(false);
                    }
                    _ => Verdict::Drift,
                },
            },
        };
        let right = matches!(verdict, Verdict::Right(_));
        self.judged.push(Judged { question, verdict });
        Ok(right)
    }

    /// Puts a question that builds on plainer ones. When it comes out wrong and a plainer one does as well, it shows nothing: then it
    /// is given back, and nothing is told of it. The plainer ones, whose answers may be long, are asked only then.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn ask_beyond(
        &mut self,
        plainer: &[Vec<(String, String)>],
        question: Question,
    ) -> Result<Option<Question>, CheckError> {
        let suspects = self.suspects.len();
        if self.ask(question).await? {
            return Ok(None);
        }
        for parameters in plainer {
            let works = match Question::new(self.tables, self.operation, parameters.clone()) {
                Ok(plain) => self.works(&plain).await?,
                // What cannot be computed vouches for nothing.
                Err(_) => false,
            };
            if !works {
                let suspect = if self.suspects.len() > suspects { self.suspects.pop() } else { None };
                return Ok(suspect.map(|(question, _)| question).or_else(|| self.judged.pop().map(|j| j.question)));
            }
        }
        Ok(None)
    }

    /// Whether a question is answered right, without telling anyone: what builds on it says nothing otherwise.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn works(&self, question: &Question) -> Result<bool, CheckError> {
        let answer = ask(self.ctx, self.operation, self.tables, question).await?;
        Ok(matches!(&answer, Answer::Entries(answered) if question.agreed(|row| answered.has(row)).is_some()))
    }

    /// Judges what came out wrong, after one look at the data for all of it.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn close(self) -> Result<Vec<Judged>, CheckError> {
        let Inquiry { ctx, operation, tables, mut judged, suspects } = self;
        let mut open = Vec::new();
        let mut footprint = Footprint::default();
        let mut rows = BTreeSet::new();
        let betrayed: Vec<Vec<&'static str>> =
            suspects.iter().map(|(question, answered)| betrayed(question, answered, tables)).collect();
        let all: Vec<(&Question, &[&'static str])> =
            suspects.iter().zip(&betrayed).map(|((question, _), ids)| (question, ids.as_slice())).collect();
        let mistakes: Vec<_> = all.iter().map(|(question, ids)| mistake(ids, question, &all, &judged)).collect();
        for ((question, answered), mistake) in suspects.into_iter().zip(mistakes) {
            let wrong = Wrong { mistake, ..differences(&question, &answered) };
            let later = wrong.missing.is_empty() && !wrong.surplus.iter().any(|row| answered.has_first(*row));
            if later || !wrong.missing.is_empty() && run_state::chains(ctx, operation).await?.loses() {
                judged.push(Judged { question, verdict: Verdict::Paging });
                continue;
            }
            // What came carries its own evidence; what did not come has to be looked at again.
            let moved = changed(tables, &question.footprint, &answered.prints)?;
            footprint.merge(&question.footprint);
            rows.extend(wrong.missing.iter().copied());
            rows.extend(wrong.surplus.iter().filter(|row| !moved.contains_key(row)));
            open.push((question, wrong, moved));
        }
        if open.is_empty() {
            return Ok(judged);
        }
        let still = still(ctx, operation, tables, &footprint, &rows).await?;
        for (question, mut wrong, moved) in open {
            let stays = |row: &u32| !still.moved.contains(row) && moved.get(row) != Some(&true);
            wrong.missing.retain(stays);
            wrong.surplus.retain(stays);
            let verdict = if still.unknown {
                Verdict::Unconfirmed
            } else if still.others_moved || wrong.missing.is_empty() && wrong.surplus.is_empty() {
                Verdict::Drift
            } else {
                Verdict::Wrong(wrong)
            };
            judged.push(Judged { question, verdict });
        }
        Ok(judged)
    }
}

/// The mistakes that would give just this answer.
fn betrayed(question: &Question, answered: &Answered, tables: &Tables) -> Vec<&'static str> {
    let mut betrayed = question.betrayed(|row| answered.has(row));
    if !tables.rows().is_empty() && tables.rows().all(|row| answered.has(row)) && !betrayed.contains(&"oracle-ignored")
    {
        betrayed.push("oracle-ignored");
    }
    betrayed
}

/// How an answer differs from the reading that it comes closest to.
fn differences(question: &Question, answered: &Answered) -> Wrong {
    let of = |expected: &super::Expected| {
        let missing: Vec<u32> = expected.rows(Fit::In).filter(|row| !answered.has(*row)).collect();
        let surplus: Vec<u32> = expected.rows(Fit::Out).filter(|row| answered.has(*row)).collect();
        (missing, surplus)
    };
    let closest = question.readings.iter().map(|reading| of(&reading.expected)).min_by_key(|(m, s)| m.len() + s.len());
    let (missing, surplus) = closest.unwrap_or_default();
    Wrong { mistake: None, surplus, missing, entries: answered.entries, trace: answered.trace.clone() }
}

/// The mistake that explains an answer, together with those to other questions about the same parameters: of those that fit, the
/// one that explains most answers, and none that a right answer refutes.
fn mistake(
    betrayed: &[&'static str],
    question: &Question,
    others: &[(&Question, &[&'static str])],
    judged: &[Judged],
) -> Option<&'static str> {
    let refuted = |id: &str| {
        let is_right = |j: &&Judged| matches!(j.verdict, Verdict::Right(_)) && j.question.is_like(question);
        judged.iter().filter(is_right).any(|right| right.question.tells_mistake(id))
    };
    let explains = |id: &str| {
        let alike = others.iter().filter(|(other, _)| other.is_like(question));
        alike.filter(|(_, betrayed)| betrayed.contains(&id)).count()
    };
    // The first of the likeliest: `max_by_key` would take the last.
    let fitting = betrayed.iter().filter(|id| !refuted(id)).rev();
    fitting.max_by_key(|id| explains(id)).copied()
}
