//! `summary.md`: the report in at most some eighty lines, for pull requests and job summaries.

use samspel_model::{Finding, FindingLevel, Lang, Level, Report, ScenarioOutcome, Verdict};

use crate::account::{self, Kind, Reason, kebab, level_name, nothing_open, reasons, tally};
use crate::date;
use crate::printable::one_line;
use crate::words::{Words, number};
use crate::{ReportError, digest};

/// How many findings and reasons are shown.
const SHOWN: usize = 10;

/// How many scenarios that do not conform are explained, and by how many requirements each.
const SHOWN_SCENARIOS: usize = 5;

/// How many characters of a fact are shown.
const WIDTH: usize = 160;

/// The summary as GitHub-flavoured Markdown in one language.
///
/// # Errors
/// [`ReportError::Json`] if the digest of report.json cannot be computed.
pub fn markdown(report: &Report, lang: Lang) -> Result<String, ReportError> {
    let words = Words::of(lang);
    let mut lines = statement(report, lang, &words);
    lines.extend(counts(report, &words));
    lines.extend(findings(report, lang, &words));
    lines.extend(scenarios(report, &words));
    lines.extend(open(report, lang, &words));
    lines.extend(data(report, lang, &words));
    lines.extend([
        String::new(),
        "---".to_owned(),
        String::new(),
        words.plain("summary-full-report"),
        String::new(),
        format!(
            "{} {} · {} `{}`",
            words.plain("meta-report"),
            code(&report.id),
            words.plain("end-digest"),
            digest(report)?
        ),
        String::new(),
    ]);
    Ok(lines.join("\n"))
}

fn statement(report: &Report, lang: Lang, words: &Words) -> Vec<String> {
    let outcome = kebab(report.statement.outcome.as_str());
    let sign = match outcome.as_str() {
        "conforms" => "✓",
        "does-not-conform" => "✗",
        _ => "?",
    };
    let claim = words.say(
        &format!("statement-{outcome}"),
        &[
            ("target", report.target.name.as_str().into()),
            ("profile", report.profile.title.get(lang).into()),
            ("edition", report.profile.edition.as_str().into()),
            ("dates", date::period(words, &report.run.started, &report.run.ended).into()),
        ],
    );
    let mut lines = vec![
        format!("# {sign} {}", words.plain(&format!("outcome-{outcome}"))),
        String::new(),
        escape(&claim),
        String::new(),
    ];
    lines.extend(report.statement.because.iter().map(|text| format!("- {}", escape(text.get(lang)))));
    lines
}

fn counts(report: &Report, words: &Words) -> Vec<String> {
    let levels = [Level::Must, Level::Should, Level::May];
    let heads = levels.map(|level| words.plain(&format!("level-{}", kebab(level.as_str()))));
    let mut lines = vec![
        String::new(),
        format!("## {}", words.plain("summary-counts")),
        String::new(),
        format!("| {} | {} |", words.plain("counts-verdict"), heads.join(" | ")),
        "|---|--:|--:|--:|".to_owned(),
    ];
    for verdict in Verdict::ALL {
        let cells = levels.map(|level| {
            let count = report.statement.counts.get(&level).and_then(|counts| counts.get(&verdict));
            count.copied().unwrap_or_default().to_string()
        });
        let name = words.plain(&format!("verdict-{}", kebab(verdict.as_str())));
        lines.push(format!("| {name} | {} |", cells.join(" | ")));
    }
    let totals = levels.map(|level| tally(report, level).total().to_string());
    lines.push(format!("| {} | {} |", words.plain("counts-total"), totals.join(" | ")));
    lines
}

fn findings(report: &Report, lang: Lang, words: &Words) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        format!("## {} ({})", words.plain("summary-findings"), report.findings.len()),
        String::new(),
    ];
    if report.findings.is_empty() {
        lines.push(words.plain("findings-none"));
        let must = tally(report, Level::Must);
        if must.open > 0 {
            let args = [("open", number(must.open)), ("applicable", number(must.applicable()))];
            lines.push(words.say("findings-none-but-open", &args));
        }
    }
    for finding in report.findings.iter().take(SHOWN) {
        lines.push(headline(finding, lang, words));
        lines.push(format!(
            "  {} {}, {} {}",
            words.plain("finding-expected"),
            code(&finding.expected),
            words.plain("finding-observed").to_lowercase(),
            code(&finding.observed)
        ));
    }
    let more = report.findings.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.extend([String::new(), words.count("summary-more-findings", more as u64)]);
    }
    lines
}

