# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the suite against the counterpart and compares with what reading its documentation and code leads one to expect.

compare.py SAMSPEL TARGET FOLDER
"""
import json
import pathlib
import subprocess
import sys
import time

SAMSPEL, TARGET, FOLDER = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
EXPECTED = json.loads((pathlib.Path(__file__).parent / "expectations.json").read_text())
wrong = []
for profile, expected in EXPECTED.items():
    out = FOLDER / profile
    began = time.monotonic()
    ran = subprocess.run(
        [SAMSPEL, "run", "--suite", "oidc-provider", "--profile", profile, "--target", TARGET, "--out", out],
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.monotonic() - began
    if ran.returncode != expected["exit"]:
        wrong.append(f"{profile}: exit code {ran.returncode}, expected {expected['exit']}\n{ran.stderr}")
    report = json.loads((out / "report.json").read_text())
    verdicts = {r["id"]: r["verdict"] for r in report["requirements"]}
    seen = {i: v for i, v in verdicts.items() if v != "PASS"}
    known = {i: v for v, ids in expected["not_passed"].items() for i in ids}
    for surprise in sorted(seen.keys() | known.keys()):
        if seen.get(surprise) != known.get(surprise):
            wrong.append(f"{profile}: {surprise} is {seen.get(surprise, 'PASS')}, expected {known.get(surprise, 'PASS')}")
    print(f"{profile}: {report['statement']['outcome']}, {len(verdicts) - len(seen)} of {len(verdicts)} passed, {took:.1f} s")
if wrong:
    sys.exit("\n".join(wrong))
