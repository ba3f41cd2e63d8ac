//! Everything that was asked and answered while the provider watched.

use crate::Call;

/// Calls that are kept; a client that makes more has shown its ways long before.
const MOST: usize = 50_000;
/// Bytes of bodies that are kept.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Calls in the order in which they arrived.
#[derive(Debug, Default)]
pub struct Conversation {
    calls: Vec<Call>,
    bytes: usize,
    beyond: u64,
}

impl Conversation {
    /// Adds a call. Calls beyond the first fifty thousand are counted, not kept.
    pub fn add(&mut self, call: Call) {
        let bytes = self.bytes.saturating_add(call.body.len());
        if self.calls.len() == MOST || bytes > MOST_BYTES {
            self.beyond += 1;
            return;
        }
        self.bytes = bytes;
        // Answers become ready in another order than requests arrive when several are under way.
        let at = self.calls.iter().rposition(|earlier| earlier.arrived <= call.arrived).map_or(0, |at| at + 1);
        self.calls.insert(at, call);
    }

    /// The calls.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// How many calls came, kept or not.
    #[must_use]
    pub fn came(&self) -> u64 {
        self.calls.len() as u64 + self.beyond
    }

    /// How many calls were not kept and thus not judged.
    #[must_use]
    pub fn beyond(&self) -> u64 {
        self.beyond
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::get;

    #[test]
    fn calls_stand_in_the_order_of_their_arrival() {
        let mut conversation = Conversation::default();
        for second in [2.0, 1.0, 3.0] {
            conversation.add(get(&format!("/persons?limit={second}")).at(second).call);
        }
        let order: Vec<&str> = conversation.calls().iter().map(|call| call.query.as_str()).collect();
        assert_eq!(order, ["limit=1", "limit=2", "limit=3"]);
    }
}
