#!/usr/bin/env bash
# Judges a real OpenID provider: Keycloak, fetched from Maven Central, started with three realms and driven through its own login pages.
# Needs a JDK from 17 on, mvn, openssl and python3.
#   ci/peers/keycloak/test.sh SAMSPEL [FOLDER]        (FOLDER keeps what was fetched for the next time)
set -euo pipefail
version=26.7.3
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(realpath -m "${2:-$(mktemp -d)}")
mkdir -p "$work"
cd "$work"
home="$PWD/keycloak-$version"
if [ ! -f "$home/fetched" ]; then
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact="org.keycloak:keycloak-quarkus-dist:$version:zip" -DoutputDirectory="$PWD"
  rm -rf "$home"
  python3 -m zipfile -e "keycloak-quarkus-dist-$version.zip" .
  rm "keycloak-quarkus-dist-$version.zip"
  touch "$home/fetched"
fi
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out client.pem 2>/dev/null
SAMSPEL_OTHER_SECRET=$(openssl rand -hex 24) SAMSPEL_PASSWORD=$(openssl rand -hex 24)
export SAMSPEL_OTHER_SECRET SAMSPEL_PASSWORD SAMSPEL_MAIN_USER=elev.prov SAMSPEL_OTHER_USER=larare.test
rm -rf "$home/data/import" keycloak.log
mkdir -p "$home/data/import"
openssl pkey -in client.pem -pubout -outform DER | python3 "$here/realms.py" "$home/data/import"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Nothing is kept between runs: the database lives in memory.
sh "$home/bin/kc.sh" start-dev --db=dev-mem --http-host=127.0.0.1 --http-port="$port" --hostname="http://127.0.0.1:$port" \
  --import-realm >keycloak.log 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true' EXIT
began=$SECONDS
until grep -qs "Listening on" keycloak.log; do
  kill -0 "$server" 2>/dev/null && [ $((SECONDS - began)) -lt 300 ] || { tail -50 keycloak.log; exit 1; }
  sleep 0.5
done
echo "Keycloak $version started in $((SECONDS - began)) s"
for realm in delivered hardened weak; do python3 "$here/target.py" "$realm" "$port" >"$realm.yaml"; done
python3 "$here/../verdicts.py" "$samspel" oidc-provider "$here/expectations.json" "$work"
