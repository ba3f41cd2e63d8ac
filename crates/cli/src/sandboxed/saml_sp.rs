//! The simulated SAML service provider as a target. It trusts the identity provider that Samspel plays.

use std::net::SocketAddr;
use std::path::Path;

use samspel_runner::Exit;
use samspel_saml_sp::Idp;
use samspel_sandbox::{RunningSp, SpFault, SpOptions, SpPolicy, sp_faults, start_sp};
use samspel_suite::{SamlIdp, Target};

use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// The policies, each with the profile that claims it.
pub(crate) const POLICIES: [(SpPolicy, &str); 3] = [
    (SpPolicy::Skolfederation, "skolfederation"),
    (SpPolicy::Saml2int, "saml2int"),
    (SpPolicy::SwedenConnect, "sweden-connect"),
];

/// Faults by id; all when none is named.
///
/// # Errors
/// When a fault does not exist; names the nearest.
pub(crate) fn chosen_faults(ids: &[String]) -> Result<Vec<&'static SpFault>, Problem> {
    let known = || sp_faults().iter().map(|fault| fault.id);
    if let Some(id) = ids.iter().find(|id| !known().any(|fault| fault == id.as_str())) {
        return Err(Problem::usage(
            format!("the SAML service provider has no fault {id}"),
            suggestion(&nearest(id, known()), "`samspel mutants --suite saml-sp`"),
        ));
    }
    Ok(sp_faults().iter().filter(|fault| ids.is_empty() || ids.iter().any(|id| id == fault.id)).collect())
}

/// Starts the service provider, with a target for it. The keys of the identity provider are in `keys`, or made there.
///
/// # Errors
/// When the keys cannot be made or the address cannot be listened on.
pub(crate) async fn start(
    listen: SocketAddr,
    keys: &Path,
    policy: SpPolicy,
    faults: &[String],
) -> Result<(RunningSp, Target), Problem> {
    let idp = Idp::open(&SamlIdp::default(), keys).map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
    let options = SpOptions { idp_metadata: idp.metadata(), policy, faults: faults.to_vec() };
    let running = start_sp(listen, options).await.map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
    let base = running.base();
    let text = format!(
        "samspel: 1\nname: Samspel sandbox, SAML service provider\nenvironment: test\nallow_writes: true\ninterfaces:\n  saml-sp:\n    \
         edition: \"2.0\"\n    metadata_url: {base}/metadata\n    login_url: {base}/login\n    logout_url: {base}/logout\n    \
         probe: {{ url: {base}/probe, shows: [eduPersonPrincipalName, NameID] }}\nlimits: {{ requests_per_second: 0, timeout_s: 5 }}\n"
    );
    let loaded = Target::parse("sandbox.yaml", &text);
    let mut target = loaded.map_err(|problems| Problem::new(Exit::Fault, problems.to_string()))?.target;
    keys.clone_into(&mut target.base_dir);
    Ok((running, target))
}
