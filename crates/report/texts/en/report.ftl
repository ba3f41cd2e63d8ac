# Words of all formats of the report.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-moment = { $day } at { $time } UTC
date-period = { $from } to { $to }

# The statement
outcome-conforms = Conforms
outcome-does-not-conform = Does not conform
outcome-not-shown = Not shown
statement-conforms = { $target } meets every applicable mandatory requirement of the profile “{ $profile }”, edition { $edition }, as tested on { $dates }.
statement-does-not-conform = { $target } does not meet every mandatory requirement of the profile “{ $profile }”, edition { $edition }, as tested on { $dates }.
statement-not-shown = It was not shown whether { $target } meets the requirements of the profile “{ $profile }”, edition { $edition }. The test was made on { $dates }.

# Verdicts
verdict-pass = Passed
verdict-fail = Failed
verdict-inconclusive = Inconclusive
verdict-not-applicable = Not applicable
verdict-not-tested = Not tested
verdict-error = Error in the test tool
verdict-error-short = Tool error

# Levels of requirements
level-must = Must
level-should = Should
level-may = May

# Levels of findings
finding-must = Deviation from a requirement
finding-should = Deviation from a recommendation
finding-note = Note
findings-must = Deviations from requirements
findings-should = Deviations from recommendations
findings-note = Notes

# Counts
requirements =
    { $n ->
        [one] 1 requirement
       *[other] { $n } requirements
    }
requirements-must =
    { $n ->
        [one] 1 mandatory requirement
       *[other] { $n } mandatory requirements
    }
requirements-of-which-must = { requirements }, { $musts } of them mandatory
tests =
    { $n ->
        [one] 1 test
       *[other] { $n } tests
    }
places =
    { $n ->
        [one] 1 place
       *[other] { $n } places
    }
samples-of = { $shown } of { $n } places shown
exchanges =
    { $n ->
        [one] 1 exchange
       *[other] { $n } exchanges
    }
requests =
    { $n ->
        [one] 1 request
       *[other] { $n } requests
    }
witnesses =
    { $n ->
        [one] 1 witness
       *[other] { $n } witnesses
    }
and-more = and { $n } more
and-more-in-record = and { $n } more in report.json
musts-passed = { $pass } of { $applicable } applicable mandatory requirements are shown
musts-failed = { $fail } of { $applicable } mandatory requirements are contradicted
musts-open = { $open } of { $applicable } mandatory requirements are not shown
shoulds-passed = { $pass } of { $applicable } applicable recommendations are shown
shoulds-failed = { $fail } of { $applicable } recommendations are contradicted
shoulds-open = { $open } of { $applicable } recommendations are not shown
milliseconds = { $n } ms
tests-pass = { $n } passed
tests-fail = { $n } failed
tests-inconclusive = { $n } inconclusive
tests-not-applicable = { $n } not applicable
tests-not-tested = { $n } not run
tests-error = { $n } with an error in the test tool
requirements-passed = { $pass } of { $applicable } applicable requirements passed
requirements-none-apply = no requirement applies
no-reason = The report gives no reason.

# Frame of the report
brand = Samspel
document-title = { $outcome }: { $target }
document-kind = Test report
skip-to-content = Skip to content
contents = Contents
to-contents = To the contents
meta-report = Report
meta-tested = Tested
meta-profile = Profile

# Sections
section-statement = Statement
section-summary = Summary for decision makers
section-scenarios = Scenarios
section-scope = Scope and exclusions
section-findings = Findings
section-open = Could not be shown
section-data = Data that is lacking
section-requirements = Requirements one by one
section-tests = Tests
section-coverage = Data and coverage
section-method = Method
section-declarations = Declarations
section-evidence = Evidence
section-terms = Terms and verification

