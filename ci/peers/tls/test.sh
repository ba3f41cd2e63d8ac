#!/usr/bin/env bash
# Judges real servers: openssl s_server and nginx, sound ones and such as are wrong in one way. Needs openssl, python3 and apt for nginx.
#   ci/peers/tls/test.sh SAMSPEL [FOLDER]
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
work=$(realpath -m "${2:-$(mktemp -d)}")
mkdir -p "$work"
cd "$work"
command -v nginx >/dev/null || { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >/dev/null; }
"$here/certificates.sh"
python3 "$here/compare.py" "$samspel"
