//! The families HTTP, AUTH and ERR against a small provider: innocent it is found innocent, and each fault is seen for what it is.

#![allow(clippy::unwrap_used, reason = "tests")]

mod six_organisations;
mod trial;

const FAMILIES: [&str; 3] = ["ss12000/http/*", "ss12000/auth/*", "ss12000/err/*"];

#[tokio::test]
async fn a_provider_that_obeys_is_found_innocent_and_its_obedience_is_witnessed() {
    let provider = six_organisations::start("").await;
    let seen = trial::run(&provider.target, &FAMILIES).await;
    assert_eq!(trial::contradictions(&seen), Default::default());
    let witnesses = trial::witnesses(&seen);
    let families = ["SS12K-HTTP-", "SS12K-AUTH-", "SS12K-ERR-"];
    let unwitnessed: Vec<String> = trial::suite()
        .requirements
        .iter()
        .filter(|r| families.iter().any(|f| r.id.starts_with(f)) && r.untested.is_none())
        .filter(|r| !witnesses.contains_key(&r.id))
        .map(|r| r.id.clone())
        .collect();
    // This provider has every filter, no rate limit, no personal data to cache, and nothing can be reported to it.
    assert_eq!(unwitnessed, ["SS12K-ERR-009", "SS12K-HTTP-011", "SS12K-HTTP-015", "SS12K-HTTP-018"]);
}

/// Starts a provider with the fault and gives what contradicts requirements.
async fn found(fault: &'static str) -> Vec<String> {
    let provider = six_organisations::start(fault).await;
    trial::contradictions(&trial::run(&provider.target, &FAMILIES).await).into_keys().collect()
}

macro_rules! sees {
    ($($name:ident: $fault:literal => $expected:expr;)*) => {$(
        #[tokio::test]
        async fn $name() {
            assert_eq!(found($fault).await, $expected);
        }
    )*};
}

sees! {
    a_redirect_to_another_server_is_seen: "redirect" => ["SS12K-HTTP-017 base-url-redirects-elsewhere"];
    another_media_type_is_seen: "text-plain" => ["SS12K-HTTP-002 media-type-other"];
    loose_diacritics_are_seen: "decomposed" => ["SS12K-HTTP-003 encoding-decomposed"];
    a_lookup_that_refuses_json_is_seen: "lookup-refuses-json" => ["SS12K-HTTP-004 json-lookup-refused"];
    a_method_that_should_not_be_is_seen: "put" => ["SS12K-HTTP-005 undocumented-method-succeeds"];
    reading_that_changes_something_is_seen: "moves" => ["SS12K-HTTP-006 side-effects-modified"];
    a_value_that_is_lost_is_seen: "last-wins" => ["SS12K-HTTP-007 oracle-last-value-only"];
    values_split_at_commas_are_seen: "comma" => ["SS12K-ERR-007 client-mistake-taken-as-good", "SS12K-HTTP-007 repeated-comma-splits"];
    values_that_do_not_arrive_are_seen: "ascii-only" => ["SS12K-ERR-007 client-mistake-taken-as-good", "SS12K-HTTP-008 percent-value-lost"];
    a_plus_sign_that_does_not_arrive_is_seen: "decodes-twice" => ["SS12K-HTTP-008 percent-plus-lost"];
    a_misnamed_parameter_is_seen: "misnamed" => ["SS12K-HTTP-009 parameter-misnamed"];
    an_ignored_filter_is_seen: "ignored" => ["SS12K-HTTP-010 oracle-ignored", "SS12K-HTTP-011 oracle-ignored"];
    filters_that_are_ored_are_seen: "or" => ["SS12K-HTTP-010 oracle-ored"];
    an_unknown_parameter_that_breaks_the_system_is_seen: "unknown-500" => ["SS12K-HTTP-012 unknown-parameter-breaks"];
    a_boolean_that_takes_anything_is_seen: "lenient-boolean" => ["SS12K-HTTP-014 booleans-other-taken"];
    a_misspelt_path_is_seen: "misspelt" => ["SS12K-HTTP-016 path-misspelt"];
    head_that_tells_is_seen: "open-head" => ["SS12K-HTTP-019 head-reveals"];
    an_open_door_is_seen: "open" => ["SS12K-AUTH-001 no-token-let-in", "SS12K-AUTH-006 query-token-accepted", "SS12K-HTTP-019 head-reveals"];
    a_refusal_without_challenge_is_seen: "no-challenge" => ["SS12K-AUTH-002 no-token-without-challenge"];
    an_unchecked_signature_is_seen: "signature-unchecked" => ["SS12K-AUTH-003 token-signature-unchecked"];
    an_unsigned_token_that_is_accepted_is_seen: "alg-none" => ["SS12K-AUTH-003 token-unsigned-accepted"];
    an_empty_list_instead_of_403_is_seen: "empty-without-permission" => ["SS12K-AUTH-004 no-permission-empty"];
    a_token_in_the_query_that_is_accepted_is_seen: "query-token" => ["SS12K-AUTH-006 query-token-accepted"];
    a_closed_resource_that_looks_empty_is_seen: "limited-empty" => ["SS12K-AUTH-008 limited-empty"];
    a_required_field_that_permission_takes_away_is_seen: "limited-invalid" => ["SS12K-AUTH-008 limited-invalid"];
    an_html_page_as_error_is_seen: "error-html" => ["SS12K-ERR-001 error-not-json", "SS12K-ERR-003 error-not-json", "SS12K-HTTP-002 error-media-type"];
    an_error_without_body_is_seen: "error-empty" => ["SS12K-AUTH-004 no-permission-without-body", "SS12K-ERR-001 error-empty", "SS12K-ERR-003 error-empty"];
    a_wrapped_error_is_seen: "error-wrapped" => ["SS12K-ERR-002 error-wrapped"];
    a_code_that_is_a_number_is_seen: "error-number" => ["SS12K-ERR-002 error-code-not-string"];
    problem_json_is_seen: "error-problem" => ["SS12K-HTTP-002 error-media-type"];
    an_indiscreet_error_is_seen: "error-leaks" => ["SS12K-ERR-008 error-leaks"];
    a_page_for_people_at_404_is_seen: "html-404" => ["SS12K-ERR-004 not-found-body"];
    a_bad_id_that_is_not_found_is_seen: "bad-id-404" => ["SS12K-ERR-005 bad-path-id-not-400"];
    a_lookup_that_is_cut_off_is_seen: "cut-off" => ["SS12K-ERR-006 large-lookup-cut-off"];
    a_mistake_that_breaks_the_system_is_seen: "mistake-500" => ["SS12K-ERR-007 client-mistake-server-error"];
    a_mistake_that_goes_unnoticed_is_seen: "mistake-200" => ["SS12K-ERR-007 client-mistake-taken-as-good"];
}
