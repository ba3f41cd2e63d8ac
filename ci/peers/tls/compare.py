# SPDX-License-Identifier: MIT OR Apache-2.0
"""Runs the suite against each counterpart and compares with what its settings lead one to expect.

compare.py SAMSPEL        (in the folder with the certificates)
"""
import json
import pathlib
import subprocess
import sys
import time

import servers

SAMSPEL = sys.argv[1]
EXPECTED = json.loads((pathlib.Path(__file__).parent / "expectations.json").read_text())
wrong = []
for name, expected in EXPECTED.items():
    running = servers.Running(name)
    target, out = pathlib.Path(f"{name}.yaml"), pathlib.Path(f"report-{name}")
    target.write_text(
        f"samspel: 1\nname: {name}\nenvironment: test\nca_file: root.pem\nlimits: {{ requests_per_second: 0, concurrency: 1 }}\n"
        f"interfaces:\n  tls:\n    endpoints: [{{ url: \"https://localhost:{running.port}/\", kind: web, http_port: {running.http_port} }}]\n"
    )
    began = time.monotonic()
    ran = subprocess.run(
        [SAMSPEL, "run", "--suite", "tls", "--profile", expected["profile"], "--target", target, "--out", out],
        capture_output=True, text=True, check=False,
    )
    took = time.monotonic() - began
    running.stop()
    if ran.returncode != expected["exit"]:
        wrong.append(f"{name}: exit code {ran.returncode}, expected {expected['exit']}\n{ran.stderr}")
    report = json.loads((out / "report.json").read_text())
    verdicts = {r["id"]: r["verdict"] for r in report["requirements"]}
    seen = {i: v for i, v in verdicts.items() if v != "PASS"}
    known = {i: v for v, ids in expected["not_passed"].items() for i in ids}
    for surprise in sorted(seen.keys() | known.keys()):
        if seen.get(surprise) != known.get(surprise):
            wrong.append(f"{name}: {surprise} is {seen.get(surprise, 'PASS')}, expected {known.get(surprise, 'PASS')}")
    print(f"{name}: {report['statement']['outcome']}, {len(verdicts) - len(seen)} of {len(verdicts)} passed, {took:.1f} s")
if wrong:
    sys.exit("\n".join(wrong))
