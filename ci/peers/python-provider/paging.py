"""Pages of a list and the tokens that lead from one to the next. A token stands for the question it came from and goes with `limit` only."""

import base64
import secrets

from refusal import bad
from values import page_size

CEILING = 40


class Pages:
    def __init__(self):
        self.kept = {}

    def token_for(self, *place):
        """Opaque, and with + / = in it, as any string may have."""
        token = base64.b64encode(secrets.token_bytes(18)).decode() + "="
        self.kept[token] = place
        return token

    def first(self, query):
        """Whether the request starts a list: without a token it does."""
        return "pageToken" not in query

    def continued(self, list_name, query, known):
        """The place that the token of the request stands for."""
        if any(name in known for name in query):
            raise bad("pageToken goes with limit only")
        place = self.kept.get(query["pageToken"][0])
        if place is None or place[0] != list_name:
            raise bad("unknown pageToken")
        return place[1:]

    def cut(self, list_name, query, items, wanted, at):
        """One page from `at` on, and the token of the next."""
        end = at + min(page_size(query["limit"][0]) if "limit" in query else CEILING, CEILING)
        return items[at:end], self.token_for(list_name, items, wanted, end) if end < len(items) else None
