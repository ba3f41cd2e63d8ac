//! What lies above what in a tree of parents.

use samspel_suite::CheckError;

use super::data::Of;

/// Steps upwards before a chain counts as a circle.
const HEIGHT: usize = 64;

/// The parents of every row.
pub(super) struct Branches {
    parents: Vec<Option<u32>>,
}

impl Branches {
    /// Of a table with parents on this path.
    pub(super) fn of(of: Of<'_>, path: &str) -> Result<Self, CheckError> {
        let parents = of.column(path)?;
        Ok(Branches { parents: of.rows().map(|row| of.row(parents.cell(row))).collect() })
    }

    /// The row and everything above it, as far as it is known.
    fn up(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let next = |row: &u32| self.parents.get(*row as usize).copied().flatten();
        std::iter::successors(Some(row), next).take(HEIGHT)
    }

    /// The topmost known row; None in a circle.
    pub(super) fn root(&self, row: u32) -> Option<u32> {
        let last = self.up(row).last()?;
        self.parents.get(last as usize).is_some_and(Option::is_none).then_some(last)
    }

    /// Whether one of two rows lies above the other, or both are one.
    pub(super) fn is_one_branch(&self, one: u32, other: u32) -> bool {
        self.up(one).any(|row| row == other) || self.up(other).any(|row| row == one)
    }
}
