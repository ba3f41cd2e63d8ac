//! Lapses of the token endpoint.

/// One thing that the token endpoint gets wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lapse {
    /// Any secret will do.
    AnySecret,
    /// The secret may stand in the query.
    SecretInQuery,
    /// Every scope that is asked for is granted.
    AnyScope,
    /// GET is as good as POST.
    Get,
    /// JSON is as good as a form.
    JsonBody,
    /// Every grant type is as good as client credentials.
    AnyGrant,
    /// A refresh token comes along.
    RefreshToken,
    /// Nothing is said of how long the token lives.
    NoLifetime,
    /// There is no metadata.
    NoMetadata,
    /// Metadata is about another issuer.
    OtherMetadata,
}
