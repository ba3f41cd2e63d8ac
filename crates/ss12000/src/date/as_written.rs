//! Instants as records write them: what systems select that compare times without understanding them.

use std::collections::HashMap;

use samspel_suite::CheckError;
use serde_json::Value;

use crate::oracle::{Expected, Fit, Hypothesis, Question, Tables};

/// Records whose times are looked at as they are written.
const MOST: usize = 20_000;

/// The times of a field by row; none where there are too many records.
pub(crate) struct AsWritten(HashMap<u32, String>);

impl AsWritten {
    /// Reads a field like `meta.modified` of every record.
    ///
    /// # Errors
    /// When the file behind the table cannot be read.
    pub(crate) fn read(tables: &Tables, field: &str) -> Result<Self, CheckError> {
        let mut texts = HashMap::new();
        if tables.table().len() <= MOST {
            tables.table().scan(|row, record| {
                let found = field.split('.').try_fold(record, |value, name| value.get(name));
                if let Some(text) = found.and_then(Value::as_str) {
                    texts.insert(row, text.to_owned());
                }
            })?;
        }
        Ok(AsWritten(texts))
    }

    /// Adds what would be selected by the clock alone, and by the text, to the mistakes that a question with one bound tells.
    pub(crate) fn suspect(&self, tables: &Tables, mut question: Question, upper: bool) -> Question {
        let Some((_, bound)) = question.parameters.last().cloned().filter(|_| !self.0.is_empty()) else {
            return question;
        };
        let by_clock = self.compared(tables, upper, clock(&bound), clock);
        let by_text = self.compared(tables, upper, Some(&bound), |text| Some(text));
        question.hypotheses.push(Hypothesis { id: "oracle-offset-ignored", rows: by_clock });
        question.hypotheses.push(Hypothesis { id: "meta-as-text", rows: by_text });
        question
    }

    /// What a system would select that compares what is left of times as text.
    fn compared(
        &self,
        tables: &Tables,
        upper: bool,
        bound: Option<&str>,
        left: impl Fn(&str) -> Option<&str>,
    ) -> Expected {
        Expected::of(tables.rows(), |row| match (self.0.get(&row).and_then(|text| left(text)), bound) {
            (Some(text), Some(bound)) => Fit::of(if upper { text <= bound } else { text > bound }),
            _ => Fit::Either,
        })
    }
}

/// A time without its offset, to the second.
fn clock(text: &str) -> Option<&str> {
    text.get(..19)
}
