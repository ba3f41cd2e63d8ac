//! A federation around an entity: a neighbour, an end, and a signature over all of it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{Timestamp, ToSpan};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey;
use rcgen::KeyPair;
use sha2::{Digest, Sha256};

use super::MetadataError;
use super::certificates::{federation, wrong};
use super::entity::entity;
use super::fault::Published;
use super::node::{Node, node};

/// Id that the signature refers to.
const ID: &str = "_samspel";

/// An aggregate before it is written.
pub(crate) struct Federation {
    pub(crate) root: Node,
    pub(crate) signing: Signing,
    key: KeyPair,
    certificate: String,
}

/// How the aggregate is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signing {
    /// By the federation, all of it.
    Sound,
    /// Not at all.
    Not,
    /// By the federation, and an address was changed afterwards.
    ThenChanged,
    /// By another key, whose certificate comes along.
    ByAnother,
    /// With the name of SHA-1.
    Sha1,
    /// An inner group is signed, and others stand around it.
    Inner,
}

impl Federation {
    pub(crate) fn around(entity: Node) -> Result<Federation, MetadataError> {
        let mut neighbour = self::entity(Published::Sp)?;
        neighbour.set("entityID", "https://granne.example/saml");
        let mut other = self::entity(Published::Idp)?;
        other.set("entityID", "https://idp.bjorkdal.example/saml");
        other.each("mdui:DisplayName", &mut |name| "Björkdals kommun".clone_into(&mut name.text));
        let (key, certificate) = federation()?;
        let until = Timestamp::now().checked_add((24 * 14).hours()).map_err(wrong)?;
        let root = node("md:EntitiesDescriptor")
            .with("ID", ID)
            .with("Name", "https://federation.example/")
            .with("validUntil", &format!("{until:.0}"))
            .with("cacheDuration", "PT6H")
            .holding([entity, other, neighbour]);
        Ok(Federation { root, signing: Signing::Sound, key, certificate })
    }

    pub(crate) fn certificate(&self) -> String {
        self.certificate.clone()
    }

    /// The document, signed.
    pub(crate) fn document(&self) -> Result<String, MetadataError> {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let signed = match self.signing {
            Signing::Not => self.root.root(),
            Signing::Sound => self.signed(&self.key, None)?,
            Signing::Sha1 => {
                self.signed(&self.key, None)?.replace("xmldsig-more#ecdsa-sha256", "xmldsig-more#ecdsa-sha1")
            }
            Signing::ThenChanged => self.signed(&self.key, None)?.replacen(
                "https://idp.tallbacka.example/sso/post",
                "https://idp.tallbacka-se.example/sso/post",
                1,
            ),
            Signing::ByAnother => {
                let (key, certificate) = federation()?;
                let inner: String = certificate.lines().filter(|line| !line.starts_with("-----")).collect();
                let info = format!(
                    "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{inner}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
                );
                self.signed(&key, Some(&info))?
            }
            Signing::Inner => {
                // The signature moves to a root of its own making, which holds the signed group and strangers.
                let genuine = self.signed(&self.key, None)?;
                let mut stranger = self::entity(Published::Idp)?;
                stranger.set("entityID", "https://idp.tallbacka-se.example/saml");
                let mut around = self.root.clone();
                around.set("ID", "_around");
                around.children = vec![stranger];
                let whole = around.root();
                let (start, end) = (around.root_start(), "</md:EntitiesDescriptor>");
                let rest = whole.strip_prefix(&start).unwrap_or_default().trim_end_matches(end);
                let signature = genuine
                    .split_once("<ds:Signature>")
                    .and_then(|(_, rest)| rest.split_once("</ds:Signature>"))
                    .map(|(inner, _)| format!("<ds:Signature>{inner}</ds:Signature>"))
                    .unwrap_or_default();
                let covered = genuine.replacen(&signature, "", 1);
                format!("{start}{signature}{rest}{covered}{end}")
            }
        };
        Ok(format!("{declaration}{signed}\n"))
    }

    /// The root with a signature over it. The text is canonical as it stands, so that no transform has anything to do but to take the
    /// signature away.
    fn signed(&self, key: &KeyPair, info: Option<&str>) -> Result<String, MetadataError> {
        let text = self.root.root();
        let digest = STANDARD.encode(Sha256::digest(&text));
        let id = self.root.attribute("ID").unwrap_or_default();
        let body = format!(
            "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod>\
             <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"></ds:SignatureMethod>\
             <ds:Reference URI=\"#{id}\"><ds:Transforms>\
             <ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>\
             <ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"></ds:Transform></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>\
             <ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
        );
        // What is signed declares the one prefix that it uses; in the document the root has declared it.
        let canonical = format!("<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{body}");
        let key = SigningKey::from_pkcs8_pem(&key.serialize_pem()).map_err(wrong)?;
        let value: Signature = key.sign(canonical.as_bytes());
        let value = STANDARD.encode(value.to_bytes());
        let info = info.unwrap_or_default();
        let signature = format!(
            "<ds:Signature><ds:SignedInfo>{body}<ds:SignatureValue>{value}</ds:SignatureValue>{info}</ds:Signature>"
        );
        let start = self.root.root_start();
        let rest = text.strip_prefix(&start).unwrap_or_default();
        Ok(format!("{start}{signature}{rest}"))
    }
}
