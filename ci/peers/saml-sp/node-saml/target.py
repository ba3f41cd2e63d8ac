# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes the target file for a configuration of the counterpart.

target.py CONFIGURATION PORT > target.yaml
"""
import sys

CONFIGURATION, PORT = sys.argv[1:]
BASE = f"http://127.0.0.1:{PORT}"
print(f"""samspel: 1
name: node-saml (npm), {CONFIGURATION}
environment: test
allow_writes: true
interfaces:
  saml-sp:
    edition: "2.0"
    metadata_url: {BASE}/metadata
    login_url: {BASE}/login
    logout_url: {BASE}/logout
    probe: {{ url: {BASE}/me, shows: [eduPersonPrincipalName, NameID] }}
    idp: {{ folder: idp }}
limits: {{ requests_per_second: 0 }}""")
