"""What Samspel must find in the provider beside this file, written down beforehand, and the comparison with what it does find.

    python3 expectations.py SAMSPEL [FAULT…]

Without a fault no requirement may fail, not even a SHOULD; with a fault exactly the requirements below fail and no others. `clean` is the run
without a fault. Two runs go at a time.
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from faults import FAULTS

HERE = pathlib.Path(__file__).parent
# Fault -> the requirements it breaks, each with SS12K- before it.
EXPECTED = {
    "null-middle-name": {"ENV-004"},
    "error-wrapped": {"ERR-002"},
    "page-loses-one": {"PAGE-009"},
    "page-forgets-filter": {"PAGE-008"},
    "group-type-ignored": {"FILT-013", "HTTP-010"},
    "end-date-exclusive": {"DATE-002", "DATE-004", "DATE-014"},
    "open-ended-left-out": {"DATE-002", "DATE-004"},
    "offset-ignored": {"META-009"},
    "after-inclusive": {"META-007", "META-008", "META-010"},
    "names-or": {"FILT-003"},
    "names-case-sensitive": {"FILT-003"},
    "comma-splits": {"HTTP-007"},
    "identifier-mixed": {"FILT-005"},
    "sub-organisations-missing": {"FILT-012"},
    "groups-below": {"FILT-013", "HTTP-010"},
    "relations-mixed": {"FILT-010"},
    "ended-members-left-out": {"FILT-019"},
    "order-reversed": {"SORT-003"},
    "modified-as-text": {"SORT-002"},
    "expand-loses-memberships": {"EXP-006", "INT-030"},
    "expand-wrong-person": {"EXP-005"},
    "names-leak": {"NAME-001"},
    "names-missing": {"NAME-002"},
    "lookup-drops-known": {"LOOK-002", "ERR-006"},
    "lookup-duplicates": {"LOOK-004"},
    "by-id-poorer": {"ID-004", "LOOK-008"},
    "dangling-member": {"INT-001"},
    "deleted-still-listed": {"DEL-005", "INT-035"},
}
# Requirements that must pass without a fault, so that silence about them is not mistaken for their being right.
FEWEST_PASSED = 70
TARGET = """samspel: 1
name: Python provider
environment: test
interfaces:
  ss12000: {{ base_url: {base}, edition: "2.1" }}
principals:
  full: {{ oauth2: {{ token_url: {token}, client_id: full, client_secret: {{ env: PEER_SECRET }} }} }}
  limited: {{ oauth2: {{ token_url: {token}, client_id: limited, client_secret: {{ env: PEER_SECRET }} }} }}
  no_access: {{ oauth2: {{ token_url: {token}, client_id: nothing, client_secret: {{ env: PEER_SECRET }}, auth: client_secret_post }} }}
limits: {{ requests_per_second: 0 }}
"""


def run(samspel, faults):
    """Starts the provider with the faults, lets Samspel test it and gives its exit code and report."""
    command = [sys.executable, "-B", str(HERE / "provider.py"), *(part for fault in faults for part in ("--fault", fault))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as provider, tempfile.TemporaryDirectory() as folder:
        try:
            _, base, token = provider.stdout.readline().split()
            target, out = pathlib.Path(folder, "target.yaml"), pathlib.Path(folder, "out")
            target.write_text(TARGET.format(base=base, token=token), encoding="utf-8")
            ended = subprocess.run(
                [samspel, "run", "--target", str(target), "--profile", "full", "--out", str(out)],
                env={"PEER_SECRET": "peer-secret", "PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False, timeout=900,
            )
            if not (out / "report.json").exists():
                raise SystemExit(f"no report, exit {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
            return ended.returncode, json.loads((out / "report.json").read_text(encoding="utf-8"))
        finally:
            provider.terminate()


def compare(samspel, fault):
    """Whether the run found what it should, and lines that say so."""
    code, report = run(samspel, () if fault == "clean" else (fault,))
    expected = {f"SS12K-{requirement}" for requirement in EXPECTED.get(fault, ())}
    failed = {r["id"] for r in report["requirements"] if r["verdict"] == "FAIL"}
    erred = [t["id"] for t in report["tests"] if t["verdict"] == "ERROR"]
    passed = sum(r["verdict"] == "PASS" for r in report["requirements"])
    musts = {r["id"] for r in report["requirements"] if r["level"] == "MUST"}
    right_code = code == 1 if expected & musts else code in (0, 3)
    good = failed == expected and not erred and right_code and (expected or passed >= FEWEST_PASSED)
    lines = [f"{'ok   ' if good else 'WRONG'} {fault}: exit {code}, {passed} requirements passed, {report['run']['requests']} requests, failed {sorted(failed)}"]
    if not good:
        lines += [f"      unnoticed {requirement}" for requirement in sorted(expected - failed)]
        lines += [
            f"      {f['level']} {f['requirement']} {f['test']}: {f['summary']['en']} [expected {f['expected']}; observed {f['observed']}; {f['samples'][:3]}]"
            for f in report["findings"] if f["level"] != "NOTE" and f["requirement"] not in expected
        ]
        lines += [f"      error in {test}" for test in erred]
    return good, lines


def main():
    if set(EXPECTED) != set(FAULTS):
        raise SystemExit(f"faults without expectations, or the other way round: {set(EXPECTED) ^ set(FAULTS)}")
    samspel, asked = sys.argv[1], sys.argv[2:] or ["clean", *EXPECTED]
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for good, lines in pool.map(lambda fault: compare(samspel, fault), asked):
            wrong += not good
            print("\n".join(lines), flush=True)
    print(f"{len(asked) - wrong} as expected, {wrong} not")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
