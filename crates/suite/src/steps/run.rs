//! Runs the steps of a case: send, assert, capture, go on.

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_exchange::{Credentials, Exchange, Request, RequestBody, Response};
use samspel_model::{Contradiction, Gap, Location, Message, Observation, Sight};
use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::expression::{Expression, Scene};
use super::template::{Encoding, fill, fill_body};
use crate::texts::OWN_WORDS;
use crate::{CheckError, CheckFuture, Context, Expectation, Step};

/// Runs the steps of a case.
///
/// A true assertion is a witness, a false one a contradiction in the case's own words, one whose `when` is false is undecided for lack
/// of data. When a step gets no answer, or its answer lacks a value that the next step needs, all that follows stays undecided.
#[must_use]
pub fn run_steps<'a>(context: &'a Context, steps: &'a [Step]) -> CheckFuture<'a> {
    Box::pin(async move {
        let mut runner = Runner::new(context);
        for (index, step) in steps.iter().enumerate() {
            let request = match runner.request(step) {
                Ok(request) => request,
                Err(name) => {
                    // An empty list lacks data; a refusal says nothing about data at all.
                    let (gap, reason) = match runner.refused.get(&name) {
                        Some(status) => {
                            (Gap::NoAnswer, Message::new("step-no-answer").with("what", format!("HTTP {status}")))
                        }
                        None => (Gap::NoData, Message::new("step-no-value").with("name", name)),
                    };
                    runner.give_up(&steps[index..], gap, &reason);
                    break;
                }
            };
            let exchange = context.session.send(request).await?;
            let response = match &exchange.outcome {
                Ok(response) => Arc::clone(response),
                Err(fault) => {
                    let reason = Message::new("step-no-answer").with("what", fault.to_string());
                    runner.give_up(&steps[index..], Gap::NoAnswer, &reason);
                    break;
                }
            };
            runner.judge(index, step, &exchange, &response)?;
        }
        Ok(runner.observations())
    })
}

struct Runner<'a> {
    context: &'a Context,
    /// Values of `with`, the matrix and captures.
    values: Map<String, Value>,
    /// Captures that found nothing in an answer that was no success, with its status.
    refused: BTreeMap<String, u16>,
    held: BTreeMap<String, u64>,
    other: Vec<Observation>,
}

impl<'a> Runner<'a> {
    fn new(context: &'a Context) -> Self {
        let values = context.with.as_object().cloned().unwrap_or_default();
        Runner { context, values, refused: BTreeMap::new(), held: BTreeMap::new(), other: Vec::new() }
    }

    /// The request of a step, or the name of the value that it lacks.
    fn request(&self, step: &Step) -> Result<Request, String> {
        // Loading has made sure of the blank; without it the whole would be a method that no system knows.
        let (method, path) = step.request.split_once(' ').unwrap_or((&step.request, "/"));
        let mut request = Request::get(&step.operation, fill(path, &self.values, Encoding::Percent)?).method(method);
        for (name, value) in &step.query {
            request = request.query(name, fill(value, &self.values, Encoding::Plain)?);
        }
        for (name, value) in &step.headers {
            request = request.header(name, fill(value, &self.values, Encoding::Plain)?);
        }
        if let Some(body) = &step.body {
            request.body = Some(RequestBody::Json(fill_body(body, &self.values)?));
        }
        Ok(request.credentials(match step.principal.as_str() {
            "anonymous" => Credentials::Anonymous,
            name => Credentials::Principal(name.to_owned()),
        }))
    }

    fn give_up(&mut self, steps: &[Step], gap: Gap, reason: &Message) {
        for expectation in steps.iter().flat_map(|step| &step.expect) {
            self.undecided(expectation, gap, reason.clone());
        }
    }

    fn undecided(&mut self, expectation: &Expectation, gap: Gap, reason: Message) {
        let observation =
            Observation { requirement: expectation.requirement.clone(), sight: Sight::Undecided { gap, reason } };
        if !self.other.contains(&observation) {
            self.other.push(observation);
        }
    }

