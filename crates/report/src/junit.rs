//! `junit.xml`: the report for CI.
//!
//! | Verdict of the test | JUnit |
//! |---|---|
//! | PASS | passed |
//! | FAIL that contradicts a MUST of the profile | `failure` |
//! | FAIL otherwise: a deviation, never blocking | passed, property `deviation` |
//! | INCONCLUSIVE, NOT_APPLICABLE, NOT_TESTED | `skipped` with the reason |
//! | ERROR | `error` |
//!
//! CI takes a file of skipped tests for green. So the statement is a test case of its own, the first: it fails unless the
//! outcome is CONFORMS. Nothing proven is red.

use std::collections::BTreeMap;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};
use samspel_model::{Finding, Lang, Level, Outcome, Report, RequirementResult, TestResult, Verdict};

use crate::ReportError;
use crate::account::{Batch, batches, kebab};
use crate::date;
use crate::printable::{one_line, printable};
use crate::words::Words;

/// The report as JUnit XML, in English.
///
/// # Errors
/// [`ReportError::Junit`] if the XML cannot be written.
pub fn junit(report: &Report) -> Result<String, ReportError> {
    let known: BTreeMap<&str, &RequirementResult> = report.requirements.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut xml = quick_junit::Report::new("samspel");
    xml.add_test_suite(statement(report));
    for batch in batches(report) {
        xml.add_test_suite(suite(report, &known, &batch));
    }
    let total = report.tests.iter().map(|test| test.duration_ms).sum();
    xml.set_time(Duration::from_millis(total));
    Ok(xml.to_string()?)
}

fn statement(report: &Report) -> TestSuite {
    let words = Words::of(Lang::En);
    let outcome = report.statement.outcome;
    let title = words.say(
        &format!("statement-{}", kebab(outcome.as_str())),
        &[
            ("target", report.target.name.as_str().into()),
            ("profile", report.profile.title.en.as_str().into()),
            ("edition", report.profile.edition.as_str().into()),
            ("dates", date::period(&words, &report.run.started, &report.run.ended).into()),
        ],
    );
    let because = report.statement.because.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("\n");
    let status = match outcome {
        Outcome::Conforms => TestCaseStatus::success(),
        Outcome::DoesNotConform | Outcome::NotShown => {
            non_success(NonSuccessKind::Failure, &kebab(outcome.as_str()), &title, &because)
        }
    };
    let mut case = TestCase::new(printable(&format!("{} {}", report.profile.id, report.profile.edition)), status);
    case.set_classname("samspel/statement").set_time(Duration::ZERO);
    let mut suite = TestSuite::new("samspel/statement");
    suite.set_time(Duration::ZERO);
    suite.add_property(Property::new("report", printable(&report.id)));
    suite.add_property(Property::new("outcome", outcome.as_str()));
    suite.add_property(Property::new("decision-rule", printable(&report.statement.decision_rule)));
    suite.add_property(Property::new("started", printable(&report.run.started)));
    suite.add_property(Property::new("ended", printable(&report.run.ended)));
    for facts in &report.suites {
        let value = format!("{} {} sha256:{}", facts.id, facts.version, facts.digest);
        suite.add_property(Property::new("suite", printable(&value)));
    }
    suite.add_test_case(case);
    suite
}

fn suite(report: &Report, known: &BTreeMap<&str, &RequirementResult>, batch: &Batch<'_>) -> TestSuite {
    let mut suite = TestSuite::new(printable(&batch.id));
    suite.set_time(Duration::from_millis(batch.tests.iter().map(|(_, test)| test.duration_ms).sum()));
    for (_, test) in &batch.tests {
        suite.add_test_case(case(report, known, &batch.id, test));
    }
    suite
}

fn case(report: &Report, known: &BTreeMap<&str, &RequirementResult>, batch: &str, test: &TestResult) -> TestCase {
    let contradicted: Vec<&str> = test
        .requirements
        .iter()
        .map(String::as_str)
        .filter(|id| known.get(id).is_none_or(|requirement| requirement.verdict == Verdict::Fail))
        .collect();
    let binding = contradicted.iter().any(|id| known.get(id).is_some_and(|r| r.level == Level::Must));
    let remarks = || test.remarks.iter().map(|remark| remark.en.as_str()).collect::<Vec<_>>().join("\n");
    let status = match test.verdict {
        Verdict::Pass => TestCaseStatus::success(),
        Verdict::Fail if binding => failure(report, test, &contradicted),
        Verdict::Fail => TestCaseStatus::success(),
        Verdict::Inconclusive | Verdict::NotApplicable | Verdict::NotTested => {
            let mut skipped = TestCaseStatus::skipped();
            let name = kebab(test.verdict.as_str());
            skipped.set_type(name.as_str()).set_message(one_line(&format!("{name}: {}", remarks())));
            skipped
        }
        Verdict::Error => non_success(NonSuccessKind::Error, "error", &remarks(), &remarks()),
    };
    let mut case = TestCase::new(printable(&test.id), status);
    case.set_classname(printable(batch)).set_time(Duration::from_millis(test.duration_ms));
    case.add_property(Property::new("verdict", test.verdict.as_str()));
    for requirement in &test.requirements {
        case.add_property(Property::new("requirement", printable(requirement)));
    }
    if test.verdict == Verdict::Fail && !binding {
        for requirement in &contradicted {
            case.add_property(Property::new("deviation", printable(requirement)));
        }
    }
    case
}

/// The findings that a failed test shares: its own first, else those of the requirements that it tests.
fn failure(report: &Report, test: &TestResult, contradicted: &[&str]) -> TestCaseStatus {
    let of_requirement = |finding: &&Finding| contradicted.contains(&finding.requirement.as_str());
    let mut findings: Vec<&Finding> =
        report.findings.iter().filter(of_requirement).filter(|finding| finding.test == test.id).collect();
    if findings.is_empty() {
        findings = report.findings.iter().filter(of_requirement).collect();
    }
    let message = findings.first().map_or_else(
        || test.remarks.iter().map(|remark| remark.en.as_str()).collect::<Vec<_>>().join("; "),
        |finding| format!("{}: {}", finding.requirement, finding.summary.en),
    );
    let details = findings.iter().map(|finding| detail(finding)).collect::<Vec<_>>().join("\n\n");
    non_success(NonSuccessKind::Failure, contradicted.first().copied().unwrap_or("fail"), &message, &details)
}

fn detail(finding: &Finding) -> String {
    let mut lines = vec![
        format!("{} {}: {}", finding.id, finding.requirement, finding.summary.en),
        format!("Expected: {}", finding.expected),
        format!("Observed: {}", finding.observed),
    ];
    if let Some(operation) = &finding.location.operation {
        lines.push(format!("Operation: {operation}"));
    }
    if let Some(pointer) = &finding.location.pointer {
        lines.push(format!("JSON pointer: {pointer}"));
    }
    lines.push(format!("Places: {}", finding.count));
    lines.push(format!("What to change: {}", finding.remedy.en));
    if let Some(reproduce) = &finding.reproduce {
        lines.push(format!("Reproduce: {reproduce}"));
    }
    lines.join("\n")
}

fn non_success(kind: NonSuccessKind, name: &str, message: &str, description: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(printable(name)).set_message(one_line(message)).set_description(printable(description));
    status
}
