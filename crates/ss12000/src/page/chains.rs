//! A list read again in pages of several sizes, once for all checks of the family.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rand::Rng;
use samspel_contract::Operation;
use samspel_exchange::Session;
use samspel_suite::{CheckError, Context};

use crate::harvest::{End, Harvest, Key, Walk, Walked};
use crate::{requests, run_state};

/// Pages that one chain should need.
const PAGES: usize = 60;

/// One reading of the list in pages.
#[derive(Debug)]
pub(crate) struct Chain {
    /// Limits asked for, in turn; the last one holds on.
    pub(crate) limits: Vec<u32>,
    /// How it went.
    pub(crate) walked: Walked,
    /// Identities of all entries, sorted.
    pub(crate) keys: Vec<Key>,
}

/// Readings of one list in pages of several sizes.
#[derive(Debug)]
pub(crate) struct Chains {
    /// What the list holds.
    pub(crate) harvest: Arc<Harvest>,
    /// Readings with one limit throughout.
    pub(crate) steady: Vec<Chain>,
    /// The reading with a limit that changes from page to page.
    pub(crate) changing: Option<Chain>,
    /// Whether the list held still; None when no reading differed, so that it was not looked into.
    pub(crate) held_still: Option<bool>,
}

impl Chains {
    /// Reads the list in pages of several sizes. Nothing is read when the list has fewer than two entries.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn read(ctx: &Context, operation: &Operation) -> Result<Self, CheckError> {
        let harvest = run_state::harvest(ctx, &operation.id).await?;
        let session = ctx.client.session(&format!("paging/{}", operation.id));
        let mut chains = Chains { harvest: Arc::clone(&harvest), steady: Vec::new(), changing: None, held_still: None };
        let total = harvest.keys().len();
        if total < 2 || !harvest.walked.is_complete() {
            return Ok(chains);
        }
        let cap = PAGES.max(harvest.walked.pages.len()) * 2 + 10;
        let limits = limits(ctx.seed, &operation.id, total);
        for limit in &limits {
            chains.steady.push(read_chain(&session, operation, &harvest, &[*limit], cap).await?);
        }
        let first = limits.last().copied().unwrap_or(1);
        let changing = [first, first.div_ceil(2).max(1), first * 2, first];
        chains.changing = Some(read_chain(&session, operation, &harvest, &changing, cap).await?);
        chains.look_into_differences(&session, operation, cap).await?;
        Ok(chains)
    }

    /// A difference may be a fault of paging or a change of the data: reading again tells.
    async fn look_into_differences(
        &mut self,
        session: &Session,
        operation: &Operation,
        cap: usize,
    ) -> Result<(), CheckError> {
        let whole = self.whole();
        let differs = |chain: &Chain| chain.walked.is_complete() && !whole.differences(&chain.keys).is_empty();
        let harvest_differs = !whole.differences(self.harvest.keys()).is_empty();
        if !harvest_differs && !self.steady.iter().chain(&self.changing).any(differs) {
            return Ok(());
        }
        let limits: Vec<u32> = if self.harvest.unlimited { Vec::new() } else { vec![1000] };
        let again = read_chain(session, operation, &self.harvest, &limits, cap.max(10_000)).await?;
        let still = again.walked.is_complete() && again.keys == self.harvest.sorted();
        if still {
            for chain in self.steady.iter_mut().chain(&mut self.changing) {
                if differs(chain) {
                    let limits = chain.limits.clone();
                    *chain = read_chain(session, operation, &self.harvest, &limits, cap).await?;
                }
            }
        }
        self.held_still = Some(still);
        Ok(())
    }
}

async fn read_chain(
    session: &Session,
    operation: &Operation,
    harvest: &Harvest,
    limits: &[u32],
    cap: usize,
) -> Result<Chain, CheckError> {
    let mut keys = Vec::new();
    let walked = Walk::new(operation, &harvest.required)
        .limits(limits)
        .max_pages(cap)
        .run(session, |_, key, _| keys.push(key))
        .await?;
    keys.sort_unstable();
    Ok(Chain { limits: limits.to_vec(), walked, keys })
}

/// Limits that split the list: 1, 2 and 7 where that takes few pages, otherwise seeded ones that take about 50, 20 and 5.
fn limits(seed: u64, operation: &str, total: usize) -> Vec<u32> {
    let mut limits: BTreeSet<usize> =
        [1, 2, 7].into_iter().filter(|l| *l < total && total.div_ceil(*l) <= PAGES).collect();
    let mut rng = requests::rng(seed, operation);
    for (most, least) in [(PAGES, 40), (25, 15), (6, 4)] {
        if limits.len() >= 3 {
            break;
        }
        let (low, high) = (total.div_ceil(most).max(1), total.div_ceil(least).max(1));
        let limit = rng.random_range(low..=high.max(low));
        if limit < total {
            limits.insert(limit);
        }
    }
    limits.into_iter().map(|l| u32::try_from(l).unwrap_or(u32::MAX)).collect()
}

/// What a reading lacks of the whole list, and what it gave too often.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    /// Entries that are missing.
    pub(crate) missing: Vec<Key>,
    /// Entries that came again.
    pub(crate) repeated: Vec<Key>,
}

