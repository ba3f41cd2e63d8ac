"""A small SS 12000 provider in Python's standard library, written without a look at the sandbox.

It serves organisations and persons (edition 2.1): lists, by-id and lookup, with paging, filters, sort keys and expansion. It is a counterpart for
tests: run clean, Samspel must find nothing; with a fault switched on, it must find that fault and nothing else.

    python3 provider.py --port 0 [--fault null-middle-name] [--fault page-loses-one] [--fault error-wrapped]

The first line it prints is `READY <base url> <token url>`. Client `full` with secret `peer-secret` may read all, client `nothing` with the same
secret nothing. All persons are invented; their birth numbers are from the 98x test series.
"""

import argparse
import base64
import datetime
import hashlib
import hmac
import json
import re
import secrets
import sys
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FAULTS = ("null-middle-name", "page-loses-one", "error-wrapped")
UUID = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
INSTANT = re.compile(r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$")
PAGE = 40
SECRET = "peer-secret"

ORGANISATION_TYPES = {
    "Huvudman", "Verksamhetsområde", "Förvaltning", "Rektorsområde", "Skola", "Skolenhet", "Varumärke", "Bolag", "Övrigt",
}
SCHOOL_TYPES = set(
    "FS FKLASS FTH OPPFTH GR GRS TR SP SAM GY GYS VUX VUXSFI VUXGR VUXGY VUXSARGR VUXSARTR VUXSARGY SFI SARVUX SARVUXGR "
    "SARVUXGY KU YH FHS STF KKU HS ABU AU".split()
)
RELATIONS = {
    "enrolment", "duty", "placement.child", "placement.owner", "responsibleFor.enrolment", "responsibleFor.placement", "groupMembership",
}
PERSON_EXPANSIONS = {"duties", "responsibleFor", "placements", "ownedPlacements", "groupMemberships"}
META = {f"meta.{field}.{side}": "instant" for field in ("created", "modified") for side in ("before", "after")}


def ident(*parts):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "urn:samspel-peer:" + "/".join(map(str, parts))))


def meta(number):
    created = datetime.datetime(2025, 8, 1, 6, 0, 0) + datetime.timedelta(hours=7 * number)
    modified = created + datetime.timedelta(days=number % 90, minutes=number)
    return {"created": created.isoformat() + "Z", "modified": modified.isoformat() + "Z"}


def luhn(ten):
    total = 0
    for index, digit in enumerate(ten[:9]):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str((10 - total % 10) % 10)


def civic_number(year, month, day, serial):
    nine = f"{year % 100:02}{month:02}{day:02}{serial:03}"
    return f"{year // 100}{nine}{luhn(nine + '0')}"


