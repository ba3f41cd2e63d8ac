//! Synthetic reports: one of a system that fails here and there, and its extremes.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file, and the example, includes this file and uses some of it"
)]

use std::collections::BTreeMap;

use samspel_model::{
    Call, Confidence, Counts, DataGap, Finding, FindingLevel, Level, Location, Outcome, ProfileClaim, Report,
    RequirementResult, RunFacts, SCHEMA_ID, ScenarioOutcome, ScenarioResult, Statement, SuiteFacts, TargetFacts,
    TestResult, Text, ToolFacts, Verdict,
};

pub fn text(sv: &str, en: &str) -> Text {
    Text { sv: sv.to_owned(), en: en.to_owned() }
}

/// A system with contradictions, gaps, deviations and notes: every verdict and every level occurs.
pub fn failing() -> Report {
    let mut report = frame();
    for (family, n, level, confidence, verdict, sv, en) in REQUIREMENTS {
        let id = format!("SS12K-{family}-{n:03}");
        report.requirements.push(RequirementResult {
            level: *level,
            confidence: *confidence,
            title: text(sv, en),
            verdict: *verdict,
            witnesses: if *verdict == Verdict::Pass { 1200 + u64::from(*n) } else { 0 },
            tests: Vec::new(),
            reason: reason(*verdict, *n),
            not_shown: if id == "SS12K-FILT-002" { vec![no_duties()] } else { Vec::new() },
            id,
        });
    }
    add_tests(&mut report, &["listPersons", "listGroups", "listOrganisations"]);
    report.findings = vec![ignored_filter(), lost_entries(), slow_error(), undeclared_property()];
    report.scenarios = scenarios(&[
        (ScenarioOutcome::Conforms, &[]),
        (ScenarioOutcome::DoesNotConform, &["SS12K-FILT-001", "SS12K-PAGE-002"]),
        (
            ScenarioOutcome::NotShown,
            &["SS12K-AUTH-002", "SS12K-AUTH-003", "SS12K-PAGE-003", "SS12K-WRITE-001", "SS12K-SUB-007"],
        ),
        (ScenarioOutcome::NotTested, &[]),
    ]);
    report.data_gaps = vec![DataGap { what: no_duties(), requirements: vec!["SS12K-FILT-002".to_owned()], tests: 3 }];
    state(&mut report, Outcome::DoesNotConform);
    report
}

/// A system that shows everything that applies.
pub fn conforming() -> Report {
    let mut report = failing();
    report.findings.clear();
    for requirement in &mut report.requirements {
        if requirement.verdict != Verdict::NotApplicable {
            requirement.verdict = Verdict::Pass;
            requirement.reason = None;
            requirement.witnesses = 17;
        }
        requirement.not_shown.clear();
    }
    for test in &mut report.tests {
        if test.verdict != Verdict::NotApplicable {
            test.verdict = Verdict::Pass;
            test.remarks = vec![text("17 poster jämfördes.", "17 entries were compared.")];
        }
    }
    report.scenarios = scenarios(&[(ScenarioOutcome::Conforms, &[][..]); 20]);
    report.data_gaps.clear();
    report.run.options.clear();
    report.target.supports = None;
    state(&mut report, Outcome::Conforms);
    report
}

/// A system without findings that nothing could be shown of.
pub fn not_shown() -> Report {
    let mut report = conforming();
    for requirement in &mut report.requirements {
        requirement.verdict = Verdict::Inconclusive;
        requirement.witnesses = 0;
        requirement.reason = Some(no_duties());
    }
    for test in &mut report.tests {
        test.verdict = Verdict::Inconclusive;
        test.remarks = vec![no_duties()];
    }
    report.scenarios = Vec::new();
    let all = report.requirements.iter().map(|r| r.id.clone()).collect();
    report.data_gaps = vec![DataGap { what: no_duties(), requirements: all, tests: report.tests.len() as u64 }];
    report.run.interrupted = true;
    state(&mut report, Outcome::NotShown);
    report
}

