# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes the target file for a realm of the counterpart.

target.py REALM PORT > target.yaml
"""
import sys

REALM, PORT = sys.argv[1:]
LEVELS = ""
if REALM == "hardened":
    LEVELS = "levels: [http://id.elegnamnden.se/loa/1.0/loa2, http://id.elegnamnden.se/loa/1.0/loa3]"
print(f"""samspel: 1
name: Keycloak, {REALM}
environment: test
interfaces:
  oidc-provider:
    issuer: http://127.0.0.1:{PORT}/realms/{REALM}
    edition: "1.0"
    clients:
      main:
        client_id: samspel-main
        redirect_uris: ["https://main.example/callback", "https://main.example/callback?tenant=skola"]
        post_logout_redirect_uris: ["https://main.example/logged-out"]
        scope: openid profile email phone address offline_access
        auth: {{ private_key_jwt: {{ key: {{ file: client.pem }}, kid: main-1, algorithm: ES256 }} }}
      other:
        client_id: samspel-other
        redirect_uris: ["https://other.example/callback"]
        scope: openid profile email offline_access
        auth: {{ client_secret_basic: {{ env: SAMSPEL_OTHER_SECRET }} }}
      public:
        client_id: samspel-public
        redirect_uris: ["https://public.example/callback"]
        scope: openid profile email offline_access
    login:
      people:
        main: {{ types: {{ username: {{ env: SAMSPEL_MAIN_USER }}, password: {{ env: SAMSPEL_PASSWORD }} }}, marker: {{ claim: preferred_username, value: elev.prov }} }}
        other: {{ types: {{ username: {{ env: SAMSPEL_OTHER_USER }}, password: {{ env: SAMSPEL_PASSWORD }} }}, marker: {{ claim: preferred_username, value: larare.test }} }}
      pages:
        - {{ field: password, fill: {{ username: "{{username}}", password: "{{password}}" }} }}
        - {{ field: confirmLogout, press: confirmLogout }}
      {LEVELS}
limits: {{ requests_per_second: 0 }}""")