def municipality():
    organisations, persons = [], []

    def organisation(name, kind, parent=None, **more):
        entry = {"id": ident("organisation", name), "meta": meta(len(organisations)), "displayName": name, "organisationType": kind}
        if parent:
            entry["parentOrganisation"] = {"id": parent["id"]}
        entry.update(more)
        organisations.append(entry)
        return entry

    owner = organisation("Ekbacka kommun", "Huvudman", organisationNumber="2120009999", municipalityCode="0199", organisationCode="EKB")
    office = organisation("Barn- och utbildningsförvaltningen", "Förvaltning", owner, organisationCode="EKB-BUF")
    area = organisation("Norra rektorsområdet", "Rektorsområde", office, organisationCode="EKB-N", startDate="2020-07-01")
    schools = []
    for number, (name, types) in enumerate([("Björkskolan", ["FKLASS", "GR"]), ("Ås gymnasium", ["GY"]), ("Förskolan Ängen", ["FS"])]):
        school = organisation(name, "Skola", area, organisationCode=f"EKB-S{number}")
        schools.append(
            organisation(
                f"{name} enhet 1", "Skolenhet", school, schoolUnitCode=f"9900000{number}", schoolTypes=types, municipalityCode="0199",
                startDate="2019-07-01", **({"endDate": "2026-06-30"} if number == 2 else {}),
                address={"streetAddress": f"Skolgatan {number + 1}", "locality": "Ekbacka", "postalCode": "199 00"},
            )
        )
    given = ["Åsa", "Björn", "Östen", "Maj-Britt", "Li", "Noor", "Elis", "Zoë"]
    family = ["Ek", "Ålund", "von Ängstrand", "Öberg", "Sjö Lind"]

    def person(number, year, serial, **more):
        month, day = number % 12 + 1, number % 28 + 1
        entry = {
            "id": ident("person", number), "meta": meta(100 + number), "givenName": given[number % len(given)],
            "familyName": family[number % len(family)], "birthDate": f"{year}-{month:02}-{day:02}",
            "civicNo": {"value": civic_number(year, month, day, serial), "nationality": "SE"},
            "eduPersonPrincipalNames": [f"{ident('eppn', number)[:8]}@ekbacka.example"], "personStatus": "Aktiv", "securityMarking": "Ingen",
        }
        if number % 5 == 0:
            entry["middleName"] = "Alva"
        entry.update(more)
        persons.append(entry)
        return entry

    for number in range(70):
        guardian = person(1000 + number, 1985, 980 + number % 20, emails=[{"value": f"g{number}@hem.example", "type": "Privat"}]) if number % 2 == 0 else guardian
        unit = schools[number % 2]
        school_type = "GR" if unit is schools[0] else "GY"
        enrolment = {"enroledAt": {"id": unit["id"]}, "schoolType": school_type, "startDate": "2025-08-18"}
        if school_type == "GR":
            enrolment["schoolYear"] = number % 9 + 1
        else:
            enrolment["educationCode"] = "TE25"
        if number % 7 == 0:
            enrolment["endDate"] = "2026-06-12"
        person(
            number, 2012, 980 + number % 20, enrolments=[enrolment],
            responsibles=[{"person": {"id": guardian["id"]}, "relationType": "Vårdnadshavare"}],
            externalIdentifiers=[{"value": f"elev-{number}", "context": "https://ekbacka.example/elev", "globallyUnique": False}],
        )
    return organisations, persons


ORGANISATIONS, PERSONS = municipality()
NAMES = {o["id"]: o["displayName"] for o in ORGANISATIONS} | {p["id"]: f"{p['givenName']} {p['familyName']}" for p in PERSONS}


class Refusal(Exception):
    def __init__(self, status, code, message, **headers):
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


def bad(message):
    return Refusal(400, "invalid_request", message)


def instant(text):
    if not INSTANT.match(text):
        raise bad("not a date-time with an offset")
    try:
        return datetime.datetime.fromisoformat(re.sub(r"[Zz]$", "+00:00", text.upper().replace(" ", "T")))
    except ValueError:
        raise bad("no such date-time") from None


def day(text):
    if not DATE.match(text):
        raise bad("not a date")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise bad("no such date") from None


def uuid_value(text):
    if not UUID.match(text):
        raise bad("not a UUID")
    return text.lower()


def one_of(allowed):
    def convert(text):
        if text not in allowed:
            raise bad("value outside the enumeration")
        return text

    return convert


def boolean(text):
    return one_of({"true", "false"})(text) == "true"


def number(text):
    if not re.fullmatch(r"\d{1,9}", text) or int(text) < 1:
        raise bad("limit is a whole number from 1")
    return int(text)


