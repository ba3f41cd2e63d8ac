//! Which rows an answer should have, row by row, with room for what nobody can know.

use std::ops::Range;

/// Whether a row belongs in an answer. In this order `max` is "one of them" and `min` is "all of them".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// It does not.
    Out,
    /// Either is right, or it cannot be known.
    Either,
    /// It does.
    In,
}

impl Fit {
    /// In or Out.
    pub(crate) fn of(inside: bool) -> Fit {
        if inside { Fit::In } else { Fit::Out }
    }
}

/// The rows of a list that an answer should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    fits: Vec<Fit>,
}

impl Expected {
    /// Row by row.
    pub(crate) fn of(rows: Range<u32>, fit: impl FnMut(u32) -> Fit) -> Self {
        Expected { fits: rows.map(fit).collect() }
    }

    /// Every row.
    pub(crate) fn everything(rows: Range<u32>) -> Self {
        Expected::of(rows, |_| Fit::In)
    }

    /// No row.
    pub(crate) fn nothing(rows: Range<u32>) -> Self {
        Expected::of(rows, |_| Fit::Out)
    }

    /// Rows of both.
    pub(crate) fn and(mut self, other: &Expected) -> Self {
        self.fits.iter_mut().zip(&other.fits).for_each(|(fit, other)| *fit = (*fit).min(*other));
        self
    }

    /// Rows of one or the other.
    pub(crate) fn or(mut self, other: &Expected) -> Self {
        self.fits.iter_mut().zip(&other.fits).for_each(|(fit, other)| *fit = (*fit).max(*other));
        self
    }

    /// The same rows, of which none is sure not to belong.
    pub(crate) fn at_least(mut self) -> Self {
        self.fits.iter_mut().for_each(|fit| *fit = (*fit).max(Fit::Either));
        self
    }

    /// The same rows, of which none is sure to belong.
    pub(crate) fn at_most(mut self) -> Self {
        self.fits.iter_mut().for_each(|fit| *fit = (*fit).min(Fit::Either));
        self
    }

    /// What holds of one row.
    pub(crate) fn fit(&self, row: u32) -> Fit {
        self.fits.get(row as usize).copied().unwrap_or(Fit::Either)
    }

    /// Rows of this kind.
    pub(crate) fn rows(&self, fit: Fit) -> impl Iterator<Item = u32> + '_ {
        self.fits.iter().zip(0_u32..).filter(move |(other, _)| **other == fit).map(|(_, row)| row)
    }

    /// How many rows are of this kind.
    pub(crate) fn count(&self, fit: Fit) -> usize {
        self.fits.iter().filter(|other| **other == fit).count()
    }

    /// Whether some rows belong and others do not: then the answer could go the other way.
    pub(crate) fn splits(&self) -> bool {
        self.fits.contains(&Fit::In) && self.fits.contains(&Fit::Out)
    }

    /// Whether no row belongs and some are sure not to.
    pub(crate) fn is_nothing(&self) -> bool {
        !self.fits.is_empty() && self.fits.iter().all(|fit| *fit == Fit::Out)
    }

    /// Whether an answer with these rows is right.
    pub(crate) fn admits(&self, has: impl Fn(u32) -> bool) -> bool {
        self.fits.iter().zip(0_u32..).all(|(fit, row)| match fit {
            Fit::In => has(row),
            Fit::Out => !has(row),
            Fit::Either => true,
        })
    }

    /// Whether these two can be told apart by some row.
    pub(crate) fn differs_from(&self, other: &Expected) -> bool {
        self.fits.iter().zip(&other.fits).any(|(a, b)| a != b && *a != Fit::Either && *b != Fit::Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(fits: &[Fit]) -> Expected {
        Expected { fits: fits.to_vec() }
    }

    use Fit::{Either, In, Out};

    #[test]
    fn and_takes_the_lesser_and_or_the_greater() {
        let (a, b) = (expected(&[In, In, Either, Out]), expected(&[In, Out, In, Either]));
        assert_eq!(a.clone().and(&b), expected(&[In, Out, Either, Out]));
        assert_eq!(a.or(&b), expected(&[In, In, In, Either]));
    }

    #[test]
    fn a_row_that_may_go_either_way_is_not_held_against_an_answer() {
        let set = expected(&[In, Either, Out]);
        assert!(set.admits(|row| row == 0) && set.admits(|row| row < 2));
        assert!(!set.admits(|row| row == 1) && !set.admits(|_| true));
    }

    #[test]
    fn only_a_set_that_leaves_something_in_and_something_out_splits() {
        assert!(expected(&[In, Out]).splits());
        assert!(!expected(&[In, Either]).splits() && !expected(&[Out, Either]).splits());
        assert!(expected(&[Out, Out]).is_nothing() && !expected(&[]).is_nothing());
        assert!(!expected(&[Out, Either]).is_nothing());
    }

    #[test]
    fn sets_that_only_differ_where_either_is_right_cannot_be_told_apart() {
        assert!(!expected(&[In, Either]).differs_from(&expected(&[In, Out])));
        assert!(expected(&[In, In]).differs_from(&expected(&[In, Out])));
    }
}
