"""Lookups: the records that one of the keys in the body names. Several keys: those that any of them names. Nothing asked, nothing answered."""

from refusal import Refusal, bad

MOST = 5000


def asked_for(body, keys):
    if not isinstance(body, dict):
        raise bad("the body is an object")
    asked = {}
    for key, read in keys.items():
        values = body.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise bad(f"{key} is an array of strings")
        asked[key] = [read(value) for value in values]
    if sum(map(len, asked.values())) > MOST:
        raise Refusal(503, "overload", "ask for fewer at a time")
    return asked


def answers_to(register, list_name, record):
    """The values by which each key finds the record."""
    found = {"ids": {record["id"]}}
    if list_name == "organisations":
        found |= {"schoolUnitCodes": {record.get("schoolUnitCode")}, "organisationCodes": {record.get("organisationCode")}}
    elif list_name == "persons":
        found["civicNos"] = {record.get("civicNo", {}).get("value")}
    elif list_name == "placements":
        found["personIds"] = {record["child"]["id"]}
    elif list_name == "activities":
        members = [register.find("groups", group["id"]).get("groupMemberships", []) for group in record["groups"]]
        found["members"] = {entry["person"]["id"] for entries in members for entry in entries}
        found["teachers"] = {teacher["duty"]["id"] for teacher in record.get("teachers", [])}
    return found


def look_up(register, list_name, body, keys, faults):
    asked = asked_for(body, keys)
    answers = [(record, answers_to(register, list_name, record)) for record in register.lists[list_name]]
    known = {key: set().union(*(found[key] for _, found in answers)) for key in asked}
    if "lookup-drops-known" in faults and any(set(values) - known[key] for key, values in asked.items()):
        return []
    hits = [record for record, found in answers if any(found[key] & set(values) for key, values in asked.items())]
    if "lookup-duplicates" in faults:
        hits += [record for record in hits if asked["ids"].count(record["id"]) > 1]
    return hits
