//! XML namespaces of SAML metadata and its extensions.

/// Metadata (saml-metadata-2.0-os).
pub(crate) const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
/// Assertions: attributes of entities are written in it.
pub(crate) const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
/// User interface information (sstc-saml-metadata-ui-v1.0).
pub(crate) const MDUI: &str = "urn:oasis:names:tc:SAML:metadata:ui";
/// Entity attributes (sstc-metadata-attr).
pub(crate) const MDATTR: &str = "urn:oasis:names:tc:SAML:metadata:attribute";
/// Algorithm support (sstc-saml-metadata-algsupport-v1.0).
pub(crate) const ALG: &str = "urn:oasis:names:tc:SAML:metadata:algsupport";
/// Scopes (Shibboleth metadata extension).
pub(crate) const SHIBMD: &str = "urn:mace:shibboleth:metadata:1.0";
/// XML signature.
pub(crate) const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
/// Contact types of REFEDS.
pub(crate) const REMD: &str = "http://refeds.org/metadata";
/// `xml:lang`.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
