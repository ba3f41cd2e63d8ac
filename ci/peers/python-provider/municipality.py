"""The invented municipality Ekbacka: about 70 persons, the same in every run.

Small, but every question can go two ways: ended, open and future periods that meet on the same day, people with several duties, a school with
records of its own above its units, names with å, ä and ö, memberships that ended, instants printed in several offsets.
"""

import datetime

from identity import civic_number, ident
from register import Register, to

SCHOOL_START, SCHOOL_END = "2025-08-18", "2030-06-12"
GIVEN = ["Åsa", "Björn", "Östen", "Maj-Britt", "Li", "Noor", "Elis", "Zoë", "Ängla", "anders", "Ali", "Örjan", "Ylva"]
FAMILY = ["Ek", "Ålund", "von Ängstrand", "Öberg", "Sjö Lind", "Åkerö", "Berg", "Liljefors", "Zetterås", "Ärlig", "Ask"]


def period(start=None, end=None):
    return {name: value for name, value in (("startDate", start), ("endDate", end)) if value}


class Ekbacka:
    """Builds the register step by step; each step uses what the earlier ones left."""

    def __init__(self):
        self.register = Register()
        self.counted = 0
        self.organisations()
        self.syllabuses()
        self.staff()
        self.pupils()
        self.children()
        self.groups()
        self.roles()
        self.placements()
        self.activities()
        self.deletions()

    def organisation(self, key, name, kind, parent=None, **more):
        return self.register.add("organisations", key, displayName=name, organisationType=kind, parentOrganisation=to(parent) if parent else None, **more)

    def organisations(self):
        add = self.organisation
        self.owner = add("owner", "Ekbacka kommun", "Huvudman", organisationNumber="2120009999", municipalityCode="0199", organisationCode="EKB")
        self.office = add("office", "Barn- och utbildningsförvaltningen", "Förvaltning", self.owner, organisationCode="EKB-BUF", municipalityCode="0199")
        self.north = add("north", "Norra rektorsområdet", "Rektorsområde", self.office, organisationCode="EKB,N", startDate="2020-07-01")
        self.south = add("south", "Södra rektorsområdet", "Rektorsområde", self.office, organisationCode="EKB,S", startDate="2020-07-01", endDate="2031-06-30")
        self.birch = add("birch", "Björkskolan", "Skola", self.north, organisationCode="EKB-B", municipalityCode="0199")
        self.high = add("high", "Ås gymnasium", "Skola", self.south, organisationCode="EKB-Å", municipalityCode="0198")
        self.nursery = add("nursery", "Förskolan Ängen", "Skola", self.north, organisationCode="EKB-F")

        def unit(number, key, name, parent, types, **more):
            return add(
                key, name, "Skolenhet", parent, schoolUnitCode=f"9900000{number}", schoolTypes=types, organisationCode=f"EKB-E{number}",
                address={"type": "Besöksadress", "streetAddress": f"Skolgatan {number}", "locality": "Ekbacka", "postalCode": "199 00"}, **more,
            )

        self.low_unit = unit(1, "low", "Björkskolan F–3", self.birch, ["FKLASS", "GR"], municipalityCode="0199", startDate="2019-07-01")
        self.middle_unit = unit(2, "middle", "Björkskolan 4–9", self.birch, ["GR"], municipalityCode="0199", startDate="2019-07-01", endDate="2031-06-30")
        self.high_unit = unit(3, "gymnasium", "Ås gymnasium enhet 1", self.high, ["GY"], municipalityCode="0198", startDate="2021-07-01")
        self.nursery_unit = unit(4, "nursery-unit", "Förskolan Ängen", self.nursery, ["FS", "FTH"], municipalityCode="0199")
        self.closed_unit = unit(5, "closed", "Gamla skolan", self.birch, ["GR"], startDate="2010-07-01", endDate="2024-06-30")

    def syllabuses(self):
        def add(key, school_type, code, name, designation, curriculum, **more):
            return self.register.add(
                "syllabuses", key, schoolType=school_type, subjectCode=code, subjectName=name, subjectDesignation=designation,
                curriculum=curriculum, official=True, **more,
            )

        self.maths = add("maths", "GR", "GRGRMAT01", "Matematik", "MA", "GR2011", startSchoolYear=1, endSchoolYear=9)
        self.swedish = add("swedish", "GR", "GRGRSVE01", "Svenska", "SV", "GR2011", startSchoolYear=1, endSchoolYear=9)
        self.crafts = add("crafts", "GR", "GRGRSLJ01", "Slöjd", "SL", "GR2011", startSchoolYear=3, endSchoolYear=9)
        self.german = add("german", "GR", "GRGRMSP01", "Moderna språk", "MSP", "GR2011", languageCode="deu")
        self.course = add("course", "GY", "GYMATMAT", "Matematik", "MAT", "GY2011", courseCode="MATMAT01c", courseName="Matematik 1c", points=100)
        self.english = add("english", "GY", "GYENGENG", "Engelska", "ENG", "GY2011", courseCode="ENGENG05", courseName="Engelska 5", points=100)

    def person(self, key, born=None, civic_no=None, **more):
        number = self.counted
        self.counted += 1
        serial = 980 + number % 20
        if born and civic_no is None:
            civic_no = {"value": civic_number(born, serial), **({"nationality": "SE"} if number % 3 else {})}
        fields = {
            "givenName": GIVEN[number % len(GIVEN)], "familyName": FAMILY[number * 3 % len(FAMILY)],
            "middleName": ["Alva", "Öde", None, None, None][number % 5], "birthDate": born.isoformat() if born else None, "civicNo": civic_no,
            "sex": ["Kvinna", "Man"][serial % 2] if born and number % 4 else None,
            "eduPersonPrincipalNames": [f"{ident('eppn', key)[:8]}@ekbacka.example"], "personStatus": "Aktiv",
        }
        return self.register.add("persons", key, **fields | more)

    def staff(self):
        self.workers = [
            self.person(
                f"staff-{n}", datetime.date(1970 + n, n % 12 + 1, 2 * n % 28 + 1), emails=[{"value": f"s{n}@ekbacka.example", "type": "Skola personal"}],
                externalIdentifiers=[{"value": f"{n}", "context": "https://ekbacka.example/anst", "globallyUnique": False}],
                eduPersonPrincipalNames=[f"{ident('eppn', n)[:8]}@ekbacka.example", f"{ident('alias', n)[:8]}@skola.example"] if n % 3 == 0 else None,
            )
            for n in range(12)
        ]

        def duty(number, worker, at, role, start, end=None, **more):
            holder = to(self.workers[worker]) if worker is not None else None
            return self.register.add("duties", number, person=holder, dutyAt=to(at), dutyRole=role, startDate=start, endDate=end, **more)

        self.duties = [
            duty(0, 0, self.middle_unit, "Lärare", "2020-08-10", signature="ÅEK"),
            duty(1, 1, self.middle_unit, "Lärare", SCHOOL_START, dutyPercent=60),
            duty(2, 1, self.low_unit, "Speciallärare/specialpedagog", SCHOOL_START, SCHOOL_END, dutyPercent=40),
            duty(3, 2, self.low_unit, "Lärare", "2015-08-10", "2024-06-12"),
            duty(4, 2, self.high_unit, "Förstelärare", "2024-08-12"),
            duty(5, 3, self.birch, "Rektor", "2019-08-01", "2031-07-31", hoursPerYear=1760),
            duty(6, 4, self.north, "Övrig arbetsledning", "2019-08-01"),
            duty(7, 5, self.office, "Skoladministratör", "2021-01-01", SCHOOL_END),
            duty(8, 6, self.high_unit, "Lärare", "2022-08-08", "2025-06-12"),
            duty(9, 6, self.high_unit, "Studie- och yrkesvägledare", SCHOOL_START),
            duty(10, 7, self.nursery_unit, "Förskollärare", "2020-08-10"),
            duty(11, 8, self.nursery_unit, "Barnskötare", "2022-01-10", "2031-07-31"),
            duty(12, 9, self.owner, "Annan personal", "2018-01-01", "2023-12-31"),
            duty(13, 10, self.low_unit, "Kurator", "2023-01-09"),
            duty(14, 11, self.high, "Rektor", "2021-08-01"),
            duty(15, None, self.middle_unit, "Lärare", "2026-08-10"),
        ]

    def guardian(self, number, **more):
        emails = [{"value": f"g{number}@hem.example", "type": "Privat"}]
        return self.person(f"guardian-{number}", datetime.date(1980 + number % 9, number % 12 + 1, 3 * number % 28 + 1), emails=emails, **more)

    def responsibles(self, *pairs):
        return [{"person": to(person), "relationType": relation} for person, relation in pairs]

    def identifiers(self, number):
        """Values and contexts crossed, so that a value with the other one's context is a question of its own."""
        return [
            {"value": f"{number}", "context": "https://ekbacka.example/elev", "globallyUnique": False},
            {"value": f"{number + 1}", "context": "urn:ekbacka:kort+läs", "globallyUnique": False},
        ]

    def pupils(self):
        self.compulsory, self.upper = [], []
        guardians = [self.guardian(n, securityMarking="Sekretessmarkering" if n == 4 else None) for n in range(12)]
        for n in range(24):
            unit, other = (self.middle_unit, self.low_unit) if n % 2 else (self.low_unit, self.middle_unit)
            ends = [None, SCHOOL_END, None, "2026-12-18"][n % 4]
            enrolments = [{"enroledAt": to(unit), "schoolType": "GR", "schoolYear": 5 if n % 2 else 2, "startDate": SCHOOL_START, "endDate": ends}]
            if n % 6 == 1:
                enrolments.insert(0, {"enroledAt": to(other), "schoolType": "GR", "schoolYear": 3, "startDate": "2022-08-15", "endDate": "2025-06-12"})
            if n % 8 == 3:
                enrolments.insert(0, {"enroledAt": to(self.closed_unit), "schoolType": "GR", "schoolYear": 1, "startDate": "2021-08-16", "endDate": "2024-06-12", "cancelled": True})
            carers = [(guardians[n // 2], "Vårdnadshavare")] + ([(guardians[(n // 2 + 5) % 12], "Annan ansvarig")] if n % 3 == 0 else [])
            carers += [(self.workers[0], "Vårdnadshavare")] if n == 5 else []
            self.compulsory.append(
                self.person(
                    f"pupil-{n}", datetime.date(2014 + n % 4, n % 12 + 1, 5 * n % 28 + 1), responsibles=self.responsibles(*carers),
                    enrolments=[{name: value for name, value in e.items() if value is not None} for e in enrolments],
                    externalIdentifiers=self.identifiers(n) if n % 3 else None, securityMarking=["Ingen", None, "Skyddad folkbokföring", None][n % 4],
                )
            )
        odd = [{"value": "20090412TF01"}, {"value": "PROV-0001", "nationality": "FI"}, None]
        for n in range(10):
            enrolment = {"enroledAt": to(self.high_unit), "schoolType": "GY", "educationCode": "TE" if n % 2 else "NA", "startDate": "2024-08-19" if n % 3 else SCHOOL_START}
            enrolment |= {"endDate": "2027-06-11"} if n % 4 == 0 else {}
            born = datetime.date(2008, n + 1, 7 * n % 28 + 1) if n > 2 else None
            coordinated = {"value": civic_number(born, 981, coordination=True)} if n == 6 else None
            self.upper.append(
                self.person(
                    f"upper-{n}", born, **({"sex": "Man"} if n == 6 else {}), civic_no=coordinated if born else odd[n], enrolments=[enrolment], externalIdentifiers=self.identifiers(100 + n) if n % 2 else None,
                    responsibles=self.responsibles((guardians[n], "God man" if n == 7 else "Vårdnadshavare")) if n % 2 else None,
                )
            )

    def children(self):
        parents = [self.guardian(20 + n) for n in range(4)]
        self.small = [
            (self.person(f"child-{n}", datetime.date(2021 + n % 3, n + 2, 9 * n % 28 + 1), responsibles=self.responsibles((parents[n // 2], "Vårdnadshavare"))), parents[n // 2])
            for n in range(7)
        ]

    def groups(self):
        def group(key, name, kind, at, members, school_type=None, start="2025-08-01", end=None):
            entries = [{"person": to(person), **period(*dates)} for person, *dates in members]
            return self.register.add(
                "groups", key, displayName=name, groupType=kind, organisation=to(at), schoolType=school_type, startDate=start, endDate=end,
                groupMemberships=entries or None,
            )

        low, middle, upper = self.compulsory[::2], self.compulsory[1::2], self.upper
        self.class_two = group("2A", "2A", "Klass", self.low_unit, [(p, SCHOOL_START) for p in low], "GR", SCHOOL_START, SCHOOL_END)
        self.class_five = group("5Å", "5Å", "Klass", self.middle_unit, [(p, SCHOOL_START, None if n % 3 else SCHOOL_END) for n, p in enumerate(middle)], "GR", SCHOOL_START)
        moved = [(p, "2022-08-15", "2025-06-12") for p in middle if len(p["enrolments"]) > 1 and p["enrolments"][0]["enroledAt"]["id"] == self.low_unit["id"]]
        self.old_class = group("old", "3B", "Klass", self.low_unit, moved, "GR", "2022-08-01", "2025-06-30")
        self.high_class = group("NA25", "na25", "Klass", self.high_unit, [(p, SCHOOL_START) for p in upper], "GY")
        self.maths_group = group(
            "maths", "Ma 5 röd", "Undervisning", self.middle_unit, [(p, SCHOOL_START, "2025-12-19" if n in (2, 5) else None) for n, p in enumerate(middle[:8])] + [(middle[2], "2026-01-12")], "GR",
        )
        self.swedish_group = group("swedish", "Sv 5", "Undervisning", self.middle_unit, [(p,) for p in middle[6:]], "GR", "2025-08-01", SCHOOL_END)
        self.mixed = group("crafts", "Slöjd åk 2", "Undervisning", self.low_unit, [(p, SCHOOL_START, "2031-06-10" if n % 2 else None) for n, p in enumerate(low[:6])], "GR")
        self.course_group = group("course", "Ma1c", "Undervisning", self.high_unit, [(p, "2025-08-20", "2026-06-10") for p in upper[:5]], "GY", "2025-08-01", "2026-06-30")
        self.english_group = group("english", "En5 ÅÄÖ", "Undervisning", self.high_unit, [(p, "2025-08-20") for p in upper[4:]], "GY", "2025-08-01")
        self.mentor_group = group("mentor", "Mentorsgrupp Ö", "Mentor", self.middle_unit, [(p, SCHOOL_START) for p in middle[:4]])
        self.choir = group("choir", "Ängskören", "Övrigt", self.birch, [(p, "2025-09-01") for p in (low[0], middle[0], middle[1])], start="2025-09-01")
        self.team = group("team", "Arbetslag 4–9", "Personalgrupp", self.middle_unit, [(w, SCHOOL_START) for w in (self.workers[0], self.workers[1])])
        group("empty", "Zebra", "Schema", self.high_unit, [], "GY", "2026-01-01")
        self.department = group("dept", "Myran", "Avdelning", self.nursery_unit, [(c, "2025-08-04") for c, _ in self.small], "FS")

    def roles(self):
        def role(duty, group, kind, start=None, end=None):
            self.duties[duty].setdefault("assignmentRole", []).append({"group": to(group), "assignmentRoleType": kind, **period(start, end)})

        role(0, self.class_five, "Mentor", SCHOOL_START)
        role(1, self.class_five, "Mentor", SCHOOL_START, "2026-06-10")
        role(0, self.mentor_group, "Mentor", SCHOOL_START, SCHOOL_END)
        role(2, self.class_two, "Specialpedagog")
        role(3, self.old_class, "Mentor", "2022-08-15", "2024-06-12")
        role(4, self.high_class, "Mentor", SCHOOL_START)
        role(10, self.department, "Förskollärare", "2025-08-04")
        role(11, self.department, "Barnskötare", "2025-08-04", "2030-12-31")
        role(13, self.class_two, "Elevhälsopersonal", SCHOOL_START)

    def placements(self):
        for n, (child, parent) in enumerate(self.small):
            self.register.add(
                "placements", n, placedAt=to(self.nursery_unit), group=to(self.department) if n % 3 else None, child=to(child), owners=[to(parent)] if n != 4 else None,
                schoolType="FS", startDate="2025-08-04" if n in (1, 5) else "2024-08-05", endDate=["2025-06-30", None, "2027-06-30"][n % 3],
                reason=["Omsorgsbehov", "Erbjuden tid", None][n % 3],
            )
        child, parent = self.small[0]
        self.register.add("placements", "again", placedAt=to(self.nursery_unit), child=to(child), owners=[to(parent)], schoolType="FS", startDate="2025-08-04")

    def activities(self):
        def activity(key, name, at, groups, duties, syllabus=None, start=SCHOOL_START, end=None, kind="Undervisning", **more):
            teachers = [{"duty": to(self.duties[duty]), **period(*dates)} for duty, *dates in duties]
            return self.register.add(
                "activities", key, displayName=name, organisation=to(at), groups=[to(g) for g in groups], teachers=teachers or None, calendarEventsRequired=kind == "Undervisning",
                syllabus=to(syllabus) if syllabus else None, startDate=start, endDate=end, activityType=kind, **more,
            )

        parent = activity("maths", "Matematik 5", self.middle_unit, [self.maths_group], [(0,), (1, SCHOOL_START, "2025-12-19")], self.maths, minutesPlanned=3600)
        activity("swedish", "Svenska 5", self.middle_unit, [self.swedish_group], [(0, SCHOOL_START)], self.swedish, end=SCHOOL_END)
        activity("crafts", "slöjd 2", self.low_unit, [self.mixed, self.class_two], [(2,)], self.crafts, end="2026-06-10")
        activity("course", "Matematik 1c", self.high_unit, [self.course_group], [(4, "2025-08-20")], self.course, end="2026-06-10")
        activity("english", "Engelska 5", self.high_unit, [self.english_group], [(9,)], self.english)
        activity("old", "Ämnesdag", self.low_unit, [self.old_class], [(3, "2022-08-15", "2024-06-12")], kind="Elevaktivitet", start="2022-08-15", end="2025-06-12")
        activity("choir", "Åsnekören", self.birch, [self.choir], [], kind="Elevaktivitet", start="2025-09-01", comment="På lunchen")
        activity("help", "Mattestuga", self.middle_unit, [self.maths_group, self.class_five], [(1,)], self.maths, parentActivity=to(parent))
        activity("team", "Arbetslagsmöte", self.middle_unit, [self.team], [(0,), (1,)], kind="Läraraktivitet")

    def deletions(self):
        gone = [("Person", 3), ("Group", 2), ("Duty", 1), ("Activity", 2), ("Placement", 1), ("Organisation", 1)]
        moment = datetime.datetime(2025, 9, 1, 8, 0, 0, tzinfo=datetime.timezone.utc)
        for kind, count in gone:
            for number in range(count):
                self.register.deleted.append((moment, kind, ident("deleted", kind, number)))
                moment += datetime.timedelta(days=3, minutes=17)


def build(faults):
    register = Ekbacka().register
    if "dangling-member" in faults:
        group = next(g for g in register.lists["groups"] if g["displayName"] == "Ängskören")
        group["groupMemberships"].append({"person": {"id": ident("nobody")}, "startDate": "2025-09-01"})
    if "deleted-still-listed" in faults:
        served = next(p for p in register.lists["persons"] if "enrolments" in p)
        register.deleted.append((datetime.datetime(2025, 12, 1, tzinfo=datetime.timezone.utc), "Person", served["id"]))
    return register
