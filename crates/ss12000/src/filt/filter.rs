//! `ss12000/filter`: a parameter that compares with a field, alone, with several values and beside another one.

use samspel_contract::{Operation, Parameter};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::{beside, exact, made_up};
use crate::oracle::{
    Inquiry, Question, Tables, choose, expected_below, is_special, observe, telling, two, undecidable, values,
};
use crate::run_state;
use samspel_suite::observe::{not_applicable, undecided};

pub(super) const CHECK: Check = Check { id: "ss12000/filter", run: |ctx| Box::pin(run(ctx)) };

/// Single values that are asked for.
const SINGLE: usize = 3;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (asked, said) = match Asked::of_case(ctx).await? {
        Ok(asked) => (asked, Vec::new()),
        Err(said) => return Ok(said),
    };
    asked.judge(ctx, said).await
}

/// A parameter of a list with what the list holds.
pub(super) struct Asked {
    pub(super) operation: Operation,
    pub(super) parameter: Parameter,
    pub(super) tables: Tables,
    pub(super) requirement: String,
}

impl Asked {
    /// What the case names by `operation` and `parameter`, or why there is nothing to ask.
    pub(super) async fn of_case(ctx: &Context) -> Result<Result<Self, Vec<Observation>>, CheckError> {
        let name: String = ctx.with("parameter")?;
        Asked::of(ctx, &name).await
    }

    /// The same for a parameter that the check itself names.
    pub(super) async fn of(ctx: &Context, name: &str) -> Result<Result<Self, Vec<Observation>>, CheckError> {
        let operation = run_state::operation(ctx).await?;
        if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
            return Ok(Err(said));
        }
        let requirement = ctx.requirements.first().cloned().unwrap_or_default();
        let named = |id: &str| Message::new(id).with("operation", operation.id.as_str()).with("question", name);
        let Some(parameter) = operation.parameters.iter().find(|p| p.name == name).cloned() else {
            return Ok(Err(vec![not_applicable(&requirement, named("filt-not-in-edition"))]));
        };
        let tables = Tables::read(ctx, &operation, &[name]).await?;
        if !tables.is_complete() {
            return Ok(Err(vec![undecided(&requirement, Gap::NoAnswer, named("oracle-list-not-read"))]));
        }
        Ok(Ok(Asked { operation, parameter, tables, requirement }))
    }

    pub(super) fn question(&self, values: &[&str]) -> Option<Question> {
        let parameters = values.iter().map(|value| (self.parameter.name.clone(), (*value).to_owned())).collect();
        Question::new(&self.tables, &self.operation, parameters).ok().map(|question| self.readings(question))
    }

    /// Whether `parent` means children only or everything below is not stated.
    pub(super) fn readings(&self, question: Question) -> Question {
        if self.parameter.name != "parent" {
            return question;
        }
        match expected_below(&self.tables, &self.operation, &question.parameters) {
            Ok(below) if below.differs_from(question.expected()) => {
                question.or_reading(Some("filt-parent-recursive"), below)
            }
            _ => question,
        }
    }

    /// Says that no value of the parameter tells entries apart.
    pub(super) fn nothing_splits(&self) -> Observation {
        let reason = Message::new("oracle-nothing-splits")
            .with("operation", self.operation.id.as_str())
            .with("question", self.parameter.name.as_str());
        undecided(&self.requirement, Gap::NoData, reason)
    }

    async fn judge(&self, ctx: &Context, mut told: Vec<Observation>) -> Result<Vec<Observation>, CheckError> {
        if let Err(why) =
            Question::new(&self.tables, &self.operation, vec![(self.parameter.name.clone(), String::new())])
        {
            return Ok(vec![undecidable(&self.requirement, &self.operation.id, &self.parameter.name, &why)]);
        }
        let singles = match self.parameter.name.as_str() {
            "parent" => self.chosen(ctx),
            _ => telling(ctx, &self.operation, &self.tables, &self.parameter, SINGLE),
        };
        let mut inquiry = Inquiry::new(ctx, &self.operation, &self.tables);
        let hit = singles.iter().find(|question| !question.is_about_nothing()).cloned();
        let mut right = hit.is_some();
        for question in singles {
            right &= inquiry.ask(question).await?;
        }
        // What builds on a filter that does not even work alone says nothing more.
        if right {
            let several = self.several().into_iter().collect();
            let more = [self.special(ctx), several, exact::near_misses(self, ctx), made_up::nothing(self, ctx)];
            for question in more.into_iter().flatten() {
                inquiry.ask(question).await?;
            }
            if let Some(question) = beside::another(self, &inquiry).await? {
                inquiry.ask(question).await?;
            }
        } else if hit.is_none() {
            // A filter that is ignored shows also where no entry has a value.
            for question in made_up::nothing(self, ctx) {
                inquiry.ask(question).await?;
            }
        }
        told.extend(observe(&self.requirement, &self.operation, &self.tables, &inquiry.close().await?));
        if told.is_empty() {
            told.push(self.nothing_splits());
        }
        Ok(told)
    }

    fn chosen(&self, ctx: &Context) -> Vec<Question> {
        let values = values(&self.tables, &self.parameter);
        choose(ctx, &self.tables, &ctx.test, &values, SINGLE, |value| self.question(&[value]))
    }

    /// A value with letters or signs that need encoding, where the data has one and evidence keeps it.
    fn special(&self, ctx: &Context) -> Vec<Question> {
        if self.parameter.format.is_some() || made_up::is_personal(self) {
            return Vec::new();
        }
        let special: Vec<String> =
            values(&self.tables, &self.parameter).into_iter().filter(|value| is_special(value)).collect();
        choose(ctx, &self.tables, &ctx.test, &special, 1, |value| self.question(&[value]))
    }

    fn several(&self) -> Option<Question> {
        let is_array = self.parameter.data_type == "array";
        let question = is_array.then(|| two(&self.operation, &self.tables, &self.parameter)).flatten();
        question.map(|question| self.readings(question))
    }
}
