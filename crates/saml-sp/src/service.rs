//! What the service provider says about itself in its metadata.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::RsaPublicKey;
use rsa::pkcs8::DecodePublicKey as _;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::xml::{DS, MD, child, children, is, parse, text};

pub(crate) const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

/// Why metadata is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ServiceError {
    /// Not XML, or with a DTD.
    #[error("it is no XML without a DTD")]
    NotXml,
    /// No service provider, or several and none named.
    #[error("it holds no service provider, or several: `entity_id` names one")]
    NoService,
    /// Nowhere to post to.
    #[error("the service provider has no AssertionConsumerService with HTTP-POST")]
    NoAcs,
}

/// The service provider.
#[derive(Debug, Clone)]
pub struct Service {
    pub(crate) entity_id: String,
    /// Where responses go when the request does not say.
    pub(crate) acs: String,
    /// Every endpoint for responses with HTTP-POST, with its index.
    pub(crate) endpoints: Vec<(Option<String>, String)>,
    pub(crate) signing: Vec<RsaPublicKey>,
    /// Whether it publishes signing keys that are not RSA.
    pub(crate) other_signing: bool,
    pub(crate) encryption: Vec<RsaPublicKey>,
    pub(crate) signs_requests: bool,
    pub(crate) wants_assertions_signed: bool,
}

impl Service {
    /// Reads metadata.
    ///
    /// # Errors
    /// When it tells of no service provider that can be tested.
    pub fn read(metadata: &str, entity_id: Option<&str>) -> Result<Service, ServiceError> {
        let document = parse(metadata).ok_or(ServiceError::NotXml)?;
        let mut services = document.descendants().filter(|node| {
            is(*node, MD, "EntityDescriptor")
                && child(*node, MD, "SPSSODescriptor").is_some()
                && entity_id.is_none_or(|wanted| node.attribute("entityID") == Some(wanted))
        });
        let (Some(entity), None) = (services.next(), services.next()) else { return Err(ServiceError::NoService) };
        let role = child(entity, MD, "SPSSODescriptor").ok_or(ServiceError::NoService)?;
        let acs: Vec<_> = children(role, MD, "AssertionConsumerService")
            .filter(|acs| acs.attribute("Binding") == Some(POST) && acs.attribute("Location").is_some())
            .collect();
        // saml-metadata-2.0-os, 2.2.3: the one that says so, else the first that does not deny it, else the first.
        let of = |wanted: Option<bool>| acs.iter().find(|acs| acs.attribute("isDefault").map(is_true) == wanted);
        let default = of(Some(true)).or_else(|| of(None)).or(acs.first()).ok_or(ServiceError::NoAcs)?;
        let location = |node: roxmltree::Node<'_, '_>| node.attribute("Location").unwrap_or_default().to_owned();
        let keys = |usage: &str| -> Vec<Option<RsaPublicKey>> {
            children(role, MD, "KeyDescriptor")
                .filter(|key| key.attribute("use").is_none_or(|own| own == usage))
                .flat_map(|key| key.descendants().filter(|node| is(*node, DS, "X509Certificate")))
                .map(|certificate| rsa_key(&text(certificate)))
                .collect()
        };
        let signing = keys("signing");
        let flag = |name: &str| role.attribute(name).is_some_and(is_true);
        Ok(Service {
            entity_id: entity.attribute("entityID").unwrap_or_default().to_owned(),
            acs: location(*default),
            endpoints: acs.iter().map(|acs| (acs.attribute("index").map(str::to_owned), location(*acs))).collect(),
            other_signing: signing.iter().any(Option::is_none),
            signing: signing.into_iter().flatten().collect(),
            encryption: keys("encryption").into_iter().flatten().collect(),
            signs_requests: flag("AuthnRequestsSigned"),
            wants_assertions_signed: flag("WantAssertionsSigned"),
        })
    }
}

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1")
}

/// The RSA key in a certificate; None when there is another or none.
fn rsa_key(certificate: &str) -> Option<RsaPublicKey> {
    let packed: String = certificate.split_whitespace().collect();
    let der = STANDARD.decode(packed).ok()?;
    let (_, certificate) = X509Certificate::from_der(&der).ok()?;
    RsaPublicKey::from_public_key_der(certificate.public_key().raw).ok()
}