/// A system that writes markup, escape sequences and endless pointers wherever it can.
pub fn hostile() -> Report {
    let mut report = failing();
    let evil = "<script>alert('x')</script>\"'&|`*_\u{1b}[31m\u{202e}\0";
    report.target.name = format!("{evil} Elevregistreringssystemsanpassningsförvaltningsorganisationen");
    report.id = format!("</style>{evil}");
    report.target.interfaces.insert("javascript".to_owned(), "javascript:alert(1)".to_owned());
    report.target.offered.push(evil.to_owned());
    report.run.options.push(evil.to_owned());
    if let Some(finding) = report.findings.first_mut() {
        finding.summary = text(evil, evil);
        finding.expected = evil.to_owned();
        finding.observed = evil.repeat(20);
        finding.location = Location {
            operation: Some(evil.to_owned()),
            pointer: Some(format!("/data/*{}", "/enrolments/*/schoolUnit/displayName".repeat(40))),
        };
        finding.samples = vec![evil.to_owned(); 10];
        finding.reproduce = Some(format!("curl -H 'Authorization: Bearer …' 'http://127.0.0.1:8080/{evil}'"));
    }
    if let Some(test) = report.tests.first_mut() {
        test.id = format!("ss12000/{evil}/x[{evil}]");
        test.remarks = vec![text(evil, evil)];
    }
    report
}

/// As much as a whole run of the suite gives: 400 tests, 340 requirements, 40 findings.
pub fn large() -> Report {
    let mut report = failing();
    let model = report.requirements.clone();
    report.requirements.clear();
    for round in 0..17_u32 {
        for (at, requirement) in model.iter().take(20).enumerate() {
            let mut copy = requirement.clone();
            let family = copy.id.trim_start_matches("SS12K-").split('-').next().unwrap_or_default().to_owned();
            copy.id = format!("SS12K-{family}-{:03}", 100 + round as usize * 20 + at);
            report.requirements.push(copy);
        }
    }
    report.tests.clear();
    let operations: Vec<String> = (0..24).map(|n| format!("listEntities{n:02}")).collect();
    add_tests(&mut report, &operations.iter().map(String::as_str).collect::<Vec<_>>());
    report.tests.truncate(400);
    report.scenarios = scenarios(&[(ScenarioOutcome::DoesNotConform, &["SS12K-FILT-100"; 12][..]); 20]);
    let all: Vec<String> = report.requirements.iter().map(|r| r.id.clone()).collect();
    report.data_gaps = (0..60)
        .map(|n| DataGap {
            what: text(&format!("Lägg in post {n}."), &format!("Add record {n}.")),
            requirements: all[n..n + 3].to_vec(),
            tests: 1,
        })
        .collect();
    let models = report.findings.clone();
    report.findings = (0..40_usize)
        .map(|n| {
            let mut finding = models[n * models.len() / 40].clone();
            finding.id = format!("F-{:03}", n + 1);
            finding.count = 4000 - n as u64;
            finding
        })
        .collect();
    state(&mut report, Outcome::DoesNotConform);
    report
}

/// Scenarios with these outcomes and reasons, C.1 first.
fn scenarios(all: &[(ScenarioOutcome, &[&str])]) -> Vec<ScenarioResult> {
    all.iter()
        .enumerate()
        .map(|(at, (outcome, reasons))| ScenarioResult {
            id: format!("C.{}", at + 1),
            title: text(
                &format!("C.{}: frånvaro till terminsbetyg", at + 1),
                &format!("C.{}: absence for term grades", at + 1),
            ),
            outcome: *outcome,
            passed: if *outcome == ScenarioOutcome::NotTested { 0 } else { 40 - reasons.len() as u64 },
            applicable: 40,
            reasons: reasons.iter().map(|id| (*id).to_owned()).collect(),
            operations_not_shown: match outcome {
                ScenarioOutcome::NotShown => vec!["createSubscription".to_owned()],
                _ => Vec::new(),
            },
            calls: vec![Call {
                operation: "listAggregatedAttendance".to_owned(),
                request: "GET /aggregatedAttendance?startDate={from}&endDate={to}&organisation={school}".to_owned(),
                purpose: text("Summerad frånvaro för varje elev", "Absence summed up for each pupil"),
            }],
        })
        .collect()
}

