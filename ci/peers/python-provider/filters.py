"""What each filter of the standard lets through. Different parameters are joined by AND, the values of one parameter by OR (nameContains: AND)."""

import datetime

from relations import relations
from values import clock_reading, instant


class Filter:
    def __init__(self, register, faults):
        self.register, self.faults = register, faults

    def select(self, list_name, wanted):
        own = getattr(self, list_name)
        return [
            record for record in self.register.lists[list_name]
            if own(record, wanted) and self.dated(list_name, record, wanted) and self.changed(record, wanted)
        ]

    def dated(self, list_name, record, wanted):
        least = wanted.get("endDate.onOrAfter")
        if "open-ended-left-out" in self.faults and list_name == "groups" and least and "endDate" not in record:
            return False
        if "end-date-exclusive" in self.faults and list_name == "duties" and least and record.get("endDate") == least.isoformat():
            return False
        return self.within(wanted, "", record.get("startDate"), record.get("endDate"))

    def within(self, wanted, prefix, start, end):
        """Bounds are inclusive; a date that is not set meets every bound."""
        for field, have in (("startDate", start), ("endDate", end)):
            latest, earliest = (wanted.get(f"{prefix}{field}.{side}") for side in ("onOrBefore", "onOrAfter"))
            date = datetime.date.fromisoformat(have) if have else None
            if date and (latest and date > latest or earliest and date < earliest):
                return False
        return True

    def changed(self, record, wanted):
        """`before` is inclusive, `after` exclusive; instants are compared, not their spelling."""
        for field in ("created", "modified"):
            for side in ("before", "after"):
                asked = wanted.get(f"meta.{field}.{side}")
                if asked is None:
                    continue
                have = instant(record["meta"][field])
                bound = clock_reading(asked) if "offset-ignored" in self.faults else instant(asked)
                late = have >= bound if "after-inclusive" in self.faults and field == "modified" else have > bound
                if late != (side == "after") and not (side == "before" and have == bound):
                    return False
        return True

    def organisations(self, record, wanted):
        return (
            ("parent" not in wanted or record.get("parentOrganisation", {}).get("id") in wanted["parent"])
            and all(name not in wanted or record.get(name) in wanted[name] for name in ("schoolUnitCode", "organisationCode"))
            and wanted.get("municipalityCode", record.get("municipalityCode")) == record.get("municipalityCode")
            and ("type" not in wanted or record["organisationType"] in wanted["type"])
            and ("schoolTypes" not in wanted or bool(set(record.get("schoolTypes", [])) & set(wanted["schoolTypes"])))
        )

    def persons(self, record, wanted):
        return (
            self.named(record, wanted.get("nameContains"))
            and ("civicNo" not in wanted or record.get("civicNo", {}).get("value") == wanted["civicNo"])
            and ("eduPersonPrincipalName" not in wanted or wanted["eduPersonPrincipalName"] in record.get("eduPersonPrincipalNames", []))
            and self.identified(record.get("externalIdentifiers", []), wanted)
            and self.related(record, wanted)
        )

    def named(self, record, parts):
        if parts is None:
            return True
        fold = str if "names-case-sensitive" in self.faults else str.casefold
        names = [fold(record.get(field, "")) for field in ("givenName", "middleName", "familyName")]
        found = [any(fold(part) in name for name in names) for part in parts]
        return any(found) if "names-or" in self.faults else all(found)

    def identified(self, identifiers, wanted):
        asked = {name: wanted[f"identifier.{name}"] for name in ("value", "context") if f"identifier.{name}" in wanted}
        if "identifier-mixed" in self.faults:
            return all(any(i[name] == value for i in identifiers) for name, value in asked.items())
        return not asked or any(all(i[name] == value for name, value in asked.items()) for i in identifiers)

    def related(self, record, wanted):
        asked = {name: value for name, value in wanted.items() if name.startswith("relationship.")}
        if not asked:
            return True
        kinds = [r for r in relations(self.register, record) if asked.get("relationship.entity.type", r[0]) == r[0]]

        def met(relation, by):
            _, organisation, start, end = relation
            return by.get("relationship.organisation", organisation) == organisation and self.within(by, "relationship.", start, end)

        if "relations-mixed" in self.faults and kinds:
            return all(any(met(relation, {name: value}) for relation in kinds) for name, value in asked.items())
        return any(met(relation, asked) for relation in kinds)

    def placements(self, record, wanted):
        return (
            wanted.get("organisation", record["placedAt"]["id"]) == record["placedAt"]["id"]
            and ("group" not in wanted or record.get("group", {}).get("id") == wanted["group"])
            and wanted.get("child", record["child"]["id"]) == record["child"]["id"]
            and ("owner" not in wanted or any(owner["id"] == wanted["owner"] for owner in record.get("owners", [])))
        )

    def at_or_below(self, reference, wanted):
        return "organisation" not in wanted or reference["id"] in self.register.below(wanted["organisation"])

    def duties(self, record, wanted):
        if "sub-organisations-missing" in self.faults:
            hangs = wanted.get("organisation", record["dutyAt"]["id"]) == record["dutyAt"]["id"]
        else:
            hangs = self.at_or_below(record["dutyAt"], wanted)
        return (
            hangs
            and wanted.get("dutyRole", record["dutyRole"]) == record["dutyRole"]
            and ("person" not in wanted or record.get("person", {}).get("id") == wanted["person"])
        )

    def groups(self, record, wanted):
        attached = wanted.get("organisation")
        if attached and "groups-below" in self.faults:
            attached = set().union(*map(self.register.below, attached))
        return (
            (attached is None or record["organisation"]["id"] in attached)
            and ("groupType" not in wanted or "group-type-ignored" in self.faults or record["groupType"] in wanted["groupType"])
            and ("schoolTypes" not in wanted or record.get("schoolType") in wanted["schoolTypes"])
        )

    def activities(self, record, wanted):
        group_ids = {group["id"] for group in record["groups"]}
        return (
            ("member" not in wanted or bool(group_ids & self.groups_of(wanted["member"])))
            and ("teacher" not in wanted or any(teacher["duty"]["id"] == wanted["teacher"] for teacher in record.get("teachers", [])))
            and self.at_or_below(record["organisation"], wanted)
            and ("group" not in wanted or wanted["group"] in group_ids)
        )

    def groups_of(self, person_id):
        """Dates of memberships do not matter to the member filter."""
        today = datetime.date.today().isoformat()
        return {
            group["id"] for group, entry in self.register.memberships_of(person_id)
            if "ended-members-left-out" not in self.faults or entry.get("endDate", today) >= today
        }

    def syllabuses(self, *_):
        return True