# 1 Statement
statement-because = Reasons
statement-facts = What the statement is about
fact-system = System under test
fact-environment = Environment
environment-test = Test environment
environment-production = Production environment
fact-addresses = Addresses
fact-profile = Profile
fact-edition = Edition
fact-dates = Tested
fact-rule = Decision rule
fact-report = Report id
fact-digest = SHA-256 of report.json
was-tested = Tested and decided
was-not-tested = Not shown
counts-caption = Requirements of the profile by verdict and level
counts-verdict = Verdict
counts-total = All
counts-note = A recommendation that fails is a deviation: shown and counted, never blocking.
partly-of = { $n } of { $pass } passed requirements are shown only for the data that was there
inconclusive-of = { $n } of { $total } requirements are inconclusive
not-tested-of = { $n } of { $total } requirements are not tested
error-of = { $n } of { $total } requirements were stopped by an error in the test tool or the network
all-shown = Every applicable requirement is decided.
does-not-say = What the statement does not say
not-say-only = The results relate only to the system, the addresses and the time stated here.
not-say-other = The statement says nothing about other profiles, other editions or operations that were not tested.
not-say-open = Requirements that were not shown may or may not be met. The report does not know which.
not-say-certificate = The report is not a certificate. It does not tell who made the test or in what role, and the file is not signed.

# 2 Summary
summary-works = What works
summary-works-not = What does not work
summary-same-cause =
    { $n ->
        [one] One more finding probably has the same cause.
       *[other] { $n } more findings probably have the same cause.
    }
summary-open = What could not be shown
summary-works-intro = In these areas every applicable mandatory requirement is shown.
summary-works-none = In no area is every applicable mandatory requirement shown.
summary-area = { $area }: { $pass } of { $applicable }
summary-fails-none = No mandatory requirement is contradicted.
summary-should =
    { $n ->
        [one] There is also 1 deviation from a recommendation.
       *[other] There are also { $n } deviations from recommendations.
    }
summary-open-none = No applicable requirement was left open.
summary-all-findings = All findings
summary-all-open = The whole list

# 3 Scenarios
scenarios-intro = Each scenario is judged by the calls of which it consists: what other calls showed counts neither for it nor against it.
scenarios-shared = Keeps every scenario that does not conform from it
scenario-shared =
    { $n ->
        [one] One mandatory requirement that concerns all stands above the table.
       *[other] { $n } mandatory requirements that concern all stand above the table.
    }
scenarios-caption = The scenarios with their outcome and what it is due to
scenarios-note = A scenario conforms when every applicable mandatory requirement that its calls rely on is shown, and when each call was seen to work.
column-scenario = Scenario
scenario-conforms = Conforms
scenario-does-not-conform = Does not conform
scenario-not-shown = Not shown
scenario-not-tested = Not tested
scenario-operations = Not seen to work
scenario-reasons-fail = Mandatory requirements that are not fulfilled
scenario-reasons-open = Mandatory requirements that are not shown
scenario-calls =
    { $n ->
        [one] The call of the scenario
       *[other] The { $n } calls of the scenario
    }

# 4 Scope
scope-applies = What is covered
scope-total = Requirements of the profile
scope-applicable = Applicable requirements
scope-of = { $n } of { $total }
scope-excluded = Requirements that do not apply
scope-excluded-none = Every requirement of the profile applies.
scope-chosen = Exclusions chosen by the tester
scope-chosen-none = None. The test ran with the standard options.
scope-chosen-intro = These options differ from the standard. Requirements left out because of them count as not tested and make nothing pass.
scope-interrupted = The run was interrupted before every test had ended. What was not run counts as not tested.
show-requirements =
    { $n ->
        [one] Show 1 requirement
       *[other] Show { $n } requirements
    }
reason-number = Reason { $n }

# 5 Findings
findings-none = No findings.
findings-none-but-open = That no deviation was found does not mean that the system conforms: { $open } of { $applicable } mandatory requirements are not shown.
finding-requirement = Requirement
finding-expected = Expected
finding-observed = Observed
finding-where = Where
finding-operation = Operation
finding-pointer = JSON pointer
finding-operations = Operations
finding-count = How many
finding-why = Why it matters
finding-cause = Likely cause
finding-remedy = What to change
finding-reproduce = Reproduce
finding-reproduce-insert = Put a valid token into $TOKEN, and values of your own where it says REDACTED or a name in braces.
finding-evidence = Evidence
finding-test = Test
findings-intro = One cause gives one finding, however many places show it. The worst stand first.

# 6 Could not be shown
open-intro = This is a to-do list: once what is missing is in place, the test can be run again and the requirements decided.
open-none = Nothing. Every applicable requirement is decided.
open-only-data = Nothing but what the data was not enough for; see the next section.
open-undecided = Tested but not decided
open-erred = Error in the test tool or the network
open-untested = Not tested
open-applies = Applies to

