"""B4 with schemathesis: the same 100 pages judged by `validate_response` against the schema of Person.

    python3 schemathesis-persons.py FOLDER_WITH_PAGES
"""

import json
import pathlib
import statistics
import sys
import time

import requests
import schemathesis

here = pathlib.Path(__file__).parent
entities = json.loads((here / "../schemas/ss12000/2.1.0/entities.schema.json").read_text(encoding="utf-8"))
definitions = json.loads(json.dumps(entities["$defs"]).replace("#/$defs/", "#/components/schemas/"))
document = {
    "openapi": "3.1.0",
    "info": {"title": "persons", "version": "1"},
    "paths": {
        "/persons": {
            "get": {
                "responses": {
                    "200": {
                        "description": "page",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "required": ["data"],
                                    "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}}},
                                }
                            }
                        },
                    }
                }
            }
        }
    },
    "components": {"schemas": definitions},
}
operation = schemathesis.openapi.from_dict(document)["/persons"]["GET"]


def response(body):
    request = requests.Request("GET", "http://127.0.0.1/persons").prepare()
    headers = {"content-type": ["application/json"]}
    return schemathesis.Response(status_code=200, headers=headers, content=body, request=request, elapsed=0.0, verify=False)


pages = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json"))]
times = []
for _ in range(4):
    start = time.perf_counter()
    for page in pages:
        operation.validate_response(response(page))
    times.append(time.perf_counter() - start)
taken = statistics.median(times[1:])
persons = sum(len(json.loads(page)["data"]) for page in pages)
print(f"schemathesis {schemathesis.__version__}, validate_response: {taken * 1000:.0f} ms, {taken * 1e6 / persons:.2f} µs a person")
