//! Judging a page that is at hand, without a system: the work that a harvest does on every page as it streams by.

use samspel_contract::{Contract, Envelope};
use samspel_exchange::Response;

use crate::harvest::{Judge, Tally, read_page};

/// What a page came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageJudgement {
    /// Entities on the page.
    pub entities: u64,
    /// Entities that are valid by their schema.
    pub valid: u64,
    /// Distinct faults of the entities: requirement, JSON pointer below the entity, how often.
    pub faults: Vec<(String, String, u64)>,
    /// Whether the body is a page at all.
    pub is_page: bool,
}

/// Judges the body of a list answer (`{ "data": […], "pageToken": … }`) by the schema of its entities and what goes with it:
/// nulls, literals, undeclared properties, empty texts.
///
/// None when the contract has no such entity.
///
/// ```
/// let contract = samspel_contract::Contract::embedded("2.1")?;
/// let judged = samspel_ss12000::judge_page(&contract, "Organisation", br#"{"data":[{"id":null}],"pageToken":null}"#);
/// assert!(judged.is_some_and(|page| page.entities == 1 && page.valid == 0 && !page.faults.is_empty()));
/// # Ok::<(), samspel_contract::ContractError>(())
/// ```
#[must_use]
pub fn judge_page(contract: &Contract, entity: &str, body: &[u8]) -> Option<PageJudgement> {
    let judge = Judge::new(contract, entity, Envelope::Page)?;
    let mut tally = Tally::default();
    let response = Response { status: 200, headers: Vec::new(), body: body.to_vec() };
    let page = read_page(&response, false, &mut |value| judge.judge(1, &value, &mut tally));
    Some(PageJudgement {
        entities: tally.entities,
        valid: tally.valid,
        faults: tally
            .faults
            .into_iter()
            .filter(|(_, fault)| !fault.note)
            .map(|(key, fault)| (key.requirement, key.pointer, fault.count))
            .collect(),
        is_page: page.faults.is_empty(),
    })
}
