# SPDX-License-Identifier: MIT OR Apache-2.0
"""Judges the metadata of counterparts and compares with what reading the rules leads one to expect.

compare.py SAMSPEL FOLDER
"""
import json
import pathlib
import subprocess
import sys

SAMSPEL, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
EXPECTED = json.loads((pathlib.Path(__file__).parent / "expectations.json").read_text())
FILES = {"pysaml2-idp-swamid": "pysaml2-idp"}
wrong = []
for name, expected in EXPECTED.items():
    target = FOLDER / f"{name}.yaml"
    target.write_text(
        f"samspel: 1\nname: {name}\nenvironment: test\ninterfaces:\n"
        f"  saml-metadata: {{ file: {FILES.get(name, name)}.xml, edition: \"2.0\" }}\n"
    )
    out = FOLDER / name
    ran = subprocess.run(
        [SAMSPEL, "run", "--suite", "saml-metadata", "--profile", expected["profile"], "--target", target, "--out", out],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != expected["exit"]:
        wrong.append(f"{name}: exit code {ran.returncode}, expected {expected['exit']}\n{ran.stderr}")
        continue
    report = json.loads((out / "report.json").read_text())
    failed = {r["id"] for r in report["requirements"] if r["verdict"] == "FAIL"}
    for surprise in sorted(failed ^ expected["fails"].keys()):
        word = "fails unexpectedly" if surprise in failed else "was expected to fail"
        wrong.append(f"{name}: {surprise} {word}")
    print(f"{name} ({expected['profile']}): {report['statement']['outcome']}, {len(failed)} not held, as expected" if not wrong else name)
if wrong:
    sys.exit("\n".join(wrong))
