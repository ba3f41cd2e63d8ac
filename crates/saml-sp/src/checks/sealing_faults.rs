//! `saml-sp/sealing-faults`: faults of encryption look alike from outside. Whoever can tell a wrong padding from wrong content can open a
//! message step by step (Jager and Somorovsky, "How to Break XML Encryption", 2011). Times are not measured.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, everywhere, given};
use crate::browser::Landing;
use crate::forge::{Cipher, Encryption, encrypted};
use crate::scene::Scene;
use samspel_suite::observe::{against, answer, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/sealing-faults", run: |ctx| Box::pin(run(ctx)) };

/// How often each fault is tried, to tell what varies by itself.
const TIMES: usize = 3;

type Make = fn(&Encryption, &str) -> String;

/// The faults: the wrapped key, the last byte (tag or padding), and what is inside.
const FAULTS: [(&str, Make); 3] = [
    ("EncryptedKey ✗", |how, assertion| garbled(&encrypted(how, assertion), 0)),
    ("EncryptedData ✗", |how, assertion| garbled(&encrypted(how, assertion), 1)),
    ("content: XML ✗", |how, _| encrypted(how, "samspel")),
];

/// An answer as far as it can tell faults apart: without what is new in every answer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Page { status: u16, words: String },
    Idp,
    Circles,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let bench = Bench::of(ctx)?;
    let Some(key) = bench.service.encryption.first() else {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("sp-no-encryption-key")));
    };
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    given!(ctx, bench.control(ctx).await?);
    let mut found = Vec::new();
    let mut alike = 0;
    for cipher in [Cipher::Aes256Gcm, Cipher::Aes256Cbc] {
        let how = Encryption::to(key, cipher);
        let mut first: Option<(Answer, &str)> = None;
        for (label, make) in FAULTS {
            let mut own: Option<Answer> = None;
            for _ in 0..TIMES {
                let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
                let scene = Scene::new(&bench, &request, "sealing-faults");
                let draft = scene.draft();
                let piece = draft.response_piece(&make(&how, &draft.assertion_text().unwrap_or_default()));
                let message = draft.sign_response.as_ref().map_or_else(|| piece.unsigned(), |s| s.signed(&piece));
                let landing = bench.post(&mut browser, &request, &message, request.relay_state.as_deref()).await?;
                let (told, exchange) = match read(&landing) {
                    Ok(both) => both,
                    Err(reason) => return Ok(everywhere(ctx, Gap::NoAnswer, &reason)),
                };
                match &own {
                    Some(before) if *before != told => {
                        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-answers-vary")));
                    }
                    Some(_) => {}
                    None => own = Some(told.clone()),
                }
                match &first {
                    None => {
                        first = Some((told, label));
                        alike += 1;
                    }
                    Some((other, before)) if *other != told => {
                        let summary = Message::new("sp-sealing-tells").with("parameter", label);
                        let mut finding = against(requirement, summary)
                            .expected(format!("{before} = {label}"))
                            .observed(format!("{} ≠ {}", other.name(), told.name()))
                            .sample(label);
                        if let Some(exchange) = exchange {
                            finding = finding.exchange_of_login(exchange);
                        }
                        found.push(finding.contradiction());
                        break;
                    }
                    Some(_) => alike += 1,
                }
            }
        }
    }
    given!(ctx, bench.control(ctx).await?);
    if found.is_empty() {
        found.push(witness(requirement, alike, Message::new("sp-sealing-alike").with("count", alike)));
    }
    Ok(found)
}

impl Answer {
    fn name(&self) -> String {
        match self {
            Answer::Page { status, words } => format!("HTTP {status}, {} characters", words.chars().count()),
            Answer::Idp => "→ IdP".to_owned(),
            Answer::Circles => "→ → →".to_owned(),
        }
    }
}

fn read(landing: &Landing) -> Result<(Answer, Option<&Exchange>), Message> {
    match landing {
        Landing::Idp(_) => Ok((Answer::Idp, None)),
        Landing::Circles => Ok((Answer::Circles, None)),
        Landing::Page(exchange) => match &exchange.outcome {
            Ok(page) => {
                let words = lasting(&String::from_utf8_lossy(&page.body));
                Ok((Answer::Page { status: page.status, words }, Some(exchange)))
            }
            Err(_) => Err(Message::new("sp-probe-unclear").with("answer", answer(exchange))),
        },
    }
}

/// A page without words that have a digit in them: ids, times and tokens are new every time.
fn lasting(page: &str) -> String {
    let words = page.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit())).collect::<Vec<_>>().join(" ")
}

/// With the last byte of one of its cipher values changed.
fn garbled(sealed: &str, which: usize) -> String {
    const OPEN: &str = "<xenc:CipherValue>";
    let Some((at, _)) = sealed.match_indices(OPEN).nth(which) else { return sealed.to_owned() };
    let (before, rest) = sealed.split_at(at + OPEN.len());
    let Some((value, after)) = rest.split_once('<') else { return sealed.to_owned() };
    let mut bytes = STANDARD.decode(value).unwrap_or_default();
    if let Some(last) = bytes.last_mut() {
        *last ^= 0xff;
    }
    format!("{before}{}<{after}", STANDARD.encode(bytes))
}
