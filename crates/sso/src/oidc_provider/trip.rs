//! The way from an authorisation request to the client's address, by the login pages of the provider.

use samspel_exchange::{Exchange, Secret};
use samspel_suite::{CheckError, Context, PageRule};
use url::Url;

use super::ask::Ask;
use super::browser::Browser;
use super::page::{Form, Page};
use super::provider::{Provider, Typist};

/// Pages and redirects on the way at most.
const LONGEST: usize = 25;

/// Pages that are typed into on one way at most: a name, a password, and one more.
const MOST_TYPED: usize = 3;

/// A way that has been gone.
pub(crate) struct Trip {
    /// Where it ended.
    pub(crate) end: End,
    /// Whether a page was filled in by what the person types, a password for example.
    pub(crate) typed: bool,
    /// Language of the first page.
    pub(crate) lang: Option<String>,
    /// Why it went no further, where it ended on a page.
    pub(crate) stop: Option<Stop>,
    /// The last exchange.
    pub(crate) last: Exchange,
}

/// Why a way ended on a page.
pub(crate) enum Stop {
    /// The page came again and again, whatever was typed.
    Rejected,
    /// No rule fits. Names of the fields that its forms have.
    NoRule(Vec<String>),
}

/// Where a way ends.
pub(crate) enum End {
    /// Back at the client.
    Returned(Returned),
    /// A page that no rule fits, with success or not.
    Page,
    /// No answer, or a way without an end.
    Broken,
}

/// What the client gets.
#[derive(Debug, Clone)]
pub(crate) struct Returned {
    /// The whole address.
    pub(crate) address: String,
    /// Parameters of the response.
    pub(crate) parameters: Vec<(String, String)>,
}

impl Returned {
    /// A parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

impl Trip {
    /// What came back, if anything did.
    pub(crate) fn returned(&self) -> Option<&Returned> {
        match &self.end {
            End::Returned(returned) => Some(returned),
            End::Page | End::Broken => None,
        }
    }

    /// The code, if one came.
    pub(crate) fn code(&self) -> Option<&str> {
        self.returned()?.get("code")
    }

    /// The error, if one came back to the client.
    pub(crate) fn error(&self) -> Option<&str> {
        self.returned()?.get("error")
    }

    /// The end in a word, without anything secret.
    pub(crate) fn word(&self) -> String {
        match &self.end {
            End::Returned(returned) => match (returned.get("code"), returned.get("error")) {
                (Some(_), _) => "code".to_owned(),
                (None, Some(error)) => format!("error={}", error.chars().take(60).collect::<String>()),
                (None, None) => "redirect".to_owned(),
            },
            End::Page => format!("page, {}", samspel_suite::observe::answer(&self.last)),
            End::Broken => samspel_suite::observe::answer(&self.last),
        }
    }
}

/// How a request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Get,
    Post,
}

impl Browser {
    /// Goes the whole way as a person.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn authorise(
        &mut self,
        ctx: &Context,
        provider: &Provider,
        ask: &Ask,
        person: &Typist,
    ) -> Result<Trip, CheckError> {
        self.travel(ctx, provider, ask, person, &provider.pages, By::Get).await
    }

    /// The same with other rules or another method.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn travel(
        &mut self,
        ctx: &Context,
        provider: &Provider,
        ask: &Ask,
        person: &Typist,
        rules: &[PageRule],
        by: By,
    ) -> Result<Trip, CheckError> {
        let endpoint = provider.text("authorization_endpoint").unwrap_or_default();
        let first = match by {
            By::Get => self.get(ctx, "authorise", endpoint, &ask.parameters).await?,
            By::Post => self.post(ctx, "authorise", endpoint, &ask.parameters).await?,
        };
        self.follow(ctx, provider, ask.redirect_uri(), first, person, rules).await
    }

    /// Goes on from an answer until the client's address, or until nothing fits.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn follow(
        &mut self,
        ctx: &Context,
        provider: &Provider,
        asked_for: &str,
        first: Exchange,
        person: &Typist,
        rules: &[PageRule],
    ) -> Result<Trip, CheckError> {
        let mut last = first;
        let (mut typed, mut lang) = (false, None);
        // A page that comes again did not take what was typed; typing it once more could lock the account.
        let mut filled_in = 0;
        for _ in 0..LONGEST {
            let Ok(response) = last.outcome.clone() else { break };
            let here = Url::parse(&last.url).map_err(|e| CheckError::Other(e.to_string()))?;
            if let (300..=399, Some(location)) = (response.status, response.header("location")) {
                if is_ours(provider, asked_for, location, &here) {
                    let returned = read(location, ctx);
                    return Ok(Trip { end: End::Returned(returned), typed, lang, stop: None, last });
                }
                let Ok(next) = here.join(location) else { break };
                last = self.get(ctx, "login", next.as_str(), &[]).await?;
                continue;
            }
            let page = Page::read(&String::from_utf8_lossy(&response.body));
            lang = lang.or_else(|| page.lang.clone());
            let before = std::mem::take(&mut typed);
            let step = step(&page, rules, person, &mut typed);
            filled_in += usize::from(typed);
            typed |= before;
            let stop = match &step {
                None => Some(Stop::NoRule(page.field_names())),
                Some(_) if filled_in > MOST_TYPED => Some(Stop::Rejected),
                Some(_) => None,
            };
            let (Some(step), None) = (step, &stop) else {
                return Ok(Trip { end: End::Page, typed, lang, stop, last });
            };
            last = match step {
                Step::Follow(link) => {
                    let Ok(next) = here.join(&link) else { break };
                    self.get(ctx, "login", next.as_str(), &[]).await?
                }
                Step::Send { action, is_post, fields } => {
                    let Ok(next) = here.join(&action) else { break };
                    if is_post {
                        self.post(ctx, "login", next.as_str(), &fields).await?
                    } else {
                        self.get(ctx, "login", next.as_str(), &fields).await?
                    }
                }
            };
        }
        Ok(Trip { end: End::Broken, typed, lang, stop: None, last })
    }
}

