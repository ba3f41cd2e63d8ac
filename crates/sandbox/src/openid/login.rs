//! The login page.

use axum::body::Body;
use axum::http::Response;

use super::asked::Asked;
use super::fault::Slip;
use super::message::{COOKIE, Message, answer, error_page, value, with};
use super::provider::{LEVELS, Provider, Session, now, random};

/// Seconds by which a forgotten clock is behind.
const OLD: i64 = 900;

impl Provider {
    /// Asks for a name and a password.
    pub(crate) fn login_page(&self, asked: Asked, again: bool) -> Response<Body> {
        let swedish = asked.swedish && !self.slips(Slip::PageAlwaysEnglish);
        let (lang, title, name, password, log_in, cancel, wrong) = if swedish {
            ("sv", "Logga in", "Användarnamn", "Lösenord", "Logga in", "Avbryt", "Fel namn eller lösenord")
        } else {
            ("en", "Log in", "User name", "Password", "Log in", "Cancel", "Wrong name or password")
        };
        let wrong = if again { format!("<p>{wrong}</p>") } else { String::new() };
        let page = random();
        let html = format!(
            "<!doctype html><html lang=\"{lang}\"><head><title>{title}</title></head><body>{wrong}<form method=\"post\" action=\"/login\">\
             <input type=\"hidden\" name=\"page\" value=\"{page}\"><label>{name} <input name=\"username\"></label>\
             <label>{password} <input type=\"password\" name=\"password\"></label>\
             <button name=\"login\" value=\"yes\">{log_in}</button><button name=\"cancel\" value=\"yes\">{cancel}</button></form></body></html>"
        );
        let mut state = self.state();
        state.given.push(page.clone());
        state.pages.insert(page, asked);
        with(answer(200, "text/html; charset=utf-8", html), "cache-control", "no-store")
    }

    /// Takes what was typed.
    pub(crate) fn login(&self, message: &Message) -> Response<Body> {
        let Some(asked) = value(&message.form, "page").and_then(|page| self.state().pages.remove(page)) else {
            return error_page("the page has expired");
        };
        let Some(client) = self.client(&asked.client) else { return error_page("unknown client") };
        if value(&message.form, "cancel").is_some() {
            return self.fail(
                &asked,
                client,
                if self.slips(Slip::CancelOtherError) { "server_error" } else { "access_denied" },
            );
        }
        let typed = |name: &str| value(&message.form, name).unwrap_or_default();
        let found = self
            .people
            .iter()
            .position(|person| person.username == typed("username") && person.password == typed("password"));
        let Some(person) = found else { return self.login_page(asked, true) };
        if asked.wanted_subject().is_some_and(|wanted| wanted != self.subject(person))
            && !self.slips(Slip::SubClaimIgnored)
        {
            return self.fail(&asked, client, "login_required");
        }
        let cookie = random();
        let session = Session {
            person,
            auth_time: if self.slips(Slip::OldAuthTime) { now() - OLD } else { now() },
            acr: self.level(&asked, message.session.as_deref()),
            client: asked.client.clone(),
            agreed: asked.all_claims(),
        };
        let mut state = self.state();
        state.given.push(cookie.clone());
        state.sessions.insert(cookie.clone(), session.clone());
        drop(state);
        let back = self.grant(asked, &session);
        let back = match self.telling_cookie(person) {
            Some(telling) => {
                with(back, "set-cookie", &format!("samspel_user={telling}; Path=/; HttpOnly; SameSite=Lax"))
            }
            None => back,
        };
        with(back, "set-cookie", &format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax"))
    }

    /// The level that the person has been brought to.
    fn level(&self, asked: &Asked, cookie: Option<&str>) -> String {
        let before = cookie.and_then(|cookie| self.state().sessions.get(cookie).map(|session| session.acr.clone()));
        if let (true, Some(before)) = (self.slips(Slip::NoStepUp), before) {
            return before;
        }
        if self.slips(Slip::OtherAcr) {
            return "urn:skola:losenord".to_owned();
        }
        let wanted = asked.levels();
        let met = wanted.into_iter().find(|acr| LEVELS.contains(&acr.as_str()));
        met.unwrap_or_else(|| LEVELS[0].to_owned())
    }
}
