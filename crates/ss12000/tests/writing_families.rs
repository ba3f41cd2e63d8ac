//! The families that write and those that have data changed, against the sandbox: innocent it is found innocent, and each fault is
//! seen for what it is.

#![allow(clippy::unwrap_used, reason = "tests")]

mod trial;

use std::fmt::Write as _;

use samspel_model::Sight;
use samspel_sandbox::{Options, Running, start};

const FAMILIES: [&str; 5] = ["ss12000/sub/*", "ss12000/log/*", "ss12000/write/*", "ss12000/del/*", "ss12000/change/*"];

async fn sandbox(pupils: u32, seed: u64, edition: &str, fault: &str) -> Running {
    let faults = if fault.is_empty() { Vec::new() } else { vec![fault.to_owned()] };
    let listen = "127.0.0.1:0".parse().unwrap();
    start(Options { listen, pupils, seed, edition: edition.to_owned(), faults }).await.unwrap()
}

/// A target file for a sandbox that may be written to and has its data changed.
fn target(sandbox: &Running, edition: &str) -> String {
    let mut text = format!(
        "samspel: 1\nname: sandbox\nenvironment: test\nallow_writes: true\n\
         interfaces:\n  ss12000: {{ base_url: '{}', edition: '{edition}' }}\n\
         webhook: {{ wait_s: 2 }}\nchanges: {{ url: '{}', wait_s: 2 }}\nlimits: {{ requests_per_second: 0 }}\n\
         principals:\n",
        sandbox.base_url, sandbox.changes_url
    );
    let clients = &sandbox.clients;
    for (name, client) in
        [("full", &clients.full), ("limited", &clients.limited), ("other_tenant", &clients.other_tenant)]
    {
        let _ = writeln!(
            text,
            "  {name}: {{ oauth2: {{ token_url: '{}', client_id: '{}', client_secret: '{}' }} }}",
            sandbox.token_url, client.id, client.secret
        );
    }
    text
}

async fn found(fault: &str, only: &[&str]) -> Vec<String> {
    let sandbox = sandbox(20, 1, "2.1", fault).await;
    let seen = trial::run(&target(&sandbox, "2.1"), only).await;
    trial::contradictions(&seen).into_keys().collect()
}

