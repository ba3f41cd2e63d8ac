//! `tls/mixed-content`: a page that is protected fetches nothing without protection, and sends nothing there (Mixed Content, W3C, 5).

use html5gum::{StartTag, Token, Tokenizer};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use url::Url;

use super::visit::{unread, visit};
use crate::observe::{Seen, breach, not_applicable, requirement, undecided, witness};
use crate::probe::Probe;

pub(crate) const CHECK: Check = Check { id: "tls/mixed-content", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let web = probe.endpoints.web();
    if web.is_empty() {
        return Ok(vec![not_applicable(requirement, Message::new("tls-no-web"))]);
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for endpoint in web {
        let way = visit(ctx, endpoint).await?;
        let Some(exchange) = way.last() else { continue };
        let Ok(response) = &exchange.outcome else {
            told.extend(unread(requirement, endpoint, exchange));
            continue;
        };
        let base = Url::parse(&exchange.url).unwrap_or_else(|_| endpoint.url.clone());
        let html = String::from_utf8_lossy(&response.body);
        let needed = needed(&html, &base);
        let is_page = matches!(response.media_type().as_deref(), Some("text/html" | "application/xhtml+xml"));
        let plain: Vec<_> = needed.iter().filter(|(_, url)| url.scheme() == "http").collect();
        for (tag, url) in &plain {
            told.push(breach(
                requirement,
                Seen {
                    summary: "tls-mixed-content",
                    expected: "https:",
                    observed: format!("<{tag}> {}", url.origin().ascii_serialization()),
                    place: endpoint.url.to_string(),
                    reproduce: Some(exchange.curl()),
                },
            ));
        }
        if plain.is_empty() && is_page && !needed.is_empty() {
            held += needed.len() as u64;
        } else if plain.is_empty() {
            let reason = Message::new("tls-no-page").with("place", endpoint.url.as_str());
            told.push(undecided(requirement, Gap::NoData, reason));
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-page-held").with("count", held)));
    }
    Ok(told)
}

/// What a page fetches by itself, and where its forms go. Links that somebody has to follow are no part of the page.
fn needed(html: &str, base: &Url) -> Vec<(String, Url)> {
    let mut found = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = match name.as_str() {
            "script" | "img" | "iframe" | "source" | "video" | "audio" | "embed" | "input" | "track" => "src",
            "object" => "data",
            "form" => "action",
            "link" if fetches(&tag) => "href",
            _ => continue,
        };
        if let Some(url) = value(&tag, attribute).and_then(|text| base.join(text.trim()).ok()) {
            found.push((name, url));
        }
    }
    found
}

fn fetches(link: &StartTag<()>) -> bool {
    const FETCHED: [&str; 5] = ["stylesheet", "icon", "preload", "modulepreload", "manifest"];
    value(link, "rel")
        .is_some_and(|rel| rel.split_whitespace().any(|word| FETCHED.iter().any(|f| f.eq_ignore_ascii_case(word))))
}

fn value(tag: &StartTag<()>, name: &str) -> Option<String> {
    let (_, value) = tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_fetches_is_told_from_what_it_links_to() {
        let base = Url::parse("https://a.example/in/").unwrap();
        let html = "<a href=http://x.example>x</a><!-- <img src=http://no> --><LINK REL='Stylesheet' href=//s.example/a.css>\
                    <link rel=canonical href=http://a.example><img src=http://i.example/a.png><form action=go>";
        let found: Vec<String> = needed(html, &base).iter().map(|(tag, url)| format!("{tag} {url}")).collect();
        assert_eq!(
            found,
            ["link https://s.example/a.css", "img http://i.example/a.png", "form https://a.example/in/go"]
        );
    }
}
