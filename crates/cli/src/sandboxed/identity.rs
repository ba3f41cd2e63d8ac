//! The sandbox and a login service that knows two of its people: what the suite `identity` compares.

use std::net::SocketAddr;

use samspel_runner::Exit;
use samspel_sandbox::{Fault, OpenIdFault, entries, faults, openid_faults, start_openid_for};
use samspel_sso::IDENTITY;
use samspel_suite::Interfaces;

use super::{Municipality, Staged, not_started, openid, start, target};
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// What can be wrong on either side.
pub(crate) struct Faults {
    /// In the login service.
    pub(crate) login: Vec<&'static OpenIdFault>,
    /// In the register.
    pub(crate) register: Vec<&'static Fault>,
}

impl Faults {
    /// By id; all when none is named.
    ///
    /// # Errors
    /// When the suite has no such fault; names the nearest.
    pub(crate) fn chosen(ids: &[String]) -> Result<Faults, Problem> {
        let login = || openid_faults().iter().filter(|fault| fault.suite() == IDENTITY);
        let register = || faults().iter().filter(|fault| fault.suite() == IDENTITY);
        let known = || login().map(|fault| fault.id).chain(register().map(|fault| fault.id));
        if let Some(id) = ids.iter().find(|id| !known().any(|fault| fault == id.as_str())) {
            return Err(Problem::usage(
                format!("the suite {IDENTITY} has no fault {id}"),
                suggestion(&nearest(id, known()), "`samspel mutants --suite identity`"),
            ));
        }
        let wanted = |fault: &str| ids.is_empty() || ids.iter().any(|id| id == fault);
        Ok(Faults {
            login: login().filter(|fault| wanted(fault.id)).collect(),
            register: register().filter(|fault| wanted(fault.id)).collect(),
        })
    }
}

/// Starts both, with a target for both.
///
/// # Errors
/// When a fault does not exist, the municipality is too small, or one of them does not start.
pub(super) async fn stage(municipality: &Municipality, anywhere: SocketAddr) -> Result<Staged, Problem> {
    let Faults { login, register } = if municipality.fault.is_empty() {
        Faults { login: vec![], register: vec![] }
    } else {
        Faults::chosen(&municipality.fault)?
    };
    let ids = |faults: Vec<&str>| faults.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let register = ids(register.iter().map(|fault| fault.id).collect());
    let options = Municipality { fault: register, ..municipality.clone() }.options(anywhere)?;
    let Some(people) = entries(&options).map_err(|e| not_started(&e))? else {
        return Err(Problem::new(
            Exit::Usage,
            "a municipality this small has nobody who could log in: take more --pupils",
        ));
    };
    let sandbox = start(options).await?;
    let login = ids(login.iter().map(|fault| fault.id).collect());
    let provider = start_openid_for(anywhere, people, &login).await.map_err(|e| not_started(&e))?;
    let mut target = target(&sandbox, &municipality.edition);
    target.interfaces =
        Interfaces { oidc_provider: openid::target(&provider)?.interfaces.oidc_provider, ..target.interfaces };
    Ok(Staged { sandbox, target, documents: None, login: Some(provider) })
}
