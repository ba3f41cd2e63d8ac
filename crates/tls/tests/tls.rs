//! The simulated HTTPS server against the suite: sound it conforms, each fault is noticed by a test that claims what it breaks, each
//! test notices a fault, and a server that cannot be judged passes nothing.

#![expect(clippy::unwrap_used, reason = "tests")]

mod tls_court;

use std::collections::BTreeSet;

use futures::StreamExt as _;
use samspel_model::{Outcome, Report, Verdict};
use samspel_sandbox::tls_faults;
use tls_court::{judged, judged_at, server, suite};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

fn verdicts(report: &Report) -> Vec<(&str, Verdict, Option<&samspel_model::Text>)> {
    let open = report.requirements.iter().filter(|r| r.verdict != Verdict::Pass);
    open.map(|r| (r.id.as_str(), r.verdict, r.reason.as_ref())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sound_server_conforms_to_every_profile_that_is_about_servers() {
    let suite = suite();
    for profile in ["baseline", "web"] {
        let report = judged(&suite, profile, &[], &server(&[]).await).await;
        assert_eq!(report.statement.outcome, Outcome::Conforms, "{profile}: {:#?}", verdicts(&report));
        assert!(report.findings.is_empty(), "{profile}: {:#?}", report.findings);
        assert!(verdicts(&report).is_empty(), "{profile}: {:#?}", verdicts(&report));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_is_noticed_by_a_test_of_what_it_breaks_and_each_test_notices_one() {
    let suite = suite();
    let results: Vec<_> = futures::stream::iter(tls_faults())
        .map(|fault| {
            let suite = &suite;
            async move { (fault, judged(suite, "all", fault.requirements, &server(&[fault.id]).await).await) }
        })
        .buffer_unordered(4)
        .collect()
        .await;
    let mut idle: BTreeSet<String> =
        suite.cases.iter().filter(|case| !case.control).map(|case| case.id.clone()).collect();
    let mut wrong = Vec::new();
    for (fault, report) in &results {
        for id in fault.requirements {
            if !report.findings.iter().any(|finding| finding.requirement == *id) {
                wrong.push(format!("{} survives the tests of {id}: {:?}", fault.id, verdicts(report)));
            }
        }
        for finding in report.findings.iter().filter(|f| fault.requirements.contains(&f.requirement.as_str())) {
            idle.remove(&finding.test);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(idle.is_empty(), "these tests notice nothing: {idle:?}");
}

#[test]
fn there_are_faults_for_every_requirement_that_is_tested() {
    let suite = suite();
    let broken: BTreeSet<&str> = tls_faults().iter().flat_map(|fault| fault.requirements).copied().collect();
    let tested = suite.requirements.iter().filter(|r| r.untested.is_none()).map(|r| r.id.as_str());
    let untouched: Vec<&str> = tested.filter(|id| !broken.contains(id)).collect();
    assert!(untouched.is_empty(), "{untouched:?}");
    let ids: BTreeSet<&str> = tls_faults().iter().map(|fault| fault.id).collect();
    assert_eq!(ids.len(), tls_faults().len());
}

/// Something that takes connections and says `word`, or hangs up.
async fn mute(word: &str) -> u16 {
    let word = word.to_owned();
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = socket.accept().await {
            let word = word.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(word.as_bytes()).await;
            });
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_hangs_up_on_everybody_refuses_nothing_that_counts() {
    let suite = suite();
    let url = format!("https://localhost:{}/", mute("").await);
    let interfaces = format!("tls: {{ endpoints: [{{ url: \"{url}\", kind: web, http_port: 1 }}] }}");
    let report = judged_at(&suite, "web", &[], &interfaces, &url, None).await;
    assert_eq!(report.statement.outcome, Outcome::NotShown);
    for requirement in &report.requirements {
        assert_eq!(requirement.verdict, Verdict::Inconclusive, "{}: {:?}", requirement.id, requirement.reason);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_api_without_tls_passes_nothing_and_fails_for_being_served_in_clear_text() {
    let suite = suite();
    // An API without token says 401, and is served in clear text all the same.
    for status in ["200 OK", "401 Unauthorized", "404 Not Found"] {
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let url = format!("http://127.0.0.1:{}/v2.0", mute(&answer).await);
        let interfaces = format!("ss12000: {{ base_url: \"{url}\", edition: \"2.1\" }}");
        let report = judged_at(&suite, "web", &[], &interfaces, &url, None).await;
        assert_eq!(report.statement.outcome, Outcome::DoesNotConform);
        for requirement in &report.requirements {
            let expected = if requirement.id == "TLS-HTTP-1" { Verdict::Fail } else { Verdict::NotApplicable };
            assert_eq!(requirement.verdict, expected, "{status}, {}: {:?}", requirement.id, requirement.reason);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_http_beside_a_sound_server_passes_only_when_it_refuses_or_sends_on() {
    let suite = suite();
    let running = server(&[]).await;
    for (answer, expected) in [
        ("403 Forbidden\r\n", Verdict::Pass),
        ("308 Permanent Redirect\r\nlocation: https://www.example/\r\n", Verdict::Pass),
        ("401 Unauthorized\r\n", Verdict::Fail),
        ("308 Permanent Redirect\r\nlocation: http://localhost/\r\n", Verdict::Fail),
        ("500 Oops\r\n", Verdict::Inconclusive),
    ] {
        let port = mute(&format!("HTTP/1.1 {answer}content-length: 0\r\nconnection: close\r\n\r\n")).await;
        let interfaces = format!("tls: {{ endpoints: [{{ url: \"{}\", http_port: {port} }}] }}", running.url);
        let report =
            judged_at(&suite, "all", &["TLS-HTTP-1"], &interfaces, &running.url, Some(&running.authority)).await;
        let verdict = report.requirements.iter().find(|r| r.id == "TLS-HTTP-1").map(|r| r.verdict);
        assert_eq!(verdict, Some(expected), "{answer}");
    }
}