# 7 Data that is lacking
data-intro = The list says what was not there to be seen, and what needs to be added or done. Once for each row is usually enough.
data-none = Nothing. The data was enough for all that was tested.
data-decided = For requirements that are decided
data-decided-intro = These requirements are decided by other data. Only the parts that are listed here were not seen.

# 8 Requirements
requirements-intro = The rows show every requirement of the profile. Below each stands what its verdict rests on.
column-requirement = Requirement
column-level = Level
column-verdict = Verdict
confidence = Confidence { $grade }
requirement-tests = Tests
requirement-findings = Findings

# 9 Tests
tests-intro-print = The printed page shows the tests that did not pass. All tests stand in report.json and on the screen.
tests-intro = The tests are grouped by suite and area. Open a group to see them.
column-test = Test
tests-caption = Tests in { $batch }
tests-none = No tests were run.

# 10 Coverage
coverage-facts = What was exercised
coverage-offered = Operations that were offered
coverage-witnesses = Witnesses
coverage-witnesses-text =
    { $n ->
        [one] 1 thing that could have gone the other way
       *[other] { $n } things that could have gone the other way
    }
coverage-exchanges = Exchanges that tests refer to
coverage-caption = Operations
column-operation = Operation
column-declared = Declared
column-offered = Offered
column-tests = Tests passed
coverage-passed = { $pass } of { $n }
coverage-none = No operations are known.
coverage-rule = Samspel reads whole collections and computes itself what every query should return. Choices from large collections are made with the seed in the section Method.
yes = ✓ yes
no = – no
not-declared = not stated

# 11 Method
method-tool = Tool
method-suites = Test suites
method-suites-caption = Test suites with digests
column-suite = Suite
column-version = Version
column-digest = SHA-256
method-started = Started
method-ended = Ended
method-seed = Seed
method-requests = Requests sent
method-options = Options that differ from the standard
method-options-none = none
method-evidence = Evidence level
method-rule = Decision rule
method-judging = Judging is pure computation: the same recorded exchanges give the same statement.
method-retries = The report does not state latency percentiles, retries or a comparison with an earlier report.

# 12 Declarations
declaration-ics = Implementation conformance statement (ICS)
declaration-ics-none = None was given. Which operations there are showed during the test.
declaration-ics-caption = Operations that the supplier states to support
declaration-ixit = Extra information for testing (IXIT)
declaration-interface = Interface
declaration-principals = Clients available to the test
declaration-none = none

# 13 Evidence
evidence-intro = The exchanges are in the folder evidence beside the report, one exchange a line in exchanges.ndjson. Secrets are removed and personal data replaced when they are recorded.
evidence-none = The evidence level is none: no exchanges were kept. The ids of exchanges are then only a count.
evidence-folder = Folder
evidence-count = Exchanges that the report refers to
evidence-level = Level
evidence-find = Find an exchange by its id, for example with grep.
evidence-caption = Exchanges per group of tests
evidence-group = Group

# 14 Terms and verification
terms-heading = Terms
verify-heading = Verify the report
verify-text = The report is a rendering of report.json. Compute the SHA-256 of that file and compare it with the sum at the end. That needs no network.

# End
end-mark = End of the report
end-sections = { $n } sections. Report id { $id }.
end-digest = SHA-256 of report.json
page-footer = Report { $id } · report.json SHA-256 { $digest }
page = page
page-of = of

# Summary in Markdown and in the terminal
summary-counts = Requirements
summary-findings = Findings
summary-more-findings =
    { $n ->
        [one] 1 more finding is in the report.
       *[other] { $n } more findings are in the report.
    }
summary-more-data = { $n } more gaps in the data stand in the report.
summary-decided-data =
    { $n ->
        [one] For parts of requirements that are decided anyway, 1 thing to add stands in the report.
       *[other] For parts of requirements that are decided anyway, { $n } things to add stand in the report.
    }
summary-more-open =
    { $n ->
        [one] 1 more reason is in the report.
       *[other] { $n } more reasons are in the report.
    }
summary-full-report = The whole report is in report.en.html, the evidence in evidence/.
terminal-files = Report: report.en.html · CI: junit.xml · data: report.json · evidence: evidence/
