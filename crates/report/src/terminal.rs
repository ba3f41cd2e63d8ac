//! What the command line prints at the end of a run.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use samspel_model::{Finding, FindingLevel, Lang, Level, Outcome, Report, Verdict};

use crate::account::{Kind, Reason, kebab, level_name, reasons, scenario_sign, scenarios, tally};
use crate::date;
use crate::printable::one_line;
use crate::words::{Words, number};

/// How many findings are shown.
const FINDINGS: usize = 10;

/// How many reasons are shown.
const REASONS: usize = 6;

/// No narrower than this: below it words no longer fit.
const NARROWEST: usize = 40;

/// The report for a terminal of `width` columns, without colour codes.
#[must_use]
pub fn terminal(report: &Report, lang: Lang, width: usize) -> String {
    Page { report, lang, words: Words::of(lang), width: width.max(NARROWEST), colour: false }.text()
}

/// The same with the outcome and the levels of findings in colour (ANSI). The words stay: colour says nothing new.
#[must_use]
pub fn terminal_in_colour(report: &Report, lang: Lang, width: usize) -> String {
    Page { report, lang, words: Words::of(lang), width: width.max(NARROWEST), colour: true }.text()
}

struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    words: Words,
    width: usize,
    colour: bool,
}

/// Colours by what they stand for, as ANSI codes.
#[derive(Clone, Copy)]
enum Tone {
    Good = 32,
    Bad = 31,
    Open = 33,
    Plain = 1,
}

