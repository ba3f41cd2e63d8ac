//! The two sides of every test: Samspel's identity provider, and the service provider with a browser in front of it.

use samspel_exchange::{Documents, Exchange, Halt};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context, SamlSp};
use std::sync::Arc;

use crate::authn_request::AuthnRequest;
use crate::browser::{Browser, Landing, Stay};
use crate::idp::Idp;
use crate::person::Person;
use crate::scene::Scene;
use crate::service::Service;
use samspel_suite::observe::{answer, undecided};

/// What stands behind a name to make it another one.
pub(crate) const LONGER: &str = ".attacker";

/// What a run works with.
pub struct Bench {
    pub(crate) idp: Idp,
    pub(crate) service: Service,
    pub(crate) settings: SamlSp,
    pub(crate) documents: Documents,
}

/// Who a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// This one.
    Person,
    /// Not this one.
    Nobody,
    /// The page could not be read.
    Unclear(String),
}

/// What came of a message.
pub(crate) struct Outcome {
    pub(crate) seen: Seen,
    /// Where the message took the browser.
    pub(crate) landing: Landing,
    /// The page that was asked who is there.
    pub(crate) probe: Exchange,
    /// Whom the page was searched for.
    pub(crate) person: Person,
    pub(crate) browser: Browser,
}

impl Bench {
    /// Brings both sides together. `documents`: where calls are noticed that a message must not cause.
    #[must_use]
    pub fn new(idp: Idp, service: Service, settings: SamlSp, documents: Documents) -> Bench {
        Bench { idp, service, settings, documents }
    }

    /// The bench of a run.
    pub(crate) fn of(ctx: &Context) -> Result<Arc<Bench>, CheckError> {
        ctx.shared.get::<Bench>().ok_or_else(|| CheckError::Other("no service provider was made ready".to_owned()))
    }

    /// An address that nobody may fetch, one for each kind of message.
    pub(crate) fn trap_url(&self, what: &str) -> String {
        format!("{}{}", self.documents.base(), trap(what))
    }

    /// Whether the service could fetch it if it wanted to: what lies on this machine only, a service elsewhere cannot reach.
    pub(crate) fn is_reachable(&self) -> bool {
        let is_here = |url: &str| {
            url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).is_some_and(|host| {
                host == "localhost"
                    || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
            })
        };
        !is_here(self.documents.base()) || is_here(&self.service.acs)
    }

    /// How often it was fetched.
    pub(crate) fn trapped(&self, what: &str) -> u64 {
        self.documents.visits(&trap(what))
    }

    /// Makes the address answer, so that whoever comes is counted.
    pub(crate) fn set_trap(&self, what: &str) {
        self.documents.put(&trap(what), "text/plain", "samspel".to_owned());
    }

    /// Somebody new.
    pub(crate) fn person(&self, what: &str) -> Person {
        Person::new(what, &self.settings.idp.scope)
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self, ctx: &Context) -> Browser {
        Browser::new(&ctx.session, &self.settings.idp.sso_url)
    }

    /// Begins a login in a new browser, up to the request that the service provider sends us.
    pub(crate) async fn begin(&self, ctx: &Context) -> Result<Result<(Browser, AuthnRequest), Message>, Halt> {
        let mut browser = self.browser(ctx);
        Ok(self.ask(&mut browser).await?.map(|request| (browser, request)))
    }

    /// Begins a login in this browser.
    pub(crate) async fn ask(&self, browser: &mut Browser) -> Result<Result<AuthnRequest, Message>, Halt> {
        let landing = browser.open("login", &self.settings.login_url).await?;
        Ok(read(&landing))
    }

    /// Posts a response, then looks who is there.
    pub(crate) async fn deliver(
        &self,
        mut browser: Browser,
        request: &AuthnRequest,
        message: &str,
        person: &Person,
    ) -> Result<Outcome, Halt> {
        let landing = self.post(&mut browser, request, message, request.relay_state.as_deref()).await?;
        let (seen, probe) = self.probe(&mut browser, person).await?;
        let seen = told(seen, &landing);
        Ok(Outcome { seen, landing, probe, person: person.clone(), browser })
    }

    /// Posts a response and goes where it leads.
    pub(crate) async fn post(
        &self,
        browser: &mut Browser,
        request: &AuthnRequest,
        message: &str,
        relay_state: Option<&str>,
    ) -> Result<Landing, Halt> {
        use base64::Engine as _;
        // What does not begin as XML does is meant to arrive as it is.
        let packed = match message.starts_with('<') {
            true => base64::engine::general_purpose::STANDARD.encode(message),
            false => message.to_owned(),
        };
        browser.keep_secret(&packed);
        let mut fields = vec![("SAMLResponse", packed.as_str())];
        fields.extend(relay_state.map(|state| ("RelayState", state)));
        browser.post("acs", self.acs(request), &fields).await
    }

    /// Where the response to a request goes.
    pub(crate) fn acs<'b>(&'b self, request: &'b AuthnRequest) -> &'b str {
        let indexed = request.acs_index.as_ref().and_then(|wanted| {
            self.service.endpoints.iter().find(|(index, _)| index.as_ref() == Some(wanted)).map(|(_, url)| url.as_str())
        });
        request.acs.as_deref().or(indexed).unwrap_or(&self.service.acs)
    }

    /// Looks who is there.
    pub(crate) async fn probe(&self, browser: &mut Browser, person: &Person) -> Result<(Seen, Exchange), Halt> {
        Ok(match browser.look("probe", &self.settings.probe.url).await? {
            Stay::Idp(arrival) => (Seen::Nobody, arrival.exchange),
            Stay::Page(exchange) => {
                let seen = match &exchange.outcome {
                    Ok(page) if shows(&page.body, person.marker()) => Seen::Person,
                    Ok(page) if page.status >= 500 || of_the_moment(page.status) => Seen::Unclear(answer(&exchange)),
                    Ok(_) => Seen::Nobody,
                    Err(_) => Seen::Unclear(answer(&exchange)),
                };
                (seen, exchange)
            }
        })
    }

    /// A sound login of somebody new: whether it succeeds, and if not, why the case shows nothing.
    pub(crate) async fn control(&self, ctx: &Context) -> Result<Result<Outcome, Message>, Halt> {
        let (browser, request) = match self.begin(ctx).await? {
            Ok(both) => both,
            Err(reason) => return Ok(Err(reason)),
        };
        let scene = Scene::new(self, &request, "good");
        let outcome = self.deliver(browser, &request, &scene.draft().write(), &scene.victim).await?;
        Ok(match &outcome.seen {
            Seen::Person => Ok(outcome),
            Seen::Nobody => {
                let what = match &outcome.landing {
                    Landing::Page(exchange) => answer(exchange),
                    Landing::Idp(_) => "→ IdP".to_owned(),
                    Landing::Circles => "→ → →".to_owned(),
                };
                Err(Message::new("sp-good-refused").with("answer", what))
            }
            Seen::Unclear(what) => Err(Message::new("sp-probe-unclear").with("answer", what.as_str())),
        })
    }
}

