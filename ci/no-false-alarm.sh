#!/usr/bin/env bash
# Runs the suite against the fault-free sandbox over seeds, sizes and editions. Any failed MUST or SHOULD, and any error, is a false alarm.
#   ci/no-false-alarm.sh SAMSPEL [SEEDS] [SIZES]
set -euo pipefail
samspel=$1 seeds=${2:-5} sizes=${3:-"0 1 50"}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
runs=0 alarms=0
for edition in 2.0 2.1; do
  for size in $sizes; do
    for seed in $(seq 1 "$seeds"); do
      rm -rf "$folder/out"
      "$samspel" demo --edition "$edition" --pupils "$size" --seed "$seed" --out "$folder/out" >"$folder/log" 2>&1 || true
      runs=$((runs + 1))
      if ! python3 - "$folder/out/report.json" <<'P'
import json, sys
report = json.load(open(sys.argv[1]))
bad = [t["id"] for t in report["tests"] if t["verdict"] in ("FAIL", "ERROR")] + [f["summary"]["en"] for f in report["findings"] if f["level"] != "NOTE"]
print("\n".join(bad))
sys.exit(bool(bad))
P
      then
        echo "false alarm: edition $edition, $size pupils, seed $seed"; alarms=$((alarms + 1))
      fi
    done
  done
done
echo "$runs runs of the fault-free sandbox, $alarms false alarms"
[ "$alarms" -eq 0 ]
