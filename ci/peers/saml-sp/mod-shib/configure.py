# SPDX-License-Identifier: MIT OR Apache-2.0
"""Writes what a configuration of the counterpart needs, into a folder of its name: for Apache, for shibd, and the target file beside it.

configure.py CONFIGURATION PORT FOLDER
FOLDER holds idp/metadata.xml, key.pem and certificate.pem.
"""
import pathlib
import sys

NAME, PORT, WORK = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
FOLDER = WORK / NAME
BASE = f"http://127.0.0.1:{PORT}"
IDP = "https://idp.samspel.example/saml"
LEVELS = "http://id.skolfederation.se/loa/bas http://id.elegnamnden.se/loa/1.0/loa3"

# What the three differ in. `delivered` has what comes with the package and TLS switched off, as on a test bench.
SETTINGS = {
    "delivered": {
        "defaults": "",
        "sessions": 'relayState="ss:mem" checkAddress="false" cookieProps="http" redirectLimit="exact"',
        "sso": "",
        "handlers": "",
        "require": "Require shib-session",
    },
    "hardened": {
        "defaults": 'policyId="blockUnsolicited" signing="true" requireSignedAssertions="true" '
        'sessionHook="/Shibboleth.sso/Checker"',
        "sessions": 'relayState="ss:mem" checkAddress="false" cookieProps="http" sameSiteSession="Lax" '
        'redirectLimit="exact" consistentAddress="true"',
        "sso": f'authnContextClassRef="{LEVELS}" forceAuthn="true"',
        "handlers": f'<Handler type="AttributeChecker" Location="/Checker" template="{FOLDER}/checker.html" attributes="eppn" '
        'flushSession="true"/>',
        # That a level was asked for does not make shibd look at the level that comes.
        "require": f"Require authnContextClassRef {LEVELS}",
    },
    "weak": {
        "defaults": "",
        "sessions": 'checkAddress="false" cookieProps="; path=/" redirectLimit="none"',
        "sso": "",
        "handlers": "",
        "require": "Require shib-session",
    },
}

POLICIES = {
    # As the package has it.
    "delivered": None,
    "hardened": """<SecurityPolicies xmlns="urn:mace:shibboleth:3.0:native:sp:config">
  <Policy id="blockUnsolicited" validate="true">
    <PolicyRule type="MessageFlow" blockUnsolicited="true" checkReplay="true" expires="60"/>
    <PolicyRule type="Conditions"><PolicyRule type="Audience"/></PolicyRule>
    <PolicyRule type="XMLSigning" errorFatal="true"/>
    <PolicyRule type="Bearer" blockUnsolicited="true"/>
  </Policy>
  <ExcludedAlgorithms excludeDefaults="true">
    http://www.w3.org/2000/09/xmldsig#rsa-sha1
    http://www.w3.org/2000/09/xmldsig#sha1
    http://www.w3.org/2001/04/xmlenc#aes128-cbc
    http://www.w3.org/2001/04/xmlenc#aes256-cbc
    http://www.w3.org/2001/04/xmlenc#tripledes-cbc
  </ExcludedAlgorithms>
</SecurityPolicies>
""",
    "weak": """<SecurityPolicies xmlns="urn:mace:shibboleth:3.0:native:sp:config">
  <Policy id="default" validate="false">
    <PolicyRule type="MessageFlow" checkReplay="false" expires="315360000"/>
    <PolicyRule type="XMLSigning" errorFatal="true"/>
  </Policy>
  <ExcludedAlgorithms excludeDefaults="false"/>
</SecurityPolicies>
""",
}

# One user name only, of the scope that the metadata says.
FILTER = """<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <AttributeFilterPolicy>
    <PolicyRequirementRule xsi:type="ANY"/>
    <AttributeRule attributeID="eppn">
      <PermitValueRule xsi:type="AND">
        <Rule xsi:type="NOT"><Rule xsi:type="ValueRegex" regex="@"/></Rule>
        <Rule xsi:type="ScopeMatchesShibMDScope"/>
        <Rule xsi:type="NumberOfAttributeValues" attributeID="eppn" minimum="1" maximum="1"/>
      </PermitValueRule>
    </AttributeRule>
    <AttributeRule attributeID="*" permitAny="true"/>
  </AttributeFilterPolicy>
</AttributeFilterPolicyGroup>
"""

ATTRIBUTES = """<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Attribute name="urn:oid:1.3.6.1.4.1.5923.1.1.1.6" id="eppn"><AttributeDecoder xsi:type="ScopedAttributeDecoder"/></Attribute>
  <Attribute name="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" id="transient-id">
    <AttributeDecoder xsi:type="NameIDAttributeDecoder" formatter="$Name"/>
  </Attribute>
  <Attribute name="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" id="persistent-id">
    <AttributeDecoder xsi:type="NameIDAttributeDecoder" formatter="$Name"/>
  </Attribute>
</Attributes>
"""


