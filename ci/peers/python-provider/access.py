"""Tokens: a client-credentials endpoint that signs JWTs, and the question who a bearer token belongs to.

Client `full` may read everything, client `limited` organisations and syllabuses only, client `nothing` is known but may read nothing.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import urllib.parse

from refusal import Refusal

SECRET = "peer-secret"
# Client -> the first steps of the paths it may use; None: all of them.
CLIENTS = {"full": None, "limited": {"organisations", "syllabuses"}, "nothing": set()}


def encoded(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Tokens:
    def __init__(self):
        self.key, self.given = secrets.token_bytes(32), {}

    def grant(self, authorization, form):
        fields = urllib.parse.parse_qs(form.decode("utf-8", "replace"))
        client, secret = fields.get("client_id", [""])[0], fields.get("client_secret", [""])[0]
        if authorization.startswith("Basic "):
            try:
                client, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                client = ""
        if client not in CLIENTS or secret != SECRET:
            return None
        head = encoded(b'{"alg":"HS256","typ":"JWT"}') + "." + encoded(json.dumps({"sub": client, "jti": secrets.token_hex(8)}).encode())
        token = head + "." + encoded(hmac.new(self.key, head.encode(), hashlib.sha256).digest())
        self.given[token] = client
        return {"access_token": token, "token_type": "Bearer", "expires_in": 3600}

    def client_of(self, authorization):
        scheme, _, token = authorization.partition(" ")
        client = self.given.get(token) if scheme.lower() == "bearer" else None
        if client is None:
            raise Refusal(401, "unauthorised", "a valid bearer token is needed", WWW_Authenticate="Bearer")
        return client


def permit(client, first_step):
    if CLIENTS[client] is not None and first_step not in CLIENTS[client]:
        raise Refusal(403, "forbidden", "this client may not use this path")
