// SPDX-License-Identifier: MIT OR Apache-2.0
// A service that people log in to with node-saml (npm): server.mjs CONFIGURATION PORT IDP-METADATA KEY CERTIFICATE
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { SAML, generateServiceProviderMetadata } from "@node-saml/node-saml";
import { EPPN, afterwards, beforehand } from "./checks.mjs";
import { configurations, levels } from "./configurations.mjs";

const [configuration, port, ...files] = process.argv.slice(2);
const [idp, key, certificate] = files.map((file) => readFileSync(file, "utf8"));
const { checks = false, options: own } = configurations[configuration];
const keys = { privateKey: key, publicCert: certificate, decryptionPvk: key, decryptionCert: certificate };
const base = `http://127.0.0.1:${port}`;
const options = {
  issuer: `${base}/saml`,
  callbackUrl: `${base}/acs`,
  entryPoint: idp.match(/SingleSignOnService Binding="[^"]*Redirect" Location="([^"]+)"/)[1],
  // RSA only; the third signing certificate of the metadata is P-256, which xml-crypto does not know.
  idpCert: [...idp.matchAll(/use="signing".*?<ds:X509Certificate>([^<]+)</gs)].map((found) => found[1]).slice(0, 2),
  idpIssuer: idp.match(/entityID="([^"]+)"/)[1],
  identifierFormat: null,
  ...own(keys),
};
const about = { acs: options.callbackUrl, idp: options.idpIssuer, scope: idp.match(/shibmd:Scope[^>]*>([^<]+)</)[1], levels };
const saml = new SAML(options);
const sessions = new Map();
const logins = new Map();

/** Largest body that is read. */
const LARGEST = 1 << 20;

const body = async (request) => {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    if ((size += part.length) > LARGEST) throw new Error("too large");
    parts.push(part);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
};
const escaped = (text) => String(text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const random = () => randomBytes(20).toString("hex");
const cookie = (name, value, sameSite) => `${name}=${value}; Path=/; HttpOnly; SameSite=${sameSite}`;

const begin = async () => {
  // One object for each login, so that the id of the request is known; what was asked is remembered by all of them together.
  const id = `_${random()}`;
  const login = new SAML({ ...options, cacheProvider: saml.cacheProvider, generateUniqueId: () => id });
  const browser = random();
  logins.set(browser, id);
  // The response comes from another site: without SameSite=None no browser would send this along.
  return { location: await login.getAuthorizeUrlAsync(random(), undefined, {}), "set-cookie": `${cookie("login", browser, "None")}; Secure` };
};

const accept = async (fields, browser) => {
  if (checks) beforehand(Buffer.from(fields.SAMLResponse ?? "", "base64").toString("utf8"));
  const { profile } = await saml.validatePostResponseAsync(fields);
  if (checks) afterwards(profile, { ...about, request: logins.get(browser) });
  logins.delete(browser);
  const id = random();
  sessions.set(id, profile);
  return { location: "/me", "set-cookie": cookie("session", id, "Lax") };
};

createServer(async (request, response) => {
  const answer = (status, text, headers = {}) => response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(text);
  const held = (name) => new RegExp(`${name}=([0-9a-f]+)`).exec(request.headers.cookie ?? "")?.[1];
  try {
    const path = new URL(request.url, base).pathname;
    if (path === "/metadata") {
      return answer(200, generateServiceProviderMetadata({ ...options, publicCerts: options.publicCert }), { "content-type": "application/xml" });
    }
    if (path === "/login") return answer(302, "", await begin());
    if (path === "/acs") return answer(302, "", await accept(await body(request), held("login")));
    if (path === "/logout") return answer(200, sessions.delete(held("session")) ? "ute" : "-");
    if (path === "/me") {
      const person = sessions.get(held("session"));
      if (!person) return answer(302, "", { location: "/login" });
      return answer(200, `${escaped(person.nameID)} ${escaped(person[EPPN])}`);
    }
    return answer(404, "");
  } catch (error) {
    if (process.env.TELL) console.error(error.message);
    return answer(403, "nekad");
  }
}).listen(Number(port), "127.0.0.1", () => console.log(base));
