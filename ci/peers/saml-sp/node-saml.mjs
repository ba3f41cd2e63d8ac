// SPDX-License-Identifier: MIT OR Apache-2.0
// A service that uses node-saml as it comes, apart from what it cannot do without: node-saml.mjs IDP-METADATA PORT
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { SAML, generateServiceProviderMetadata } from "@node-saml/node-saml";

const [metadata, port] = process.argv.slice(2);
const idp = readFileSync(metadata, "utf8");
const base = `http://127.0.0.1:${port}`;
// The library takes RSA only; the third signing certificate of the metadata is P-256.
const certificates = [...idp.matchAll(/use="signing".*?<ds:X509Certificate>([^<]+)</gs)].map((found) => found[1]).slice(0, 2);
const options = {
  issuer: `${base}/saml`,
  callbackUrl: `${base}/acs`,
  entryPoint: idp.match(/SingleSignOnService Binding="[^"]*Redirect" Location="([^"]+)"/)[1],
  idpCert: certificates,
  idpIssuer: idp.match(/entityID="([^"]+)"/)[1],
  validateInResponseTo: "always",
  disableRequestedAuthnContext: true,
  identifierFormat: null,
};
const saml = new SAML(options);
const sessions = new Map();

const body = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
};
const escaped = (text) => String(text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;");

createServer(async (request, response) => {
  const answer = (status, text, headers = {}) => response.writeHead(status, { "content-type": "text/html; charset=utf-8", ...headers }).end(text);
  const own = /sid=([0-9a-f]+)/.exec(request.headers.cookie ?? "")?.[1];
  try {
    const path = new URL(request.url, base).pathname;
    if (path === "/metadata") return answer(200, generateServiceProviderMetadata(options), { "content-type": "application/xml" });
    if (path === "/login") return answer(302, "", { location: await saml.getAuthorizeUrlAsync("", undefined, {}) });
    if (path === "/acs") {
      const { profile } = await saml.validatePostResponseAsync(await body(request));
      const id = randomBytes(16).toString("hex");
      sessions.set(id, profile);
      return answer(302, "", { location: "/probe", "set-cookie": `sid=${id}; Path=/; HttpOnly; SameSite=Lax` });
    }
    if (path === "/logout") return sessions.delete(own), answer(200, "ute");
    if (path === "/probe") {
      const person = sessions.get(own);
      if (!person) return answer(302, "", { location: "/login" });
      return answer(200, `${escaped(person.nameID)} ${escaped(person["urn:oid:1.3.6.1.4.1.5923.1.1.1.6"])}`);
    }
    return answer(404, "");
  } catch (error) {
    return answer(403, "nekad");
  }
}).listen(Number(port), "127.0.0.1", () => console.log(base));
