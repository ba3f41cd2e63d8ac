//! The register: people, duties and organisations of the SS 12000 interface of the target file.

use std::collections::BTreeSet;

use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message};
use samspel_suite::{CheckError, Context, Interface};
use serde_json::{Map, Value, json};

use samspel_suite::observe::answer;

/// Organisations above a person's own that are asked for a school unit code at most.
const HIGHEST: usize = 5;

/// Why something is not known.
pub(crate) type Lack = (Gap, Message);

/// The SS 12000 interface.
pub(crate) struct Register {
    base_url: String,
}

impl Register {
    /// The register of the target file.
    ///
    /// # Errors
    /// When the target file names none.
    pub(crate) fn of(ctx: &Context) -> Result<Register, Lack> {
        match ctx.target.interfaces.get("ss12000") {
            Some(Interface::Http(http)) => Ok(Register { base_url: http.base_url.trim_end_matches('/').to_owned() }),
            _ => Err((Gap::NoAccess, Message::new("identity-no-register"))),
        }
    }

    /// A person by id.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn person(&self, ctx: &Context, id: &str) -> Result<Result<Map<String, Value>, Lack>, CheckError> {
        let exchange = self.get(ctx, "getPersonById", &format!("/persons/{id}"), &[]).await?;
        let person: Option<Map<String, Value>> = success(&exchange);
        Ok(person
            .filter(|person| person.get("id").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(id)))
            .ok_or_else(|| (Gap::NoAnswer, Message::new("identity-not-in-register").with("answer", answer(&exchange)))))
    }

    /// A person by civic number.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn person_with_number(
        &self,
        ctx: &Context,
        number: &str,
    ) -> Result<Result<Map<String, Value>, Lack>, CheckError> {
        let url = format!("{}/persons/lookup", self.base_url);
        let exchange = ctx.session.send(Request::post("lookupPersons", url, json!({ "civicNos": [number] }))).await?;
        let mut found: Vec<Map<String, Value>> = success(&exchange).unwrap_or_default();
        found.retain(|person| person.get("civicNo").and_then(|civic| civic.get("value")?.as_str()) == Some(number));
        Ok(match (found.pop(), found.is_empty()) {
            (Some(person), true) => Ok(person),
            (None, _) => {
                Err((Gap::NoAnswer, Message::new("identity-not-in-register").with("answer", answer(&exchange))))
            }
            (Some(_), false) => Err((Gap::OtherFault, Message::new("identity-number-shared"))),
        })
    }

    /// Ids of the people who have an EPPN, by a search for it.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn named(
        &self,
        ctx: &Context,
        principal_name: &str,
    ) -> Result<Result<BTreeSet<String>, Lack>, CheckError> {
        let query = [("eduPersonPrincipalName", principal_name)];
        let exchange = self.get(ctx, "listPersons", "/persons", &query).await?;
        let Some(found) = page(&exchange) else {
            return Ok(Err((Gap::NoAnswer, Message::new("identity-no-search").with("answer", answer(&exchange)))));
        };
        // A system that ignores the filter gives everybody.
        let has_it = found.iter().filter(|person| principal_names(person).any(|name| name == principal_name));
        Ok(Ok(has_it.filter_map(|person| person.get("id")?.as_str().map(str::to_ascii_lowercase)).collect()))
    }

    /// Codes of the school units where a person is enrolled or works.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn school_units(
        &self,
        ctx: &Context,
        person: &Map<String, Value>,
    ) -> Result<Result<BTreeSet<String>, Lack>, CheckError> {
        let id = person.get("id").and_then(Value::as_str).unwrap_or_default();
        let exchange = self.get(ctx, "listDuties", "/duties", &[("person", id)]).await?;
        let Some(duties) = page(&exchange) else {
            return Ok(Err((Gap::NoAnswer, Message::new("identity-no-duties").with("answer", answer(&exchange)))));
        };
        let own = duties.iter().filter(|duty| text(duty, &["person", "id"]) == Some(id));
        let enrolments = person.get("enrolments").and_then(Value::as_array).into_iter().flatten();
        let places: BTreeSet<String> = own
            .filter_map(|duty| text(duty, &["dutyAt", "id"]))
            .chain(enrolments.filter_map(|enrolment| text(enrolment.as_object()?, &["enroledAt", "id"])))
            .map(str::to_owned)
            .collect();
        let mut codes = BTreeSet::new();
        for place in places {
            match self.code(ctx, place).await? {
                Ok(code) => codes.extend(code),
                Err(lack) => return Ok(Err(lack)),
            }
        }
        Ok(Ok(codes))
    }

    /// The school unit code of an organisation, or of the next one above that has one.
    async fn code(&self, ctx: &Context, mut id: String) -> Result<Result<Option<String>, Lack>, CheckError> {
        for _ in 0..HIGHEST {
            let exchange = self.get(ctx, "getOrganisationById", &format!("/organisations/{id}"), &[]).await?;
            let Some(organisation): Option<Map<String, Value>> = success(&exchange) else {
                let reason = Message::new("identity-no-organisation").with("answer", answer(&exchange));
                return Ok(Err((Gap::NoAnswer, reason)));
            };
            if let Some(code) = text(&organisation, &["schoolUnitCode"]) {
                return Ok(Ok(Some(code.to_owned())));
            }
            match text(&organisation, &["parentOrganisation", "id"]) {
                Some(parent) => parent.clone_into(&mut id),
                None => break,
            }
        }
        Ok(Ok(None))
    }

    async fn get(
        &self,
        ctx: &Context,
        operation: &str,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Exchange, CheckError> {
        let mut request = Request::get(operation, format!("{}{path}", self.base_url));
        request.query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Ok(ctx.session.send(request).await?)
    }
}

/// EPPNs of a person.
pub(crate) fn principal_names(person: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let names = person.get("eduPersonPrincipalNames").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}

/// The civic number of a person.
pub(crate) fn civic_number(person: &Map<String, Value>) -> Option<&str> {
    text(person, &["civicNo", "value"])
}

/// All entries of a list that has one page; of a longer one, nothing.
fn page(exchange: &Exchange) -> Option<Vec<Map<String, Value>>> {
    let page: Map<String, Value> = success(exchange)?;
    let more = page.get("pageToken").is_some_and(|token| !token.is_null());
    let data = page.get("data")?.as_array().filter(|_| !more)?;
    Some(data.iter().filter_map(Value::as_object).cloned().collect())
}

fn success<T: serde::de::DeserializeOwned>(exchange: &Exchange) -> Option<T> {
    exchange.outcome.as_ref().ok().filter(|response| response.is_success())?.json().ok()
}

fn text<'v>(object: &'v Map<String, Value>, path: &[&str]) -> Option<&'v str> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(object.get(*first)?, |value, step| value.get(step))?.as_str()
}
