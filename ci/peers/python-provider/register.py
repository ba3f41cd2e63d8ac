"""The register: all records of the invented municipality, with the look-ups between them that the standard's joins need."""

from identity import ident, meta


class Register:
    def __init__(self):
        self.lists = {name: [] for name in ("organisations", "persons", "placements", "duties", "groups", "activities", "syllabuses")}
        # (deletion instant, resource type, id)
        self.deleted = []
        self._stamps = 0

    def add(self, list_name, key, **fields):
        """Adds a record; `key` gives it its id. Fields that are None are left out."""
        record = {"id": ident(list_name, key), "meta": meta(self._stamps)}
        record.update((name, value) for name, value in fields.items() if value is not None)
        self._stamps += 1
        self.lists[list_name].append(record)
        return record

    def find(self, list_name, wanted_id):
        return next((record for record in self.lists[list_name] if record["id"] == wanted_id), None)

    def below(self, organisation_id):
        """The organisation and everything under it."""
        found, seen = {organisation_id}, 0
        while len(found) != seen:
            seen = len(found)
            found |= {o["id"] for o in self.lists["organisations"] if o.get("parentOrganisation", {}).get("id") in found}
        return found

    def children_of(self, person_id):
        """Those who name the person among their responsibles, each with the relation."""
        for child in self.lists["persons"]:
            for relation in child.get("responsibles", []):
                if relation["person"]["id"] == person_id:
                    yield child, relation

    def memberships_of(self, person_id):
        for group in self.lists["groups"]:
            for membership in group.get("groupMemberships", []):
                if membership["person"]["id"] == person_id:
                    yield group, membership

    def assignments_to(self, group_id):
        """Who has a role in the group: the duties, each with the role."""
        for duty in self.lists["duties"]:
            for role in duty.get("assignmentRole", []):
                if role["group"]["id"] == group_id:
                    yield duty, role

    def name_of(self, target_id):
        """What a reference to the record is called when names are asked for."""
        for list_name, records in self.lists.items():
            for record in records:
                if record["id"] == target_id:
                    return self._name(list_name, record)
        return "?"

    def _name(self, list_name, record):
        if list_name == "persons":
            return full_name(record)
        if list_name == "duties":
            holder = record.get("person")
            return f"{record['dutyRole']}, {self.name_of(holder['id']) if holder else 'vakant'}"
        if list_name == "placements":
            return f"Placering {record['startDate']}"
        return record.get("displayName") or record.get("courseName") or record["subjectName"]


def full_name(person):
    return f"{person['givenName']} {person['familyName']}"


def to(record):
    """A reference to the record. Persons with a protection mark carry it in the reference too, as the standard allows."""
    reference = {"id": record["id"]}
    if record.get("securityMarking", "Ingen") != "Ingen":
        reference["securityMarking"] = record["securityMarking"]
    return reference
