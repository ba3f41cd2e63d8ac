//! In which order tests run, and in which order their results stand.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod rig;

use rig::{case, left_out, plan, run_plan};
use samspel_model::Ending;
use samspel_runner::Event;
use samspel_suite::{Needs, PlannedCase};

fn control(id: &str) -> PlannedCase {
    PlannedCase { control: true, ..case(id, "slow") }
}

fn after(id: &str, check: &'static str, earlier: &[&str]) -> PlannedCase {
    PlannedCase { after: earlier.iter().map(|e| (*e).to_owned()).collect(), ..case(id, check) }
}

#[tokio::test]
async fn controls_run_first_and_alone_and_results_keep_the_order_of_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![case("a", "slow"), case("b", "witness"), control("c"), control("d"), case("e", "witness")]);
    let run = run_plan(&plan, folder.path(), 8).await;
    assert_eq!(run.order[..2], ["c", "d"]);
    let ids: Vec<&str> = run.record.results.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"]);
    assert_eq!(run.most_at_once, 3, "the three others run at once, the controls one by one");
}

#[tokio::test]
async fn no_more_tests_run_at_once_than_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan((0..12).map(|n| case(&format!("t{n}"), "witness")).collect());
    let run = run_plan(&plan, folder.path(), 3).await;
    assert_eq!(run.most_at_once, 3);
    assert_eq!(run.order.len(), 12);
}

#[tokio::test]
async fn a_test_waits_for_those_that_it_comes_after_even_when_they_stand_later_in_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let plan =
        plan(vec![after("last", "witness", &["middle"]), after("middle", "slow", &["first"]), case("first", "slow")]);
    let run = run_plan(&plan, folder.path(), 8).await;
    assert_eq!(run.order, ["first", "middle", "last"]);
}

#[tokio::test]
async fn what_a_control_waits_for_runs_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let waiting_control = PlannedCase { after: vec!["base".to_owned()], ..control("control") };
    let plan = plan(vec![case("other", "witness"), waiting_control, case("base", "slow")]);
    let run = run_plan(&plan, folder.path(), 8).await;
    assert_eq!(run.order, ["base", "control", "other"]);
}

#[tokio::test]
async fn a_dependency_outside_the_plan_holds_nobody_back() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![after("only", "witness", &["not-selected"])]);
    let run = run_plan(&plan, folder.path(), 8).await;
    assert_eq!(run.record.results[0].ending, Ending::Ran);
}

#[tokio::test]
async fn a_circle_of_dependencies_is_our_fault_and_the_rest_runs() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(vec![after("a", "witness", &["b"]), after("b", "witness", &["a"]), case("c", "witness")]);
    let run = run_plan(&plan, folder.path(), 8).await;
    assert_eq!(run.record.faults, ["a", "b"]);
    assert!(matches!(&run.record.results[0].ending, Ending::Erred { what } if what.contains("circle")));
    assert_eq!(run.record.results[2].ending, Ending::Ran);
}

#[tokio::test]
async fn tests_left_out_by_the_plan_stand_in_the_record_with_their_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = plan(vec![case("a", "witness")]);
    plan.left_out.push(left_out("z"));
    let run = run_plan(&plan, folder.path(), 8).await;
    let last = run.record.results.last().unwrap();
    assert_eq!(last.id, "z");
    assert!(matches!(&last.ending, Ending::Skipped { reason } if reason.id == "left-out-for-a-reason"));
}

#[tokio::test]
async fn events_tell_the_run_from_start_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = plan(vec![case("a", "witness"), case("b", "panics")]);
    plan.left_out.push(left_out("z"));
    let run = run_plan(&plan, folder.path(), 1).await;
    let told: Vec<String> = run
        .events
        .iter()
        .map(|event| match event {
            Event::RunStarted { tests, resumed } => format!("run of {tests}, {resumed} known"),
            Event::TestStarted { id } => format!("start {id}"),
            Event::TestEnded(ended) => format!("end {}", ended.result.id),
            Event::RunEnded { interrupted } => format!("ended, interrupted: {interrupted}"),
        })
        .collect();
    assert_eq!(
        told,
        ["run of 3, 0 known", "start a", "end a", "start b", "end b", "end z", "ended, interrupted: false"]
    );
}

#[tokio::test]
async fn tests_that_move_data_come_last_and_so_does_what_waits_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let moving = |id: &str| PlannedCase { needs: Needs { writes: true, ..Needs::default() }, ..case(id, "witness") };
    let plan =
        plan(vec![moving("writes"), after("waits", "witness", &["writes"]), case("a", "slow"), case("b", "slow")]);
    let run = run_plan(&plan, folder.path(), 8).await;
    assert_eq!(run.order[2..], ["writes", "waits"]);
}
