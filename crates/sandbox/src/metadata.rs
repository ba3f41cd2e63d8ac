//! SAML metadata of organisations that do not exist, with faults that can be turned on.
//!
//! ```text
//! entity (tree) ─► faults in the tree ─► federation around it ─► text ─► signature ─► faults in the text
//! ```

mod certificates;
mod entity;
mod fault;
mod faults;
mod federation;
mod node;

pub use fault::{MetadataFault, Published};
pub use faults::metadata_faults;

use self::fault::Hook;
use self::federation::Federation;

/// A metadata document.
#[derive(Debug, Clone)]
pub struct MetadataDocument {
    /// As it would be published.
    pub bytes: Vec<u8>,
    /// entityID of the entity in it that is under test.
    pub entity_id: String,
    /// Certificate of the federation that signed it, PEM; None for a single entity.
    pub federation_certificate: Option<String>,
}

/// Why no document could be made.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    /// The fault does not exist.
    #[error("there is no fault {0}")]
    UnknownFault(String),
    /// A certificate or a signature could not be made.
    #[error("no certificate could be made: {0}")]
    Certificate(String),
}

/// Makes a document; `faults` are switched on by id.
///
/// # Errors
/// When a fault does not exist.
pub fn metadata(published: Published, faults: &[String]) -> Result<MetadataDocument, MetadataError> {
    let hooks = hooks(faults)?;
    let mut entity = entity::entity(published)?;
    for hook in &hooks {
        if let Hook::Entity(change) = hook {
            change(&mut entity)?;
        }
    }
    let entity_id = entity.attribute("entityID").unwrap_or_default().to_owned();
    let (text, federation_certificate) = match published {
        Published::Idp | Published::Sp => (entity.document(), None),
        Published::Federation => {
            let mut federation = Federation::around(entity)?;
            for hook in &hooks {
                if let Hook::Federation(change) = hook {
                    change(&mut federation)?;
                }
            }
            (federation.document()?, Some(federation.certificate()))
        }
    };
    let mut bytes = text.into_bytes();
    for hook in &hooks {
        if let Hook::Text(change) = hook {
            bytes = change(bytes);
        }
    }
    Ok(MetadataDocument { bytes, entity_id, federation_certificate })
}

fn hooks(ids: &[String]) -> Result<Vec<Hook>, MetadataError> {
    let find = |id: &String| metadata_faults().iter().find(|fault| fault.id == id.as_str());
    ids.iter().map(|id| find(id).map(|f| f.hook).ok_or_else(|| MetadataError::UnknownFault(id.clone()))).collect()
}
