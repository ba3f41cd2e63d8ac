"""Words for what municipality.sh measured.

    python3 municipality-table.py outcome REPORT     requests, passed, contradictions and errors of one run: four numbers
    python3 municipality-table.py contradicted REPORT  what a run found to be wrong, a line each: against a sandbox without fault, false alarms
    python3 municipality-table.py progress           one line for the run on standard input
    python3 municipality-table.py table              the table of all runs on standard input, and how each measure grew with the entities
"""

import json
import math
import sys

FIELDS = (
    "pupils", "persons", "entities", "wall", "user", "system", "serve_before", "serve_after", "serve_peak_kb", "requests", "passed", "failed", "errors",
)


def outcome(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    verdicts = [requirement["verdict"] for requirement in report["requirements"]]
    errors = sum(test["verdict"] == "ERROR" for test in report["tests"])
    return f"{report['run']['requests']} {verdicts.count('PASS')} {verdicts.count('FAIL')} {errors}"


def contradicted(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    for finding in report["findings"]:
        if finding["level"] != "NOTE":
            facts = (finding[name] for name in ("level", "requirement", "test", "expected", "observed"))
            yield " | ".join(str(fact) for fact in facts)


def runs():
    for line in sys.stdin:
        numbers = [float(part) for part in line.split()]
        # Peak of the run stands between its system time and the sandbox's figures.
        run = dict(zip(FIELDS[:6], numbers)) | {"peak_kb": numbers[6]} | dict(zip(FIELDS[6:], numbers[7:]))
        run["cpu"], run["serve_cpu"] = run["user"] + run["system"], run["serve_after"] - run["serve_before"]
        yield run


def size(number):
    return f"{number:,.0f}"


COLUMNS = {
    "pupils": ("pupils", size), "persons": ("persons", size), "entities": ("entities", size), "requests": ("requests", size),
    "wall (s)": ("wall", "{:.1f}".format), "samspel CPU (s)": ("cpu", "{:.1f}".format), "samspel peak (MB)": ("peak_kb", lambda kb: size(kb / 1024)),
    "sandbox CPU (s)": ("serve_cpu", "{:.1f}".format), "sandbox peak (MB)": ("serve_peak_kb", lambda kb: size(kb / 1024)),
    "passed": ("passed", size), "failed": ("failed", size), "errors": ("errors", size),
}
GROWTH = {"requests": "requests", "wall": "wall", "samspel CPU": "cpu", "samspel peak memory": "peak_kb", "sandbox CPU": "serve_cpu", "sandbox peak memory": "serve_peak_kb"}


def table():
    measured = sorted(runs(), key=lambda run: run["entities"])
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---:|" * len(COLUMNS))
    for run in measured:
        print("| " + " | ".join(show(run[field]) for field, show in COLUMNS.values()) + " |")
    if len(measured) > 1:
        print("\nGrowth from row to row; in brackets the exponent: 1.0 grows with the entities, 0.0 not at all, above 1.0 faster than they.\n")
    for small, large in zip(measured, measured[1:]):
        more = large["entities"] / small["entities"]
        grown = []
        for name, field in GROWTH.items():
            factor = large[field] / small[field] if small[field] else math.nan
            exponent = math.log(factor) / math.log(more) if factor > 0 and more > 1 else math.nan
            grown.append(f"{name} ×{factor:.2f} ({exponent:.2f})")
        print(f"* {size(small['entities'])} to {size(large['entities'])} entities, ×{more:.2f}: " + ", ".join(grown))


if __name__ == "__main__":
    if sys.argv[1] == "outcome":
        print(outcome(sys.argv[2]))
    elif sys.argv[1] == "contradicted":
        print(*contradicted(sys.argv[2]), sep="\n", end="\n", file=sys.stderr)
    elif sys.argv[1] == "progress":
        for run in runs():
            print(", ".join(f"{name} {show(run[field])}" for name, (field, show) in COLUMNS.items()), file=sys.stderr)
    else:
        table()
