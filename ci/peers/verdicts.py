# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs a suite against a counterpart in each of its configurations, and compares with what reading its documentation and code
leads one to expect. A difference either way is an error: what gets better has to be taken out of the expectations.

verdicts.py SAMSPEL SUITE EXPECTATIONS FOLDER
FOLDER holds CONFIGURATION.yaml, the target file, for each configuration of the expectations; reports are written there.
"""
import json
import pathlib
import subprocess
import sys
import time

SAMSPEL, SUITE = sys.argv[1:3]
EXPECTATIONS, FOLDER = map(pathlib.Path, sys.argv[3:5])
EXIT = {"CONFORMS": 0, "DOES_NOT_CONFORM": 1, "NOT_SHOWN": 3}


def run(configuration, profile):
    """The report, with its exit code held against its outcome."""
    out = FOLDER / f"{configuration}-{profile}"
    command = [SAMSPEL, "run", "--suite", SUITE, "--profile", profile]
    command += ["--target", FOLDER / f"{configuration}.yaml", "--out", out]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode not in EXIT.values():
        sys.exit(f"{configuration}, {profile}: exit code {ran.returncode}\n{ran.stderr}")
    report = json.loads((out / "report.json").read_text())
    outcome = report["statement"]["outcome"]
    if ran.returncode != EXIT[outcome]:
        sys.exit(f"{configuration}, {profile}: {outcome}, but exit code {ran.returncode}")
    return report


def told(report, requirement):
    """What was seen, for whoever has to explain it."""
    for finding in report["findings"]:
        if finding["requirement"] == requirement:
            yield f"{finding['observed']} ({', '.join(finding['samples'])})"


def differences(configuration, profile, outcome, known):
    began = time.monotonic()
    report = run(configuration, profile)
    took = time.monotonic() - began
    verdicts = {r["id"]: r["verdict"] for r in report["requirements"]}
    seen_outcome = report["statement"]["outcome"]
    passed = sum(verdict == "PASS" for verdict in verdicts.values())
    print(f"{configuration}, {profile}: {seen_outcome}, {passed} of {len(verdicts)} passed, {took:.1f} s")
    if seen_outcome != outcome:
        yield f"{configuration}, {profile}: {seen_outcome}, expected {outcome}"
    for requirement, verdict in sorted(verdicts.items()):
        expected = known.get(requirement, "PASS")
        if verdict != expected:
            yield f"{configuration}, {profile}: {requirement} is {verdict}, expected {expected}: {'; '.join(told(report, requirement))}"


def main():
    wrong = []
    began = time.monotonic()
    for configuration, expected in json.loads(EXPECTATIONS.read_text()).items():
        # requirement: verdict, reason
        known = {i: verdict for i, (verdict, reason) in expected["not_passed"].items() if reason}
        for profile, outcome in expected["outcomes"].items():
            wrong += differences(configuration, profile, outcome, known)
    print(f"{time.monotonic() - began:.0f} s in all")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
