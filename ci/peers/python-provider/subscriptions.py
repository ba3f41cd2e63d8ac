"""Subscriptions: made, read, renewed and removed. Nothing changes in this municipality, so nobody is ever notified."""

import datetime
import threading
import urllib.parse
import uuid

from facts import RESOURCE_KEYS
from refusal import Refusal, bad


def expiry():
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=90)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Subscriptions:
    def __init__(self):
        self.kept, self.lock = {}, threading.Lock()

    def create(self, client, body):
        name, target, kinds = (body.get(field) for field in ("name", "target", "resourceTypes")) if isinstance(body, dict) else (None, None, None)
        if not isinstance(name, str) or not isinstance(target, str) or not isinstance(kinds, list) or not kinds:
            raise bad("name, target and resourceTypes are required")
        if not all(isinstance(kind, dict) and isinstance(kind.get("resource"), str) and kind["resource"] in RESOURCE_KEYS for kind in kinds):
            raise bad("resourceTypes are objects with a resource of the standard")
        address = urllib.parse.urlsplit(target)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise bad("target is an absolute http(s) address")
        made = {"id": str(uuid.uuid4()), "name": name, "target": target, "expires": expiry(), "resourceTypes": [{"resource": kind["resource"]} for kind in kinds]}
        with self.lock:
            self.kept[made["id"]] = (client, made)
        return made

    def of(self, client):
        return [made for owner, made in list(self.kept.values()) if owner == client]

    def find(self, client, wanted_id):
        owner, made = self.kept.get(wanted_id, (None, None))
        if owner != client:
            raise Refusal(404, "no_entity", "no such subscription")
        return made

    def renew(self, client, wanted_id):
        made = self.find(client, wanted_id)
        made["expires"] = expiry()
        return made

    def remove(self, client, wanted_id):
        self.find(client, wanted_id)
        with self.lock:
            self.kept.pop(wanted_id, None)
