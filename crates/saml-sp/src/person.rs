//! People who do not exist. Each message is about another one, so that a page that shows somebody tells which message let them in.

/// How everybody's name begins.
pub(crate) const BEGINS: &str = "samspel-";

/// Somebody of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// The part before the at sign; nobody else has it.
    pub(crate) local: String,
    pub(crate) scope: String,
    /// Name for display.
    pub(crate) display_name: String,
    /// Value of the subject's NameID.
    pub(crate) name_id: String,
}

impl Person {
    /// Somebody new. `what` says which message it is about.
    pub(crate) fn new(what: &str, scope: &str) -> Person {
        let local = format!("{BEGINS}{what}-{:08x}", rand::random::<u32>());
        Person { display_name: format!("Prov {local}"), name_id: format!("_{local}"), scope: scope.to_owned(), local }
    }

    /// `eduPersonPrincipalName`.
    pub(crate) fn eppn(&self) -> String {
        format!("{}@{}", self.local, self.scope)
    }

    /// What a page that shows any of their attributes shows.
    pub(crate) fn marker(&self) -> &str {
        &self.local
    }
}
