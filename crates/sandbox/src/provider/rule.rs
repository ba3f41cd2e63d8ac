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
    /// A subscription names its parts.
    SubscriptionForm,
    /// A subscription's types are known.
    ResourceTypes,
    /// The target of a subscription is an absolute http or https URL.
    Target,
    /// Clients see only their own subscriptions.
    Owner,
    /// Nothing but the expiry of a subscription changes.
    Immutable,
}
