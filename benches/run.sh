#!/usr/bin/env bash
# B1-B4 of the design: Samspel beside its peers in the same run. See README.md here.
#   benches/run.sh SAMSPEL [COUNT]
set -euo pipefail
samspel=$(realpath "$1") count=${2:-500}
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
have() { command -v "$1" >/dev/null || { echo "SKIPPED: $1 is missing; see benches/README.md"; return 1; }; }
have hyperfine

"$samspel" sandbox serve --listen 127.0.0.1:0 --pupils 200 --write-target "$work/target.yaml" >"$work/serve.log" 2>&1 &
server=$!
for _ in $(seq 100); do [ -s "$work/target.yaml" ] && break; sleep 0.1; done
sed -i 's/requests_per_second: [0-9]*/requests_per_second: 0/' "$work/target.yaml"
grep -q 'limits:' "$work/target.yaml" || echo 'limits: { requests_per_second: 0 }' >>"$work/target.yaml"
read -r base token_url client secret < <(python3 - "$work/target.yaml" <<'P'
import re, sys
text = open(sys.argv[1]).read()
def value(key, after=""):
    return re.search(rf"{after}.*?{key}:\s*\"?([^\s,\"}}]+)", text, re.S).group(1)
print(value("base_url"), value("token_url", "full"), value("client_id", "full"), value("client_secret", "full"))
P
)
token=$(curl -s -u "$client:$secret" -d grant_type=client_credentials "$token_url" | python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')

echo "== B1 cold start"
peers=(); have hurl && peers=("hurl --version")
hyperfine -N --warmup 5 --export-json "$work/b1.json" "$samspel --version" "${peers[@]}" 2>/dev/null | grep -E 'Time|Benchmark|±' || true

bench_suite() { rm -rf "$work/suites"; mkdir -p "$work/suites"; cp -r "$here/suites/bench" "$work/suites/bench"; python3 "$here/make-cases.py" "$1" samspel >"$work/suites/bench/cases/bench.yaml"; python3 "$here/make-cases.py" "$1" hurl >"$work/bench.hurl"; }
ours=("$samspel" run --suites "$work/suites" --suite bench --target "$work/target.yaml" --out "$work/out")
theirs=(hurl --test --jobs 8 --variable "base=$base" --variable "token=$token")

for n in 1 "$count"; do
  [ "$n" = 1 ] && echo "== B2 one request, one witnessed check" || echo "== B3 $n requests with 5 assertions, evidence and reports written"
  bench_suite "$n"
  commands=("rm -rf $work/out; ${ours[*]} >/dev/null")
  if have hurl; then
    commands+=("${theirs[*]} $work/bench.hurl >/dev/null" "rm -rf $work/hr; ${theirs[*]} --report-html $work/hr --report-json $work/hr/json --report-junit $work/hr/j.xml $work/bench.hurl >/dev/null")
  fi
  hyperfine --warmup 1 --runs 7 --export-json "$work/b.json" "${commands[@]}" 2>/dev/null >/dev/null || { echo "a command failed:"; bash -c "${commands[0]}" | tail -5; exit 1; }
  python3 - "$work/b.json" "$n" <<'P'
import json, sys
results, n = json.load(open(sys.argv[1]))["results"], int(sys.argv[2])
names = ["samspel, evidence and all reports", "hurl, no reports", "hurl, all reports"]
for name, r in zip(names, results):
    print(f"{name}: {r['median'] * 1000:.0f} ms, {n / r['median']:.0f} requests/s, {r['median'] / results[0]['median']:.2f} of samspel's time")
P
done

echo "== B4 10,000 persons parsed and judged"
cargo run --quiet --release -p samspel-ss12000 --example judge_persons -- "$work/persons" || true
if python3 -c 'import schemathesis' 2>/dev/null; then python3 "$here/schemathesis-persons.py" "$work/persons"; else echo "SKIPPED: schemathesis is missing; see benches/README.md"; fi

echo "== demo, 2,000 pupils"
/usr/bin/time -f '%e s wall, %U s user, %M kB peak' "$samspel" demo --pupils 2000 --out "$work/demo" | tail -1
