"""The provider by itself: answers counted by hand, and for every fault a request that shows it. Run by test.sh before Samspel comes in."""

import json
import unittest
import urllib.parse

from faults import FAULTS
from identity import ident
from refusal import Refusal
from service import Service


def ask(service, path, *pairs, body=None):
    """Status and answer; pairs are query parameters."""
    query = urllib.parse.urlencode(pairs)
    method, raw, kind = ("GET", b"", "") if body is None else ("POST", json.dumps(body).encode(), "application/json")
    try:
        return service.answer("full", method, f"/v2.0/{path}", query, kind, raw)
    except Refusal as refusal:
        return refusal.status, {"error": refusal.code} if "error-wrapped" in service.faults else refusal.code


def found(service, path, *pairs):
    status, answer = ask(service, path, *pairs)
    assert status == 200, answer
    return answer["data"]


def chain(service, path, *pairs):
    """All records over all pages of three."""
    status, answer = ask(service, path, *pairs, ("limit", 3))
    records = list(answer["data"])
    while status == 200 and answer["pageToken"]:
        status, answer = ask(service, path, ("pageToken", answer["pageToken"]), ("limit", 3))
        records += answer["data"]
    return records


NORTH, BIRCH, LOW, MIDDLE = (ident("organisations", key) for key in ("north", "birch", "low", "middle"))
STAFF, NOBODY = ident("persons", "staff-1"), ident("nobody")
SHOWN_BY = {
    "null-middle-name": lambda s: found(s, "persons"),
    "error-wrapped": lambda s: ask(s, "persons/x"),
    "page-loses-one": lambda s: chain(s, "groups"),
    "page-forgets-filter": lambda s: chain(s, "persons", ("nameContains", "åsa")),
    "group-type-ignored": lambda s: found(s, "groups", ("groupType", "Klass")),
    "end-date-exclusive": lambda s: found(s, "duties", ("endDate.onOrAfter", "2024-06-12")),
    "open-ended-left-out": lambda s: found(s, "groups", ("endDate.onOrAfter", "2024-06-12")),
    "offset-ignored": lambda s: found(s, "persons", ("meta.modified.before", "2024-09-01T20:00:00+10:00")),
    "after-inclusive": lambda s: found(s, "duties", ("meta.modified.after", found(s, "duties")[3]["meta"]["modified"])),
    "names-or": lambda s: found(s, "persons", ("nameContains", "åsa"), ("nameContains", "ek")),
    "names-case-sensitive": lambda s: found(s, "persons", ("nameContains", "ÅSA")),
    "comma-splits": lambda s: found(s, "organisations", ("organisationCode", "EKB,N")),
    "identifier-mixed": lambda s: found(s, "persons", ("identifier.value", "101"), ("identifier.context", "urn:ekbacka:kort+läs")),
    "sub-organisations-missing": lambda s: found(s, "duties", ("organisation", NORTH)),
    "groups-below": lambda s: found(s, "groups", ("organisation", BIRCH)),
    "relations-mixed": lambda s: found(
        s, "persons", ("relationship.entity.type", "enrolment"), ("relationship.organisation", MIDDLE), ("relationship.endDate.onOrBefore", "2025-12-31"),
        ("relationship.startDate.onOrBefore", "2023-01-01"),
    ),
    "ended-members-left-out": lambda s: found(s, "activities", ("member", ident("persons", "upper-0"))),
    "order-reversed": lambda s: found(s, "duties", ("sortkey", "StartDateDesc")),
    "modified-as-text": lambda s: found(s, "groups", ("sortkey", "ModifiedDesc")),
    "expand-loses-memberships": lambda s: found(s, "persons", ("nameContains", "alva"), ("expand", "groupMemberships")),
    "expand-wrong-person": lambda s: found(s, "duties", ("expand", "person")),
    "names-leak": lambda s: found(s, "duties"),
    "names-missing": lambda s: found(s, "groups", ("expandReferenceNames", "true")),
    "lookup-drops-known": lambda s: ask(s, "persons/lookup", body={"ids": [STAFF, NOBODY]}),
    "lookup-duplicates": lambda s: ask(s, "persons/lookup", body={"ids": [STAFF, STAFF]}),
    "by-id-poorer": lambda s: ask(s, f"persons/{STAFF}"),
    "dangling-member": lambda s: found(s, "groups"),
    "deleted-still-listed": lambda s: found(s, "deletedEntities"),
}


