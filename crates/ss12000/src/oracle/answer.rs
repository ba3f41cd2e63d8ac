//! Putting a question to a list and taking down which of the known rows came.

use std::collections::BTreeSet;

use samspel_contract::Operation;
use samspel_suite::{CheckError, Context};

use super::expected::Fit;
use super::question::Question;
use super::tables::Tables;
use crate::harvest::{End, Key, Trace, Walk};

/// Surplus entries of which the content is taken down.
const PRINTS: usize = 1000;

/// What a list answers.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Entries, all pages together.
    Entries(Answered),
    /// A refusal of the first page.
    Refused {
        /// The status.
        status: u16,
        /// The exchange.
        trace: Option<Trace>,
    },
    /// Nothing that decides.
    Nothing {
        /// What came instead, in a word.
        what: String,
    },
}

/// The entries that a list gave.
#[derive(Debug)]
pub(crate) struct Answered {
    /// Row by row: 0 it did not come, 1 on the first page, 2 later.
    rows: Vec<u8>,
    /// Entries that the harvest did not see.
    pub(crate) strangers: BTreeSet<Key>,
    /// How many entries came.
    pub(crate) entries: u64,
    /// What the surplus rows said when they came.
    pub(super) prints: Vec<(u32, u128)>,
    /// The first exchange.
    pub(crate) trace: Option<Trace>,
}

impl Answered {
    /// Whether a row came.
    pub(crate) fn has(&self, row: u32) -> bool {
        self.rows.get(row as usize).is_some_and(|page| *page > 0)
    }

    /// Whether a row came on the first page.
    pub(super) fn has_first(&self, row: u32) -> bool {
        self.rows.get(row as usize) == Some(&1)
    }

    /// Whether another answer has the same entries.
    pub(super) fn same(&self, other: &Answered) -> bool {
        self.strangers == other.strangers && self.rows.iter().zip(&other.rows).all(|(a, b)| (*a > 0) == (*b > 0))
    }
}

/// Puts a question and reads all pages of the answer.
///
/// # Errors
/// When a request was not sent.
pub(crate) async fn ask(
    ctx: &Context,
    operation: &Operation,
    tables: &Tables,
    question: &Question,
) -> Result<Answer, CheckError> {
    let given = |name: &str| question.parameters.iter().find(|(other, _)| other == name);
    let required: Vec<(String, String)> =
        tables.own.required.iter().map(|pair| given(&pair.0).unwrap_or(pair).clone()).collect();
    let mut walk = Walk::new(operation, &required);
    walk.first = question
        .parameters
        .iter()
        .filter(|(name, _)| required.iter().all(|(other, _)| other != name))
        .cloned()
        .collect();
    if let Some(limit) = tables.own.limit() {
        walk = walk.limit(limit);
    }
    let mut answered = Answered {
        rows: vec![0; tables.table().len()],
        strangers: BTreeSet::new(),
        entries: 0,
        prints: Vec::new(),
        trace: None,
    };
    let walked = walk
        .run(&ctx.session, |page, key, entry| {
            answered.entries += 1;
            let rows = tables.rows_of(key);
            if rows.is_empty() {
                answered.strangers.insert(key);
            }
            for row in rows {
                if let Some(slot) = answered.rows.get_mut(row as usize).filter(|slot| **slot == 0) {
                    *slot = if page == 0 { 1 } else { 2 };
                    if question.expected().fit(row) == Fit::Out && answered.prints.len() < PRINTS {
                        answered.prints.push((row, question.footprint.print(&tables.entity, &entry)));
                    }
                }
            }
        })
        .await?;
    answered.trace = walked.first;
    Ok(match walked.end {
        End::Last(_) => Answer::Entries(answered),
        End::Status { status }
            if walked.pages.is_empty() && ((400..500).contains(&status) && status != 429 || status == 501) =>
        {
            Answer::Refused { status, trace: answered.trace }
        }
        End::Status { status } => Answer::Nothing { what: format!("HTTP {status}") },
        End::NoAnswer { what } => Answer::Nothing { what },
        End::TokenRepeated | End::Endless { .. } | End::Capped | End::Unusable => {
            Answer::Nothing { what: "no end of pages".to_owned() }
        }
    })
}
