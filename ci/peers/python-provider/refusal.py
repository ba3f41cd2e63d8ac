"""A request that is turned down: status, machine-readable code and message, as the standard's error body wants them."""


class Refusal(Exception):
    def __init__(self, status, code, message, **headers):
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


def bad(message):
    """The client's mistake: 400."""
    return Refusal(400, "invalid_request", message)
