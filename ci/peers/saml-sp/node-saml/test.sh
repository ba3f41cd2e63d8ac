#!/usr/bin/env bash
# Judges a real service provider: node-saml (npm), installed, started in several configurations and driven. Needs node, npm, openssl and
# python3.
#   ci/peers/saml-sp/node-saml/test.sh SAMSPEL [FOLDER]        (FOLDER keeps what was installed for the next time)
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(realpath -m "${2:-$(mktemp -d)}")
mkdir -p "$work"
cd "$work"
# Modules are looked for beside the script that names them.
cp "$here"/*.mjs "$here"/package*.json .
if ! cmp -s package-lock.json node_modules/installed-by; then
  npm ci --silent --no-audit --no-fund
  cp package-lock.json node_modules/installed-by
fi
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 30 -subj /CN=sp.example 2>/dev/null
python3 "$here/target.py" idp 1 >idp.yaml
"$samspel" saml-idp --target idp.yaml
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true' EXIT
for configuration in hardened school delivered weak; do
  port=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  log="$configuration.log"
  rm -f "$log"
  node server.mjs "$configuration" "$port" idp/metadata.xml key.pem certificate.pem >"$log" 2>&1 &
  servers+=($!)
  for _ in $(seq 150); do grep -qs "^http" "$log" && break; sleep 0.1; done
  grep -q "^http" "$log" || { cat "$log"; exit 1; }
  python3 "$here/target.py" "$configuration" "$port" >"$configuration.yaml"
done
python3 "$here/../../verdicts.py" "$samspel" saml-sp "$here/expectations.json" "$work"
