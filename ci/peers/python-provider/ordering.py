"""The sort keys. Texts are ordered the Swedish way (å, ä, ö after z, letter case and other accents aside); a missing value comes last."""

import unicodedata

from register import full_name
from values import instant

SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
FIELDS = {
    "DisplayName": "displayName", "GivenName": "givenName", "FamilyName": "familyName", "StartDate": "startDate", "EndDate": "endDate",
    "SubjectName": "subjectName", "SubjectCode": "subjectCode", "CourseName": "courseName", "CourseCode": "courseCode", "SubjectDesignation": "subjectDesignation",
}


def swedish(text):
    return unicodedata.normalize("NFD", text.casefold().translate(SWEDISH))


def key_of(record, key, faults):
    if key == "Modified":
        printed = record["meta"]["modified"]
        return printed if "modified-as-text" in faults else instant(printed)
    if key == "CivicNo":
        return record.get("civicNo", {}).get("value")
    if key == "DisplayName" and "givenName" in record:
        return swedish(full_name(record))
    value = record.get(FIELDS[key])
    return swedish(value) if value is not None else None


def ordered(records, sortkey, faults):
    if sortkey is None:
        return list(records)
    key, descending = (sortkey.removesuffix("Desc"), True) if sortkey.endswith("Desc") else (sortkey.removesuffix("Asc"), False)
    if "order-reversed" in faults and key == "StartDate" and records and "dutyRole" in records[0]:
        descending = False
    known = [record for record in records if key_of(record, key, faults) is not None]
    unknown = [record for record in records if key_of(record, key, faults) is None]
    return sorted(known, key=lambda record: key_of(record, key, faults), reverse=descending) + unknown
