# SPDX-License-Identifier: MIT OR Apache-2.0
"""Metadata of a service and of an identity provider as pysaml2 makes them.

make_pysaml2.py sp|idp KEY CERTIFICATE
"""
import sys

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig, SPConfig
from saml2.metadata import entity_descriptor

ROLE, KEY, CERTIFICATE = sys.argv[1:]
ROOT = f"https://{ROLE}.example"

common = {
    "entityid": f"{ROOT}/saml",
    "key_file": KEY,
    "cert_file": CERTIFICATE,
    "encryption_keypairs": [{"key_file": KEY, "cert_file": CERTIFICATE}],
    "organization": {
        "name": [("Exempel", "sv"), ("Example", "en")],
        "display_name": [("Exempel", "sv"), ("Example", "en")],
        "url": [(ROOT, "sv"), (f"{ROOT}/en", "en")],
    },
    "contact_person": [
        {"contact_type": kind, "email_address": f"mailto:{kind}@example.org"}
        for kind in ("technical", "administrative", "support")
    ],
}
services = {
    "sp": {
        "endpoints": {"assertion_consumer_service": [(f"{ROOT}/acs", BINDING_HTTP_POST)]},
        "required_attributes": ["eduPersonPrincipalName"],
        "requested_attribute_name_format": "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
    },
    "idp": {
        "endpoints": {"single_sign_on_service": [(f"{ROOT}/sso", BINDING_HTTP_REDIRECT)]},
        "scope": ["example.org"],
        "error_url": f"{ROOT}/error",
    },
}
config = {"sp": SPConfig, "idp": IdPConfig}[ROLE]().load({**common, "service": {ROLE: services[ROLE]}})
print(entity_descriptor(config).to_string().decode())
