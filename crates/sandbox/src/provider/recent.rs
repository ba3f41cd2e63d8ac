//! The last few lists: later pages of a chain are cut from what its first page selected and put in order.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::Pairs;

/// What decides what a list holds, beside the store and the faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) operation: String,
    pub(super) query: Pairs,
    /// Pages served before, when the order depends on it.
    pub(super) turn: usize,
}

/// Lists of one kind of entry with the questions that they answer.
pub(crate) struct Recent<T> {
    most: usize,
    kept: Mutex<Kept<T>>,
}

/// Lists about one state of the store, newest first.
struct Kept<T> {
    changes: u64,
    lists: VecDeque<(Question, Arc<Vec<T>>)>,
}

impl<T> Recent<T> {
    /// Nothing yet; later at most so many lists.
    pub(crate) fn new(most: usize) -> Recent<T> {
        Recent { most, kept: Mutex::new(Kept { changes: 0, lists: VecDeque::new() }) }
    }

    /// The list that answers a question; made when it is not known since the store's last change, which `changes` counts.
    /// Who asks holds the tenant, so that nothing changes meanwhile.
    pub(super) fn list(&self, changes: u64, question: Question, make: impl FnOnce() -> Vec<T>) -> Arc<Vec<T>> {
        if let Some(list) = self.known(changes, &question) {
            return list;
        }
        let list = Arc::new(make());
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.lists.push_front((question, Arc::clone(&list)));
        kept.lists.truncate(self.most);
        list
    }

    fn known(&self, changes: u64, question: &Question) -> Option<Arc<Vec<T>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.changes != changes {
            kept.changes = changes;
            kept.lists.clear();
        }
        let at = kept.lists.iter().position(|(known, _)| known == question)?;
        let found = kept.lists.remove(at)?;
        let list = Arc::clone(&found.1);
        kept.lists.push_front(found);
        Some(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(number: usize) -> Question {
        Question { operation: "listRooms".to_owned(), query: vec![("sortkey".to_owned(), number.to_string())], turn: 0 }
    }

    #[test]
    fn a_list_is_made_once_until_the_store_changes() {
        let recent = Recent::new(2);
        let made = std::cell::Cell::new(0);
        let make = || {
            made.set(made.get() + 1);
            vec![made.get()]
        };
        let ask = |changes| recent.list(changes, question(1), make)[0];
        assert_eq!([ask(0), ask(0), ask(1), ask(1)], [1, 1, 2, 2]);
    }

    #[test]
    fn the_list_that_was_not_asked_for_longest_is_forgotten() {
        let recent = Recent::new(2);
        for number in [1, 2, 1, 3] {
            recent.list(0, question(number), || vec![number]);
        }
        let known = [1, 2, 3].map(|number| recent.known(0, &question(number)).is_some());
        assert_eq!(known, [true, false, true]);
    }
}
