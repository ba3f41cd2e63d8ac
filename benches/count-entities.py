"""How many persons and how many entities a sandbox serves, read from its lists: two numbers.

    python3 count-entities.py TARGET_FILE
"""

import base64
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

LISTS = (
    "organisations persons placements duties groups programmes studyplans syllabuses schoolUnitOfferings activities calendarEvents attendances "
    "attendanceEvents attendanceSchedule grades absences aggregatedAttendance resources rooms"
).split()
WINDOWS = {
    "calendarEvents": {"startTime.onOrAfter": "1990-01-01T00:00:00Z", "startTime.onOrBefore": "2100-01-01T00:00:00Z"},
    "aggregatedAttendance": {"startDate": "1990-01-01", "endDate": "2100-01-01"},
}
text = open(sys.argv[1], encoding="utf-8").read()


def value(key, after=""):
    return re.search(rf"{after}.*?{key}:\s*\"?([^\s,\"}}]+)", text, re.S).group(1)


def answer(url, headers, form=None):
    with urllib.request.urlopen(urllib.request.Request(url, form, headers)) as response:
        return json.load(response)


client = base64.b64encode(f"{value('client_id', 'full')}:{value('client_secret', 'full')}".encode()).decode()
token = answer(value("token_url", "full"), {"Authorization": f"Basic {client}"}, b"grant_type=client_credentials")["access_token"]
headers = {"Authorization": f"Bearer {token}"}
counts = {}
for name in LISTS:
    query, counts[name] = WINDOWS.get(name, {}), 0
    while True:
        try:
            page = answer(f"{value('base_url')}/{name}?{urllib.parse.urlencode(query)}", headers)
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            break
        counts[name] += len(page["data"])
        if not page.get("pageToken"):
            break
        query = {"pageToken": page["pageToken"]}
print(counts["persons"], sum(counts.values()))
