//! `ss12000/page-foreign-token`: a made-up, altered or foreign token is refused.

use samspel_contract::{Envelope, Kind};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{harvest, next_page, status, token};
use crate::observe::{against, answer, undecided, witness};
use crate::run_state;

const RULE: &str = "SS12K-PAGE-012";

pub(super) const CHECK: Check = Check { id: "ss12000/page-foreign-token", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    let mut tokens = vec![("made up", "samspel-made-this-up".to_owned())];
    if harvest.keys().len() >= 2
        && let Some(own) = token(ctx, &operation, &harvest).await?
    {
        tokens.push(("altered", altered(&own)));
    }
    if let Some(foreign) = foreign(ctx, &operation.id).await? {
        tokens.push(("foreign", foreign));
    }
    let mut observations = Vec::new();
    let mut refused = 0;
    for (label, token) in tokens {
        let exchange =
            ctx.session.send(next_page(&operation, &harvest, harvest.walked.repeats_required, &token)).await?;
        match status(&exchange) {
            Some(400 | 410) => refused += 1,
            None | Some(429 | 503) => {
                let reason = Message::new("no-usable-answer")
                    .with("operation", operation.id.as_str())
                    .with("answer", answer(&exchange));
                observations.push(undecided(RULE, Gap::NoAnswer, reason));
            }
            Some(code) => {
                let summary = match code {
                    200..300 => "page-wrong-token-served",
                    _ => "page-wrong-token-other-status",
                };
                observations.push(
                    against(RULE, Message::new(summary))
                        .expected("HTTP 400 | HTTP 410")
                        .observed(format!("HTTP {code}"))
                        .sample(format!("{} pageToken {label}", operation.id))
                        .exchange(&exchange)
                        .contradiction(),
                );
            }
        }
    }
    if refused > 0 {
        let seen =
            Message::new("page-wrong-tokens-refused").with("operation", operation.id.as_str()).with("count", refused);
        observations.push(witness(RULE, refused, seen));
    }
    Ok(observations)
}

/// The token with the character in its middle exchanged for another of the same class.
fn altered(token: &str) -> String {
    let middle = token.chars().count() / 2;
    token
        .chars()
        .enumerate()
        .map(|(at, c)| match c {
            _ if at != middle => c,
            'x' => 'y',
            '7' => '3',
            _ if c.is_ascii_digit() => '7',
            _ => 'x',
        })
        .collect()
}

/// A token of another list.
async fn foreign(ctx: &Context, own: &str) -> Result<Option<String>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let others = contract.operations().iter().filter(|o| {
        o.id != own
            && o.kind == Kind::List
            && o.success.envelope == Envelope::Page
            && discovery.get(&o.id).is_some_and(run_state::Probed::is_tested)
    });
    for other in others.take(4) {
        let harvest = run_state::harvest(ctx, &other.id).await?;
        if harvest.keys().len() >= 2
            && let Some(token) = token(ctx, other, &harvest).await?
        {
            return Ok(Some(token));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::altered;

    #[test]
    fn an_altered_token_differs_in_one_character() {
        for token in ["abc", "x", "1234", "eyJhIjoxfQ==", "a-b"] {
            let other = altered(token);
            assert_eq!(token.chars().zip(other.chars()).filter(|(a, b)| a != b).count(), 1, "{token} {other}");
        }
    }
}
