"""The relations a person can have to an organisation, as /persons relationship.* sees them: kind, organisation, start and end."""


def relations(register, person):
    yield from enrolments("enrolment", person)
    for duty in register.lists["duties"]:
        if duty.get("person", {}).get("id") == person["id"]:
            yield "duty", duty["dutyAt"]["id"], duty.get("startDate"), duty.get("endDate")
            for role in duty.get("assignmentRole", []):
                yield membership(register.find("groups", role["group"]["id"]), role)
    for placement in register.lists["placements"]:
        where = (placement["placedAt"]["id"], placement.get("startDate"), placement.get("endDate"))
        if placement["child"]["id"] == person["id"]:
            yield "placement.child", *where
        if any(owner["id"] == person["id"] for owner in placement.get("owners", [])):
            yield "placement.owner", *where
    for child, _ in register.children_of(person["id"]):
        yield from enrolments("responsibleFor.enrolment", child)
        for placement in register.lists["placements"]:
            if placement["child"]["id"] == child["id"]:
                yield "responsibleFor.placement", placement["placedAt"]["id"], placement.get("startDate"), placement.get("endDate")
    for group, entry in register.memberships_of(person["id"]):
        yield membership(group, entry)


def enrolments(kind, person):
    for enrolment in person.get("enrolments", []):
        yield kind, enrolment["enroledAt"]["id"], enrolment.get("startDate"), enrolment.get("endDate")


def membership(group, entry):
    return "groupMembership", group["organisation"]["id"], entry.get("startDate"), entry.get("endDate")