fn headline(finding: &Finding, lang: Lang, words: &Words) -> String {
    let sign = match finding.level {
        FindingLevel::Must => "✗",
        FindingLevel::Should => "△",
        FindingLevel::Note => "i",
    };
    let level = words.plain(&format!("finding-{}", level_name(finding.level)));
    let place = finding.location.operation.as_deref().map(|operation| format!(", {}", code(operation)));
    format!(
        "- {sign} **{}** {} ({level}, {}{}, {})",
        escape(&finding.id),
        escape(finding.summary.get(lang)),
        code(&finding.requirement),
        place.unwrap_or_default(),
        words.count("places", finding.count)
    )
}

fn open(report: &Report, lang: Lang, words: &Words) -> Vec<String> {
    let mut lines = vec![String::new(), format!("## {}", words.plain("section-open")), String::new()];
    let all = reasons(report, lang);
    let open: Vec<&Reason<'_>> = all.iter().filter(|reason| Kind::OPEN.contains(&reason.kind)).collect();
    if open.is_empty() {
        lines.push(words.plain(nothing_open(&all)));
    }
    for reason in open.iter().take(SHOWN) {
        let text = if reason.text.is_empty() { words.plain("no-reason") } else { escape(reason.text) };
        lines.push(format!(
            "- {}: {text} ({})",
            words.plain(&format!("open-{}", reason.kind.as_str())),
            reason.applies(words)
        ));
    }
    let more = open.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.extend([String::new(), words.count("summary-more-open", more as u64)]);
    }
    lines
}

fn scenarios(report: &Report, words: &Words) -> Vec<String> {
    if report.scenarios.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), format!("## {}", words.plain("section-scenarios")), String::new()];
    for group in account::scenarios(report) {
        let names: Vec<&str> = group.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
        let sign = account::scenario_sign(group.outcome);
        lines.push(format!("- {sign} {}: {}", words.plain(&group.text_id()), escape(&names.join(", "))));
        if group.outcome == ScenarioOutcome::DoesNotConform {
            for scenario in group.scenarios.iter().take(SHOWN_SCENARIOS) {
                let reasons: Vec<String> = scenario.reasons.iter().take(SHOWN_SCENARIOS).map(|id| code(id)).collect();
                let more = scenario.reasons.len().saturating_sub(SHOWN_SCENARIOS) as u64;
                let more = if more > 0 { format!(", {}", words.count("and-more", more)) } else { String::new() };
                lines.push(format!("  - {}: {}{more}", escape(&scenario.id), reasons.join(", ")));
            }
        }
    }
    lines
}

/// What to add to the data.
fn data(report: &Report, lang: Lang, words: &Words) -> Vec<String> {
    let all = reasons(report, lang);
    let (gaps, decided): (Vec<&Reason<'_>>, Vec<&Reason<'_>>) =
        all.iter().filter(|reason| reason.kind == Kind::Data).partition(|reason| reason.leaves_open());
    if gaps.is_empty() && decided.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), format!("## {}", words.plain("section-data")), String::new()];
    lines.extend(gaps.iter().take(SHOWN).map(|gap| format!("- {} ({})", escape(gap.text), gap.applies(words))));
    let more = gaps.len().saturating_sub(SHOWN);
    let rest: Vec<String> = [("summary-more-data", more), ("summary-decided-data", decided.len())]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(id, n)| words.count(id, n as u64))
        .collect();
    if !rest.is_empty() {
        lines.extend((!gaps.is_empty()).then(String::new));
        lines.push(rest.join(" "));
    }
    lines
}

/// Text that Markdown and HTML leave alone.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Text as code, fenced with one backtick more than it holds in a row.
fn code(text: &str) -> String {
    let text = one_line(text);
    let mut shown: String = text.chars().take(WIDTH).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if shown.starts_with('`') || shown.ends_with('`') || shown.is_empty() { " " } else { "" };
    format!("{fence}{space}{shown}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_from_a_system_stays_text() {
        assert_eq!(escape("<script>*a*|b"), "&lt;script&gt;\\*a\\*\\|b");
        assert_eq!(escape("a\n# b"), "a \\# b");
    }

    #[test]
    fn code_cannot_be_broken_out_of() {
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(&"x".repeat(200)).chars().count(), WIDTH + 3);
    }
}
