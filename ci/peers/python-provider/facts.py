"""What the standard (edition 2.1) documents of the offered lists: parameters and their types, sort keys, expansions, lookup keys.

Facts only, taken from the published definition; what they mean is in `filters.py`, `ordering.py`, `embedding.py` and `lookup.py`.
"""

from dataclasses import dataclass, field

from values import boolean, day, instant, one_of, uuid_value

ORGANISATION_TYPES = {"Huvudman", "Verksamhetsområde", "Förvaltning", "Rektorsområde", "Skola", "Skolenhet", "Varumärke", "Bolag", "Övrigt"}
SCHOOL_TYPES = set(
    "FS FKLASS FTH OPPFTH GR GRS TR SP SAM GY GYS VUX VUXSFI VUXGR VUXGY VUXSARGR VUXSARTR VUXSARGY SFI SARVUX SARVUXGR "
    "SARVUXGY KU YH FHS STF KKU HS ABU AU".split()
)
DUTY_ROLES = {
    "Rektor", "Lärare", "Förskollärare", "Barnskötare", "Bibliotekarie", "Lärarassistent", "Fritidspedagog", "Annan personal",
    "Studie- och yrkesvägledare", "Förstelärare", "Kurator", "Skolsköterska", "Skolläkare", "Skolpsykolog", "Speciallärare/specialpedagog",
    "Skoladministratör", "Övrig arbetsledning", "Övrig pedagogisk personal", "Förskolechef",
}
GROUP_TYPES = {"Undervisning", "Klass", "Mentor", "Provgrupp", "Schema", "Avdelning", "Personalgrupp", "Övrigt"}
RELATIONS = {"enrolment", "duty", "placement.child", "placement.owner", "responsibleFor.enrolment", "responsibleFor.placement", "groupMembership"}
# Resource type -> key in the answer of /deletedEntities, the misspelt one as published.
RESOURCE_KEYS = {
    "Absence": "absences", "AttendanceEvent": "attendanceEvents", "Attendance": "attendances", "Grade": "grades", "CalendarEvent": "calendarEvents",
    "AttendanceSchedule": "attendanceSchedules", "Resource": "resources", "Room": "rooms", "Activity": "activitites", "Duty": "duties",
    "Placement": "placements", "StudyPlan": "studyPlans", "Programme": "programmes", "Syllabus": "syllabuses",
    "SchoolUnitOffering": "schoolUnitOfferings", "Group": "groups", "Person": "persons", "Organisation": "organisations",
}

META = {f"meta.{name}.{side}": instant for name in ("created", "modified") for side in ("before", "after")}
DATES = {f"{name}.{side}": day for name in ("startDate", "endDate") for side in ("onOrBefore", "onOrAfter")}
START_ORDER, END_ORDER = ("StartDateAsc", "StartDateDesc"), ("EndDateAsc", "EndDateDesc")


@dataclass(frozen=True)
class Offered:
    """One list with its by-id and its lookup."""

    single: dict
    several: dict
    sortkeys: tuple
    expansions: tuple = ()
    dated: bool = True
    lookup_keys: dict = field(default_factory=dict)

    @property
    def shown(self):
        """Parameters that say how a record is shown: the only ones that by-id and lookup take."""
        expansion = {"expand": one_of(set(self.expansions))} if self.expansions else {}
        return expansion | {"expandReferenceNames": boolean}

    @property
    def parameters(self):
        dates = DATES if self.dated else {}
        return self.shown | META | dates | self.single | self.several | {"sortkey": one_of(set(self.sortkeys))}

    def repeats(self, name):
        """Whether the parameter takes several values."""
        return name in self.several or name == "expand"


IDS = {"ids": uuid_value}
OFFERED = {
    "organisations": Offered(
        single={"municipalityCode": str},
        several={
            "parent": uuid_value, "schoolUnitCode": str, "organisationCode": str, "type": one_of(ORGANISATION_TYPES), "schoolTypes": one_of(SCHOOL_TYPES),
        },
        sortkeys=("ModifiedDesc", "DisplayNameAsc"),
        lookup_keys=IDS | {"schoolUnitCodes": str, "organisationCodes": str},
    ),
    "persons": Offered(
        single={
            "civicNo": str, "eduPersonPrincipalName": str, "identifier.value": str, "identifier.context": str,
            "relationship.entity.type": one_of(RELATIONS), "relationship.organisation": uuid_value,
        } | {f"relationship.{name}": read for name, read in DATES.items()},
        several={"nameContains": str},
        sortkeys=(
            "DisplayNameAsc", "GivenNameDesc", "GivenNameAsc", "FamilyNameDesc", "FamilyNameAsc", "CivicNoAsc", "CivicNoDesc", "ModifiedDesc",
        ),
        expansions=("duties", "responsibleFor", "placements", "ownedPlacements", "groupMemberships"),
        dated=False,
        lookup_keys=IDS | {"civicNos": str},
    ),
    "placements": Offered(
        single={"organisation": uuid_value, "group": uuid_value, "child": uuid_value, "owner": uuid_value},
        several={},
        sortkeys=(*START_ORDER, *END_ORDER, "ModifiedDesc"),
        expansions=("child", "owners"),
        lookup_keys=IDS | {"personIds": uuid_value},
    ),
    "duties": Offered(
        single={"organisation": uuid_value, "dutyRole": one_of(DUTY_ROLES), "person": uuid_value},
        several={},
        sortkeys=(*START_ORDER, "ModifiedDesc"),
        expansions=("person",),
        lookup_keys=IDS,
    ),
    "groups": Offered(
        single={},
        several={"groupType": one_of(GROUP_TYPES), "schoolTypes": one_of(SCHOOL_TYPES), "organisation": uuid_value},
        sortkeys=("ModifiedDesc", "DisplayNameAsc", *START_ORDER, *END_ORDER),
        expansions=("assignmentRoles",),
        lookup_keys=IDS,
    ),
    "activities": Offered(
        single={"member": uuid_value, "teacher": uuid_value, "organisation": uuid_value, "group": uuid_value},
        several={},
        sortkeys=("ModifiedDesc", "DisplayNameAsc"),
        expansions=("groups", "teachers", "syllabus"),
        lookup_keys=IDS | {"teachers": uuid_value, "members": uuid_value},
    ),
    "syllabuses": Offered(
        single={},
        several={},
        sortkeys=("ModifiedDesc", *(f"{name}{way}" for name in ("SubjectName", "SubjectCode", "CourseName", "CourseCode", "SubjectDesignation") for way in ("Asc", "Desc"))),
        dated=False,
        lookup_keys=IDS,
    ),
}
