//! `saml-sp/session`: the session that a login begins (OWASP Session Management).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given, holds};
use crate::browser::Landing;
use crate::observe::{against, witness};
use crate::scene::Scene;

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

/// Cookies that came with the login carry the flags, and one of them is new.
async fn cookies(ctx: &Context, bench: &Bench) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
    let before: Vec<(String, String)> =
        browser.cookies().iter().map(|cookie| (cookie.name.clone(), cookie.value.clone())).collect();
    let scene = Scene::new(bench, &request, "cookies");
    bench.post(&mut browser, &request, &scene.draft().write(), request.relay_state.as_deref()).await?;
    let new: Vec<_> = browser
        .cookies()
        .iter()
        .filter(|cookie| !before.contains(&(cookie.name.clone(), cookie.value.clone())))
        .cloned()
        .collect();
    let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
    if seen != Seen::Person {
        let reason = Message::new("sp-good-refused").with("answer", crate::observe::answer(&probe));
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    let is_https = bench.settings.probe.url.starts_with("https:");
    let mut told = Vec::new();
    if new.is_empty() {
        told.push(
            against(requirement, Message::new("sp-session-not-renewed"))
                .expected("Set-Cookie")
                .observed("Set-Cookie: -")
                .exchange(&probe)
                .contradiction(),
        );
    }
    for cookie in &new {
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
                    .exchange(&probe)
                    .contradiction(),
            );
        }
    }
    if told.is_empty() {
        let count = new.len() as u64;
        told.push(witness(requirement, count, Message::new("sp-cookies").with("count", count)));
    }
    Ok(told)
}

/// A cookie that somebody made up shows nobody.
async fn forged(ctx: &Context, bench: &Bench) -> Result<Vec<Observation>, CheckError> {
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let outcome = given!(ctx, bench.control(ctx).await?);
    let mut guesser = outcome.browser.clone();
    guesser.garble_cookies();
    let anybody = bench.person("x");
    let (_, probe) = bench.probe(&mut guesser, &anybody).await?;
    let body = probe.outcome.as_ref().map(|answer| answer.body.clone()).unwrap_or_default();
    // Anybody who was logged in by a control is one too many.
    let let_in = holds(&body, "samspel-good-");
    Ok(vec![match let_in {
        true => against(requirement, Message::new("sp-forged-cookie"))
            .expected("session: -")
            .observed("session")
            .exchange(&probe)
            .contradiction(),
        false => witness(requirement, 1, Message::new("sp-refused").with("count", 1u64)),
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
        let Landing::Page(exchange) = landing else {
            clean += 1;
            continue;
        };
        let Ok(page) = &exchange.outcome else { continue };
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
                    .exchange(&exchange)
                    .contradiction(),
            );
        } else {
            clean += 1;
        }
    }
    if clean > 0 && told.is_empty() {
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
            .exchange(&probe)
            .contradiction(),
    }])
}
