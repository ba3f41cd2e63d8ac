"""The operations: from a path, a query and a body to a status and an answer. Knows no sockets."""

import json
import urllib.parse

import deletions
from access import permit
from embedding import Showing
from facts import OFFERED
from filters import Filter
from lookup import look_up
from municipality import build
from ordering import ordered
from paging import Pages
from refusal import Refusal, bad
from subscriptions import Subscriptions
from values import uuid_value

BASE = "/v2.0/"


class Service:
    def __init__(self, faults):
        self.faults = faults
        self.register, self.pages, self.subscriptions = build(faults), Pages(), Subscriptions()
        self.filter, self.showing = Filter(self.register, faults), Showing(self.register, faults)

    def answer(self, client, method, path, query_text, content_type, raw):
        try:
            query = urllib.parse.parse_qs(query_text, keep_blank_values=True, errors="strict")
        except ValueError:
            raise bad("the query is not percent-encoded UTF-8") from None
        steps = path.removeprefix(BASE).split("/") if path.startswith(BASE) else [""]
        permit(client, steps[0])
        if steps == ["deletedEntities"]:
            self.allow(method, "GET")
            return 200, deletions.answer(self.register, self.pages, query)
        if steps[0] == "subscriptions" and len(steps) < 3:
            return self.subscription(client, method, steps[1:], query, content_type, raw)
        if steps[0] not in OFFERED or len(steps) > 2:
            raise Refusal(404, "not_found", "no such path")
        offered = OFFERED[steps[0]]
        if steps[1:] == ["lookup"]:
            self.allow(method, "POST")
            return 200, self.lookup(steps[0], offered, query, self.body(content_type, raw))
        self.allow(method, "GET")
        if len(steps) == 1:
            return 200, self.list(steps[0], offered, query)
        return 200, self.by_id(steps[0], offered, query, uuid_value(urllib.parse.unquote(steps[1])))

    def allow(self, method, *allowed):
        if method not in allowed and not (method == "HEAD" and "GET" in allowed):
            raise Refusal(405, "method_not_allowed", "this path has other methods", Allow=", ".join(allowed))

    def body(self, content_type, raw):
        if content_type.split(";")[0].strip().lower() != "application/json":
            raise Refusal(415, "unsupported_media_type", "the body is application/json")
        try:
            return json.loads(raw)
        except ValueError:
            raise bad("the body is not JSON") from None

    def read(self, offered, query, parameters):
        """The documented parameters of the request, each read as its type. Others are left alone."""
        wanted = {}
        for name, values in query.items():
            if name not in parameters:
                continue
            if offered.repeats(name):
                if "comma-splits" in self.faults:
                    values = [part for value in values for part in value.split(",")]
                wanted[name] = [parameters[name](value) for value in values]
            else:
                # Stamps are kept as they were written, for the comparison to read.
                read = parameters[name](values[0])
                wanted[name] = values[0] if name.startswith("meta.") else read
        return wanted

    def list(self, list_name, offered, query):
        if self.pages.first(query):
            wanted, at = self.read(offered, query, offered.parameters), 0
            records = ordered(self.filter.select(list_name, wanted), wanted.get("sortkey"), self.faults)
        else:
            records, wanted, at = self.pages.continued(list_name, query, offered.parameters)
            if "page-loses-one" in self.faults:
                at += 1
            if "page-forgets-filter" in self.faults:
                records = ordered(self.register.lists[list_name], wanted.get("sortkey"), self.faults)
        page, following = self.pages.cut(list_name, query, records, wanted, at)
        return {"data": [self.showing.show(list_name, record, wanted) for record in page], "pageToken": following}

    def lookup(self, list_name, offered, query, body):
        wanted = self.read(offered, query, offered.shown)
        return [self.showing.show(list_name, record, wanted) for record in look_up(self.register, list_name, body, offered.lookup_keys, self.faults)]

    def by_id(self, list_name, offered, query, wanted_id):
        wanted = self.read(offered, query, offered.shown)
        record = self.register.find(list_name, wanted_id)
        if record is None:
            raise Refusal(404, "no_entity", "no such entity")
        shown = self.showing.show(list_name, record, wanted)
        if "by-id-poorer" in self.faults:
            shown.pop("externalIdentifiers", None)
        return shown

    def subscription(self, client, method, rest, query, content_type, raw):
        if not rest:
            self.allow(method, "GET", "POST")
            if method == "POST":
                return 201, self.subscriptions.create(client, self.body(content_type, raw))
            place = (self.subscriptions.of(client), None, 0) if self.pages.first(query) else self.pages.continued("subscriptions", query, ())
            page, following = self.pages.cut("subscriptions", query, *place)
            return 200, {"data": page, "pageToken": following}
        wanted_id = uuid_value(urllib.parse.unquote(rest[0]))
        self.allow(method, "GET", "PATCH", "DELETE")
        if method == "DELETE":
            self.subscriptions.remove(client, wanted_id)
            return 204, None
        return 200, self.subscriptions.renew(client, wanted_id) if method == "PATCH" else self.subscriptions.find(client, wanted_id)
