"""A small SS 12000 provider in Python's standard library, written from the standard's facts without a look at the sandbox.

It serves organisations, persons, placements, duties, groups, activities, syllabuses, deletedEntities and subscriptions of edition 2.1, with every
documented parameter. It is a counterpart for tests: run clean, Samspel must find nothing; with a fault switched on, it must find that fault and
nothing else.

    python3 provider.py [--port 0] [--fault ID]…

The first line it prints is `READY <base url> <token url>`. Client `full` with secret `peer-secret` may read all, client `limited` with the same
secret organisations and syllabuses only, client `nothing` nothing. All persons are invented; their birth numbers are of the 98x and 99x test series that are given to nobody.
"""

import argparse
import sys

from faults import FAULTS
from server import listening


def main():
    about = "\n".join(f"  {name:<26} {text}" for name, text in FAULTS.items())
    parser = argparse.ArgumentParser(description=f"{__doc__}\nFaults:\n{about}", formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fault", action="append", default=[], choices=FAULTS, metavar="ID")
    arguments = parser.parse_args()
    server = listening(arguments.port, frozenset(arguments.fault))
    base = f"http://127.0.0.1:{server.server_address[1]}"
    print(f"READY {base}/v2.0 {base}/token", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
