//! What a list should answer to a question, computed from what was harvested, and how the answer compares.
//!
//! ```text
//! Tables (own list, lists that its filters lead through) ─► expected(parameters) ─► Question ─► Inquiry ─► Judged ─► Observation
//!                                                        └► hypotheses: what known mistakes would give ─┘
//! ```
//!
//! A family makes questions; everything else is here. A record of which nothing can be expected (a value that cannot be read, a
//! choice that the standard leaves open) is left out of the comparison, and nothing is blamed before it has been asked again.

mod answer;
mod bound;
mod confirm;
mod expected;
mod footprint;
mod hypothesis;
mod inquiry;
mod names;
mod observe;
mod path;
mod predicate;
mod question;
mod relation;
mod subtree;
mod tables;
mod values;

pub(crate) use answer::{Answer, Answered, ask};
pub(crate) use expected::{Expected, Fit};
pub(crate) use inquiry::{Inquiry, Judged, Verdict};
pub(crate) use observe::{IGNORED, judge, observe, undecidable};
pub(crate) use predicate::{Undecidable, expected, expected_below, related_counting};
pub(crate) use question::{Hypothesis, Question};
pub(crate) use tables::Tables;
pub(crate) use values::{both, choose, frequencies, is_special, simple, telling, two, values};
