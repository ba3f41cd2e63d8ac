//! A plan as text: what will run, and what will not and why.

use std::collections::BTreeMap;
use std::fmt;

use samspel_model::{Lang, Texts};

use super::{Plan, PlannedCase};

impl Plan {
    /// The plan in words. Tests of one case stand in one line with their rows.
    #[must_use]
    pub fn describe<'a>(&'a self, texts: &'a dyn Texts, lang: Lang) -> impl fmt::Display + 'a {
        Description { plan: self, texts, lang }
    }
}

struct Description<'a> {
    plan: &'a Plan,
    texts: &'a dyn Texts,
    lang: Lang,
}

impl fmt::Display for Description<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = self.plan;
        writeln!(
            f,
            "Suite {} {}, profile {}, edition {}",
            plan.suite, plan.suite_version, plan.profile.id, plan.profile.edition
        )?;
        writeln!(f, "{}", plan.terms)?;
        writeln!(
            f,
            "{} requirements, {} tests, {} left out",
            plan.requirements.len(),
            plan.cases.len(),
            plan.left_out.len()
        )?;
        let controls: Vec<&PlannedCase> = plan.cases.iter().filter(|c| c.control).collect();
        let others: Vec<&PlannedCase> = plan.cases.iter().filter(|c| !c.control).collect();
        section(f, "Controls, which run first", &controls)?;
        section(f, "Tests", &others)?;
        let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
        for left_out in &plan.left_out {
            let reason = self.texts.render(&left_out.reason).get(self.lang).to_owned();
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, ids)) => ids.push(&left_out.id),
                None => reasons.push((reason, vec![&left_out.id])),
            }
        }
        for (reason, ids) in reasons {
            writeln!(f, "\nLeft out: {reason}")?;
            for line in merged(ids) {
                writeln!(f, "  {line}")?;
            }
        }
        Ok(())
    }
}

fn section(f: &mut fmt::Formatter<'_>, title: &str, tests: &[&PlannedCase]) -> fmt::Result {
    if tests.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{title}")?;
    for line in merged(tests.iter().map(|t| t.id.as_str())) {
        writeln!(f, "  {line}")?;
    }
    Ok(())
}

/// Rows of a matrix that are named before the rest is counted; `--json` names them all.
const SHOWN_ROWS: usize = 3;

/// `case` or `case [row row …]`, in the order in which the cases first stand.
fn merged<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut order: Vec<&str> = Vec::new();
    let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for id in ids {
        let (case, row) = id.split_once('[').map_or((id, None), |(case, row)| (case, Some(row.trim_end_matches(']'))));
        if !rows.contains_key(case) {
            order.push(case);
        }
        rows.entry(case).or_default().extend(row);
    }
    order
        .into_iter()
        .map(|case| match &rows[case][..] {
            [] => case.to_owned(),
            rows if rows.len() <= SHOWN_ROWS + 1 => format!("{case} [{}]", rows.join(" ")),
            rows => format!("{case} [{} … and {} more]", rows[..SHOWN_ROWS].join(" "), rows.len() - SHOWN_ROWS),
        })
        .collect()
}
