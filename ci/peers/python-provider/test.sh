#!/usr/bin/env bash
# Runs Samspel against the Python provider: clean, it must find nothing; with each fault, exactly that fault.
#   ci/peers/python-provider/test.sh SAMSPEL
set -euo pipefail
samspel=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
exec python3 "$here/expectations.py" "$samspel"
