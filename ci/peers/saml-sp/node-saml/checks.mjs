// SPDX-License-Identifier: MIT OR Apache-2.0
// What node-saml leaves to whoever uses it: what the message is, whom it is for, that it is used once, and what it says of somebody.
import { DOMParser } from "@xmldom/xmldom";

const SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
const SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
const SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
export const EPPN = "urn:oid:1.3.6.1.4.1.5923.1.1.1.6";

/** Milliseconds between the clocks. */
const SKEW = 180_000;

/** xml-crypto knows SHA-1, and xml-encryption ciphers and key transport that do not hold any more. */
const ALGORITHMS = new Set([
  "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
  "http://www.w3.org/2001/10/xml-exc-c14n#",
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmlenc#sha512",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
  "http://www.w3.org/2009/xmlenc11#aes128-gcm",
  "http://www.w3.org/2009/xmlenc11#aes256-gcm",
  "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
]);
/** SHA-1 does no harm as the digest of OAEP, where nobody looks for collisions. */
const OAEP = /<xenc:EncryptionMethod Algorithm="[^"]*#rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="[^"]*#sha1"><\/ds:DigestMethod>/g;

const demand = (holds, what) => {
  if (!holds) throw new Error(what);
};
const children = (node, namespace, name) =>
  Array.from(node?.childNodes ?? []).filter((child) => child.localName === name && child.namespaceURI === namespace);
const only = (node, namespace, name) => {
  const found = children(node, namespace, name);
  demand(found.length === 1, `${name} × ${found.length}`);
  return found[0];
};
const instant = (text) => {
  demand(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text)), `time ${text}`);
  return Date.parse(text);
};
const recent = (text) => demand(Math.abs(Date.now() - instant(text)) <= 2 * SKEW, `issued ${text}`);

/** Before anything reads the message: no DTD, and nothing but algorithms that hold. */
export const beforehand = (xml) => {
  demand(!/<!(DOCTYPE|ENTITY)/i.test(xml), "DTD");
  for (const [, algorithm] of xml.replaceAll(OAEP, "").matchAll(/\sAlgorithm\s*=\s*["']([^"']*)["']/g)) {
    demand(ALGORITHMS.has(algorithm), algorithm);
  }
};

const issuerIs = (node, idp) => {
  const issuer = only(node, SAML, "Issuer");
  demand(issuer.textContent === idp, "Issuer");
  demand([ENTITY, ""].includes(issuer.getAttribute("Format")), "Issuer/@Format");
};

const checkResponse = (xml, { idp, acs }) => {
  const response = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  demand(response.localName === "Response" && response.namespaceURI === SAMLP, "no Response");
  demand(response.getAttribute("Version") === "2.0", "Version");
  demand(response.getAttribute("ID") !== "", "ID");
  demand(response.getAttribute("Destination") === acs, "Destination");
  recent(response.getAttribute("IssueInstant"));
  issuerIs(response, idp);
  demand(only(only(response, SAMLP, "Status"), SAMLP, "StatusCode").getAttribute("Value") === SUCCESS, "Status");
};

const checkSubject = (assertion, { acs, request }) => {
  const confirmation = only(only(assertion, SAML, "Subject"), SAML, "SubjectConfirmation");
  demand(confirmation.getAttribute("Method") === BEARER, "Method");
  const data = only(confirmation, SAML, "SubjectConfirmationData");
  demand(data.getAttribute("Recipient") === acs, "Recipient");
  demand(data.getAttribute("InResponseTo") === request, "InResponseTo");
  demand(!data.hasAttribute("NotBefore"), "NotBefore");
  demand(Date.now() < instant(data.getAttribute("NotOnOrAfter")) + SKEW, "NotOnOrAfter");
};

const checkConditions = (assertion) => {
  const conditions = only(assertion, SAML, "Conditions");
  const [from, to] = ["NotBefore", "NotOnOrAfter"].map((name) => instant(conditions.getAttribute(name)));
  demand(from < to, "NotBefore ≥ NotOnOrAfter");
  const elements = Array.from(conditions.childNodes).filter((child) => child.nodeType === 1);
  demand(elements.every((child) => child.localName === "AudienceRestriction"), "unknown condition");
};

const checkStatements = (assertion, { scope, levels }) => {
  const context = only(only(assertion, SAML, "AuthnStatement"), SAML, "AuthnContext");
  demand(levels.includes(only(context, SAML, "AuthnContextClassRef").textContent), "AuthnContextClassRef");
  const attributes = children(only(assertion, SAML, "AttributeStatement"), SAML, "Attribute");
  const name = attributes.filter((own) => own.getAttribute("Name") === EPPN);
  demand(name.length === 1, "eduPersonPrincipalName");
  const value = only(name[0], SAML, "AttributeValue").textContent;
  demand(/^[^@\s]+@[^@\s]+$/.test(value) && value.endsWith(`@${scope}`), "scope");
};

const used = new Set();

/** After node-saml found the message in order. `request`: what this browser asked. */
export const afterwards = (profile, about) => {
  demand(about.request && profile.inResponseTo === about.request, "asked by another browser");
  checkResponse(profile.getSamlResponseXml(), about);
  const assertion = new DOMParser().parseFromString(profile.getAssertionXml(), "text/xml").documentElement;
  demand(assertion.getAttribute("Version") === "2.0", "Version");
  const id = assertion.getAttribute("ID");
  demand(id !== "" && !used.has(id), "used");
  used.add(id);
  recent(assertion.getAttribute("IssueInstant"));
  issuerIs(assertion, about.idp);
  checkSubject(assertion, about);
  checkConditions(assertion);
  checkStatements(assertion, about);
};