/// What stayed open, as `test: message`.
fn open(seen: &trial::Seen) -> Vec<String> {
    let reasons = seen.observations.iter().filter_map(|observation| match &observation.sight {
        Sight::Undecided { reason, .. } | Sight::NotApplicable { reason } => Some(&reason.id),
        _ => None,
    });
    reasons.map(|id| format!("{}: {id}", seen.test)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_obeys_is_found_innocent_and_its_obedience_is_witnessed() {
    for (pupils, seed, edition) in [(20, 1, "2.1"), (1, 2, "2.0"), (50, 3, "2.0"), (0, 4, "2.1")] {
        let sandbox = sandbox(pupils, seed, edition, "").await;
        let seen = trial::run(&target(&sandbox, edition), &FAMILIES).await;
        assert_eq!(trial::contradictions(&seen), Default::default(), "{pupils} {seed} {edition}");
        let witnesses = trial::witnesses(&seen);
        if pupils >= 20 {
            assert_eq!(seen.iter().flat_map(open).collect::<Vec<String>>(), Vec::<String>::new(), "{pupils} {seed}");
            let families = ["SS12K-SUB-", "SS12K-LOG-", "SS12K-WRITE-", "SS12K-DEL-"];
            let unwitnessed: Vec<String> = trial::suite()
                .requirements
                .iter()
                .filter(|r| families.iter().any(|family| r.id.starts_with(family)) && r.untested.is_none())
                .filter(|r| !witnesses.contains_key(&r.id))
                .map(|r| r.id.clone())
                .collect();
            assert_eq!(unwitnessed, Vec::<String>::new());
        }
    }
}

macro_rules! sees {
    ($only:expr; $($name:ident: $fault:literal => $expected:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            assert_eq!(found($fault, &[$only]).await, $expected);
        }
    )*};
}

sees! {
    "ss12000/sub/*";
    a_subscription_answered_with_200_is_seen: "subscription-created-with-200" => ["SS12K-SUB-001 sub-created-other-status"];
    a_missing_expiry_is_seen: "subscription-without-expiry" => ["SS12K-SUB-001 sub-created-incomplete"];
    a_lost_name_is_seen: "subscription-name-lost" => ["SS12K-SUB-001 sub-created-otherwise"];
    types_as_strings_are_seen: "subscription-types-as-strings" => ["SS12K-SUB-002 sub-objects-refused"];
    an_expiry_in_the_past_is_seen: "subscription-expired-at-birth" => ["SS12K-SUB-003 sub-expired-at-once"];
    a_renewal_that_needs_a_body_is_seen: "subscription-renewal-needs-body" => ["SS12K-SUB-004 sub-renew-refused"];
    a_renewal_that_shortens_is_seen: "subscription-renewal-shortens" => ["SS12K-SUB-004 sub-renewal-shortens"];
    a_subscription_that_is_not_listed_is_seen: "subscription-not-listed" => ["SS12K-SUB-005 sub-not-listed"];
    an_unknown_subscription_that_gives_400_is_seen: "subscription-unknown-id-as-400" => ["SS12K-SUB-005 sub-still-there", "SS12K-SUB-005 sub-unknown-id"];
    a_removal_answered_with_200_is_seen: "subscription-removed-with-200" => ["SS12K-SUB-005 sub-not-removed"];
    a_subscription_that_is_not_removed_is_seen: "subscription-not-removed" => ["SS12K-SUB-005 sub-notified-after-end", "SS12K-SUB-005 sub-still-there"];
    a_notification_after_the_end_is_seen: "notified-after-end" => ["SS12K-SUB-005 sub-notified-after-end"];
    shared_subscriptions_are_seen: "subscriptions-shared" => ["SS12K-SUB-006 sub-changed-by-others", "SS12K-SUB-006 sub-seen-by-others"];
    a_notification_as_text_is_seen: "notice-as-text" => ["SS12K-SUB-007 sub-notice-media-type"];
    a_notification_by_put_is_seen: "notice-by-put" => ["SS12K-SUB-007 sub-notice-method"];
    a_flag_as_text_is_seen: "notice-flag-as-text" => ["SS12K-SUB-007 sub-notice-member-type", "SS12K-SUB-008 sub-deletion-not-notified"];
    missing_notifications_are_seen: "notice-missing" => ["SS12K-SUB-008 sub-not-notified"];
    notifications_at_night_are_seen: "notice-at-night" => ["SS12K-SUB-008 sub-not-notified"];
    notifications_to_one_only_are_seen: "notice-to-one-only" => ["SS12K-SUB-008 sub-not-notified", "SS12K-SUB-008 sub-only-one-notified"];
    deletions_that_are_not_notified_are_seen: "notice-not-of-deletions" => ["SS12K-SUB-008 sub-deletion-not-notified"];
    notifications_of_everything_are_seen: "notice-of-everything" => ["SS12K-SUB-009 sub-unsubscribed-type"];
    a_notification_that_comes_too_early_is_seen: "notice-too-early" => ["SS12K-SUB-010 sub-notified-too-early"];
    an_accepted_notification_that_comes_again_is_seen: "notice-repeated" => ["SS12K-SUB-011 sub-accepted-sent-again"];
    a_notification_that_is_not_resent_is_seen: "notice-not-resent" => ["SS12K-SUB-012 sub-not-resent"];
    a_handshake_is_seen: "subscription-handshake" => ["SS12K-SUB-013 sub-handshake"];
    ids_in_a_notification_are_seen: "notice-with-ids" => ["SS12K-SUB-014 sub-notice-tells"];
    a_notification_after_expiry_is_seen: "notified-after-expiry" => ["SS12K-SUB-015 sub-notified-after-expiry"];
    any_target_that_is_accepted_is_seen: "subscription-any-target" => ["SS12K-SUB-016 sub-bad-target-accepted"];
    any_body_that_is_accepted_is_seen: "subscription-any-body" => ["SS12K-SUB-017 sub-bad-body-accepted"];
    any_type_that_is_accepted_is_seen: "subscription-any-type" => ["SS12K-SUB-017 sub-bad-body-accepted"];
    a_subscription_that_can_be_changed_is_seen: "subscription-changed-by-patch" => ["SS12K-SUB-018 sub-changed"];
}

sees! {
    "ss12000/log/*";
    a_report_answered_with_200_is_seen: "report-answered-with-200" => ["SS12K-LOG-001 report-other-status", "SS12K-LOG-002 report-other-status"];
    a_report_answered_with_a_body_is_seen: "report-answered-with-body" => ["SS12K-LOG-001 report-answered-with-body", "SS12K-LOG-002 report-answered-with-body"];
    a_full_log_entry_that_is_refused_is_seen: "log-full-entry-refused" => ["SS12K-LOG-001 report-refused"];
    statistics_that_break_the_system_are_seen: "statistics-as-text-only" => ["SS12K-LOG-002 report-refused"];
    wrong_reports_that_are_accepted_are_seen: "report-anything-accepted" => ["SS12K-LOG-003 report-bad-accepted"];
    a_log_that_can_be_read_is_seen: "log-readable" => ["SS12K-LOG-004 report-readable"];
    negative_counts_that_are_accepted_are_seen: "statistics-negative" => ["SS12K-LOG-005 report-negative-accepted"];
    a_report_path_that_redirects_is_seen: "report-path-redirects" => ["SS12K-HTTP-015 report-path-redirects", "SS12K-LOG-001 report-refused", "SS12K-LOG-002 report-refused"];
    a_report_path_without_slash_is_seen: "report-path-without-slash-only" => ["SS12K-HTTP-015 report-path-without-slash-only"];
}

sees! {
    "ss12000/write/*";
    an_object_created_with_202_is_seen: "created-with-202" => ["SS12K-WRITE-001 write-created-other-status"];
    an_object_that_comes_back_otherwise_is_seen: "created-answers-otherwise" => ["SS12K-WRITE-001 write-created-otherwise"];
    a_correct_object_that_is_refused_is_seen: "created-object-refused" => ["SS12K-WRITE-001 write-valid-refused"];
    an_answer_without_the_object_is_seen: "created-without-object" => ["SS12K-WRITE-001 write-created-without-object"];
    an_id_that_is_demanded_is_seen: "id-demanded-of-client" => ["SS12K-WRITE-002 write-id-demanded"];
    a_client_s_id_that_is_used_is_seen: "client-id-used" => ["SS12K-WRITE-002 write-client-id-used"];
    a_client_s_meta_that_is_used_is_seen: "client-meta-used" => ["SS12K-META-015 write-client-meta-used"];
    an_object_that_is_not_found_by_id_is_seen: "created-not-by-id" => ["SS12K-WRITE-003 write-not-by-id"];
    an_object_that_is_not_listed_is_seen: "created-not-listed" => ["SS12K-WRITE-003 write-not-listed"];
    an_object_that_loses_values_is_seen: "created-loses-values" => ["SS12K-WRITE-003 write-found-otherwise"];
    a_removal_with_200_is_seen: "removed-with-200" => ["SS12K-WRITE-004 write-not-removed"];
    a_removed_object_that_stays_is_seen: "removed-stays" => ["SS12K-WRITE-004 write-still-listed", "SS12K-WRITE-004 write-still-there", "SS12K-WRITE-005 write-removed-twice"];
    an_absence_that_can_be_removed_is_seen: "absence-removable" => ["SS12K-WRITE-004 write-absence-removed"];
    a_second_removal_that_succeeds_is_seen: "removed-twice" => ["SS12K-WRITE-004 write-unknown-removed", "SS12K-WRITE-005 write-removed-twice"];
    a_bad_id_that_is_not_found_is_seen: "removal-of-bad-id-as-404" => ["SS12K-WRITE-004 write-bad-id-removed"];
    objects_in_any_form_that_are_accepted_are_seen: "created-in-any-form" => ["SS12K-WRITE-006 write-bad-accepted"];
    objects_that_refer_to_nothing_are_seen: "created-referring-to-nothing" => ["SS12K-WRITE-006 write-bad-accepted"];
    bad_objects_that_break_the_system_are_seen: "bad-object-breaks" => ["SS12K-WRITE-006 write-bad-breaks"];
    the_same_attendance_that_breaks_the_system_is_seen: "same-attendance-breaks" => ["SS12K-WRITE-007 write-twice-breaks"];
    a_removal_that_is_not_remembered_is_seen: "deleted-not-remembered" => ["SS12K-DEL-009 write-not-among-deletions"];
}

sees! {
    "ss12000/del/*";
    deletions_as_a_list_are_seen: "deleted-as-list" => ["SS12K-DEL-001 deleted-as-list"];
    deleted_ids_as_objects_are_seen: "deleted-ids-as-objects" => ["SS12K-DEL-001 deleted-no-uuids"];
    renamed_activities_are_seen: "deleted-activities-renamed" => ["SS12K-DEL-001 deleted-key-unknown", "SS12K-DEL-002 deleted-activities-renamed"];
    an_ignored_after_is_seen: "deleted-after-ignored" => ["SS12K-DEL-003 deleted-after-ignored"];
    an_inclusive_after_is_seen: "deleted-after-inclusive" => ["SS12K-DEL-003 deleted-after-inclusive"];
    an_after_without_offset_is_seen: "deleted-after-without-offset" => ["SS12K-DEL-003 deleted-after-offset"];
    ignored_entities_are_seen: "deleted-entities-ignored" => ["SS12K-DEL-004 deleted-entities-ignored"];
    entities_of_which_only_the_last_counts_are_seen: "deleted-entities-last-only" => ["SS12K-DEL-004 deleted-entities-last-only"];
    the_living_among_the_deleted_are_seen: "deleted-still-served" => ["SS12K-DEL-005 deleted-served-by-id", "SS12K-DEL-005 deleted-still-listed"];
    deletions_lost_between_pages_are_seen: "deleted-lost-between-pages" => ["SS12K-DEL-006 deleted-pages-lack"];
    a_filter_beside_a_token_is_seen: "filter-beside-token-accepted" => ["SS12K-DEL-006 deleted-filter-beside-token"];
    a_limit_for_each_type_is_seen: "deleted-limit-per-type" => ["SS12K-DEL-007 deleted-limit-per-type"];
    a_limit_without_effect_on_deletions_is_seen: "limit-ignored" => ["SS12K-DEL-007 deleted-limit-ignored"];
    deletions_that_are_forgotten_are_seen: "deleted-forgotten-without-after" => ["SS12K-DEL-008 deleted-forgotten-without-after"];
    a_meta_filter_on_deletions_is_seen: "deleted-meta-filter" => ["SS12K-DEL-011 deleted-meta-filter"];
    subscriptions_among_deletions_are_seen: "deleted-subscriptions-too" => ["SS12K-DEL-011 deleted-type-too-many"];
}

sees! {
    "ss12000/change/*";
    a_time_of_change_that_stands_still_is_seen: "modified-stands-still" => ["SS12K-META-004 change-modified-stands", "SS12K-META-016 change-not-followed"];
    a_time_of_change_that_goes_back_is_seen: "modified-goes-back" => ["SS12K-META-004 change-modified-back", "SS12K-META-014 change-part-leaves-modified", "SS12K-META-016 change-not-followed"];
    parts_that_do_not_count_are_seen: "modified-ignores-parts" => ["SS12K-META-014 change-part-leaves-modified"];
    a_time_of_change_that_moves_with_references_is_seen: "modified-moves-with-references" => ["SS12K-META-005 change-moves-referring", "SS12K-META-014 change-part-moves-other"];
    a_new_entry_with_an_old_time_is_seen: "creation-backdated" => ["SS12K-META-016 creation-not-followed"];
    a_deletion_that_is_not_remembered_is_seen: "deletion-behind-unremembered" => ["SS12K-META-016 deletion-not-followed"];
}
