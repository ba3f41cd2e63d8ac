// SPDX-License-Identifier: MIT OR Apache-2.0
// Metadata of a service as node-saml makes it from the least that it needs: make_node_saml.mjs KEY CERTIFICATE
import { readFileSync } from "node:fs";
import { generateServiceProviderMetadata } from "@node-saml/node-saml";

const [key, certificate] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
console.log(
  generateServiceProviderMetadata({
    issuer: "https://node.example/saml",
    callbackUrl: "https://node.example/acs",
    decryptionPvk: key,
    decryptionCert: certificate,
    wantAssertionsSigned: true,
  }),
);