    fn judge(&mut self, index: usize, step: &Step, exchange: &Exchange, response: &Response) -> Result<(), CheckError> {
        let scene = Scene {
            status: response.status,
            headers: headers(response),
            body: response.json().unwrap_or(Value::Null),
            captured: self.values.clone(),
        };
        for (number, expectation) in step.expect.iter().enumerate() {
            if let Some(when) = &expectation.when
                && !decide(when, &scene)?
            {
                let reason = Message::new("step-no-data").with("when", when.as_str());
                self.undecided(expectation, Gap::NoData, reason);
                continue;
            }
            if decide(&expectation.that, &scene)? {
                *self.held.entry(expectation.requirement.clone()).or_default() += 1;
            } else {
                let contradiction = self.contradiction(index, number, step, expectation, exchange, response);
                self.other.push(contradiction);
            }
        }
        for (name, path) in &step.capture {
            let path = JsonPath::parse(path)
                .map_err(|e| CheckError::Other(format!("`{path}` is not a JSONPath: {}", e.message())))?;
            match path.query(&scene.body).first() {
                Some(value) => {
                    self.values.insert(name.clone(), value.clone());
                }
                None => {
                    self.values.remove(name);
                    if !response.is_success() {
                        self.refused.insert(name.clone(), response.status);
                    }
                }
            }
        }
        Ok(())
    }

    fn contradiction(
        &self,
        index: usize,
        number: usize,
        step: &Step,
        expectation: &Expectation,
        exchange: &Exchange,
        response: &Response,
    ) -> Observation {
        // The id names the assertion, not the test: the same assertion over many rows is one cause.
        let case = self.context.test.split('[').next().unwrap_or_default();
        let summary = Message::new(&format!("{OWN_WORDS}/{case}/{index}/{number}"))
            .with("sv", expectation.otherwise.sv.as_str())
            .with("en", expectation.otherwise.en.as_str());
        let seen = Contradiction {
            summary,
            expected: expectation.that.clone(),
            observed: observed(response),
            location: Location { operation: Some(step.operation.clone()), pointer: None },
            count: 1,
            samples: Vec::new(),
            cause: None,
            reproduce: Some(exchange.curl()),
            exchanges: vec![exchange.id.clone()],
        };
        Observation { requirement: expectation.requirement.clone(), sight: Sight::Contradiction(Box::new(seen)) }
    }

    fn observations(self) -> Vec<Observation> {
        let held = self.held.into_iter().map(|(requirement, count)| Observation {
            requirement,
            sight: Sight::Witness { count, message: Message::new("step-held").with("count", count) },
        });
        held.chain(self.other).collect()
    }
}

fn decide(text: &str, scene: &Scene) -> Result<bool, CheckError> {
    let expression =
        Expression::compile(text).map_err(|bad| CheckError::Other(format!("`{text}` is not CEL: {}", bad.what)))?;
    expression.decide(scene).map_err(|what| CheckError::Other(format!("`{text}`: {what}")))
}

/// Headers by name; values of repeated ones joined (RFC 9110, 5.3).
fn headers(response: &Response) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in &response.headers {
        all.entry(name.clone())
            .and_modify(|before| {
                before.push_str(", ");
                before.push_str(value);
            })
            .or_insert_with(|| value.clone());
    }
    all
}

/// Status and form of the answer, nothing of its content.
fn observed(response: &Response) -> String {
    let mut facts = vec![format!("HTTP {}", response.status)];
    facts.extend(response.media_type());
    facts.push(match response.json::<Value>() {
        Ok(Value::Object(members)) => format!("object with {} members", members.len()),
        Ok(Value::Array(items)) => format!("array of {}", items.len()),
        Ok(_) => "a bare JSON value".to_owned(),
        Err(fault) => fault.to_string(),
    });
    facts.join(", ")
}
