"""Ids, stamps and civic numbers that the invented records carry."""

import datetime
import uuid


def ident(*parts):
    """The same UUID for the same parts in every run."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "urn:samspel-peer:" + "/".join(map(str, parts))))


def printed(moment, style):
    """One instant in one of the spellings that RFC 3339 allows."""
    if style == 1:
        return (moment + datetime.timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S+02:00")
    if style == 2:
        return (moment + datetime.timedelta(milliseconds=250)).strftime("%Y-%m-%dT%H:%M:%S.250Z")
    if style == 3:
        return (moment - datetime.timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%S.000001-05:00")
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def meta(number):
    """Stamps in several spellings, minutes apart, so that comparing them as text gives another order; every eleventh shares its predecessor's."""
    twin = number - 1 if number % 11 == 10 else number
    created = datetime.datetime(2023, 8, 1, 6, 0, 0) + datetime.timedelta(minutes=97 * twin)
    modified = datetime.datetime(2024, 9, 1, 6, 0, 0) + datetime.timedelta(minutes=41 * (twin * 37 % 101), seconds=twin)
    return {"created": printed(created, number % 4), "modified": printed(modified, twin % 4)}


def check_digit(nine):
    total = 0
    for index, digit in enumerate(nine):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str((10 - total % 10) % 10)


def civic_number(born, serial, coordination=False):
    """A civic number of the test series: the birth numbers 980-999 are given to nobody. Coordination numbers have 60 added to the day."""
    day = born.day + 60 if coordination else born.day
    nine = f"{born:%y%m}{day:02}{serial:03}"
    return f"{born:%Y%m}{day:02}{serial:03}{check_digit(nine)}"
