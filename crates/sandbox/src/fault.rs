//! What a fault is, and the places where one can take hold.
//!
//! ```text
//! ids, data ─► store          request ─► access ─► parameters ─► query ─► page ─► answer
//! ```

use std::sync::Arc;

use samspel_contract::Operation;
use serde_json::Value;

use crate::access::{Flaw, Judged, Lapse, Refusal};
use crate::made::Made;
use crate::provider::{
    Answer, Asked, Bound, Continuation, Cut, Finding, Incoming, Mistake, Notice, Order, Pairs, Removal, Rule,
    Selection, Storing,
};
use crate::store::{Record, Store};

/// How binding the strongest requirement is that a fault breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    /// A variation that is allowed.
    May,
    /// Good order.
    Should,
    /// The standard demands it.
    Must,
}

/// What a fault is called in two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Title {
    /// In Swedish.
    pub sv: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A way in which the simulated provider can go wrong.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Fault {
    /// Kebab-case name.
    pub id: &'static str,
    /// Requirements that it breaks, as they are called in the requirement catalogue.
    pub requirements: &'static [&'static str],
    /// Level of the strongest of them.
    pub level: Level,
    /// What goes wrong.
    pub title: Title,
    #[serde(skip)]
    pub(crate) hooks: &'static [Hook],
}

