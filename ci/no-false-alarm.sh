#!/usr/bin/env bash
# Runs the whole suite (profile `full`) against the fault-free sandbox. A failed MUST or SHOULD, an error, or no report is a false alarm.
#
#   ci/no-false-alarm.sh SAMSPEL [SEEDS] [SIZES]
#       every size with seeds 1 to SEEDS, in both editions; this is what CI calls
#   ci/no-false-alarm.sh SAMSPEL --runs N [--jobs J] [--folder DIR]
#       N seeded runs, sizes and editions mixed: mostly 0, 1, 5, 20 and 50 pupils, every 125th run 2,000. Finished runs are kept in DIR
#       (default: target/no-false-alarm/DIGEST of the binary), so that the same call goes on where an interrupted one stopped.
#
# J runs go at a time (default: one for each two processors, at least two). Each false alarm is printed with a command that reproduces it. The
# last line sums up; the exit code is 1 when there was an alarm. The binary is copied first, so that rebuilding it does not mix two in one sum.
set -euo pipefail
here=$(dirname "$(realpath "$0")")

# One run: starts a sandbox, tests it, and appends `edition size seed alarms seconds` to the ledger. Its printed words are the alarms, if any.
one() {
  folder=$1 edition=$2 size=$3 seed=$4 began=$SECONDS sandbox='' work=$(mktemp -d)
  trap 'kill "$sandbox" 2>/dev/null || true; rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM
  "$folder/samspel" sandbox serve --listen 127.0.0.1:0 --edition "$edition" --pupils "$size" --seed "$seed" --write-target "$work/target.yaml" >"$work/serve.log" 2>&1 &
  sandbox=$!
  for _ in $(seq 600); do [ -s "$work/target.yaml" ] && break; sleep 0.1; done
  "$folder/samspel" run --target "$work/target.yaml" --profile full --seed "$seed" --lang en --out "$work/out" >"$work/run.log" 2>&1 || true
  if alarms=$(python3 - "$work/out/report.json" <<'P'
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
report = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
if report is None:
    lines = ["no report was written"]
else:
    lines = [f"{f['level']} {f['requirement']} {f['test']}: {f['summary']['en']} [expected {f['expected']}; observed {f['observed']}]" for f in report["findings"] if f["level"] != "NOTE"]
    said = {f["requirement"] for f in report["findings"] if f["level"] != "NOTE"}
    lines += [f"{t['verdict']} {t['id']}" for t in report["tests"] if t["verdict"] == "ERROR" or t["verdict"] == "FAIL" and not said & set(t["requirements"])]
print("\n".join(lines))
sys.exit(bool(lines))
P
  ); then
    printf '%s %s %s 0 %s\n' "$edition" "$size" "$seed" $((SECONDS - began)) >>"$folder/ledger"
  else
    printf 'false alarm: edition %s, %s pupils, seed %s\n%s\n' "$edition" "$size" "$seed" "$(sed 's/^/    /' <<<"$alarms")"
    [ -e "$work/out/report.json" ] || tail -n 5 "$work/run.log" | sed 's/^/    /'
    printf '  samspel sandbox serve --edition %s --pupils %s --seed %s --write-target t.yaml & sleep 3; samspel run --target t.yaml --profile full --seed %s; kill $!\n' "$edition" "$size" "$seed" "$seed"
    printf '%s %s %s 1 %s\n' "$edition" "$size" "$seed" $((SECONDS - began)) >>"$folder/ledger"
  fi
}
if [ "${1:-}" = --one ]; then one "${@:2}"; exit; fi

samspel=$1 seeds=3 sizes="0 1 20" runs= folder=
jobs=$(($(nproc) / 2 > 2 ? $(nproc) / 2 : 2))
shift
if [[ ${1:-} != --* ]]; then seeds=${1:-$seeds} sizes=${2:-$sizes}; shift $(($# < 2 ? $# : 2)); fi
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2 ;;
    --jobs) jobs=$2 ;;
    --folder) folder=$2 ;;
    *) echo "unknown argument $1; see the top of $0" >&2; exit 2 ;;
  esac
  shift 2
done

# The plan: a line `edition size seed` for each run.
plan() {
  if [ -z "$runs" ]; then
    for edition in 2.0 2.1; do for size in $sizes; do for seed in $(seq "$seeds"); do echo "$edition $size $seed"; done; done; done
    return
  fi
  local mixed=(0 1 5 20 50) editions=(2.0 2.1) seed
  for seed in $(seq "$runs"); do
    echo "${editions[$((seed % 2))]} $((seed % 125 ? mixed[seed / 2 % 5] : 2000)) $seed"
  done
}

if [ -n "$runs" ]; then
  folder=${folder:-$here/../target/no-false-alarm/$(sha256sum <"$samspel" | cut -c1-12)}
  mkdir -p "$folder"
else
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
folder=$(realpath "$folder")
[ -e "$folder/samspel" ] || cp "$samspel" "$folder/samspel"
cmp -s "$samspel" "$folder/samspel" || { echo "$folder holds runs of another binary; give another --folder" >&2; exit 2; }
touch "$folder/ledger"
plan >"$folder/plan"
# Runs of the plan that have no line in the ledger yet.
awk 'FILENAME == ARGV[1] { done[$1, $2, $3]; next } !(($1, $2, $3) in done)' "$folder/ledger" "$folder/plan" >"$folder/left"
total=$(wc -l <"$folder/plan") left=$(wc -l <"$folder/left")
echo "$total runs of the fault-free sandbox, $((total - left)) of them done before; $jobs at a time"

progress() {
  while sleep 30 >/dev/null 2>&1; do
    awk -v total="$total" -v left="$left" -v spent="$((SECONDS - started))" 'FILENAME == ARGV[1] { plan[$1, $2, $3]; next } ($1, $2, $3) in plan { n++; alarms += $4 } END {
      now = n - (total - left)
      printf "%d of %d, %d false alarms", n, total, alarms
      if (now > 0) printf ", about %d min left", (total - n) * spent / now / 60 + 0.5
      print "" }' "$folder/plan" "$folder/ledger"
  done
}
started=$SECONDS
progress & watcher=$!
trap 'kill "$watcher" 2>/dev/null || true; [ -n "$runs" ] || rm -rf "$folder"' EXIT
xargs -a "$folder/left" -r -P "$jobs" -L 1 "$(realpath "$0")" --one "$folder" || [ $? -lt 124 ]
awk -v total="$total" -v spent="$((SECONDS - started))" 'FILENAME == ARGV[1] { plan[$1, $2, $3]; next } ($1, $2, $3) in plan { n++; alarms += $4; of[$2]++ } END {
  for (size in of) sizes = sizes ", " of[size] " of " size " pupils"
  printf "%d runs of the fault-free sandbox, %d false alarms (%d s%s)\n", n, alarms, spent, sizes
  exit alarms > 0 || n < total || n == 0 }' "$folder/plan" "$folder/ledger"
