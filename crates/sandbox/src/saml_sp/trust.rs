//! What the service provider knows of its identity provider.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_keys::{KeysManager, loader};
use roxmltree::{Document, Node};

const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
pub(super) const DS: &str = "http://www.w3.org/2000/09/xmldsig#";

/// The identity provider by its metadata.
#[derive(Debug, Clone)]
pub(super) struct Trust {
    pub(super) entity_id: String,
    pub(super) sso: String,
    pub(super) scopes: Vec<String>,
    /// Certificates, DER.
    pub(super) signing: Vec<Vec<u8>>,
    pub(super) encryption: Vec<Vec<u8>>,
}

impl Trust {
    pub(super) fn read(metadata: &str) -> Option<Trust> {
        let document = Document::parse(metadata).ok()?;
        let root = document.root_element();
        let named = |name: &'static str| root.descendants().filter(move |n| n.has_tag_name((MD, name)));
        let redirect = |name| {
            named(name)
                .find(|n| n.attribute("Binding") == Some("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"))
                .and_then(|n| n.attribute("Location"))
                .map(str::to_owned)
        };
        let keys = |usage: &str| {
            named("KeyDescriptor")
                .filter(|key| key.attribute("use") == Some(usage))
                .flat_map(|key| key.descendants().filter(|n| n.has_tag_name((DS, "X509Certificate"))))
                .filter_map(certificate)
                .collect()
        };
        Some(Trust {
            entity_id: root.attribute("entityID")?.to_owned(),
            sso: redirect("SingleSignOnService")?,
            scopes: root
                .descendants()
                .filter(|n| n.has_tag_name(("urn:mace:shibboleth:metadata:1.0", "Scope")))
                .filter_map(|n| n.text())
                .map(str::to_owned)
                .collect(),
            signing: keys("signing"),
            encryption: keys("encryption"),
        })
    }
}

/// The certificate in an element, DER.
pub(super) fn certificate(node: Node<'_, '_>) -> Option<Vec<u8>> {
    let text: String = node.text()?.split_whitespace().collect();
    STANDARD.decode(text).ok()
}

/// Certificates as the library wants them.
pub(super) fn manager(certificates: &[Vec<u8>]) -> KeysManager {
    let mut manager = KeysManager::new();
    for key in certificates.iter().filter_map(|der| loader::load_x509_cert_der(der).ok()) {
        manager.add_key(key);
    }
    manager
}
