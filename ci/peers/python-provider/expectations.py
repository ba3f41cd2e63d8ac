"""Runs Samspel against the provider beside this file and compares what it finds with what was written down beforehand.

    python3 expectations.py SAMSPEL
"""

import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
# Fault: requirements of the binding findings that it must lead to. Nothing else may be found.
EXPECTED = {
    (): set(),
    ("null-middle-name",): {"SS12K-ENV-004"},
    ("page-loses-one",): {"SS12K-PAGE-009"},
    ("error-wrapped",): {"SS12K-ERR-002"},
    ("null-middle-name", "page-loses-one", "error-wrapped"): {"SS12K-ENV-004", "SS12K-PAGE-009", "SS12K-ERR-002"},
}
TARGET = """samspel: 1
name: Python provider
environment: test
interfaces:
  ss12000: {{ base_url: {base}, edition: "2.1" }}
principals:
  full: {{ oauth2: {{ token_url: {token}, client_id: full, client_secret: {{ env: PEER_SECRET }} }} }}
  no_access: {{ oauth2: {{ token_url: {token}, client_id: nothing, client_secret: {{ env: PEER_SECRET }}, auth: client_secret_post }} }}
limits: {{ requests_per_second: 0 }}
"""


def run(samspel, faults):
    command = [sys.executable, str(HERE / "provider.py"), *(part for fault in faults for part in ("--fault", fault))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as provider, tempfile.TemporaryDirectory() as folder:
        try:
            _, base, token = provider.stdout.readline().split()
            target = pathlib.Path(folder, "target.yaml")
            target.write_text(TARGET.format(base=base, token=token), encoding="utf-8")
            out = pathlib.Path(folder, "out")
            ended = subprocess.run(
                [samspel, "run", "--target", str(target), "--out", str(out)], env={"PEER_SECRET": "peer-secret", "PATH": "/usr/bin:/bin"},
                capture_output=True, text=True, check=False, timeout=600,
            )
            if not (out / "report.json").exists():
                raise SystemExit(f"no report, exit {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
            return ended.returncode, json.loads((out / "report.json").read_text(encoding="utf-8"))
        finally:
            provider.terminate()


def main():
    wrong = 0
    for faults, expected in EXPECTED.items():
        code, report = run(sys.argv[1], faults)
        found = {f["requirement"] for f in report["findings"] if f["level"] == "MUST"}
        erred = [t["id"] for t in report["tests"] if t["verdict"] == "ERROR"]
        passed = sum(r["verdict"] == "PASS" for r in report["requirements"])
        good = found == expected and not erred and code == (1 if expected else 3 if report["statement"]["outcome"] == "NOT_SHOWN" else 0) and passed > 20
        print(f"{'ok   ' if good else 'WRONG'} {', '.join(faults) or 'no fault'}: exit {code}, {passed} requirements passed, found {sorted(found)}")
        if not good:
            wrong += 1
            for finding in report["findings"]:
                print(f"      {finding['level']} {finding['requirement']} {finding['test']}: {finding['summary']['en']} [{finding['observed']}]")
            print("      errors:", erred)
    print(f"{len(EXPECTED) - wrong} passed, {wrong} failed")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
