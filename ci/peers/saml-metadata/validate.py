# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds a document against the OASIS schema of SAML metadata: validate.py FILE"""
import sys

from saml2.data import schemas
from saml2.xml.schema import _create_xml_schema_validator
from importlib.resources import files

schema = _create_xml_schema_validator(source=str(files(schemas).joinpath("saml-schema-metadata-2.0.xsd")))
errors = list(schema.iter_errors(sys.argv[1]))
for error in errors:
    print(f"{sys.argv[1]}: {error.path}: {error.reason}", file=sys.stderr)
sys.exit(1 if errors else 0)
