//! Requirements and profiles: each requirement is tested or says why not, each glob covers something.

use samspel_model::{Level, Profile, Requirement};

use super::Findings;
use crate::nearest::advice;
use crate::plan::scope::Scope;
use crate::plan::select::IdGlob;

pub(super) fn check(found: &mut Findings<'_>) {
    requirements(found);
    reasons_named(found);
    profiles(found);
}

fn requirements(found: &mut Findings<'_>) {
    let suite = found.suite;
    for requirement in &suite.requirements {
        let spot = ("requirement", requirement.id.as_str());
        let testers: Vec<_> = suite.cases.iter().filter(|c| c.requirements.contains(&requirement.id)).collect();
        match (&requirement.untested, testers.first()) {
            (None, None) => found.add(
                "untested",
                spot,
                format!("no test looks at {}, and no reason is given", requirement.id),
                Some(format!("add a case, or `untested:` with one of: {}", reasons(found))),
            ),
            (Some(_), Some(case)) => found.add(
                "tested-after-all",
                spot,
                format!("{} says that it is untested, but {} tests it", requirement.id, case.id),
                Some("remove `untested`".to_owned()),
            ),
            (Some(reason), None) if !suite.untested_reasons.contains_key(reason) => {
                let help = advice(reason, suite.untested_reasons.keys().map(String::as_str));
                found.add("unknown-reason", spot, format!("{}: unknown reason `{reason}`", requirement.id), help);
            }
            (Some(_), None) => {}
            (None, Some(_)) => {
                for edition in suite.editions.iter().filter(|e| requirement.holds_in(e)) {
                    if !testers.iter().any(|c| c.editions.is_empty() || c.editions.contains(edition)) {
                        found.add(
                            "untested",
                            spot,
                            format!("no test looks at {} in edition {edition}", requirement.id),
                            Some("widen `editions` of a case, or narrow those of the requirement".to_owned()),
                        );
                    }
                }
            }
        }
        for edition in requirement.editions.iter().filter(|e| !suite.editions.contains(e)) {
            let help = advice(edition, suite.editions.iter().map(String::as_str));
            found.add("unknown-edition", spot, format!("{}: unknown edition `{edition}`", requirement.id), help);
        }
    }
}

fn reasons_named(found: &mut Findings<'_>) {
    let suite = found.suite;
    for reason in suite.attested.iter().chain(&suite.unfinished).filter(|r| !suite.untested_reasons.contains_key(*r)) {
        let help = advice(reason, suite.untested_reasons.keys().map(String::as_str));
        found.add("unknown-reason", ("suite", &suite.id), format!("unknown reason `{reason}`"), help);
    }
}

/// What a profile includes exists, and its calls are of its operations.
fn scenario(found: &mut Findings<'_>, profile: &Profile) {
    let suite = found.suite;
    let spot = ("profile", profile.id.as_str());
    for id in profile.includes.iter().filter(|id| suite.profile(id).is_none()) {
        let help = advice(id, suite.profiles.iter().map(|p| p.id.as_str()));
        found.add("unknown-profile", spot, format!("profile {} includes the unknown `{id}`", profile.id), help);
    }
    if profile.includes.is_empty() && profile.requirements.is_empty() {
        let help = Some("give it `requirements:` or `includes:`".to_owned());
        found.add("empty-profile", spot, format!("profile {} covers nothing", profile.id), help);
    }
    for call in profile.calls.iter().filter(|call| !profile.operations.contains(&call.operation)) {
        let help = advice(&call.operation, profile.operations.iter().map(String::as_str));
        let message = format!("profile {}: `{}` is called but not among its operations", profile.id, call.operation);
        found.add("call-outside", spot, message, help);
    }
    if !profile.calls.is_empty() {
        unprovable(found, profile);
    }
    for operation in &profile.operations {
        if !profile.calls.is_empty() && profile.calls.iter().all(|call| call.operation != *operation) {
            let message = format!("profile {}: no call is of its operation `{operation}`", profile.id);
            found.add("no-call", spot, message, Some("add the call or remove the operation".to_owned()));
        }
    }
}

/// A scenario that relies on a MUST without a test could never be shown.
fn unprovable(found: &mut Findings<'_>, profile: &Profile) {
    let suite = found.suite;
    let Ok(scope) = Scope::of(suite, profile) else { return };
    let untested = |r: &&Requirement| r.level == Level::Must && r.confidence.can_fail() && r.untested.is_some();
    for edition in &suite.editions {
        for requirement in scope.requirements(edition).iter().filter(|r| untested(r)) {
            let message = format!("scenario {} relies on {}, which nothing tests", profile.id, requirement.id);
            let help = Some("leave it out, or test it".to_owned());
            found.add("unprovable", ("profile", &profile.id), message, help);
        }
    }
}

fn reasons(found: &Findings<'_>) -> String {
    found.suite.untested_reasons.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn profiles(found: &mut Findings<'_>) {
    let suite = found.suite;
    if suite.profile(&suite.default_profile).is_none() {
        let help = advice(&suite.default_profile, suite.profiles.iter().map(|p| p.id.as_str()));
        let message = format!("the default profile `{}` does not exist", suite.default_profile);
        found.add("unknown-profile", ("suite", &suite.id), message, help);
    }
    for profile in &suite.profiles {
        scenario(found, profile);
        let spot = ("profile", profile.id.as_str());
        for text in profile.requirements.iter().chain(profile.except.iter().map(|e| &e.requirements)) {
            match IdGlob::new(text) {
                Ok(glob) if suite.requirements.iter().any(|r| glob.matches(&r.id)) => {}
                Ok(_) => {
                    let bare = text.trim_end_matches('*');
                    let help = advice(bare, suite.requirements.iter().map(|r| r.id.as_str()));
                    let message = format!("profile {}: `{text}` matches no requirement", profile.id);
                    found.add("empty-glob", spot, message, help);
                }
                Err(error) => {
                    let message = format!("profile {}: `{text}` is not a pattern: {}", profile.id, error.kind());
                    found.add("empty-glob", spot, message, None);
                }
            }
        }
    }
}
