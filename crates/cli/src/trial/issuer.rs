//! Samspel's own authorisation server, which listens while a run lasts.

use samspel_exchange::{Client, Documents};
use samspel_runner::Exit;
use samspel_sso::Issuer;
use samspel_suite::{Plan, Target, Work};

use crate::problem::Problem;

/// Starts the issuer of the target file, if there is one and a test of the plan asks for it. `documents`: where it publishes, when
/// that listens already.
///
/// # Errors
/// When the address cannot be listened on, or the key cannot be used.
pub(super) async fn open(
    documents: Option<Documents>,
    plan: &Plan,
    target: &Target,
    client: &Client,
) -> Result<Option<Issuer>, Problem> {
    let wanted = plan.cases.iter().any(|case| match &case.work {
        Work::Check(check) => samspel_sso::wants_issuer(check.id),
        Work::Steps(_) => false,
    });
    let Some(settings) = target.issuer.as_ref().filter(|_| wanted) else { return Ok(None) };
    let documents = match documents {
        Some(documents) => documents,
        None => Documents::open(&settings.listen, settings.public_url.as_deref())
            .await
            .map_err(|e| Problem::new(Exit::Usage, format!("issuer.listen {}: {e}", settings.listen)))?,
    };
    documents.record(client);
    let issuer = Issuer::open(settings, &target.base_dir, documents);
    issuer.map(Some).map_err(|e| Problem::new(Exit::Usage, e.to_string()))
}
