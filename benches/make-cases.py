"""Writes the same work for both tools: COUNT requests with five assertions each.

    python3 make-cases.py COUNT samspel > bench.yaml
    python3 make-cases.py COUNT hurl > bench.hurl
"""

import sys

count, tool = int(sys.argv[1]), sys.argv[2]
if tool == "hurl":
    for number in range(count):
        print(f"""GET {{{{base}}}}/organisations?limit=3&x-n={number}
Authorization: Bearer {{{{token}}}}
HTTP 200
[Asserts]
header "content-type" startsWith "application/json"
jsonpath "$.data" count == 3
jsonpath "$.data[0].id" matches "^[0-9a-f-]{{36}}$"
jsonpath "$.data[0].organisationType" exists
""")
else:
    def expectation(that):
        return f"""          - that: '{that}'
            requirement: BENCH-001
            otherwise: {{ sv: "Svaret är inte som väntat.", en: "The answer is not as expected." }}"""

    assertions = [
        "status == 200",
        'headers["content-type"].startsWith("application/json")',
        "size(body.data) == 3",
        'body.data[0].id.matches("^[0-9a-f-]{36}$")',
        "has(body.data[0].organisationType)",
    ]
    print(f"""cases:
  - id: bench/five-assertions
    purpose: {{ sv: "Fem påståenden om en sida.", en: "Five assertions about a page." }}
    requirements: [BENCH-001]
    matrix: {{ n: {list(range(count))} }}
    steps:
      - operation: listOrganisations
        request: GET /organisations
        query: {{ limit: "3", x-n: "{{n}}" }}
        expect:
""" + "\n".join(map(expectation, assertions)))