/// Nobody was let in by a message that perhaps never arrived: that shows nothing.
pub(crate) fn told(seen: Seen, landing: &Landing) -> Seen {
    match (seen, landing) {
        (Seen::Nobody, Landing::Page(exchange)) => match &exchange.outcome {
            Ok(page) if !of_the_moment(page.status) => Seen::Nobody,
            Ok(_) | Err(_) => Seen::Unclear(answer(exchange)),
        },
        (seen, _) => seen,
    }
}

/// Whether a status tells of the moment, or of something before the service, rather than of what was asked.
fn of_the_moment(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}

fn trap(what: &str) -> String {
    format!("/nobody-comes-here/{what}")
}

/// What arrived at the identity provider.
pub(crate) fn read(landing: &Landing) -> Result<AuthnRequest, Message> {
    match landing {
        Landing::Idp(arrival) => AuthnRequest::read(arrival)
            .map_err(|wrong| Message::new("sp-request-unreadable").with("what", wrong.name())),
        Landing::Page(exchange) => Err(Message::new("sp-no-request").with("answer", answer(exchange))),
        Landing::Circles => Err(Message::new("sp-no-request").with("answer", "→ → →")),
    }
}

/// Whether a page shows a name, and not only a longer one that begins so.
fn shows(page: &[u8], name: &str) -> bool {
    let mut rest = page;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name.as_bytes()) {
        rest = &rest[at + name.len()..];
        // Characters that stand for nothing do not part the name from what follows.
        rest = rest.trim_ascii_start();
        while let Some(more) =
            rest.strip_prefix("\u{fffd}".as_bytes()).or(rest.strip_prefix(b"\x00")).or(rest.strip_prefix(b"\x01"))
        {
            rest = more;
        }
        if !rest.starts_with(LONGER.as_bytes()) {
            return true;
        }
    }
    false
}

/// Whether a page shows a text, as it is.
pub(crate) fn holds(page: &[u8], what: &str) -> bool {
    !what.is_empty() && page.windows(what.len()).any(|window| window == what.as_bytes())
}

/// The same for each requirement of the case.
pub(crate) fn everywhere(ctx: &Context, gap: Gap, reason: &Message) -> Vec<Observation> {
    ctx.requirements.iter().map(|requirement| undecided(requirement, gap, reason.clone())).collect()
}

/// The bench, or why the check cannot run at all.
macro_rules! given {
    ($ctx:expr, $result:expr) => {
        match $result {
            Ok(value) => value,
            Err(reason) => {
                return Ok(crate::bench::everywhere($ctx, samspel_model::Gap::NoAnswer, &reason));
            }
        }
    };
}
pub(crate) use given;
