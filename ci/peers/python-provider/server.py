"""The HTTP side: reads requests, asks who it is, hands them to the service and writes answers and error bodies."""

import json
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from access import Tokens
from refusal import Refusal
from service import Service


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One write an answer: head and body in two make the client's delayed acknowledgement part of every request.
    wbufsize = 64 * 1024
    service = None
    tokens = None

    def log_message(self, *_):
        pass

    def write(self, status, body=None, **headers):
        payload = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(payload)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)

    def handle_any(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urllib.parse.urlsplit(self.path)
        authorization = self.headers.get("Authorization", "")
        if parts.path == "/token":
            granted = self.tokens.grant(authorization, raw)
            return self.write(200, granted) if granted else self.write(401, {"error": "invalid_client"}, WWW_Authenticate="Basic")
        try:
            client = self.tokens.client_of(authorization)
            self.write(*self.service.answer(client, self.command, parts.path, parts.query, self.headers.get("Content-Type", ""), raw))
        except Refusal as refusal:
            self.refuse(refusal)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def refuse(self, refusal):
        body = {"code": refusal.code, "message": refusal.message}
        if "error-wrapped" in self.service.faults:
            body = {"error": body}
        # An unknown id is answered without a body, as documented; every other refusal says why.
        self.write(refusal.status, None if refusal.code == "no_entity" else body, **refusal.headers)


def listening(port, faults):
    Handler.service, Handler.tokens = Service(faults), Tokens()
    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
