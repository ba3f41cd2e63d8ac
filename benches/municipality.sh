#!/usr/bin/env bash
# The complete run (profile `full`) against sandboxes of growing size, tester and sandbox as separate processes. See README.md here.
#   benches/municipality.sh SAMSPEL [PUPILS…]
set -euo pipefail
samspel=$(realpath "$1") here=$(dirname "$(realpath "$0")")
shift
# A pupil brings one to two other persons along: these are 1,000 to 100,000 persons.
[ $# -gt 0 ] || set -- 420 1300 4200 13000 42000
work=$(mktemp -d)
trap 'kill "${sandbox:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# User and system time that a process has used so far, in seconds.
cpu_of() { awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / tick }' "/proc/$1/stat"; }

for pupils in "$@"; do
  rm -rf "$work/target.yaml" "$work/out"
  "$samspel" sandbox serve --listen 127.0.0.1:0 --pupils "$pupils" --write-target "$work/target.yaml" >"$work/serve.log" 2>&1 &
  sandbox=$!
  until [ -s "$work/target.yaml" ]; do kill -0 "$sandbox" || { cat "$work/serve.log"; exit 1; }; sleep 0.1; done
  before=$(cpu_of "$sandbox")
  # The words of the run go to a file, the measures to another; that a run ends with 3 (something not shown) is as it should be.
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$samspel" run --target "$work/target.yaml" --profile full --out "$work/out" >"$work/run.log" 2>&1 || true
  [ -e "$work/out/report.json" ] || { tail "$work/run.log"; exit 1; }
  after=$(cpu_of "$sandbox") peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$sandbox/status")
  python3 "$here/municipality-table.py" contradicted "$work/out/report.json"
  # Counting asks the sandbox for everything once more, so it comes after the measures.
  counts=$(python3 "$here/count-entities.py" "$work/target.yaml")
  kill "$sandbox"; wait "$sandbox" 2>/dev/null || true
  echo "$pupils $counts $(grep -v -i status "$work/time") $before $after $peak $(python3 "$here/municipality-table.py" outcome "$work/out/report.json")" >>"$work/measures"
  tail -n 1 "$work/measures" | python3 "$here/municipality-table.py" progress
done
python3 "$here/municipality-table.py" table <"$work/measures"
