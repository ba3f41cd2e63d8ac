//! What a fault of the service provider is.

use crate::{Level, Title};

/// The rules of which federation the service provider keeps, where they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpPolicy {
    /// A signed assertion is enough.
    Skolfederation,
    /// The response has to be signed, and ciphers have to authenticate.
    #[default]
    Saml2int,
    /// The response has to be signed, and a level of assurance is asked for.
    SwedenConnect,
}

/// A way in which the service provider can go wrong.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct SpFault {
    /// Kebab-case name.
    pub id: &'static str,
    /// Requirements that it breaks, as they are called in the requirement catalogue.
    pub requirements: &'static [&'static str],
    /// Level of the strongest of them.
    pub level: Level,
    /// What goes wrong.
    pub title: Title,
    /// Under which policy it shows.
    pub policy: SpPolicy,
    #[serde(skip)]
    pub(crate) lapses: &'static [Lapse],
}

/// A rule that is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lapse {
    // Signatures.
    Unsigned,
    ResponseUnsigned,
    AssertionUnsigned,
    NotVerified,
    KeyInfoTrusted,
    EncryptionKeyTrusted,
    TargetNotChecked,
    ReferencesNotCounted,
    SignaturesNotCounted,
    DuplicateIds,
    UnknownTransforms,
    UnknownAlgorithms,
    Sha1,
    Sha1Digest,
    SignedInfosNotCounted,
    CommentInDigest,
    // Where the assertion is looked for.
    FirstChild,
    FirstAnywhere,
    AnyNamespace,
    SealedUnchecked,
    ManyAssertions,
    // Fetching.
    FetchesKeys,
    FetchesTransforms,
    FetchesEntities,
    // XML.
    DoctypeStripped,
    CutAtComment,
    CutAtInstruction,
    CutAtControl,
    // Encryption.
    Rsa15,
    TripleDes,
    Cbc,
    SealingTells,
    // Conditions.
    AudienceAny,
    AudienceAbsent,
    AudienceEmpty,
    AudiencePrefix,
    AudienceFirstRestriction,
    NotBeforeIgnored,
    NotOnOrAfterIgnored,
    ConditionsAbsent,
    MalformedTimes,
    UnknownConditions,
    CrossedTimes,
    OldIssue,
    FutureIssue,
    // Subject.
    RecipientAny,
    RecipientAbsent,
    DestinationAny,
    DestinationAbsent,
    ResponseToAny,
    ConfirmedToAny,
    AnswersNothing,
    RequestsOfAnybody,
    ConfirmedLongAgo,
    ConfirmedForEver,
    ConfirmedFrom,
    MethodAny,
    Unconfirmed,
    SubjectAbsent,
    // Replay.
    Replays,
    ReplaysAssertions,
    // Issuer and shape.
    IssuerAny,
    ResponseIssuerAny,
    IssuerAbsent,
    ResponseIssuerAbsent,
    IssuerFormat,
    Versions,
    IdsAbsent,
    StatusAbsent,
    StatusIgnored,
    // Authentication context.
    StatementAbsent,
    StatementsMany,
    LevelAbsent,
    LevelAny,
    // Attributes.
    ScopeAny,
    ScopeSuffix,
    ScopeFirstAt,
    UserNamesMany,
    AttributesAbsent,
    // Sound messages that are refused.
    RefusesAssertionSigned,
    RefusesSealed,
    RefusesGcm128,
    RefusesCbc,
    RefusesKeyBeside,
    RefusesOlderKey,
    RefusesWithoutNameId,
    RefusesPersistent,
    RefusesUntyped,
    RefusesUnexpected,
    RefusesFriendlyNames,
    RefusesFractions,
    RefusesPrefixes,
    RefusesSkew30,
    RefusesSkew180,
    RefusesSeveralValues,
    RefusesEcdsa,
    RefusesAudiences,
    RefusesNextKey,
    RefusesSecondLevel,
    // Requests.
    RequestGarbled,
    RequestIdsShort,
    RequestOldVersion,
    RequestOtherIssuer,
    RequestNoDestination,
    RequestOtherAcs,
    RequestOtherBinding,
    RequestNameIdFormat,
    RequestMinimum,
    RequestOddLevel,
    RequestUnsigned,
    RequestSaysUser,
    RelayStateTells,
    RelayStateFollowed,
    ForceAuthnUnsaid,
    // Session.
    CookieBare,
    CookieKept,
    CookieGuessed,
    PageForEverybody,
    ErrorPageEchoes,
    StatusMessageRaw,
    TakesRedirect,
    Hangs,
    StrongerHangs,
    FirstPersonRemains,
}

/// One entry of a list of faults.
pub(crate) const fn fault(
    id: &'static str,
    requirements: &'static [&'static str],
    level: Level,
    title: (&'static str, &'static str),
    lapses: &'static [Lapse],
) -> SpFault {
    SpFault { id, requirements, level, title: Title { sv: title.0, en: title.1 }, policy: SpPolicy::Saml2int, lapses }
}

impl SpFault {
    /// Under another policy.
    pub(crate) const fn under(mut self, policy: SpPolicy) -> SpFault {
        self.policy = policy;
        self
    }
}