/// One place where a fault takes hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hook {
    /// Which series of ids a kind of entity draws from.
    Ids(fn(&'static str) -> &'static str),
    /// Changes an entity before it is stored.
    Data(fn(&str, &mut Value)),
    /// The same with a look at what has been made before it.
    Among(fn(&Made, &str, &mut Value)),
    /// Changes a request before it is looked at.
    Request(fn(&mut Incoming)),
    /// Whether a refusal is let pass.
    Forgive(fn(Refusal) -> bool),
    /// Whether a mistake in the parameters is passed over in silence; the parameter is then as good as not given.
    Overlook(fn(&Mistake) -> bool),
    /// Changes a list query after it has been checked; the last argument tells whether it continues an earlier one.
    Query(fn(&Operation, &mut Pairs, bool)),
    /// Selects other records than a list query asks for; None leaves the query alone.
    Select(fn(&Selection<'_>) -> Option<Vec<Arc<Record>>>),
    /// Changes how a bound on a field is understood.
    Bound(fn(&mut Bound)),
    /// Changes what a list is put in order by.
    Order(fn(&mut Order)),
    /// Changes where a page begins and ends and what comes after it.
    Page(fn(&mut Cut)),
    /// Changes what a page token says.
    Token(fn(&mut Continuation)),
    /// Whether a rule for what clients send is waived.
    Waive(fn(Rule) -> bool),
    /// Changes an object that is about to be stored.
    Stored(fn(&Storing<'_>, &mut Value)),
    /// Changes what removing an object does.
    Removed(fn(&mut Removal)),
    /// Changes a notification before it is sent.
    Notice(fn(&mut Notice)),
    /// Changes behind the interface show only after so many milliseconds, though everybody is told at once.
    Late(u64),
    /// Whoever refers to a changed object counts as changed as well.
    Ripple,
    /// Puts another record in the place of the one whose relations are embedded.
    Carrier(fn(&Store, &str, &Value) -> Option<Value>),
    /// Changes what a lookup finds.
    Found(fn(&mut Finding<'_>)),
    /// Whether something that is wrong with a token of the trusted issuer is overlooked.
    Trust(fn(Flaw) -> bool),
    /// Whether a good token of the trusted issuer is refused all the same.
    Demand(fn(&Judged) -> bool),
    /// Keys of the trusted issuer are fetched once and kept for ever.
    KeepKeys,
    /// What the token endpoint does not mind, or does beyond what it should.
    Lapse(Lapse),
    /// Changes the answer.
    Answer(fn(&Asked<'_>, &mut Answer)),
}

/// The hooks of every fault that is on.
#[derive(Debug, Default)]
pub(crate) struct Hooks(Vec<Hook>);

impl Fault {
    /// The suite whose requirements it breaks.
    #[must_use]
    pub fn suite(&self) -> &'static str {
        let is_access = |id: &&str| id.starts_with("API-AUTH-") || id.starts_with("API-OAUTH-");
        if self.requirements.iter().any(is_access) {
            "api-auth"
        } else if self.requirements.iter().any(|id| id.starts_with("XID-")) {
            "identity"
        } else {
            "ss12000"
        }
    }
}

impl Hooks {
    pub(crate) fn of(faults: &[&Fault]) -> Hooks {
        Hooks(faults.iter().flat_map(|fault| fault.hooks).copied().collect())
    }

    /// The series of ids, after the first fault that mixes them up.
    pub(crate) fn id_kind(&self) -> fn(&'static str) -> &'static str {
        self.0
            .iter()
            .find_map(|hook| if let Hook::Ids(kind) = hook { Some(*kind) } else { None })
            .unwrap_or(|kind| kind)
    }

    pub(crate) fn data(&self, entity: &str, value: &mut Value) {
        for hook in &self.0 {
            if let Hook::Data(change) = hook {
                change(entity, value);
            }
        }
    }

    /// Whether a fault looks at what has been made before.
    pub(crate) fn looks_back(&self) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Among(_)))
    }

    pub(crate) fn among(&self, made: &Made, entity: &str, value: &mut Value) {
        for hook in &self.0 {
            if let Hook::Among(change) = hook {
                change(made, entity, value);
            }
        }
    }

    pub(crate) fn request(&self, incoming: &mut Incoming) {
        for hook in &self.0 {
            if let Hook::Request(change) = hook {
                change(incoming);
            }
        }
    }

    pub(crate) fn forgives(&self, refusal: Refusal) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Forgive(forgives) if forgives(refusal)))
    }

    pub(crate) fn overlooks(&self, mistake: &Mistake) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Overlook(overlooks) if overlooks(mistake)))
    }

    pub(crate) fn query(&self, operation: &Operation, query: &mut Pairs, continues: bool) {
        for hook in &self.0 {
            if let Hook::Query(change) = hook {
                change(operation, query, continues);
            }
        }
    }

    pub(crate) fn select(&self, selection: &Selection<'_>) -> Option<Vec<Arc<Record>>> {
        self.0.iter().find_map(|hook| if let Hook::Select(select) = hook { select(selection) } else { None })
    }

    pub(crate) fn bound(&self, bound: &mut Bound) {
        for hook in &self.0 {
            if let Hook::Bound(change) = hook {
                change(bound);
            }
        }
    }

    pub(crate) fn order(&self, order: &mut Order) {
        for hook in &self.0 {
            if let Hook::Order(change) = hook {
                change(order);
            }
        }
    }

    pub(crate) fn page(&self, cut: &mut Cut) {
        for hook in &self.0 {
            if let Hook::Page(change) = hook {
                change(cut);
            }
        }
    }

    pub(crate) fn token(&self, continuation: &mut Continuation) {
        for hook in &self.0 {
            if let Hook::Token(change) = hook {
                change(continuation);
            }
        }
    }

    pub(crate) fn waives(&self, rule: Rule) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Waive(waives) if waives(rule)))
    }

    pub(crate) fn stored(&self, storing: &Storing<'_>, value: &mut Value) {
        for hook in &self.0 {
            if let Hook::Stored(change) = hook {
                change(storing, value);
            }
        }
    }

    pub(crate) fn removed(&self, removal: &mut Removal) {
        for hook in &self.0 {
            if let Hook::Removed(change) = hook {
                change(removal);
            }
        }
    }

    pub(crate) fn notice(&self, notice: &mut Notice) {
        for hook in &self.0 {
            if let Hook::Notice(change) = hook {
                change(notice);
            }
        }
    }

    /// How long changes behind the interface stay unseen.
    pub(crate) fn lateness(&self) -> std::time::Duration {
        let late = self.0.iter().find_map(|hook| if let Hook::Late(late) = hook { Some(*late) } else { None });
        std::time::Duration::from_millis(late.unwrap_or(0))
    }

    pub(crate) fn ripples(&self) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Ripple))
    }

    /// The record whose relations are embedded in this one: itself, unless a fault knows better.
    pub(crate) fn carrier(&self, store: &Store, entity: &str, value: &Value) -> Option<Value> {
        self.0.iter().find_map(|hook| if let Hook::Carrier(other) = hook { other(store, entity, value) } else { None })
    }

    pub(crate) fn trusts(&self, flaw: Flaw) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Trust(overlooks) if overlooks(flaw)))
    }

    pub(crate) fn demands(&self, judged: &Judged) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Demand(refuses) if refuses(judged)))
    }

    pub(crate) fn keeps_keys(&self) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::KeepKeys))
    }

    pub(crate) fn lapses(&self, lapse: Lapse) -> bool {
        self.0.iter().any(|hook| matches!(hook, Hook::Lapse(one) if *one == lapse))
    }

    pub(crate) fn found(&self, finding: &mut Finding<'_>) {
        for hook in &self.0 {
            if let Hook::Found(change) = hook {
                change(finding);
            }
        }
    }

    pub(crate) fn answer(&self, asked: &Asked<'_>, answer: &mut Answer) {
        for hook in &self.0 {
            if let Hook::Answer(change) = hook {
                change(asked, answer);
            }
        }
    }
}