impl Page<'_> {
    fn text(&self) -> String {
        let mut out = String::new();
        self.statement(&mut out);
        self.counts(&mut out);
        self.scenarios(&mut out);
        self.findings(&mut out);
        self.open(&mut out);
        out.push('\n');
        self.wrapped(&mut out, "", &self.words.plain("terminal-files"));
        out
    }

    fn statement(&self, out: &mut String) {
        let report = self.report;
        let (sign, tone) = match report.statement.outcome {
            Outcome::Conforms => ("✓", Tone::Good),
            Outcome::DoesNotConform => ("✗", Tone::Bad),
            Outcome::NotShown => ("?", Tone::Open),
        };
        let outcome = kebab(report.statement.outcome.as_str());
        let headline = format!("{sign} {}", self.words.plain(&format!("outcome-{outcome}")));
        out.push_str(&self.painted(&headline, tone));
        out.push('\n');
        let claim = self.words.say(
            &format!("statement-{outcome}"),
            &[
                ("target", report.target.name.as_str().into()),
                ("profile", report.profile.title.get(self.lang).into()),
                ("edition", report.profile.edition.as_str().into()),
                ("dates", date::period(&self.words, &report.run.started, &report.run.ended).into()),
            ],
        );
        self.wrapped(out, "  ", &claim);
        for because in &report.statement.because {
            self.item(out, "  • ", because.get(self.lang));
        }
    }

    fn counts(&self, out: &mut String) {
        let levels = [Level::Must, Level::Should, Level::May];
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        let mut header = vec![self.words.plain("counts-verdict")];
        header.extend(levels.map(|level| self.words.plain(&format!("level-{}", kebab(level.as_str())))));
        table.set_header(header);
        for verdict in Verdict::ALL {
            let mut row = vec![self.words.plain(&format!("verdict-{}", kebab(verdict.as_str())))];
            row.extend(levels.map(|level| {
                let count = self.report.statement.counts.get(&level).and_then(|counts| counts.get(&verdict));
                count.copied().unwrap_or_default().to_string()
            }));
            table.add_row(row);
        }
        let mut totals = vec![self.words.plain("counts-total")];
        totals.extend(levels.map(|level| tally(self.report, level).total().to_string()));
        table.add_row(totals);
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        out.push('\n');
        out.push_str(&table.trim_fmt());
        out.push('\n');
    }

    /// One line for each outcome that scenarios came to.
    fn scenarios(&self, out: &mut String) {
        if self.report.scenarios.is_empty() {
            return;
        }
        self.heading(out, &self.words.plain("section-scenarios"));
        for group in scenarios(self.report) {
            let names: Vec<&str> = group.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
            let outcome = self.words.plain(&group.text_id());
            self.item(
                out,
                &format!("  {} ", scenario_sign(group.outcome)),
                &format!("{outcome}: {}", names.join(", ")),
            );
        }
    }

    fn findings(&self, out: &mut String) {
        let findings = &self.report.findings;
        self.heading(out, &format!("{} ({})", self.words.plain("summary-findings"), findings.len()));
        if findings.is_empty() {
            self.wrapped(out, "  ", &self.words.plain("findings-none"));
            let must = tally(self.report, Level::Must);
            if must.open > 0 {
                let args = [("open", number(must.open)), ("applicable", number(must.applicable()))];
                self.wrapped(out, "  ", &self.words.say("findings-none-but-open", &args));
            }
        }
        for finding in findings.iter().take(FINDINGS) {
            self.finding(out, finding);
        }
        let more = findings.len().saturating_sub(FINDINGS);
        if more > 0 {
            self.wrapped(out, "  ", &self.words.count("summary-more-findings", more as u64));
        }
    }

    fn finding(&self, out: &mut String, finding: &Finding) {
        let (sign, tone) = match finding.level {
            FindingLevel::Must => ("✗", Tone::Bad),
            FindingLevel::Should => ("△", Tone::Open),
            FindingLevel::Note => ("i", Tone::Plain),
        };
        let level = self.words.plain(&format!("finding-{}", level_name(finding.level)));
        for line in lines(&one_line(&format!("{sign} {} {level}", finding.id)), self.width - 2) {
            out.push_str(&format!("  {}\n", self.painted(&line, tone)));
        }
        self.wrapped(out, "    ", finding.summary.get(self.lang));
        let operation = finding.location.operation.as_deref().map(|operation| format!(" · {operation}"));
        let places = self.words.count("places", finding.count);
        self.wrapped(out, "    ", &format!("{}{} · {places}", finding.requirement, operation.unwrap_or_default()));
        self.item(out, &format!("    {}: ", self.words.plain("finding-expected")), &short(&finding.expected));
        self.item(out, &format!("    {}: ", self.words.plain("finding-observed")), &short(&finding.observed));
    }

    fn open(&self, out: &mut String) {
        let all = reasons(self.report, self.lang);
        let (open, decided): (Vec<&Reason<'_>>, Vec<&Reason<'_>>) =
            all.iter().filter(|reason| reason.kind != Kind::Inapplicable).partition(|reason| reason.leaves_open());
        self.heading(out, &self.words.plain("section-open"));
        if open.is_empty() {
            self.wrapped(out, "  ", &self.words.plain("open-none"));
        }
        for reason in open.iter().take(REASONS) {
            let applies = reason.applies(&self.words);
            let text = if reason.text.is_empty() { self.words.plain("no-reason") } else { reason.text.to_owned() };
            self.item(out, "  • ", &format!("{text} ({applies})"));
        }
        let more = open.len().saturating_sub(REASONS);
        if more > 0 {
            self.wrapped(out, "  ", &self.words.count("summary-more-open", more as u64));
        }
        if !decided.is_empty() {
            self.wrapped(out, "  ", &self.words.count("summary-decided-data", decided.len() as u64));
        }
    }

    fn heading(&self, out: &mut String, text: &str) {
        out.push('\n');
        out.push_str(&self.painted(text, Tone::Plain));
        out.push('\n');
    }

    fn painted(&self, text: &str, tone: Tone) -> String {
        if self.colour { format!("\u{1b}[1;{}m{text}\u{1b}[0m", tone as u8) } else { text.to_owned() }
    }

    /// A paragraph, every line after the same margin.
    fn wrapped(&self, out: &mut String, margin: &str, text: &str) {
        self.item(out, margin, text);
    }

    /// A paragraph after a lead; the lines that follow stand under the first.
    fn item(&self, out: &mut String, lead: &str, text: &str) {
        let indent = lead.chars().count();
        let room = self.width.saturating_sub(indent).max(1);
        for (at, line) in lines(&one_line(text), room).into_iter().enumerate() {
            let margin = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
            out.push_str(format!("{margin}{line}").trim_end());
            out.push('\n');
        }
    }
}

/// The text in lines of at most `room` characters; a word that is longer is cut.
fn lines(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let mut rest: Vec<char> = word.chars().collect();
        if used > 0 {
            if used + 1 + rest.len() <= room {
                used += 1;
                push(&mut lines, " ");
            } else {
                used = 0;
                lines.push(String::new());
            }
        }
        while rest.len() > room {
            let tail = rest.split_off(room);
            push(&mut lines, &rest.iter().collect::<String>());
            lines.push(String::new());
            rest = tail;
        }
        used += rest.len();
        push(&mut lines, &rest.iter().collect::<String>());
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// A fact, cut where nobody reads on.
fn short(fact: &str) -> String {
    const SHOWN: usize = 240;
    let fact = one_line(fact);
    let mut shown: String = fact.chars().take(SHOWN).collect();
    if shown.len() < fact.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_wider_than_their_room() {
        let text = "en två tre elevregistreringssystemsanpassning fyra";
        for room in 1..60 {
            let lines = lines(text, room);
            assert!(lines.iter().all(|line| line.chars().count() <= room), "{room}: {lines:?}");
            let joined: String = lines.concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
