# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes the realms that Keycloak imports: the same clients and people, set up in several ways.

openssl pkey -in KEY -pubout -outform DER | realms.py FOLDER
Secrets are taken from SAMSPEL_OTHER_SECRET and SAMSPEL_PASSWORD, and made anew for each run.
"""
import base64
import copy
import json
import os
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
S256 = {"pkce.code.challenge.method": "S256"}
# Keycloak knows the claims parameter, but a mapper has to be added for claims to be told because of it.
CLAIMS_PARAMETER = {
    "name": "claims parameter",
    "protocol": "openid-connect",
    "protocolMapper": "oidc-claims-param-token-mapper",
    "config": {"id.token.claim": "true", "userinfo.token.claim": "true"},
}


def key_of(der):
    """The public key as a JWK. A P-256 key in DER ends with its point: x and y, of 32 bytes each (RFC 5480, 2.2)."""
    encoded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (der[-64:-32], der[-32:])]
    return {"kty": "EC", "crv": "P-256", "x": encoded[0], "y": encoded[1], "kid": "main-1", "use": "sig", "alg": "ES256"}


def delivered(realm):
    """Nothing set but what every installation has to set."""


def hardened(realm):
    """As the profiles want it, as far as settings go."""
    # A refresh token is taken once, and ends the session when it comes again.
    realm.update(revokeRefreshToken=True, refreshTokenMaxReuse=0, accessTokenLifespan=300)
    # A second page for the second level. Another password page stands in for what would be a second factor.
    realm.update(json.loads((HERE / "step-up.json").read_text()))
    realm.update(internationalizationEnabled=True, supportedLocales=["sv", "en"], defaultLocale="sv")
    for client in realm["clients"]:
        client["attributes"].update(S256)
        client["protocolMappers"] = [CLAIMS_PARAMETER]
        # What stands among the default scopes is told whether it is asked for or not.
        client["defaultClientScopes"] = ["basic", "acr"]
        client["optionalClientScopes"] = ["profile", "email", "phone", "address", "offline_access"]
        client["fullScopeAllowed"] = False
        # The key for it is made when it is first needed.
        client["attributes"]["user.info.response.signature.alg"] = "ES256"


def weak(realm):
    """As nobody should. Each line can be clicked together in the administration console."""
    for client in realm["clients"]:
        client["implicitFlowEnabled"] = True
        client["redirectUris"] = [uri.split("?")[0] + "*" for uri in client["redirectUris"]]
    realm["clients"][0]["attributes"]["post.logout.redirect.uris"] = "*"


def common(realm, name, jwk):
    realm["realm"] = name
    # Passwords are made for the run and thrown away; Keycloak's own hash, made to be slow, would take most of the time.
    realm["passwordPolicy"] = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"
    for client in realm["clients"]:
        client.update(enabled=True, protocol="openid-connect", standardFlowEnabled=True)
        client.setdefault("attributes", {})
    main, other, _ = realm["clients"]
    main["attributes"]["jwks.string"] = json.dumps({"keys": [jwk]})
    other["secret"] = os.environ["SAMSPEL_OTHER_SECRET"]
    for user in realm["users"]:
        user.update(enabled=True, emailVerified=True, realmRoles=[f"default-roles-{name}"])
        user["credentials"] = [{"type": "password", "value": os.environ["SAMSPEL_PASSWORD"], "temporary": False}]


if __name__ == "__main__":
    folder, jwk = pathlib.Path(sys.argv[1]), key_of(sys.stdin.buffer.read())
    template = json.loads((HERE / "realm.json").read_text())
    for change in (delivered, hardened, weak):
        realm = copy.deepcopy(template)
        common(realm, change.__name__, jwk)
        change(realm)
        (folder / f"{change.__name__}-realm.json").write_text(json.dumps(realm))
