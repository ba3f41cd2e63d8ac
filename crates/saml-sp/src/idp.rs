//! Samspel's identity provider: keys and metadata in a folder, made once, so that a service provider can be told to trust it before the
//! first run.

mod keys;
mod metadata;

use std::path::Path;

use samspel_suite::SamlIdp;

pub(crate) use keys::{Key, Private};

use self::keys::Kind;

/// Its metadata, and that of a second identity provider, in the folder.
const METADATA: &str = "metadata.xml";
const OTHER_METADATA: &str = "metadata-other.xml";

/// Why there is no identity provider.
#[derive(Debug, thiserror::Error)]
pub enum IdpError {
    /// A file of the folder cannot be read or written.
    #[error("{0}: {1}")]
    File(String, String),
    /// A key could not be made.
    #[error("no key could be made: {0}")]
    Key(String),
}

/// The identity provider, and what it takes to pretend to be others.
pub struct Idp {
    pub(crate) settings: SamlIdp,
    /// Signs.
    pub(crate) signing: Key,
    /// Published too, as before a change of keys (saml2int SDP-SP37).
    pub(crate) next: Key,
    /// Published too: P-256.
    pub(crate) ec: Key,
    /// Published for encryption only.
    pub(crate) encryption: Key,
    /// Another identity provider, which the service provider may trust as well.
    pub(crate) other: Key,
    /// Published nowhere.
    pub(crate) foreign: Key,
}

impl Idp {
    /// Reads the folder, or makes what is missing in it.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn open(settings: &SamlIdp, base_dir: &Path) -> Result<Idp, IdpError> {
        let folder = base_dir.join(&settings.folder);
        std::fs::create_dir_all(&folder).map_err(|e| IdpError::File(folder.display().to_string(), e.to_string()))?;
        let key = |name: &str, kind| Key::in_folder(&folder, name, kind);
        let idp = Idp {
            settings: settings.clone(),
            signing: key("signing", Kind::Rsa)?,
            next: key("next", Kind::Rsa)?,
            ec: key("ec", Kind::Ec)?,
            encryption: key("encryption", Kind::Rsa)?,
            other: key("other", Kind::Rsa)?,
            foreign: key("foreign", Kind::Rsa)?,
        };
        for (name, text) in [(METADATA, idp.metadata()), (OTHER_METADATA, idp.other_metadata())] {
            let path = folder.join(name);
            std::fs::write(&path, text).map_err(|e| IdpError::File(path.display().to_string(), e.to_string()))?;
        }
        Ok(idp)
    }

    /// Metadata for the service provider.
    #[must_use]
    pub fn metadata(&self) -> String {
        let signing = [&self.signing, &self.next, &self.ec];
        metadata::metadata(&self.settings, &self.settings.entity_id, &self.settings.sso_url, &signing, &self.encryption)
    }

    /// Metadata of the second identity provider.
    #[must_use]
    pub fn other_metadata(&self) -> String {
        let sso = format!("{}/other", self.settings.sso_url);
        metadata::metadata(&self.settings, &self.other_entity_id(), &sso, &[&self.other], &self.encryption)
    }

    /// entityID of the second identity provider.
    pub(crate) fn other_entity_id(&self) -> String {
        format!("{}/other", self.settings.entity_id)
    }
}