DATE_PARAMETERS = {f"{field}.{side}": day for field in ("startDate", "endDate") for side in ("onOrBefore", "onOrAfter")}
SHARED = {name: instant for name in META} | {"expandReferenceNames": boolean}
ORGANISATION_PARAMETERS = SHARED | DATE_PARAMETERS | {
    "parent": uuid_value, "schoolUnitCode": str, "organisationCode": str, "municipalityCode": str, "type": one_of(ORGANISATION_TYPES),
    "schoolTypes": one_of(SCHOOL_TYPES), "sortkey": one_of({"ModifiedDesc", "DisplayNameAsc"}),
}
PERSON_PARAMETERS = SHARED | {f"relationship.{k}": v for k, v in DATE_PARAMETERS.items()} | {
    "nameContains": str, "civicNo": str, "eduPersonPrincipalName": str, "identifier.value": str, "identifier.context": str,
    "relationship.entity.type": one_of(RELATIONS), "relationship.organisation": uuid_value, "expand": one_of(PERSON_EXPANSIONS),
    "sortkey": one_of({f"{f}Name{d}" for f in ("Given", "Family") for d in ("Asc", "Desc")} | {"DisplayNameAsc", "CivicNoAsc", "CivicNoDesc", "ModifiedDesc"}),
}
ARRAYS = {"parent", "schoolUnitCode", "organisationCode", "type", "schoolTypes", "nameContains", "expand"}


def convert(query, parameters):
    wanted = {}
    for name, values in query.items():
        if name in parameters:
            converted = [parameters[name](value) for value in values]
            wanted[name] = converted if name in ARRAYS else converted[0]
    return wanted


def within(wanted, prefix, start, end):
    checks = (
        (f"{prefix}startDate.onOrBefore", start, lambda have, asked: have <= asked), (f"{prefix}startDate.onOrAfter", start, lambda have, asked: have >= asked),
        (f"{prefix}endDate.onOrBefore", end, lambda have, asked: have <= asked), (f"{prefix}endDate.onOrAfter", end, lambda have, asked: have >= asked),
    )
    return all(name not in wanted or have is None or test(datetime.date.fromisoformat(have), wanted[name]) for name, have, test in checks)


def changed(entry, wanted):
    for field in ("created", "modified"):
        have = instant(entry["meta"][field])
        if f"meta.{field}.before" in wanted and have > wanted[f"meta.{field}.before"]:
            return False
        if f"meta.{field}.after" in wanted and have <= wanted[f"meta.{field}.after"]:
            return False
    return True


def organisation_matches(entry, wanted):
    return (
        ("parent" not in wanted or entry.get("parentOrganisation", {}).get("id") in wanted["parent"])
        and all(name not in wanted or entry.get(name) in wanted[name] for name in ("schoolUnitCode", "organisationCode"))
        and ("municipalityCode" not in wanted or entry.get("municipalityCode") == wanted["municipalityCode"])
        and ("type" not in wanted or entry["organisationType"] in wanted["type"])
        and ("schoolTypes" not in wanted or set(entry.get("schoolTypes", [])) & set(wanted["schoolTypes"]))
        and within(wanted, "", entry.get("startDate"), entry.get("endDate"))
        and changed(entry, wanted)
    )


def relations(entry):
    for enrolment in entry.get("enrolments", []):
        yield "enrolment", enrolment
    for child in PERSONS:
        if any(r["person"]["id"] == entry["id"] for r in child.get("responsibles", [])):
            for enrolment in child.get("enrolments", []):
                yield "responsibleFor.enrolment", enrolment


def person_matches(entry, wanted):
    names = [entry.get(field, "").casefold() for field in ("givenName", "middleName", "familyName")]
    if not all(any(value.casefold() in name for name in names) for value in wanted.get("nameContains", [])):
        return False
    if "civicNo" in wanted and entry["civicNo"]["value"] != wanted["civicNo"]:
        return False
    if "eduPersonPrincipalName" in wanted and wanted["eduPersonPrincipalName"] not in entry["eduPersonPrincipalNames"]:
        return False
    if any(name in wanted for name in ("identifier.value", "identifier.context")) and not any(
        wanted.get("identifier.value", i["value"]) == i["value"] and wanted.get("identifier.context", i["context"]) == i["context"]
        for i in entry.get("externalIdentifiers", [])
    ):
        return False
    if any(name.startswith("relationship.") for name in wanted) and not any(
        wanted.get("relationship.entity.type", kind) == kind
        and wanted.get("relationship.organisation", r["enroledAt"]["id"]) == r["enroledAt"]["id"]
        and within(wanted, "relationship.", r.get("startDate"), r.get("endDate"))
        for kind, r in relations(entry)
    ):
        return False
    return changed(entry, wanted)


