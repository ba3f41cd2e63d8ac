#!/usr/bin/env bash
# Judges metadata that other people's software makes: pysaml2 (PyPI) and node-saml (npm). Needs python3, openssl and npm.
#   ci/peers/saml-metadata/test.sh SAMSPEL [FOLDER]        (FOLDER keeps what was installed for the next time)
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(realpath -m "${2:-$(mktemp -d)}")
mkdir -p "$work"
cd "$work"
if [ ! -x python/bin/python ]; then
  python3 -m venv python
  python/bin/pip install --quiet --disable-pip-version-check pysaml2==7.5.5
fi
if [ ! -d node_modules/@node-saml ]; then
  npm install --silent --no-audit --no-fund --prefix . @node-saml/node-saml@5.1.0
fi
openssl req -x509 -newkey rsa:3072 -nodes -keyout key.pem -out certificate.pem -days 3650 -subj /CN=example.org 2>/dev/null
for role in sp idp; do
  python/bin/python "$here/make_pysaml2.py" "$role" key.pem certificate.pem >"pysaml2-$role.xml"
done
# Modules are looked for beside the script that names them.
cp "$here/make_node_saml.mjs" .
node make_node_saml.mjs key.pem certificate.pem >node-saml-sp.xml
# A third opinion on our own simulator: the OASIS schema, which comes with pysaml2.
for role in idp sp federation; do
  "$samspel" sandbox saml-metadata --role "$role" --out "sandbox-$role.xml" 2>/dev/null
  python/bin/python "$here/validate.py" "sandbox-$role.xml"
done
exec python/bin/python "$here/compare.py" "$samspel" "$work"
