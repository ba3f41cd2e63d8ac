#!/usr/bin/env bash
# Runs Samspel against the Python provider: clean, nothing may fail; with each fault, exactly what that fault breaks.
#   ci/peers/python-provider/test.sh SAMSPEL [FAULT…]        (`clean` names the run without a fault)
set -euo pipefail
samspel=$(realpath "$1")
cd "$(dirname "$(realpath "$0")")"
export PYTHONDONTWRITEBYTECODE=1
python3 -m unittest -q test_provider
exec python3 expectations.py "$samspel" "${@:2}"
