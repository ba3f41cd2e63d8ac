#!/usr/bin/env bash
# Judges a real OpenID provider: oidc-provider (npm), installed, started in several configurations and driven. Needs node, npm, openssl
# and python3.
#   ci/peers/oidc-provider/test.sh SAMSPEL [FOLDER]        (FOLDER keeps what was installed for the next time)
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(realpath -m "${2:-$(mktemp -d)}")
mkdir -p "$work"
cd "$work"
if [ ! -d node_modules/oidc-provider ]; then
  npm install --silent --no-audit --no-fund --prefix . oidc-provider@9.13.3
fi
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out client.pem 2>/dev/null
node -e 'const c=require("node:crypto");const f=require("node:fs");
  console.log(JSON.stringify({...c.createPublicKey(f.readFileSync("client.pem")).export({format:"jwk"}),kid:"main-1",use:"sig",alg:"ES256"}))' >client.jwk.json
SAMSPEL_OTHER_SECRET=$(openssl rand -hex 24) SAMSPEL_PASSWORD=$(openssl rand -hex 24)
export SAMSPEL_OTHER_SECRET SAMSPEL_PASSWORD SAMSPEL_MAIN_USER=elev.prov SAMSPEL_OTHER_USER=larare.test
# Modules are looked for beside the script that names them.
cp "$here"/*.mjs .
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true' EXIT
for configuration in delivered hardened weak; do
  port=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  log="$configuration.log"
  rm -f "$log"
  node server.mjs "$configuration" "$port" client.jwk.json "$SAMSPEL_OTHER_SECRET" >"$log" 2>&1 &
  servers+=($!)
  for _ in $(seq 150); do grep -qs "^http" "$log" && break; sleep 0.1; done
  grep -q "^http" "$log" || { cat "$log"; exit 1; }
  python3 "$here/target.py" "$configuration" "$port" >"$configuration.yaml"
done
python3 "$here/../verdicts.py" "$samspel" oidc-provider "$here/expectations.json" "$work"
