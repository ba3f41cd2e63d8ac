#!/usr/bin/env bash
# Judges a real OpenID provider: oidc-provider (npm), installed, started and driven. Needs node, npm, openssl and python3.
#   ci/peers/oidc-provider/test.sh SAMSPEL [FOLDER]        (FOLDER keeps what was installed for the next time)
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=${2:-$(mktemp -d)}
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
port=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
# Modules are looked for beside the script that names them.
cp "$here/server.mjs" .
node server.mjs "$port" client.jwk.json "$SAMSPEL_OTHER_SECRET" >server.log 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 100); do grep -q "^http" server.log && break; sleep 0.1; done
python3 "$here/target.py" "$port" >target.yaml
python3 "$here/compare.py" "$samspel" target.yaml "$work"
