"""How a record is shown: what expand embeds, and the names that expandReferenceNames puts into references."""

import copy
import datetime

from register import to


class Showing:
    def __init__(self, register, faults):
        self.register, self.faults = register, faults

    def show(self, list_name, record, wanted):
        shown = copy.deepcopy(record)
        if wanted.get("expand"):
            shown["_embedded"] = {}
            for name in wanted["expand"]:
                embedded = getattr(self, f"{list_name}_{name}")(record)
                if embedded is not None:
                    shown["_embedded"][name] = copy.deepcopy(embedded)
        if "null-middle-name" in self.faults:
            self.null_middle_names(shown)
        if wanted.get("expandReferenceNames") or "names-leak" in self.faults:
            self.name_references(shown, 0)
        return shown

    def null_middle_names(self, value):
        for item in value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else ():
            self.null_middle_names(item)
        if isinstance(value, dict) and "givenName" in value:
            value.setdefault("middleName", None)

    def name_references(self, value, depth):
        """A reference is an object of an id and at most a name and a protection mark."""
        if isinstance(value, list):
            for item in value:
                self.name_references(item, depth + 1)
        elif isinstance(value, dict):
            if "id" in value and not set(value) - {"id", "displayName", "securityMarking"}:
                if depth < 2 or "names-missing" not in self.faults:
                    value["displayName"] = self.register.name_of(value["id"])
            else:
                for item in value.values():
                    self.name_references(item, depth + 1)

    def persons_duties(self, person):
        """The duties that have not ended: the standard speaks of the current ones."""
        today = datetime.date.today().isoformat()
        return [d for d in self.register.lists["duties"] if d.get("person", {}).get("id") == person["id"] and d.get("endDate", today) >= today]

    def persons_responsibleFor(self, person):
        return [{"person": to(child), "relationType": relation["relationType"]} for child, relation in self.register.children_of(person["id"])]

    def persons_placements(self, person):
        return [p for p in self.register.lists["placements"] if p["child"]["id"] == person["id"]]

    def persons_ownedPlacements(self, person):
        return [p for p in self.register.lists["placements"] if any(owner["id"] == person["id"] for owner in p.get("owners", []))]

    def persons_groupMemberships(self, person):
        entries = []
        for group, membership in self.register.memberships_of(person["id"]):
            dates = {name: membership[name] for name in ("startDate", "endDate") if name in membership}
            entries.append({"group": {name: value for name, value in group.items() if name != "groupMemberships"}, **dates})
        return entries[:-1] if "expand-loses-memberships" in self.faults else entries

    def placements_child(self, placement):
        return self.register.find("persons", placement["child"]["id"])

    def placements_owners(self, placement):
        return [self.register.find("persons", owner["id"]) for owner in placement.get("owners", [])]

    def duties_person(self, duty):
        if "person" not in duty:
            return None
        if "expand-wrong-person" in self.faults:
            return next(p for p in self.register.lists["persons"] if p["id"] != duty["person"]["id"])
        return self.register.find("persons", duty["person"]["id"])

    def groups_assignmentRoles(self, group):
        return [
            {"duty": to(duty)} | {name: role[name] for name in ("assignmentRoleType", "startDate", "endDate") if name in role}
            for duty, role in self.register.assignments_to(group["id"])
        ]

    def activities_groups(self, activity):
        return [self.register.find("groups", group["id"]) for group in activity["groups"]]

    def activities_teachers(self, activity):
        return [self.register.find("duties", teacher["duty"]["id"]) for teacher in activity.get("teachers", [])]

    def activities_syllabus(self, activity):
        return self.register.find("syllabuses", activity["syllabus"]["id"]) if "syllabus" in activity else None
