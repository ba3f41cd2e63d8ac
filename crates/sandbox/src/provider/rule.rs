//! Rules for what clients send. A fault may waive one.

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// A new object has the form of its schema.
    Form,
    /// References lead somewhere.
    References,
    /// Periods run forwards.
    Periods,
    /// Log and statistics entries have the form of their schema.
    ReportForm,
    /// Counts are not negative.
    Counts,
    /// The same attendance once more is a row of its own.
    Repetition,
    /// Only what is gone counts as deleted.
    OnlyTheDead,
    /// A subscription names its parts.
    SubscriptionForm,
    /// A subscription's types are known.
    ResourceTypes,
    /// The target of a subscription is an absolute http or https URL.
    Target,
    /// Clients see only their own subscriptions.
    Owner,
    /// Receivers need not answer anything when a subscription is made.
    NoHandshake,
    /// Nothing but the expiry of a subscription changes.
    Immutable,
}
