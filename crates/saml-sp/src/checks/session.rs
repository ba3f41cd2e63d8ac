//! `saml-sp/session`: the session that a login begins (OWASP Session Management).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given, holds};
use crate::browser::Landing;
use crate::scene::Scene;
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/session", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let bench = Bench::of(ctx)?;
    match kind.as_str() {
        "cookies" => cookies(ctx, &bench).await,
        "forged-cookie" => forged(ctx, &bench).await,
        "error-pages" => error_pages(ctx, &bench).await,
        "second-person" => second_person(ctx, &bench).await,
        _ => Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    }
}

/// The cookies that hold the session carry the flags, and one of them is new. Others (language, protection of forms) may be as they like.
async fn cookies(ctx: &Context, bench: &Bench) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
    let before = browser.cookies().to_vec();
    let scene = Scene::new(bench, &request, "cookies");
    bench.post(&mut browser, &request, &scene.draft().write(), request.relay_state.as_deref()).await?;
    let after = browser.cookies().to_vec();
    let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
    if seen != Seen::Person {
        let reason = Message::new("sp-good-refused").with("answer", samspel_suite::observe::answer(&probe));
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    let mut session = Vec::new();
    for cookie in &after {
        let mut without = browser.clone();
        without.forget(cookie);
        match bench.probe(&mut without, &scene.victim).await?.0 {
            Seen::Person => {}
            Seen::Nobody => session.push(cookie),
            Seen::Unclear(what) => {
                let reason = Message::new("sp-probe-unclear").with("answer", what);
                return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
            }
        }
    }
    if session.is_empty() {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-no-session-cookie")));
    }
    let is_https = bench.settings.probe.url.starts_with("https:");
    let mut told = Vec::new();
    let is_old = |cookie: &&crate::browser::Cookie| {
        before.iter().any(|own| (&own.name, &own.value) == (&cookie.name, &cookie.value))
    };
    if session.iter().all(is_old) {
        told.push(
            against(requirement, Message::new("sp-session-not-renewed"))
                .expected("Set-Cookie")
                .observed("Set-Cookie: -")
                .exchange_of_login(&probe)
                .contradiction(),
        );
    }
    for cookie in &session {
        let mut lacking = Vec::new();
        // Over plain HTTP, as at a test bench, no browser would send a Secure cookie back.
        if is_https && !cookie.secure {
            lacking.push("Secure");
        }
        if !cookie.http_only {
            lacking.push("HttpOnly");
        }
        if cookie.same_site.is_none() {
            lacking.push("SameSite");
        }
        if !lacking.is_empty() {
            told.push(
                against(requirement, Message::new("sp-cookie-flags").with("parameter", cookie.name.as_str()))
                    .expected("Secure; HttpOnly; SameSite")
                    .observed(format!("-{}", lacking.join(" -")))
                    .exchange_of_login(&probe)
                    .contradiction(),
            );
        }
    }
    if told.is_empty() {
        let count = session.len() as u64;
        told.push(witness(requirement, count, Message::new("sp-cookies").with("count", count)));
    }
    Ok(told)
}

/// A cookie that somebody made up shows nobody, while the real one does before and after.
async fn forged(ctx: &Context, bench: &Bench) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
    let scene = Scene::new(bench, &request, "forged-cookie");
    let unclear = |probe: &samspel_exchange::Exchange| {
        let reason = Message::new("sp-probe-unclear").with("answer", samspel_suite::observe::answer(probe));
        everywhere(ctx, Gap::NoAnswer, &reason)
    };
    bench.post(&mut browser, &request, &scene.draft().write(), request.relay_state.as_deref()).await?;
    let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
    if seen != Seen::Person {
        return Ok(unclear(&probe));
    }
    let mut guesser = browser.clone();
    guesser.garble_cookies();
    let (guessed, probe) = bench.probe(&mut guesser, &scene.victim).await?;
    if let Seen::Unclear(_) = guessed {
        return Ok(unclear(&probe));
    }
    let (still, again) = bench.probe(&mut browser, &scene.victim).await?;
    if still != Seen::Person {
        return Ok(unclear(&again));
    }
    let body = probe.outcome.as_ref().map(|answer| answer.body.clone()).unwrap_or_default();
    // Anybody who was let in by a message of ours is one too many.
    Ok(vec![match holds(&body, crate::person::BEGINS) {
        true => against(requirement, Message::new("sp-forged-cookie"))
            .expected("session: -")
            .observed("session")
            .exchange_of_login(&probe)
            .contradiction(),
        false => witness(requirement, 1, Message::new("sp-forged-refused")),
    }])
}

