//! Contact persons are people: nothing of them is in a report, whatever is wrong with the document.

#![expect(clippy::unwrap_used, reason = "tests")]

mod court;

use samspel_model::Outcome;
use samspel_saml::{Metadata, Question};
use samspel_sandbox::{metadata, metadata_faults};

use court::{judged, judged_as, suite};

const NAME: &str = "Kanariefågel";
const ADDRESS: &str = "kanarie.fagel";

#[tokio::test]
async fn no_report_names_a_contact_person() {
    let suite = suite();
    for fault in metadata_faults() {
        let mut document = metadata(fault.published, &[fault.id.to_owned()]).unwrap();
        let text = String::from_utf8_lossy(&document.bytes).into_owned();
        let text = text
            .replace("<md:GivenName>drift", &format!("<md:GivenName>{NAME}"))
            .replace("drift@", &format!("{ADDRESS}@"));
        document.bytes = text.into_bytes();
        let report = serde_json::to_string(&judged(&suite, "all", document).await).unwrap();
        assert!(!report.contains(NAME) && !report.contains(ADDRESS), "{}", fault.id);
    }
}

#[tokio::test]
async fn a_document_about_nobody_shows_nothing() {
    let suite = suite();
    let head =
        "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://a.example/saml\">";
    for document in ["", "<html></html>", "{}", &format!("{head}</md:EntityDescriptor>")] {
        let question = Question { entity_id: None, role: None, certificate: None, now: jiff::Timestamp::now() };
        let report = judged_as(&suite, "skolfederation", Metadata::read(document.as_bytes().to_vec(), question)).await;
        assert_ne!(report.statement.outcome, Outcome::Conforms, "{document}");
        let passed = report.requirements.iter().filter(|r| r.verdict == samspel_model::Verdict::Pass).count();
        assert_eq!(passed, 0, "{document}");
    }
}