def sort(entries, key):
    fields = {
        "ModifiedDesc": lambda e: e["meta"]["modified"], "DisplayNameAsc": lambda e: NAMES[e["id"]].casefold(),
        "GivenName": lambda e: e["givenName"].casefold(), "FamilyName": lambda e: e["familyName"].casefold(), "CivicNo": lambda e: e["civicNo"]["value"],
    }
    by = fields.get(key) or fields[re.sub(r"(Asc|Desc)$", "", key)]
    return sorted(entries, key=by, reverse=key.endswith("Desc"))


def shown(entry, wanted, faults):
    entry = json.loads(json.dumps(entry))
    if "givenName" in entry and "middleName" not in entry and "null-middle-name" in faults:
        entry["middleName"] = None
    if wanted.get("expandReferenceNames"):
        references = [entry.get("parentOrganisation")] + [e["enroledAt"] for e in entry.get("enrolments", [])] + [r["person"] for r in entry.get("responsibles", [])]
        for reference in filter(None, references):
            reference["displayName"] = NAMES[reference["id"]]
    if wanted.get("expand"):
        embedded = {}
        for name in wanted["expand"]:
            embedded[name] = [] if name != "responsibleFor" else [
                {"person": {"id": child["id"]}, "relationType": r["relationType"]}
                for child in PERSONS for r in child.get("responsibles", []) if r["person"]["id"] == entry["id"]
            ]
        entry["_embedded"] = embedded
    return entry


COLLECTIONS = {
    "organisations": (ORGANISATIONS, ORGANISATION_PARAMETERS, organisation_matches, {"ids": "id", "schoolUnitCodes": "schoolUnitCode", "organisationCodes": "organisationCode"}),
    "persons": (PERSONS, PERSON_PARAMETERS, person_matches, {"ids": "id", "civicNos": "civicNo"}),
}
KEY = secrets.token_bytes(32)
TOKENS = {}
PAGES = {}


def list_page(name, query, faults):
    entries, parameters, matches, _ = COLLECTIONS[name]
    token = query.get("pageToken", [None])[0]
    limit = number(query["limit"][0]) if "limit" in query else None
    if token is not None:
        if any(key in parameters for key in query):
            raise bad("pageToken goes with limit only")
        if PAGES.get(token, (None,))[0] != name:
            raise bad("unknown pageToken")
        _, ids, wanted, at = PAGES[token]
    else:
        wanted, at = convert(query, parameters), 0
        hits = [e for e in entries if matches(e, wanted)]
        ids = [e["id"] for e in (sort(hits, wanted["sortkey"]) if "sortkey" in wanted else hits)]
    end = at + min(limit or PAGE, PAGE)
    by_id = {e["id"]: e for e in entries}
    page = [shown(by_id[i], wanted, faults) for i in ids[at:end]]
    following = None
    if end < len(ids):
        following = base64.b64encode(hmac.new(KEY, f"{name} {end} {len(PAGES)}".encode(), hashlib.sha256).digest()).decode()
        PAGES[following] = (name, ids, wanted, end + (1 if "page-loses-one" in faults else 0))
    return {"data": page, "pageToken": following}


def lookup(name, query, body, faults):
    entries, parameters, _, keys = COLLECTIONS[name]
    wanted = convert(query, {k: v for k, v in parameters.items() if k in ("expand", "expandReferenceNames")})
    if not isinstance(body, dict) or not all(isinstance(body.get(k, []), list) and all(isinstance(v, str) for v in body.get(k, [])) for k in keys):
        raise bad("the body is an object with arrays of strings")
    asked = {k: {uuid_value(v) if k == "ids" else v for v in body.get(k, [])} for k in keys}

    def value(entry, field):
        return entry["civicNo"]["value"] if field == "civicNo" else entry.get(field)

    return [shown(e, wanted, faults) for e in entries if any(value(e, field) in asked[k] for k, field in keys.items())]


