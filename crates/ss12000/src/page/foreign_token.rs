//! `ss12000/page-foreign-token`: a made-up, altered or foreign token is refused.

use samspel_contract::{Envelope, Kind};
use samspel_model::Observation;
use samspel_suite::{Check, CheckError, Context};

use super::ask::{harvest, next_page, token};
use super::refusals::{Refusals, Rule};
use crate::run_state;

const RULE: Rule = Rule {
    id: "SS12K-PAGE-012",
    right: &[400, 410],
    served: "page-wrong-token-served",
    other_status: "page-wrong-token-other-status",
    refused: "page-wrong-tokens-refused",
};

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
    let mut refusals = Refusals::new(&RULE, &operation.id);
    for (label, token) in tokens {
        let request = next_page(&operation, &harvest, harvest.walked.repeats_required, &token);
        refusals.hear(&ctx.session.send(request).await?, &format!("pageToken {label}"));
    }
    Ok(refusals.close())
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
