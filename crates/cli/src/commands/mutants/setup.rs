//! What the tests are run against: a counterpart of the sandbox, healthy or with a fault.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use samspel_exchange::Documents;
use samspel_sandbox::{OpenIdRunning, Published, Running, RunningSp, SpFault, SpPolicy, TlsRunning, metadata};
use samspel_suite::Target;

use super::matrix::Mutant;
use crate::problem::Problem;
use crate::sandboxed::identity::Faults;
use crate::sandboxed::{self, Municipality, Staged, openid, published, saml_sp, tls};
use crate::targets;

/// Something to test, not started yet.
#[derive(Debug, Clone)]
pub(super) enum Setup {
    /// The sandbox.
    Provider(Municipality),
    /// The OpenID provider with these faults.
    OpenIdProvider(Vec<String>),
    /// Metadata with these faults.
    Metadata(Published, Vec<String>),
    /// The SAML service provider that keeps a policy, and the profile that claims it, with these faults.
    SamlSp(SpPolicy, &'static str, Vec<String>),
    /// The HTTPS server with these faults.
    Tls(Vec<String>),
}

/// What a run against a setup takes.
pub(super) struct Standing {
    /// Its target.
    pub(super) target: Target,
    /// Where the issuer of the target publishes.
    pub(super) documents: Option<Documents>,
    /// The seed of the run.
    pub(super) seed: u64,
    /// The profile that the counterpart keeps; none: every requirement.
    pub(super) profile: Option<&'static str>,
}

/// What has to be stopped after it.
pub(super) enum Process {
    /// The sandbox, and the login service beside it.
    Provider(Box<Running>, Option<OpenIdRunning>),
    /// The OpenID provider.
    OpenIdProvider(OpenIdRunning),
    /// The SAML service provider.
    SamlSp(RunningSp),
    /// The HTTPS server.
    Tls(TlsRunning),
    /// Files need no process.
    None,
}

impl Process {
    /// Stops it.
    pub(super) async fn stop(self) {
        match self {
            Process::Provider(sandbox, login) => {
                sandbox.stop().await;
                // It stops when it is dropped.
                drop(login);
            }
            Process::OpenIdProvider(provider) => drop(provider),
            Process::SamlSp(provider) => drop(provider),
            Process::Tls(server) => drop(server),
            Process::None => {}
        }
    }
}

/// Setups without fault: of the sandbox the municipality that faults are tried in and another of the same size, of metadata one of
/// each kind.
pub(super) fn baselines(suite: &str, municipality: &Municipality) -> Vec<Setup> {
    match suite {
        samspel_saml::SUITE => {
            let kinds = [Published::Idp, Published::Sp, Published::Federation];
            kinds.into_iter().map(|kind| Setup::Metadata(kind, Vec::new())).collect()
        }
        samspel_saml_sp::SUITE => {
            let kept = saml_sp::POLICIES.into_iter();
            kept.map(|(policy, profile)| Setup::SamlSp(policy, profile, Vec::new())).collect()
        }
        samspel_sso::OIDC_PROVIDER => vec![Setup::OpenIdProvider(Vec::new())],
        samspel_tls::SUITE => vec![Setup::Tls(Vec::new())],
        _ => {
            let healthy = Municipality { fault: Vec::new(), ..municipality.clone() };
            let other = Municipality { seed: municipality.seed.wrapping_add(1), ..healthy.clone() };
            vec![Setup::Provider(healthy), Setup::Provider(other)]
        }
    }
}

/// The faults that the suite has to notice, each with the setup that has it.
///
/// # Errors
/// When a fault that was named does not exist or is one of another suite.
pub(super) fn mutants(suite: &str, municipality: &Municipality) -> Result<Vec<(Mutant, Setup)>, Problem> {
    let named = &municipality.fault;
    let one = |id: &str| vec![id.to_owned()];
    Ok(match suite {
        samspel_saml::SUITE => {
            let faults = published::chosen_faults(named)?.into_iter();
            faults.map(|fault| (Mutant::from(fault), Setup::Metadata(fault.published, one(fault.id)))).collect()
        }
        samspel_saml_sp::SUITE => {
            let faults = saml_sp::chosen_faults(named)?.into_iter();
            let profile = |fault: &SpFault| saml_sp::POLICIES.into_iter().find(|(policy, _)| *policy == fault.policy);
            faults
                .filter_map(|fault| {
                    let (policy, profile) = profile(fault)?;
                    Some((Mutant::from(fault), Setup::SamlSp(policy, profile, one(fault.id))))
                })
                .collect()
        }
        samspel_sso::OIDC_PROVIDER => {
            let faults = openid::faults_of(suite, named)?.into_iter();
            faults.map(|fault| (Mutant::from(fault), Setup::OpenIdProvider(one(fault.id)))).collect()
        }
        samspel_sso::IDENTITY => {
            let Faults { login, register } = Faults::chosen(named)?;
            let mutants = login.into_iter().map(Mutant::from).chain(register.into_iter().map(Mutant::from));
            mutants.map(|mutant| (mutant.clone(), Setup::Provider(municipality.with_fault(&mutant.id)))).collect()
        }
        samspel_tls::SUITE => {
            let faults = tls::chosen_faults(named)?.into_iter();
            faults.map(|fault| (Mutant::from(fault), Setup::Tls(one(fault.id)))).collect()
        }
        _ => {
            let faults = sandboxed::faults_of(suite, named)?.into_iter();
            faults.map(|fault| (Mutant::from(fault), Setup::Provider(municipality.with_fault(fault.id)))).collect()
        }
    })
}

impl Setup {
    /// Starts it for the tests of a suite. Files that it needs go into `folder`, those that serve every setup into `kept`: keys take
    /// longer to make than most tests.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) async fn start(&self, suite: &str, folder: &Path, kept: &Path) -> Result<(Standing, Process), Problem> {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Ok(match self {
            Setup::Provider(municipality) => {
                let Staged { sandbox, target, documents, login } = sandboxed::stage(suite, municipality).await?;
                (
                    Standing { target, documents, seed: municipality.seed, profile: None },
                    Process::Provider(Box::new(sandbox), login),
                )
            }
            Setup::OpenIdProvider(faults) => {
                let provider = openid::start(anywhere, faults).await?;
                let target = openid::target(&provider)?;
                (Standing { target, documents: None, seed: 1, profile: None }, Process::OpenIdProvider(provider))
            }
            Setup::SamlSp(policy, profile, faults) => {
                let (running, target) = saml_sp::start(anywhere, kept, *policy, faults).await?;
                (Standing { target, documents: None, seed: 1, profile: Some(profile) }, Process::SamlSp(running))
            }
            Setup::Tls(faults) => {
                let server = tls::start(anywhere, faults).await?;
                let file = folder.join("tls.yaml");
                tls::publish(&server, &file)?;
                (
                    Standing { target: targets::read(&file)?, documents: None, seed: 1, profile: None },
                    Process::Tls(server),
                )
            }
            Setup::Metadata(kind, faults) => {
                let document = metadata(*kind, faults).map_err(Problem::fault)?;
                let written = published::publish(&document, &folder.join("metadata.xml"))?;
                let target = targets::read(&written.target)?;
                (Standing { target, documents: None, seed: 1, profile: None }, Process::None)
            }
        })
    }
}