/// What to do on a page.
enum Step {
    Follow(String),
    Send { action: String, is_post: bool, fields: Vec<(String, String)> },
}

fn step(page: &Page, rules: &[PageRule], person: &Typist, typed: &mut bool) -> Option<Step> {
    rules.iter().find_map(|rule| {
        if let Some(part) = &rule.follow {
            let fits = rule.field.as_ref().is_none_or(|name| page.forms.iter().any(|form| form.has(name)));
            return page.links.iter().find(|link| fits && link.contains(part)).map(|link| Step::Follow(link.clone()));
        }
        let form = page.forms.iter().find(|form| {
            rule.field.as_ref().is_none_or(|name| form.has(name))
                && rule.action.as_ref().is_none_or(|part| form.action.contains(part))
                && (rule.field.is_some() || rule.action.is_some())
        })?;
        Some(Step::Send {
            action: form.action.clone(),
            is_post: form.is_post,
            fields: filled(form, rule, person, typed),
        })
    })
}

/// The fields as the browser sends them (HTML, form submission: the buttons that were not pressed stay behind).
fn filled(form: &Form, rule: &PageRule, person: &Typist, typed: &mut bool) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in &form.fields {
        let value = match rule.fill.get(&field.name) {
            Some(text) => match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
                Some(name) => {
                    *typed = true;
                    person.types.get(name).map(|secret| secret.expose().to_owned()).unwrap_or_default()
                }
                None => text.clone(),
            },
            None if field.is_button && rule.press.as_ref() != Some(&field.name) => continue,
            None if field.is_off => continue,
            None => field.value.clone(),
        };
        fields.push((field.name.clone(), value));
    }
    fields
}

impl Form {
    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }
}

/// Whether an address is one that the client was to be returned to, or any of its registered ones.
fn is_ours(provider: &Provider, asked_for: &str, location: &str, here: &Url) -> bool {
    let bare = |text: &str| text.split(['?', '#']).next().unwrap_or_default().to_owned();
    if !asked_for.is_empty() && location.starts_with(&bare(asked_for)) {
        return true;
    }
    let Ok(to) = here.join(location) else { return false };
    if to.origin() == here.origin() {
        return false;
    }
    let ours =
        provider.clients().flat_map(|client| client.redirect_uris.iter().chain(&client.post_logout_redirect_uris));
    ours.map(String::as_str)
        .chain([asked_for])
        .filter_map(|uri| Url::parse(uri).ok())
        .any(|uri| uri.origin() == to.origin())
}

/// Takes the response parameters off an address; codes and tokens are struck out of everything from here on.
fn read(location: &str, ctx: &Context) -> Returned {
    let parameters: Vec<(String, String)> = Url::parse(location)
        .map(|url| {
            let fragment = url.fragment().unwrap_or_default().as_bytes();
            url.query_pairs()
                .chain(url::form_urlencoded::parse(fragment))
                .map(|(n, v)| (n.into_owned(), v.into_owned()))
                .collect()
        })
        .unwrap_or_default();
    for (name, value) in &parameters {
        if matches!(name.as_str(), "code" | "access_token" | "id_token") {
            ctx.client.keep_secret(&Secret::new(value.as_str()));
        }
    }
    Returned { address: location.to_owned(), parameters }
}
