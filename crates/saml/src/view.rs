//! What a rule gets to see of a document.

use samspel_model::{Gap, Message, Observation, Sight};
use samspel_suite::{CheckError, CheckFuture, Context, SamlRole};
use serde::de::DeserializeOwned;

use crate::Metadata;
use crate::metadata::{Content, NoEntity};
use crate::namespaces::MD;
use crate::tree::Element;

/// What a rule comes to.
pub(crate) type Sights = Result<Vec<Sight>, CheckError>;

/// The entity under test.
pub(crate) struct View<'m> {
    pub(crate) metadata: &'m Metadata,
    pub(crate) content: &'m Content,
    pub(crate) entity: &'m Element,
    only: Option<SamlRole>,
}

/// Judges the document as a whole.
pub(crate) fn of_document(context: &Context, rule: fn(&Metadata, &Context) -> Sights) -> CheckFuture<'_> {
    Box::pin(async move {
        let metadata = context
            .shared
            .get::<Metadata>()
            .ok_or_else(|| CheckError::Other("no metadata was read before the run".to_owned()))?;
        let sights = rule(&metadata, context)?;
        let observations = context.requirements.iter().flat_map(|requirement| {
            sights.iter().map(|sight| Observation { requirement: requirement.clone(), sight: sight.clone() })
        });
        Ok(observations.collect())
    })
}

/// Sights where there is no document to look into.
pub(crate) fn unreadable() -> Vec<Sight> {
    vec![Sight::Undecided { gap: Gap::NoAnswer, reason: Message::new("md-cannot-be-read") }]
}

impl<'m> View<'m> {
    /// The entity under test, or why there is none.
    pub(crate) fn of(metadata: &'m Metadata) -> Result<View<'m>, Vec<Sight>> {
        let content = metadata.content.as_ref().map_err(|_| unreadable())?;
        let entity = content.entity.as_ref().map_err(|none| {
            let reason = match none {
                NoEntity::NotNamed { count } => Message::new("md-entity-not-named").with("count", *count),
                NoEntity::Unknown { wanted, nearest } => Message::new("md-entity-unknown")
                    .with("wanted", wanted.as_str())
                    .with("nearest", nearest.as_deref().unwrap_or("-")),
                NoEntity::Twice { wanted } => Message::new("md-entity-twice").with("wanted", wanted.as_str()),
            };
            vec![Sight::Undecided { gap: Gap::NoAccess, reason }]
        })?;
        let view = View { metadata, content, entity, only: metadata.question.role };
        match view.only {
            Some(role) if view.role(role).is_none() => {
                let reason = Message::new("md-role-not-there").with("role", descriptor(role));
                Err(vec![Sight::Undecided { gap: Gap::NoAccess, reason }])
            }
            _ => Ok(view),
        }
    }

    /// The descriptor of a role, when the entity has it and it is to be judged.
    pub(crate) fn role(&self, role: SamlRole) -> Option<&'m Element> {
        let asked = self.only.is_none_or(|only| only == role);
        self.entity.first(MD, descriptor(role)).filter(|_| asked)
    }

    /// Every role to be judged.
    pub(crate) fn roles(&self) -> impl Iterator<Item = &'m Element> {
        [SamlRole::Idp, SamlRole::Sp].into_iter().filter_map(|role| self.role(role))
    }

    /// The roles that a case is about: the one that its `with:` names, else all.
    pub(crate) fn roles_of(&self, context: &Context) -> Result<Vec<&'m Element>, Result<Vec<Sight>, CheckError>> {
        match optional::<SamlRole>(context, "role") {
            Err(error) => Err(Err(error)),
            Ok(None) => Ok(self.roles().collect()),
            Ok(Some(role)) => match self.role(role) {
                Some(descriptor) => Ok(vec![descriptor]),
                None => {
                    let reason = Message::new("md-other-role").with("role", descriptor(role));
                    Err(Ok(vec![Sight::NotApplicable { reason }]))
                }
            },
        }
    }
}

/// A value of `with:` that may be left out.
pub(crate) fn optional<T: DeserializeOwned>(context: &Context, key: &str) -> Result<Option<T>, CheckError> {
    match context.with.get(key) {
        None => Ok(None),
        Some(_) => context.with(key).map(Some),
    }
}

/// Name of a role's element.
pub(crate) fn descriptor(role: SamlRole) -> &'static str {
    match role {
        SamlRole::Idp => "IDPSSODescriptor",
        SamlRole::Sp => "SPSSODescriptor",
    }
}

/// Judges the entity as a check: `$rule` gets the view and the context.
macro_rules! entity_check {
    ($id:literal, $rule:path) => {
        samspel_suite::Check {
            id: $id,
            run: |context| {
                crate::view::of_document(context, |metadata, context| match crate::view::View::of(metadata) {
                    Ok(view) => $rule(&view, context),
                    Err(sights) => Ok(sights),
                })
            },
        }
    };
}
pub(crate) use entity_check;

/// The roles that a case is about, or an early answer.
macro_rules! roles {
    ($view:expr, $context:expr) => {
        match $view.roles_of($context) {
            Ok(roles) => roles,
            Err(early) => return early,
        }
    };
}
pub(crate) use roles;
