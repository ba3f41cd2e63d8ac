#!/usr/bin/env bash
# Judges a real service provider: mod_shib of Debian under Apache, started in several configurations and driven. Needs Debian, apt-get
# and the right to install, openssl and python3.
#   ci/peers/saml-sp/mod-shib/test.sh SAMSPEL [FOLDER]        (run by root, www-data has to be let through to FOLDER)
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(realpath -m "${2:-$(mktemp -d)}")
if [ ! -e /usr/lib/apache2/modules/mod_shib.so ]; then
  # The server without the service that the package apache2 starts; RUNLEVEL keeps shibd from being started too.
  apt-get update -qq
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends apache2-bin libapache2-mod-shib >/dev/null
fi
mkdir -p "$work"
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 30 -subj /CN=sp.example 2>/dev/null
python3 "$here/configure.py" delivered 1 "$work"
"$samspel" saml-idp --target delivered.yaml
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true; wait' EXIT
# Root would have to give itself up while it runs; it does so before.
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=www-data --regid=www-data --clear-groups)
fi
configurations="delivered hardened weak"
for configuration in $configurations; do
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  rm -rf "${work:?}/$configuration"
  python3 "$here/configure.py" "$configuration" "$port" "$work"
  if [ "${#as[@]}" -gt 0 ]; then
    chown -R www-data: "$configuration" key.pem certificate.pem
    chmod 755 .
  fi
  "${as[@]}" shibd -f -F -c "$work/$configuration/shibboleth2.xml" -p "$work/$configuration/shibd.pid" >"$configuration.shibd.out" 2>&1 &
  servers+=($!)
  "${as[@]}" apache2 -f "$work/$configuration/apache.conf" -D FOREGROUND >"$configuration.apache.out" 2>&1 &
  servers+=($!)
done
for configuration in $configurations; do
  address=$(sed -n 's/^ *metadata_url: //p' "$configuration.yaml")
  python3 - "$address" <<'EOF' || { cat "$configuration".*.out "$configuration"/*.log; exit 1; }
import sys, time, urllib.request
for _ in range(150):
    try:
        sys.exit(0 if urllib.request.urlopen(sys.argv[1]).status == 200 else 1)
    except OSError:
        time.sleep(0.2)
sys.exit(1)
EOF
done
python3 "$here/../../verdicts.py" "$samspel" saml-sp "$here/expectations.json" "$work"