def shibboleth(own):
    policy = "security-policy.xml" if POLICIES[NAME] is None else f"{FOLDER}/security-policy.xml"
    names = f"{FOLDER}/attribute-policy.xml" if NAME == "hardened" else "attribute-policy.xml"
    return f"""<SPConfig xmlns="urn:mace:shibboleth:3.0:native:sp:config" clockSkew="180">
  <OutOfProcess logger="{FOLDER}/shibd.logger"/>
  <InProcess logger="{FOLDER}/native.logger"/>
  <UnixListener address="{FOLDER}/shibd.sock"/>
  <StorageService type="Memory" id="mem"/>
  <SessionCache type="StorageService" StorageService="mem"/>
  <ReplayCache StorageService="mem"/>
  <ApplicationDefaults entityID="{BASE}/shibboleth" REMOTE_USER="eppn" {own["defaults"]}>
    <Sessions lifetime="28800" timeout="3600" handlerSSL="false" {own["sessions"]}>
      <SSO entityID="{IDP}" {own["sso"]}>SAML2</SSO>
      <Logout>Local</Logout>
      <Handler type="MetadataGenerator" Location="/Metadata" signing="false"/>
      {own["handlers"]}
    </Sessions>
    <Errors supportContact="nobody@sp.example" helpLocation="/about.html"/>
    <MetadataProvider type="XML" validate="true" path="{WORK}/idp/metadata.xml"/>
    <AttributeExtractor type="XML" validate="true" path="{FOLDER}/attribute-map.xml"/>
    <AttributeFilter type="XML" validate="true" path="{names}"/>
    <CredentialResolver type="File" use="signing" key="{WORK}/key.pem" certificate="{WORK}/certificate.pem"/>
    <CredentialResolver type="File" use="encryption" key="{WORK}/key.pem" certificate="{WORK}/certificate.pem"/>
  </ApplicationDefaults>
  <SecurityPolicyProvider type="XML" validate="true" path="{policy}"/>
  <ProtocolProvider type="XML" validate="true" reloadChanges="false" path="protocols.xml"/>
</SPConfig>
"""


def apache(own):
    modules = "mpm_event authn_core authz_core authz_user dir include mime".split()
    loaded = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in modules)
    return f"""ServerRoot {FOLDER}
ServerName 127.0.0.1:{PORT}
UseCanonicalName On
Listen 127.0.0.1:{PORT}
PidFile {FOLDER}/apache.pid
DefaultRuntimeDir {FOLDER}
ErrorLog {FOLDER}/apache.log
{loaded}
TypesConfig /dev/null
LoadModule mod_shib /usr/lib/apache2/modules/mod_shib.so
ShibConfig {FOLDER}/shibboleth2.xml
DocumentRoot {FOLDER}/pages
<Location /Shibboleth.sso>
  AuthType None
  Require all granted
</Location>
<Location /me>
  AuthType shibboleth
  ShibRequestSetting requireSession 1
  {own["require"]}
  DirectoryIndex index.shtml
  Options +Includes
  AddType text/html .shtml
  AddOutputFilter INCLUDES .shtml
</Location>
"""


LOGGER = """log4j.rootCategory={level}, out
log4j.appender.out=org.apache.log4j.FileAppender
log4j.appender.out.fileName={file}
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=%p %c: %m%n
"""

TARGET = f"""samspel: 1
name: mod_shib (Debian), {NAME}
environment: test
allow_writes: true
interfaces:
  saml-sp:
    edition: "2.0"
    metadata_url: {BASE}/Shibboleth.sso/Metadata
    login_url: {BASE}/me/
    logout_url: {BASE}/Shibboleth.sso/Logout
    probe: {{ url: "{BASE}/me/", shows: [eduPersonPrincipalName, NameID] }}
    idp: {{ folder: idp }}
limits: {{ requests_per_second: 0 }}
"""

PAGE = """<!DOCTYPE html><title>sp</title>
<p><!--#echo var="REMOTE_USER" --> <!--#echo var="transient-id" --> <!--#echo var="persistent-id" --></p>
"""

own = SETTINGS[NAME]
(FOLDER / "pages" / "me").mkdir(parents=True, exist_ok=True)
files = {
    "apache.conf": apache(own),
    "shibboleth2.xml": shibboleth(own),
    "attribute-map.xml": ATTRIBUTES,
    "attribute-policy.xml": FILTER,
    "security-policy.xml": POLICIES[NAME] or "",
    "shibd.logger": LOGGER.format(level="INFO", file=FOLDER / "shibd.log"),
    "native.logger": LOGGER.format(level="WARN", file=FOLDER / "native.log"),
    "checker.html": "<!DOCTYPE html><title>sp</title><p>nekad</p>\n",
    "pages/me/index.shtml": PAGE,
    f"../{NAME}.yaml": TARGET,
}
for name, text in files.items():
    (FOLDER / name).write_text(text)