impl Differences {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.repeated.is_empty()
    }
}

/// The whole list as far as any reading showed it: how often each entry belongs into it.
///
/// An entry with an id belongs into it once, unless the list repeats it without being paged; that is another requirement's
/// matter. Entries without an id may look alike, so the reading with most of them counts.
pub(crate) struct Whole(BTreeMap<Key, usize>);

impl Whole {
    /// How many entries it has.
    pub(crate) fn len(&self) -> usize {
        self.0.values().sum()
    }

    /// Compares a reading with it.
    pub(crate) fn differences(&self, keys: &[Key]) -> Differences {
        let given = counted(keys);
        let mut differences = Differences::default();
        for (key, belongs) in &self.0 {
            let came = given.get(key).copied().unwrap_or(0);
            if came == 0 || !key.own && came < *belongs {
                differences.missing.push(*key);
            } else if key.own && came > *belongs {
                differences.repeated.push(*key);
            }
        }
        differences
    }
}

fn counted(keys: &[Key]) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(*key).or_default() += 1;
    }
    counts
}

impl Chains {
    /// The whole list as far as any reading that came to its end showed it.
    pub(crate) fn whole(&self) -> Whole {
        let mut whole = BTreeMap::new();
        let unpaged = self.harvest.walked.pages.len() == 1;
        for (key, count) in counted(self.harvest.keys()) {
            whole.insert(key, if key.own && !unpaged { 1 } else { count });
        }
        for chain in self.steady.iter().chain(&self.changing).filter(|c| c.walked.is_complete()) {
            for (key, count) in counted(&chain.keys) {
                let belongs = whole.entry(key).or_insert(1);
                if !key.own {
                    *belongs = count.max(*belongs);
                }
            }
        }
        Whole(whole)
    }

    /// Whether paging itself loses or repeats entries of this list, so that no other reading of several pages can be trusted.
    pub(crate) fn loses(&self) -> bool {
        let whole = self.whole();
        let differs = |keys: &[Key]| !whole.differences(keys).is_empty();
        let harvest_pages = self.harvest.walked.pages.len() > 1;
        harvest_pages && differs(self.harvest.keys())
            || self.steady.iter().any(|c| c.walked.is_complete() && differs(&c.keys))
    }

    /// Whether the list was seen to change while it was read.
    pub(crate) fn moved(&self) -> bool {
        self.held_still == Some(false)
    }
}

impl Chain {
    /// Pages that a token led to.
    pub(crate) fn followed(&self) -> u64 {
        u64::try_from(self.walked.pages.len().saturating_sub(1)).unwrap_or(u64::MAX)
    }
}

/// How a walk over this many pages ended, as a fact.
pub(crate) fn ended(end: &End, pages: usize) -> String {
    match end {
        End::Last(_) => "last page".to_owned(),
        End::TokenRepeated => "pageToken repeated".to_owned(),
        End::Endless { pages } => format!("{pages} pages without new entries"),
        End::Capped => format!("stopped after {pages} pages"),
        End::Status { status } => format!("HTTP {status}"),
        End::NoAnswer { what } => what.clone(),
        End::Unusable => "unusable page".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(values: &[u128], own: bool) -> Vec<Key> {
        values.iter().map(|value| Key { value: *value, own }).collect()
    }

    fn values(keys: &[Key]) -> Vec<u128> {
        keys.iter().map(|key| key.value).collect()
    }

    #[test]
    fn what_is_missing_and_what_came_twice_is_told_apart() {
        let whole = Whole(counted(&keys(&[1, 2, 3, 4], true)));
        let differences = whole.differences(&keys(&[1, 3, 3, 4], true));
        assert_eq!((values(&differences.missing), values(&differences.repeated)), (vec![2], vec![3]));
        assert!(whole.differences(&keys(&[4, 3, 2, 1], true)).is_empty());
    }

    #[test]
    fn entries_that_the_list_itself_repeats_are_no_fault_of_paging() {
        let whole = Whole(counted(&keys(&[1, 1, 2], true)));
        assert!(whole.differences(&keys(&[1, 1, 2], true)).is_empty());
        assert!(whole.differences(&keys(&[1, 2], true)).is_empty());
    }

    #[test]
    fn entries_without_an_id_are_counted() {
        let whole = Whole(counted(&keys(&[7, 7, 8], false)));
        assert_eq!(values(&whole.differences(&keys(&[7, 8], false)).missing), [7]);
        assert!(whole.differences(&keys(&[7, 7, 8], false)).is_empty());
    }

    #[test]
    fn small_lists_are_split_by_one_two_and_seven() {
        assert_eq!(limits(1, "listPersons", 40), [1, 2, 7]);
        assert_eq!(limits(1, "listPersons", 2), [1]);
        assert!(limits(1, "listPersons", 1).is_empty());
    }

    #[test]
    fn large_lists_take_at_most_sixty_pages() {
        for total in [61, 500, 12_345, 500_000] {
            let limits = limits(7, "listPersons", total);
            assert!(limits.len() >= 2, "{total}: {limits:?}");
            assert!(limits.iter().all(|l| total.div_ceil(*l as usize) <= PAGES), "{total}: {limits:?}");
        }
    }
}