/// What stands on the page when a message is refused.
async fn error_pages(ctx: &Context, bench: &Bench) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    given!(ctx, bench.control(ctx).await?);
    let mut told = Vec::new();
    let mut clean = 0;
    type Make = fn(&Scene<'_>) -> String;
    let makes: [Make; 3] = [
        crate::spoiled::unsigned,
        |s| s.on_condition(|c| c.restrictions = vec![vec!["https://other.example".to_owned()]]),
        |_| "<inte XML".to_owned(),
    ];
    for make in makes {
        let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
        let scene = Scene::new(bench, &request, "error-page");
        let landing = bench.post(&mut browser, &request, &make(&scene), request.relay_state.as_deref()).await?;
        // Where the message let somebody in, or brought no page of the service's own, there is no error page to read.
        let (seen, _) = bench.probe(&mut browser, &scene.victim).await?;
        let Landing::Page(exchange) = landing else { continue };
        let (Ok(page), Seen::Nobody) = (&exchange.outcome, seen) else { continue };
        const TRACES: [&str; 7] = [
            "Traceback (most recent call last)",
            "\tat ",
            " at Object.",
            "stack trace",
            ".java:",
            "node_modules/",
            "Exception in thread",
        ];
        let trace = TRACES.iter().find(|trace| holds(&page.body, trace));
        let echo = holds(&page.body, "saml:Assertion") || holds(&page.body, scene.victim.marker());
        if trace.is_some() || echo {
            told.push(
                against(requirement, Message::new("sp-error-page-tells"))
                    .expected("error page")
                    .observed(if echo { "assertion in the page" } else { "stack trace in the page" })
                    .exchange_of_login(&exchange)
                    .contradiction(),
            );
        } else {
            clean += 1;
        }
    }
    if told.is_empty() {
        if clean == 0 {
            return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-no-error-page")));
        }
        told.push(witness(requirement, clean, Message::new("sp-error-pages").with("count", clean)));
    }
    Ok(told)
}

/// After a logout somebody else logs in, and nothing of the first remains.
async fn second_person(ctx: &Context, bench: &Bench) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let Some(logout) = &bench.settings.logout_url else {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("sp-no-logout")));
    };
    let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
    let first = Scene::new(bench, &request, "first");
    bench.post(&mut browser, &request, &first.draft().write(), request.relay_state.as_deref()).await?;
    if bench.probe(&mut browser, &first.victim).await?.0 != Seen::Person {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-good-refused").with("answer", "-")));
    }
    browser.open("logout", logout).await?;
    let again = given!(ctx, bench.ask(&mut browser).await?);
    let second = Scene::new(bench, &again, "second");
    bench.post(&mut browser, &again, &second.draft().write(), again.relay_state.as_deref()).await?;
    let (seen, probe) = bench.probe(&mut browser, &second.victim).await?;
    let (remains, _) = bench.probe(&mut browser, &first.victim).await?;
    Ok(vec![match (seen, remains) {
        (Seen::Person, Seen::Nobody) => witness(requirement, 1, Message::new("sp-second-person")),
        (Seen::Unclear(what), _) | (_, Seen::Unclear(what)) => {
            return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-probe-unclear").with("answer", what)));
        }
        (_, remains) => against(requirement, Message::new("sp-first-person-remains"))
            .expected("session: second")
            .observed(if remains == Seen::Person { "session: first" } else { "session: -" })
            .exchange_of_login(&probe)
            .contradiction(),
    }])
}
