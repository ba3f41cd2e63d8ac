// SPDX-License-Identifier: MIT OR Apache-2.0
// The ways in which node-saml is set up.
export const levels = ["http://id.skolfederation.se/loa/bas", "http://id.elegnamnden.se/loa/1.0/loa3"];

/** As strict as its options make it, with the checks that it leaves to whoever uses it (checks.mjs). */
const hardened = {
  checks: true,
  options: (keys) => ({
    ...keys,
    acceptedClockSkewMs: 180_000,
    authnContext: levels,
    digestAlgorithm: "sha256",
    forceAuthn: true,
    signatureAlgorithm: "sha256",
    validateInResponseTo: "always",
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
  }),
};

export const configurations = {
  hardened,

  // Skolfederation is content with a signed assertion in an unsigned response.
  school: {
    ...hardened,
    options: (keys) => ({ ...hardened.options(keys), wantAuthnResponseSigned: false }),
  },

  // Nothing set but what it cannot do without, and what lets it take what our metadata promises: no level, any kind of NameID.
  // That RSA 1.5 is refused is not its doing but that of Node 20, which opens nothing by it (CVE-2023-46809).
  delivered: {
    options: ({ decryptionPvk, decryptionCert }) => ({ decryptionPvk, decryptionCert, disableRequestedAuthnContext: true }),
  },

  // What somebody sets who wants the errors to go away.
  weak: {
    options: () => ({
      acceptedClockSkewMs: -1,
      audience: false,
      disableRequestedAuthnContext: true,
      wantAssertionsSigned: false,
      wantAuthnResponseSigned: false,
    }),
  },
};
