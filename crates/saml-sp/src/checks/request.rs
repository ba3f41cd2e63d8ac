//! `saml-sp/request`: what the service provider asks us (saml-core-2.0-os, 3.4.1; saml-bindings-2.0-os, 3.4 and 3.5).

mod rules;
mod signed;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::authn_request::AuthnRequest;
use crate::bench::{Bench, everywhere, read};
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/request", run: |ctx| Box::pin(run(ctx)) };

/// Logins that are begun where ids are compared.
const LOGINS: usize = 20;

/// What a rule says of a request.
pub(crate) enum Said {
    /// It is as it has to be, which it need not have been.
    Right,
    /// It is not: what is expected, and what is there.
    Wrong(String, String),
    /// There is nothing to judge.
    Absent,
    /// The question cannot be answered.
    Open(Message),
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let bench = Bench::of(ctx)?;
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let times = if kind == "ids" { LOGINS } else { 1 };
    let mut requests = Vec::new();
    for _ in 0..times {
        let landing = bench.browser(ctx).open("login", &bench.settings.login_url).await?;
        match read(&landing) {
            Ok(request) => requests.push(request),
            // For the binding this is the answer; for everything else there is nothing to judge.
            Err(reason) => {
                return Ok(match (&landing, kind.as_str()) {
                    (crate::browser::Landing::Idp(arrival), "binding") => vec![
                        against(requirement, Message::new("sp-request-garbled"))
                            .expected("SAMLRequest: base64, DEFLATE, XML")
                            .observed(AuthnRequest::read(&arrival.clone()).err().map_or("-", |e| e.name()))
                            .exchange_of_login(&arrival.exchange)
                            .contradiction(),
                    ],
                    _ => everywhere(ctx, Gap::NoAnswer, &reason),
                });
            }
        }
    }
    let Some(first) = requests.first() else { return Ok(Vec::new()) };
    let said = match kind.as_str() {
        "ids" => rules::ids(&requests),
        "signed" => signed::signed(first, &bench),
        _ => {
            let rule =
                rules::rule(&kind).ok_or_else(|| CheckError::With(format!("`kind`: there is no kind `{kind}`")))?;
            rule(first, &bench)
        }
    };
    Ok(match said {
        Said::Right => vec![witness(requirement, requests.len() as u64, Message::new("sp-request-right"))],
        Said::Absent => vec![Observation {
            requirement: requirement.to_owned(),
            sight: samspel_model::Sight::NotApplicable { reason: Message::new("sp-request-silent") },
        }],
        Said::Open(reason) => everywhere(ctx, Gap::NoAccess, &reason),
        Said::Wrong(expected, observed) => vec![
            against(requirement, Message::new("sp-request-wrong").with("parameter", kind.as_str()))
                .expected(expected)
                .observed(observed)
                .exchange_of_login(&first.arrival.exchange)
                .contradiction(),
        ],
    })
}