class Provider(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    faults = frozenset()

    def log_message(self, *_):
        pass

    def answer(self, status, body=None, **headers):
        payload = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        parts = urllib.parse.urlsplit(self.path)
        try:
            if parts.path == "/token":
                return self.token(raw)
            query = urllib.parse.parse_qs(parts.query, keep_blank_values=True)
            self.authorise()
            self.route(parts.path, query, raw)
        except Refusal as refusal:
            body = {"code": refusal.code, "message": refusal.message}
            if refusal.status == 404 and refusal.code == "no_entity":
                return self.answer(404)
            self.answer(refusal.status, {"error": body} if "error-wrapped" in self.faults else body, **refusal.headers)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = handle_any

    def token(self, raw):
        form = urllib.parse.parse_qs(raw.decode("utf-8", "replace"))
        client, secret = form.get("client_id", [""])[0], form.get("client_secret", [""])[0]
        header = self.headers.get("Authorization", "")
        if header.startswith("Basic "):
            client, _, secret = base64.b64decode(header[6:]).decode().partition(":")
        if client not in ("full", "nothing") or secret != SECRET:
            return self.answer(401, {"error": "invalid_client"}, WWW_Authenticate="Basic")
        claims = base64.urlsafe_b64encode(json.dumps({"sub": client, "jti": secrets.token_hex(8)}).encode()).rstrip(b"=").decode()
        head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=").decode()
        signature = base64.urlsafe_b64encode(hmac.new(KEY, f"{head}.{claims}".encode(), hashlib.sha256).digest()).rstrip(b"=").decode()
        TOKENS[f"{head}.{claims}.{signature}"] = client
        self.answer(200, {"access_token": f"{head}.{claims}.{signature}", "token_type": "Bearer", "expires_in": 3600})

    def authorise(self):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        client = TOKENS.get(token) if scheme.lower() == "bearer" else None
        if client is None:
            raise Refusal(401, "unauthorised", "a valid bearer token is needed", WWW_Authenticate="Bearer")
        if client == "nothing":
            raise Refusal(403, "forbidden", "this client may read nothing")

    def route(self, path, query, raw):
        steps = path.removeprefix("/v2.0/").split("/") if path.startswith("/v2.0/") else []
        if not steps or steps[0] not in COLLECTIONS or len(steps) > 2:
            raise Refusal(404, "not_found", "no such path")
        name, is_lookup = steps[0], steps[1:] == ["lookup"]
        allowed = "POST" if is_lookup else "GET"
        if self.command != allowed and not (self.command == "HEAD" and allowed == "GET"):
            raise Refusal(405, "method_not_allowed", "this path has another method", Allow=allowed)
        if is_lookup:
            if self.headers.get("Content-Type", "").split(";")[0].strip().lower() != "application/json":
                raise Refusal(415, "unsupported_media_type", "the body is application/json")
            try:
                body = json.loads(raw)
            except ValueError:
                raise bad("the body is not JSON") from None
            return self.answer(200, lookup(name, query, body, self.faults))
        if len(steps) == 1:
            return self.answer(200, list_page(name, query, self.faults))
        wanted_id = uuid_value(urllib.parse.unquote(steps[1]))
        parameters = COLLECTIONS[name][1]
        wanted = convert(query, {k: v for k, v in parameters.items() if k in ("expand", "expandReferenceNames")})
        entry = next((e for e in COLLECTIONS[name][0] if e["id"] == wanted_id), None)
        if entry is None:
            raise Refusal(404, "no_entity", "no such entity")
        self.answer(200, shown(entry, wanted, self.faults))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fault", action="append", default=[], choices=FAULTS)
    arguments = parser.parse_args()
    Provider.faults = frozenset(arguments.fault)
    server = ThreadingHTTPServer(("127.0.0.1", arguments.port), Provider)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    print(f"READY {base}/v2.0 {base}/token", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
