//! What a fault of the provider is.

use crate::{Level, Title};

/// A way in which the simulated provider can go wrong.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct OpenIdFault {
    /// Kebab-case name.
    pub id: &'static str,
    /// Requirements that it breaks, as they are called in the requirement catalogue.
    pub requirements: &'static [&'static str],
    /// Level of the strongest of them.
    pub level: Level,
    /// What goes wrong.
    pub title: Title,
    #[serde(skip)]
    pub(crate) slip: Slip,
}

impl OpenIdFault {
    /// The suite whose requirements it breaks.
    #[must_use]
    pub fn suite(&self) -> &'static str {
        if self.requirements.iter().any(|id| id.starts_with("XID-")) { "identity" } else { "oidc-provider" }
    }
}

/// One thing that the provider gets wrong. Each is asked for in one place of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slip {
    // What is published.
    OtherIssuer,
    MetadataAsText,
    IssuerWithQuery,
    LacksSubjectTypes,
    LacksClaimsParameter,
    ListsImplicit,
    ListsPlain,
    ListsAlgNone,
    LacksEs256,
    DeniesIss,
    ListsEnglishOnly,
    EndpointWithoutTls,
    MisspeltClaim,
    PrivateKeyPublished,
    KidTwice,
    KeyWithoutUse,
    WeakKey,
    NoCacheControl,
    // Authorisation.
    OtherState,
    NoPost,
    RefusesUnknownParameter,
    RefusesNoNonce,
    NoIss,
    NoIssOnError,
    PublicWithoutPkce,
    PlainAccepted,
    MethodMayLack,
    AnyRedirectUri,
    RedirectUriByPrefix,
    RedirectUriLetterCase,
    RedirectUriQueryIgnored,
    RedirectUriQueryReplaced,
    RedirectUriQueryDropped,
    RedirectUriMayLack,
    RedirectUriNormalised,
    PromptNoneShowsPage,
    PromptNoneLosesState,
    PromptNoneAlwaysFails,
    PromptNoneWithLogin,
    PromptLoginIgnored,
    OldAuthTime,
    SessionWithoutPrompt,
    MaxAgeIgnored,
    MaxAgeAlwaysLogsIn,
    SessionOfOtherClient,
    PromptNoneIgnoresAcr,
    PromptNoneIgnoresClaims,
    OtherAcr,
    EssentialAcrIgnored,
    NoStepUp,
    RefusesLoginHint,
    PageAlwaysEnglish,
    IdTokenHintIgnored,
    CancelLosesState,
    CancelOtherError,
    AnyResponseType,
    ResponseTypeMayLack,
    SubClaimIgnored,
    // Request objects.
    RequestObjectIgnored,
    RequestObjectOutsideWins,
    RequestObjectAudience,
    RequestObjectSignature,
    RequestObjectIssuer,
    RequestObjectUnsigned,
    RequestUriFetched,
    // Tokens.
    CodeReusable,
    TokensSurviveReplay,
    CodeOfOtherClient,
    RedirectUriNotCompared,
    RedirectUriMayLackAtToken,
    TokenResponseCacheable,
    TokenTypeMissing,
    IdTokenWithoutOpenid,
    LongVerifierRefused,
    VerifierIgnored,
    VerifierMayLack,
    Downgrade,
    VerifierAnyLength,
    VerifierOfAnySession,
    ClaimMissing,
    AuthTimeMissing,
    OtherAudience,
    ForeignAzp,
    LongIdToken,
    OtherNonce,
    AlgNone,
    Hs256,
    BadSignature,
    NoKid,
    SubIsCivicNumber,
    SubChanges,
    IdentityInIdToken,
    WrongAtHash,
    AccessTokenReadable,
    AssertionAudienceIssuerOnly,
    AssertionAudienceEndpointOnly,
    AssertionExpired,
    AssertionAudience,
    AssertionIssuer,
    AssertionSignature,
    AssertionUnsigned,
    AssertionTwice,
    SecretInsteadOfKey,
    AnySecret,
    RefreshOtherSubject,
    RefreshRefused,
    RefreshByOtherClient,
    RefreshTwice,
    RefreshWidens,
    // UserInfo.
    UserInfoOtherSubject,
    UserInfoNoPost,
    AnyToken,
    IdTokenAsAccessToken,
    RefusalWithoutChallenge,
    UserInfoUnsigned,
    UserInfoWithoutAudience,
    UserInfoEverything,
    ClaimsParameterIgnored,
    CivicNumberShort,
    ClaimsOnlyAtUserInfo,
    // Logout.
    LogoutIgnored,
    LogoutLosesState,
    LogoutAnyUri,
    LogoutUriQuery,
    LogoutAnyHint,
    LogoutWithoutAsking,
    // The register.
    PrincipalNameOtherDomain,
    PrincipalNameUpperCase,
    PrincipalNameOfAnother,
    PrincipalNameLacks,
    SchoolUnitOther,
    SchoolUnitTooMany,
    CivicNumberInAddress,
    CivicNumberInCookie,
    CivicNumberEncoded,
}

/// One entry of a list of faults.
pub(crate) const fn fault(
    id: &'static str,
    level: Level,
    requirements: &'static [&'static str],
    title: (&'static str, &'static str),
    slip: Slip,
) -> OpenIdFault {
    OpenIdFault { id, requirements, level, title: Title { sv: title.0, en: title.1 }, slip }
}
