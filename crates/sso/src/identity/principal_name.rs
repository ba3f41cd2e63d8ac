//! `identity/principal-name`: the EPPN at login is that of the same person in SS 12000 (XID-1; SS 12000:2020, Person), and of nobody else.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::linked::{Linked, People};
use super::register::principal_names;
use crate::oidc_provider::provider::requirement;
use samspel_suite::observe::{against, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "identity/principal-name", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let people = match People::of(ctx).await? {
        Ok(people) => people,
        Err(said) => return Ok(said),
    };
    let requirement = requirement(ctx);
    let (everybody, mut told) = people.each(requirement);
    let mut alike = 0;
    for linked in &everybody {
        let names = linked.told(&people.stage.provider.claims.principal_name);
        if names.is_empty() {
            let claim = people.stage.provider.claims.principal_name.as_str();
            told.push(undecided(
                requirement,
                Gap::NoData,
                Message::new("identity-no-principal-name").with("claim", claim),
            ));
        }
        for name in &names {
            let seen = match rule.as_str() {
                "same" => same(requirement, name, linked, &everybody),
                "search" => search(ctx, requirement, name, linked, &people).await?,
                _ => return Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
            };
            match seen {
                None => alike += 1,
                Some(observation) => told.push(observation),
            }
        }
    }
    if alike > 0 {
        told.push(witness(requirement, alike, Message::new("identity-principal-name-held").with("count", alike)));
    }
    Ok(told)
}

/// Whether the register has the name; what differs, when it has another.
fn same(requirement: &str, name: &str, linked: &Linked, everybody: &[&Linked]) -> Option<Observation> {
    let own: Vec<&str> = principal_names(&linked.person).collect();
    if own.is_empty() {
        return Some(undecided(requirement, Gap::NoData, Message::new("identity-register-without-principal-name")));
    }
    if own.contains(&name) {
        return None;
    }
    let of_another = everybody.iter().any(|other| principal_names(&other.person).any(|theirs| theirs == name));
    let observed = if of_another { "the name of another person" } else { difference(name, &own) };
    let seen = against(requirement, Message::new("identity-principal-name-other"));
    Some(
        seen.expected("equal, octet by octet")
            .observed(observed)
            .exchange_without_curl(&linked.login.info.exchange)
            .contradiction(),
    )
}

/// What sets a name apart from the nearest of others, without any of them.
fn difference(name: &str, own: &[&str]) -> &'static str {
    let local = |name: &str| name.rsplit_once('@').map(|(local, _)| local.to_lowercase());
    if !name.contains('@') {
        "no domain"
    } else if own.iter().any(|own| own.to_lowercase() == name.to_lowercase()) {
        "upper and lower case differ"
    } else if own.iter().any(|own| local(own) == local(name)) {
        "another domain"
    } else {
        "another name"
    }
}

/// Whether a search for the name finds the person and nobody else.
async fn search(
    ctx: &Context,
    requirement: &str,
    name: &str,
    linked: &Linked,
    people: &People,
) -> Result<Option<Observation>, CheckError> {
    let found = match people.register.named(ctx, name).await? {
        Ok(found) => found,
        Err((gap, reason)) => return Ok(Some(undecided(requirement, gap, reason))),
    };
    let own = linked.person.get("id").and_then(serde_json::Value::as_str).unwrap_or_default().to_ascii_lowercase();
    let others = found.iter().filter(|id| **id != own).count();
    if others > 0 {
        let seen = against(requirement, Message::new("identity-principal-name-of-others")).expected("1 person");
        return Ok(Some(seen.observed(format!("{others} other")).contradiction()));
    }
    // That the person is not found by it is what `same` tells.
    let nobody = || undecided(requirement, Gap::NoData, Message::new("identity-search-finds-nobody"));
    Ok(found.is_empty().then(nobody))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn differences_are_told_without_the_names() {
        let own = ["Sam.Prov@skola.example", "sam@annan.example"];
        assert_eq!(difference("sam.prov@skola.example", &own), "upper and lower case differ");
        assert_eq!(difference("sam.prov@kommun.example", &own), "another domain");
        assert_eq!(difference("sam.prov", &own), "no domain");
        assert_eq!(difference("kim@skola.example", &own), "another name");
    }
}