class Faults(unittest.TestCase):
    def test_every_fault_changes_the_answer_that_it_is_about(self):
        clean = Service(frozenset())
        for fault in FAULTS:
            with self.subTest(fault):
                probe = SHOWN_BY[fault]
                answer = probe(clean)
                self.assertTrue(answer == probe(Service(frozenset())), "the same question gives the same answer")
                self.assertTrue(answer != probe(Service(frozenset({fault}))), "the fault shows")


class Answers(unittest.TestCase):
    """Counted by hand in municipality.py."""

    def setUp(self):
        self.service = Service(frozenset())

    def count(self, path, *pairs):
        return len(chain(self.service, path, *pairs))

    def test_a_duty_is_found_by_every_organisation_above_it(self):
        self.assertEqual([self.count("duties", ("organisation", at)) for at in (MIDDLE, BIRCH, NORTH)], [3, 7, 10])

    def test_a_group_is_found_by_its_own_organisation_only(self):
        self.assertEqual(self.count("groups", ("organisation", BIRCH)), 1)

    def test_ends_are_inclusive_and_no_end_meets_every_bound(self):
        ended = [("endDate.onOrBefore", day) for day in ("2023-12-30", "2023-12-31", "2024-06-12")]
        self.assertEqual([self.count("duties", bound) for bound in ended], [9, 10, 11])
        self.assertEqual(self.count("duties", ("endDate.onOrAfter", "2031-07-31")), 11)

    def test_one_instant_in_two_offsets_is_one_bound(self):
        bounds = [("meta.modified.after", text) for text in ("2024-09-02T08:00:00Z", "2024-09-02T10:00:00+02:00", "2024-09-02T08:00:00.000-00:00")]
        self.assertEqual(len({self.count("persons", bound) for bound in bounds}), 1)
        self.assertEqual(self.count("persons", bounds[0]) + self.count("persons", ("meta.modified.before", bounds[1][1])), 69)

    def test_relationship_bounds_are_met_by_one_relation(self):
        old_at = [("relationship.entity.type", "enrolment"), ("relationship.organisation", LOW), ("relationship.startDate.onOrBefore", "2023-01-01")]
        self.assertEqual(self.count("persons", *old_at), 4)

    def test_values_of_the_wrong_type_are_refused(self):
        wrong = [
            ("persons", ("relationship.organisation", "x")), ("duties", ("dutyRole", "lärare")), ("groups", ("startDate.onOrAfter", "20250101")),
            ("persons", ("meta.modified.after", "2024-01-01")), ("groups", ("sortkey", "startDateAsc")), ("duties", ("expand", "persons")), ("groups", ("limit", "0")),
        ]
        self.assertEqual([ask(self.service, path, pair)[0] for path, pair in wrong], [400] * len(wrong))

    def test_a_page_token_goes_with_limit_only(self):
        token = ("pageToken", ask(self.service, "groups", ("limit", 2))[1]["pageToken"])
        self.assertEqual(ask(self.service, "groups", token, ("sortkey", "ModifiedDesc"))[0], 400)
        self.assertEqual(ask(self.service, "duties", token)[0], 400)
        self.assertEqual(ask(self.service, "groups", token, ("limit", 5))[0], 200)

    def test_a_subscription_lives_from_post_to_delete(self):
        body = {"name": "n", "target": "https://mottagare.example/", "resourceTypes": [{"resource": "Person"}]}
        status, made = ask(self.service, "subscriptions", body=body)
        self.assertEqual((status, found(self.service, "subscriptions")), (201, [made]))
        self.assertEqual(self.service.answer("full", "DELETE", f"/v2.0/subscriptions/{made['id']}", "", "", b""), (204, None))
        self.assertEqual(ask(self.service, f"subscriptions/{made['id']}")[0], 404)
        self.assertEqual(ask(self.service, "subscriptions", body=body | {"target": "ftp://x"})[0], 400)


if __name__ == "__main__":
    unittest.main()
