# SPDX-License-Identifier: MIT OR Apache-2.0
# Words that judging, planning and running use in every suite.

## How a test ended

ending-erred = Samspel or the network failed, not the system: { $what }
skipped-interrupted = The run was stopped before this test was run. Resume it to get an answer.
skipped-out-of-budget = The limit of { $budget } requests was reached before this test was run. Raise limits.max_requests in the target file.
skipped-read-only = The test wanted to write ({ $method } { $path }), and a production system is only read. Nothing was sent.
skipped-unreachable = The system could not be reached: { $kind ->
    [dns] the host name does not exist
    [connect] no connection
    [tls] TLS failed
    [timeout] no complete answer in time
    [large] the answer was too large
    [broken] the answer broke off
   *[other] the request could not be sent
} ({ $what })
skipped-no-token = Nothing was tested: the principal { $principal } got no token ({ $what }). Check token_url, client_id and client_secret in the target file.
skipped-refused = The system did not let the principal full in: it answered { $status }.

## Findings about the system as a whole

system-unreachable = The system cannot be reached: { $kind ->
    [dns] the host name does not exist
    [connect] no connection
    [tls] TLS failed
    [timeout] no complete answer in time
    [large] the answer was too large
    [broken] the answer broke off
   *[other] the request could not be sent
} ({ $what })
system-unreachable-why = Without an answer nothing can be tested.
system-unreachable-remedy = Check base_url in the target file, the network and the firewall. samspel doctor tells more.
system-no-token = The principal { $principal } got no token ({ $what })
system-no-token-why = Without a token nothing can be tested. It says nothing about the system.
system-no-token-remedy = Check token_url, client_id and client_secret in the target file. samspel doctor tells more.
system-refuses = The system does not let the principal full in: it answers { $status }
system-refuses-why = Without permission nothing can be tested.
system-refuses-remedy = Check the principal full in the target file and its permissions in the system. samspel doctor tells more.
system-nothing-there = No list of the system answers with success; the first answers { $status }. Check base_url in the target file.
system-nothing-there-why = Where no list answers there is no data to test.
system-nothing-there-remedy = Check base_url in the target file: the address often ends in a version, for example /v2.0. samspel doctor tells more.

## Why a test is not part of the run

needs-principal = The test needs the principal { $principal }. Add it under principals in the target file.
needs-writes = The test writes to the system. Allow it with allow_writes: true against a test environment.
needs-changes = Somebody has to change data in the system during the test. Name a program, a URL or a person (operator: true) under changes in the target file of a test environment.
not-selected = The test was left out by { $by }.
edition-not = The test does not apply to edition { $edition }.

## Steps that a test case spells out itself

step-held = { $count ->
    [one] One assertion of the test case held.
   *[other] { $count } assertions of the test case held.
}
step-no-data = The answer held no data to try the assertion on: { $when }
step-no-value = The answer lacks the value that the next step needs: { $name }. Add data to the system so that the value is there.
step-no-answer = The system gave no answer that can be judged: { $what }

## Judgements

judgement-controls-failed = The positive controls did not pass. Therefore no favourable observation counts.
judgement-nothing-seen = No test saw anything that could have gone the other way.
judgement-not-selected = No test of this run looks at the requirement.

## The statement

statement-passed = { $passed } of { $applicable } applicable MUST requirements are fulfilled.
statement-failed = { $count ->
    [one] One MUST requirement is not fulfilled.
   *[other] { $count } MUST requirements are not fulfilled.
}
statement-inconclusive = { $count ->
    [one] One MUST requirement could not be decided.
   *[other] { $count } MUST requirements could not be decided.
}
statement-not-tested = { $count ->
    [one] One MUST requirement was not tested.
   *[other] { $count } MUST requirements were not tested.
}
statement-erred = { $count ->
    [one] One test ended in an error that is not the system's.
   *[other] { $count } tests ended in errors that are not the system's.
}
statement-operations-not-shown = The profile needs operations that were not seen to work: { $operations }.
statement-interrupted = The run was stopped before it was complete.

## Data that tests create and change

left-behind = Data that the tests created remains in the system
left-behind-why = Whoever owns the test environment should know what remains there. That absence and log entries remain is no fault of the system: the standard has no way to remove them.
left-behind-remedy = Remove the data in the system if it is in the way. It is listed in created.ndjson.
operator-create = Create a new object of the kind { $entity } in the system.
operator-modify = Change a field of { $entity } { $id } in the system and save.
operator-modify-field = Add one more entry to { $field } of { $entity } { $id } in the system and save.
operator-delete = Remove { $entity } { $id } from the system.
operator-expire = Let the subscription { $id } run out now.
operator-when-done = Press Enter when it is done (paste the id of a new object first, if you know it), or type n when it cannot be done.