type Row = (&'static str, u32, Level, Confidence, Verdict, &'static str, &'static str);

#[rustfmt::skip]
const REQUIREMENTS: &[Row] = &[
    ("AUTH", 1, Level::Must, Confidence::A, Verdict::Pass, "Ett anrop utan token får svaret 401", "A request without a token is answered 401"),
    ("AUTH", 2, Level::Must, Confidence::A, Verdict::Inconclusive, "En token vars giltighet har gått ut ger 401", "An expired token gives 401"),
    ("AUTH", 3, Level::Must, Confidence::B, Verdict::Inconclusive, "En klient utan behörighet får svaret 403", "A client without permission is answered 403"),
    ("FILT", 1, Level::Must, Confidence::A, Verdict::Fail, "Filtret meta.modified.after ger bara poster som ändrats efter tidpunkten", "The filter meta.modified.after returns only entries changed after the instant"),
    ("FILT", 2, Level::Must, Confidence::A, Verdict::Pass, "Filtret person ger bara tjänstgöringar för personen", "The filter person returns only duties of the person"),
    ("FILT", 3, Level::Should, Confidence::A, Verdict::Pass, "Ett okänt filtervärde ger en tom lista, inte ett fel", "An unknown filter value gives an empty list, not an error"),
    ("PAGE", 1, Level::Must, Confidence::A, Verdict::Pass, "limit begränsar antalet poster på en sida", "limit bounds the number of entries on a page"),
    ("PAGE", 2, Level::Must, Confidence::A, Verdict::Fail, "Sidorna innehåller tillsammans varje post exakt en gång", "The pages together hold every entry exactly once"),
    ("PAGE", 3, Level::Must, Confidence::A, Verdict::Error, "En sida går att hämta igen med samma pageToken", "A page can be fetched again with the same pageToken"),
    ("PAGE", 4, Level::May, Confidence::A, Verdict::Pass, "pageToken får ha valfritt innehåll", "pageToken may have any content"),
    ("ERR", 1, Level::Should, Confidence::A, Verdict::Fail, "Ett fel beskrivs med code och message", "An error is described with code and message"),
    ("ERR", 2, Level::Must, Confidence::C, Verdict::Inconclusive, "En okänd parameter ger 400", "An unknown parameter gives 400"),
    ("SUB", 1, Level::Must, Confidence::A, Verdict::NotApplicable, "En prenumeration går att skapa", "A subscription can be created"),
    ("SUB", 2, Level::Must, Confidence::A, Verdict::NotApplicable, "En prenumeration har ett slutdatum", "A subscription has an end date"),
    ("PERS", 1, Level::Must, Confidence::A, Verdict::Pass, "En person har id, förnamn och efternamn", "A person has an id, a given name and a family name"),
    ("PERS", 2, Level::Should, Confidence::B, Verdict::NotTested, "En person med skyddade personuppgifter lämnas ut utan adress", "A person with protected identity is handed out without address"),
    ("WRITE", 1, Level::Must, Confidence::A, Verdict::NotTested, "En närvaropost går att skapa", "An attendance record can be created"),
    ("WRITE", 2, Level::Must, Confidence::A, Verdict::NotTested, "En närvaropost går att ändra", "An attendance record can be changed"),
    ("ORG", 1, Level::Must, Confidence::A, Verdict::Pass, "En skolenhet har skolenhetskod", "A school unit has a school unit code"),
    ("ZZZ", 1, Level::May, Confidence::D, Verdict::NotTested, "Elevregistreringssystemsanpassningsförvaltningsorganisationens kodverksöversättningstabell får lämnas ut", "The translation table of codes may be handed out"),
];

fn no_duties() -> Text {
    text(
        "Systemet har inga tjänstgöringar. Lägg in minst två, på olika skolenheter.",
        "The system holds no duties. Add at least two, at different school units.",
    )
}

fn reason(verdict: Verdict, n: u32) -> Option<Text> {
    match verdict {
        Verdict::Pass | Verdict::Fail => None,
        Verdict::Inconclusive if n == 2 => Some(text(
            "Det finns ingen token att pröva med. Ange refused_tokens i målfilen.",
            "There is no token to try with. State refused_tokens in the target file.",
        )),
        Verdict::Inconclusive => {
            Some(text("Klienten no_access saknas i målfilen.", "The client no_access is missing in the target file."))
        }
        Verdict::NotApplicable => {
            Some(text("Systemet erbjuder inte createSubscription.", "The system does not offer createSubscription."))
        }
        Verdict::NotTested => Some(text(
            "Testet skriver i systemet, och målfilen tillåter inte det (allow_writes).",
            "The test writes to the system, and the target file does not allow that (allow_writes).",
        )),
        Verdict::Error => Some(text(
            "Testet avbröts: anslutningen bröts av nätet.",
            "The test was stopped: the network broke the connection.",
        )),
    }
}

fn frame() -> Report {
    Report {
        schema: SCHEMA_ID.to_owned(),
        id: "0b6f4c1e-6f0e-4d8e-9d5b-3f1f7c9a2b10".to_owned(),
        tool: ToolFacts { name: "samspel".to_owned(), version: "0.1.0".to_owned() },
        suites: vec![SuiteFacts {
            id: "ss12000".to_owned(),
            version: "1.0.0".to_owned(),
            digest: "5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592".to_owned(),
        }],
        target: TargetFacts {
            name: "Elevregister, testmiljö".to_owned(),
            environment: "test".to_owned(),
            interfaces: BTreeMap::from([("ss12000".to_owned(), "http://127.0.0.1:8080/v2.0".to_owned())]),
            supports: Some(
                ["listPersons", "listGroups", "listOrganisations", "listDuties"].map(str::to_owned).to_vec(),
            ),
            offered: ["listPersons", "listGroups", "listOrganisations"].map(str::to_owned).to_vec(),
            principals: vec!["full".to_owned(), "limited".to_owned()],
        },
        run: RunFacts {
            started: "2026-11-24T08:03:11Z".to_owned(),
            ended: "2026-11-24T08:07:52Z".to_owned(),
            seed: 4711,
            requests: 12_874,
            interrupted: false,
            options: vec!["--only 'ss12000/**'".to_owned()],
            evidence: "pseudonymised".to_owned(),
        },
        profile: ProfileClaim {
            id: "full".to_owned(),
            edition: "2.1".to_owned(),
            title: text("SS 12000, hela standarden", "SS 12000, the whole standard"),
            about: text(
                "Profilen omfattar alla krav i standarden. Den säger inget om hur snabbt systemet svarar eller hur länge data sparas.",
                "The profile covers every requirement of the standard. It says nothing about how fast the system answers or how long data is kept.",
            ),
        },
        statement: Statement {
            outcome: Outcome::NotShown,
            decision_rule: "samspel-decision-1".to_owned(),
            decision_rule_text: text(
                "Ett krav är underkänt när något som setts motsäger det, och godkänt när minst en sak setts som kunde ha gått åt andra hållet.",
                "A requirement fails when anything witnessed contradicts it, and passes when at least one thing was seen that could have gone the other way.",
            ),
            because: Vec::new(),
            counts: BTreeMap::new(),
        },
        scenarios: Vec::new(),
        data_gaps: Vec::new(),
        requirements: Vec::new(),
        tests: Vec::new(),
        findings: Vec::new(),
    }
}

/// One test for each requirement and operation.
fn add_tests(report: &mut Report, operations: &[&str]) {
    let mut number = 0;
    for requirement in &mut report.requirements {
        let family = requirement.id.split('-').nth(1).unwrap_or_default().to_lowercase();
        let index = requirement.id.rsplit('-').next().unwrap_or_default().to_owned();
        for operation in operations {
            number += 1;
            let id = format!("ss12000/{family}/case-{index}[{operation}]");
            requirement.tests.push(id.clone());
            let remarks = match &requirement.reason {
                Some(reason) => vec![reason.clone()],
                None if requirement.verdict == Verdict::Fail => {
                    vec![text("Svaret stämde inte med det som räknats ut.", "The answer was not what was computed.")]
                }
                None => vec![text("1 201 poster jämfördes.", "1,201 entries were compared.")],
            };
            report.tests.push(TestResult {
                verdict: requirement.verdict,
                requirements: vec![requirement.id.clone()],
                duration_ms: 12 + number % 90,
                exchanges: (1..=number % 4).map(|n| format!("{id}#{n}")).collect(),
                remarks,
                id,
            });
        }
    }
}

/// Counts and reasons from the requirements.
fn state(report: &mut Report, outcome: Outcome) {
    let mut counts: BTreeMap<Level, Counts> = BTreeMap::new();
    for requirement in &report.requirements {
        *counts.entry(requirement.level).or_default().entry(requirement.verdict).or_default() += 1;
    }
    let must = counts.get(&Level::Must).cloned().unwrap_or_default();
    let count = |verdict| must.get(&verdict).copied().unwrap_or_default();
    let applicable = must.values().sum::<u64>() - count(Verdict::NotApplicable);
    let passed = count(Verdict::Pass);
    report.statement.because = vec![text(
        &format!("{passed} av {applicable} tillämpliga skall-krav är visade."),
        &format!("{passed} of {applicable} applicable mandatory requirements are shown."),
    )];
    let failed = count(Verdict::Fail);
    if failed > 0 {
        report.statement.because.push(text(
            &format!("{failed} skall-krav är motsagda."),
            &format!("{failed} mandatory requirements are contradicted."),
        ));
    }
    report.statement.outcome = outcome;
    report.statement.counts = counts;
}

fn ignored_filter() -> Finding {
    Finding {
        id: "F-001".to_owned(),
        requirement: "SS12K-FILT-001".to_owned(),
        test: "ss12000/filt/case-001[listPersons]".to_owned(),
        level: FindingLevel::Must,
        summary: text(
            "Filtret meta.modified.after ignoreras: svaret innehåller alla poster",
            "The filter meta.modified.after is ignored: the answer holds every entry",
        ),
        expected: "0 entries with meta.modified <= 2026-11-24T07:00:00Z".to_owned(),
        observed: "1 201 of 1 201 entries".to_owned(),
        location: Location {
            operation: Some("listPersons".to_owned()),
            pointer: Some("/data/*/meta/modified".to_owned()),
        },
        count: 3603,
        samples: (1..=10).map(|n| format!("/data/{n}/meta/modified")).collect(),
        operations: ["listPersons", "listGroups", "listOrganisations"].map(str::to_owned).to_vec(),
        why: text(
            "Skolans schemasystem hämtar alla elever varje gång i stället för de ändrade. Det tar timmar, och ändringar drunknar.",
            "The timetable system fetches every pupil each time instead of those that changed. It takes hours, and changes drown.",
        ),
        cause: Some(text(
            "Parametern heter meta.modified.after med punkter. Ramverk som binder parametrar till fältnamn missar den.",
            "The parameter is called meta.modified.after, with dots. Frameworks that bind parameters to field names miss it.",
        )),
        remedy: text(
            "Läs parametern med hela sitt namn och jämför den med meta.modified för varje post.",
            "Read the parameter by its whole name and compare it with meta.modified of every entry.",
        ),
        reproduce: Some(
            "curl -H \"Authorization: Bearer $TOKEN\" 'http://127.0.0.1:8080/v2.0/persons?meta.modified.after=2026-11-24T07:00:00Z'"
                .to_owned(),
        ),
        exchanges: vec![
            "ss12000/filt/case-001[listPersons]#1".to_owned(),
            "ss12000/filt/case-001[listPersons]#2".to_owned(),
        ],
    }
}

fn lost_entries() -> Finding {
    Finding {
        id: "F-002".to_owned(),
        requirement: "SS12K-PAGE-002".to_owned(),
        test: "ss12000/page/case-002[listGroups]".to_owned(),
        summary: text("Sidorna saknar poster som finns i systemet", "The pages lack entries that the system holds"),
        expected: "412 entries over 9 pages".to_owned(),
        observed: "403 entries over 9 pages".to_owned(),
        location: Location { operation: Some("listGroups".to_owned()), pointer: None },
        count: 1,
        samples: vec!["group-3f1c".to_owned()],
        operations: vec!["listGroups".to_owned()],
        why: text(
            "Klasser saknas i mottagarens system, och eleverna där får inga lektioner i schemat.",
            "Classes are missing in the receiving system, and their pupils get no lessons in the timetable.",
        ),
        cause: None,
        remedy: text("Sortera på id när sidor räknas fram.", "Sort by id when pages are computed."),
        reproduce: None,
        exchanges: vec!["harvest/listGroups#9".to_owned()],
        ..ignored_filter()
    }
}

fn slow_error() -> Finding {
    Finding {
        id: "F-003".to_owned(),
        requirement: "SS12K-ERR-001".to_owned(),
        test: "ss12000/err/case-001[listPersons]".to_owned(),
        level: FindingLevel::Should,
        summary: text("Felsvaret saknar code", "The error response lacks code"),
        expected: "code: string".to_owned(),
        observed: "{\"error\": string}".to_owned(),
        count: 12,
        ..lost_entries()
    }
}

fn undeclared_property() -> Finding {
    Finding {
        id: "F-004".to_owned(),
        requirement: "SS12K-ENV-900".to_owned(),
        level: FindingLevel::Note,
        summary: text(
            "Svaret innehåller en egenskap som standarden inte nämner",
            "The answer holds a property that the standard does not name",
        ),
        expected: "—".to_owned(),
        observed: "/data/*/internalNumber: integer".to_owned(),
        why: text("", ""),
        remedy: text("", ""),
        count: 1,
        samples: Vec::new(),
        exchanges: Vec::new(),
        ..lost_entries()
    }
}
