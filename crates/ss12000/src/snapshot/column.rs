//! One path of every record of a table, typed.

use std::collections::HashMap;

use super::cell::{Cell, Kind, text_hash};

/// Most distinct texts of a column that are remembered as written: more than values are looked at. Of the rest only hashes are kept.
const TEXTS: usize = 1 << 13;

/// A value that is not there.
const MISSING: u8 = 0;
/// A value that is not what the standard says.
const UNREADABLE: u8 = 1;

/// The cells of one path, record by record.
///
/// A path through an array has one cell for each element, also where the element lacks the field: columns of the same array run
/// in parallel.
#[derive(Debug)]
pub(crate) struct Column {
    /// Where the cells of each row begin; None for a path that no array leads through: one cell a row.
    starts: Option<Vec<u32>>,
    cells: Cells,
    texts: HashMap<u64, Box<str>>,
}

/// Cells in as few bytes as their kind needs; the two smallest values stand for no value.
#[derive(Debug)]
enum Cells {
    Ids(Vec<u32>),
    Days(Vec<i32>),
    Instants(Vec<i64>),
    Texts(Vec<u64>),
}

impl Column {
    pub(super) fn new(kind: Kind, through_array: bool) -> Self {
        Column {
            starts: through_array.then(|| vec![0]),
            cells: match kind {
                Kind::Id => Cells::Ids(Vec::new()),
                Kind::Day => Cells::Days(Vec::new()),
                Kind::Instant => Cells::Instants(Vec::new()),
                Kind::Text => Cells::Texts(Vec::new()),
            },
            texts: HashMap::new(),
        }
    }

    /// The cells of a row.
    pub(crate) fn cells(&self, row: u32) -> impl Iterator<Item = Cell> + '_ {
        let row = row as usize;
        let (from, to) = match &self.starts {
            None => (row, (row + 1).min(self.cells.len())),
            Some(starts) => {
                let at = |row: usize| starts.get(row).map_or(self.cells.len(), |start| *start as usize);
                (at(row), at(row + 1))
            }
        };
        (from..to).map(|at| self.cells.get(at))
    }

    /// The only cell of a row; the first where an array leads to it.
    pub(crate) fn cell(&self, row: u32) -> Cell {
        self.cells(row).next().unwrap_or(Cell::Missing)
    }

    /// Every cell with its row, in the order of reading.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u32, Cell)> + '_ {
        (0..self.rows()).flat_map(|row| self.cells(row).map(move |cell| (row, cell)))
    }

    /// A text by its hash, if it is remembered.
    pub(crate) fn text(&self, hash: u64) -> Option<&str> {
        self.texts.get(&hash).map(Box::as_ref)
    }

    fn rows(&self) -> u32 {
        let rows = self.starts.as_ref().map_or(self.cells.len(), |starts| starts.len() - 1);
        u32::try_from(rows).unwrap_or(u32::MAX)
    }

    pub(super) fn push(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    pub(super) fn remember(&mut self, text: &str) {
        if self.texts.len() < TEXTS {
            self.texts.entry(text_hash(text)).or_insert_with(|| text.into());
        }
    }

    /// Gives back what growing took too much.
    pub(super) fn shrink_to_fit(&mut self) {
        self.starts.iter_mut().for_each(Vec::shrink_to_fit);
        match &mut self.cells {
            Cells::Ids(cells) => cells.shrink_to_fit(),
            Cells::Days(cells) => cells.shrink_to_fit(),
            Cells::Instants(cells) => cells.shrink_to_fit(),
            Cells::Texts(cells) => cells.shrink_to_fit(),
        }
        self.texts.shrink_to_fit();
    }

    /// Ends a row. A path without array gets its one cell even when the record lacks it.
    pub(super) fn end_row(&mut self, row: u32) {
        match &mut self.starts {
            Some(starts) => starts.push(u32::try_from(self.cells.len()).unwrap_or(u32::MAX)),
            None => {
                while self.cells.len() <= row as usize {
                    self.cells.push(Cell::Missing);
                }
            }
        }
    }
}

impl Cells {
    fn len(&self) -> usize {
        match self {
            Cells::Ids(cells) => cells.len(),
            Cells::Days(cells) => cells.len(),
            Cells::Instants(cells) => cells.len(),
            Cells::Texts(cells) => cells.len(),
        }
    }

    fn push(&mut self, cell: Cell) {
        let none = if cell == Cell::Missing { MISSING } else { UNREADABLE };
        match self {
            Cells::Ids(cells) => cells.push(if let Cell::Id(id) = cell { id + 2 } else { none.into() }),
            Cells::Days(cells) => {
                cells.push(if let Cell::Day(day) = cell { day } else { i32::MIN + i32::from(none) });
            }
            Cells::Instants(cells) => {
                cells.push(if let Cell::Instant(instant) = cell { instant } else { i64::MIN + i64::from(none) });
            }
            Cells::Texts(cells) => cells.push(if let Cell::Text(hash) = cell { hash.max(2) } else { none.into() }),
        }
    }

    fn get(&self, at: usize) -> Cell {
        let cell = match self {
            Cells::Ids(cells) => cells.get(at).map(|&id| match id {
                0 => Cell::Missing,
                1 => Cell::Unreadable,
                id => Cell::Id(id - 2),
            }),
            Cells::Days(cells) => cells.get(at).map(|&day| match day.wrapping_sub(i32::MIN) {
                0 => Cell::Missing,
                1 => Cell::Unreadable,
                _ => Cell::Day(day),
            }),
            Cells::Instants(cells) => cells.get(at).map(|&instant| match instant.wrapping_sub(i64::MIN) {
                0 => Cell::Missing,
                1 => Cell::Unreadable,
                _ => Cell::Instant(instant),
            }),
            Cells::Texts(cells) => cells.get(at).map(|&hash| match hash {
                0 => Cell::Missing,
                1 => Cell::Unreadable,
                hash => Cell::Text(hash),
            }),
        };
        cell.unwrap_or(Cell::Missing)
    }
}
