"""Reads the values of query parameters. What is not of the documented type is refused, never guessed at."""

import datetime
import re

from refusal import bad

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,12}))?([Zz]|[+-]\d{2}:\d{2})")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def instant(text):
    """Picoseconds since 1970 in UTC: finer than anything that is printed here, so that no bound is rounded."""
    found = INSTANT.fullmatch(text)
    if not found:
        raise bad("not a date-time with an offset")
    day_part, clock, fraction, offset = found.groups()
    try:
        moment = datetime.datetime.fromisoformat(f"{day_part}T{clock}{'+00:00' if offset in 'Zz' else offset}")
    except ValueError:
        raise bad("no such date-time") from None
    since = moment - EPOCH
    return (since.days * 86400 + since.seconds) * 10**12 + int((fraction or "").ljust(12, "0"))


def clock_reading(text):
    """The same date-time with its offset thrown away: what the fault `offset-ignored` compares."""
    instant(text)
    return instant(re.sub(r"([Zz]|[+-]\d{2}:\d{2})$", "Z", text))


def day(text):
    if not DATE.fullmatch(text):
        raise bad("not a date")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise bad("no such date") from None


def uuid_value(text):
    if not UUID.fullmatch(text):
        raise bad("not a UUID")
    return text.lower()


def one_of(allowed):
    def read(text):
        if text not in allowed:
            raise bad("value outside the enumeration")
        return text

    return read


def boolean(text):
    return one_of({"true", "false"})(text) == "true"


def page_size(text):
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise bad("limit is a whole number from 1")
    return int(text)
