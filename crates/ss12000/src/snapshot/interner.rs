//! Ids at the door: 16 bytes become a number of 4, the same for every table of a run.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// Gives each id that a system shows a number. Which number depends on what was read first: order nothing by it that people see.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    numbers: Mutex<Numbers>,
}

/// The numbers given so far.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    index: HashMap<u128, u32>,
    ids: Vec<u128>,
}

impl Numbers {
    pub(super) fn number(&mut self, id: u128) -> u32 {
        *self.index.entry(id).or_insert_with(|| {
            let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
            self.ids.push(id);
            number
        })
    }
}

impl Interner {
    /// The number of an id that some record holds; None for an id that was never seen.
    pub(crate) fn find(&self, id: u128) -> Option<u32> {
        self.lock().index.get(&id).copied()
    }

    /// The id behind a number.
    pub(crate) fn uuid(&self, number: u32) -> Uuid {
        Uuid::from_u128(self.lock().ids.get(number as usize).copied().unwrap_or_default())
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Numbers> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
