//! Values that a parameter cannot have are refused with 400: `ss12000/filter-uuids` (no UUID; an unknown one is answered with an
//! empty list) and `ss12000/filter-enumerations` (outside the enumeration, also in other letter case).

use samspel_contract::{Operation, Parameter};
use samspel_exchange::{Exchange, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::http::positive::{self, Positive, holds_data};
use crate::requests;
use samspel_suite::observe::{Against, against, answer, undecided, witness};

pub(super) const UUIDS: Check = Check { id: "ss12000/filter-uuids", run: |ctx| Box::pin(uuids(ctx)) };
pub(super) const OUTSIDE_ENUMERATION: Check =
    Check { id: "ss12000/filter-enumerations", run: |ctx| Box::pin(outside(ctx)) };

/// No UUID by any reading.
const NO_UUID: &str = "abc";
/// A literal that no enumeration of the standard has.
const NO_LITERAL: &str = "Samspel-finns-inte";

/// Bad values beside good ones of one list.
struct Values<'a> {
    ctx: &'a Context,
    operation: Operation,
    required: Vec<(String, String)>,
    requirement: String,
    told: Vec<Observation>,
    right: u64,
}

async fn uuids(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let mut values = match Values::of_case(ctx).await? {
        Ok(values) => values,
        Err(said) => return Ok(said),
    };
    let of_ids = |p: &&Parameter| p.place == "query" && p.format.as_deref() == Some("uuid");
    for parameter in values.operation.clone().parameters.iter().filter(of_ids) {
        let good = values.send(parameter, &requests::unknown_uuid(ctx, &ctx.test)).await?;
        let bad = values.send(parameter, NO_UUID).await?;
        values.unknown_id(parameter, &good);
        values.refused(parameter, "filt-no-uuid", &good, &bad);
    }
    Ok(values.finish())
}

async fn outside(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let mut values = match Values::of_case(ctx).await? {
        Ok(values) => values,
        Err(said) => return Ok(said),
    };
    for parameter in values.operation.clone().parameters.iter().filter(|p| p.place == "query") {
        // Sort orders and expansions have requirements of their own.
        let Some(literals) =
            parameter.values.as_ref().filter(|_| !matches!(parameter.semantics.op.as_str(), "sort" | "embed"))
        else {
            continue;
        };
        let Some(literal) = literals.first() else { continue };
        let good = values.send(parameter, literal).await?;
        let bad = values.send(parameter, NO_LITERAL).await?;
        values.refused(parameter, "filt-no-literal", &good, &bad);
        if let Some(turned) = other_case(literals) {
            let bad = values.send(parameter, &turned).await?;
            values.refused(parameter, "filt-literal-in-other-case", &good, &bad);
        }
    }
    Ok(values.finish())
}

/// A literal in other letter case that is no literal itself.
fn other_case(literals: &[String]) -> Option<String> {
    let turned = literals.iter().flat_map(|literal| [literal.to_lowercase(), literal.to_uppercase()]);
    turned.into_iter().find(|turned| !literals.contains(turned))
}

impl<'a> Values<'a> {
    async fn of_case(ctx: &'a Context) -> Result<Result<Self, Vec<Observation>>, CheckError> {
        let operation = match Positive::of_case(ctx).await? {
            Ok((operation, _)) => operation,
            Err(said) => return Ok(Err(said)),
        };
        let required = positive::required(ctx, &operation).await?;
        let requirement = ctx.requirements.first().cloned().unwrap_or_default();
        Ok(Ok(Values { ctx, operation, required, requirement, told: Vec::new(), right: 0 }))
    }

    async fn send(&self, parameter: &Parameter, value: &str) -> Result<Exchange, CheckError> {
        let request = requests::with_query(requests::plain(&self.operation), &self.required);
        Ok(self.ctx.session.send(request.query(&parameter.name, value)).await?)
    }

    /// An id that nobody has selects nothing, and is no mistake.
    fn unknown_id(&mut self, parameter: &Parameter, exchange: &Exchange) {
        let body = |response: &Response| response.json::<Value>().ok();
        let summary = match exchange.outcome.as_ref().map(|response| (response.status, body(response))) {
            Ok((200, Some(body))) if holds_data(&body) => "filt-unknown-uuid-served",
            Ok((200, Some(_))) => {
                self.right += 1;
                return;
            }
            Ok((400 | 402 | 404..=407 | 409..=428 | 430..=499, _)) => "filt-unknown-uuid-refused",
            _ => return self.unanswered(parameter, exchange, Gap::NoAnswer),
        };
        let seen = self.seen(summary, parameter, exchange).expected("HTTP 200, 0 entries");
        self.told.push(seen.contradiction());
    }

    /// A bad value is refused with 400, where a good one is not.
    fn refused(&mut self, parameter: &Parameter, served: &'static str, good: &Exchange, bad: &Exchange) {
        let status = |exchange: &Exchange| exchange.outcome.as_ref().map_or(0, |response| response.status);
        let summary = match (status(good), status(bad)) {
            (200, 400) => {
                self.right += 1;
                return;
            }
            (_, 200..=299) => served,
            (200, 401 | 403 | 429 | 501..=599 | 0) | (..=199 | 201.., _) => {
                let gap = match status(good) {
                    401 | 403 => Gap::NoAccess,
                    // No value of this parameter is taken, so none shows anything.
                    400..=499 if status(good) != 429 => Gap::NoData,
                    _ => Gap::NoAnswer,
                };
                let silent = if status(good) == 200 { bad } else { good };
                return self.unanswered(parameter, silent, gap);
            }
            _ => "filt-bad-value-other-status",
        };
        let seen = self.seen(summary, parameter, bad).expected("HTTP 400");
        self.told.push(seen.contradiction());
    }

    fn unanswered(&mut self, parameter: &Parameter, exchange: &Exchange, gap: Gap) {
        let reason = Message::new("oracle-no-answer")
            .with("operation", self.operation.id.as_str())
            .with("question", parameter.name.as_str())
            .with("answer", answer(exchange));
        self.told.push(undecided(&self.requirement, gap, reason));
    }

    fn seen(&self, summary: &'static str, parameter: &Parameter, exchange: &Exchange) -> Against {
        against(&self.requirement, Message::new(summary))
            .observed(answer(exchange))
            .sample(format!("{}?{}=…", self.operation.path, parameter.name))
            .exchange(exchange)
    }

    fn finish(mut self) -> Vec<Observation> {
        let named = |id: &str| Message::new(id).with("operation", self.operation.id.as_str());
        if self.right > 0 {
            let seen = named("filt-bad-values-refused").with("count", self.right);
            self.told.push(witness(&self.requirement, self.right, seen));
        }
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_in_other_letter_case_is_none() {
        let literals = |all: &[&str]| all.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        assert_eq!(other_case(&literals(&["Klass", "Mentor"])).as_deref(), Some("klass"));
        assert_eq!(other_case(&literals(&["duty"])).as_deref(), Some("DUTY"));
        assert_eq!(other_case(&literals(&["GR", "gr"])), None);
    }
}
