// SPDX-License-Identifier: MIT OR Apache-2.0
// An OpenID provider made with oidc-provider (npm), with the login pages that come with it for development.
//   node server.mjs PORT PUBLIC_KEY_JWK SECRET
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';

const [port, jwkFile, secret] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const signing = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const client = {
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'openid profile email offline_access',
};
const account = (id) => ({
  accountId: id,
  claims: async () => ({
    sub: id,
    name: `Sam ${id}`,
    given_name: 'Sam',
    preferred_username: id,
    email: `${id}@skola.example`,
    email_verified: true,
  }),
});

const provider = new Provider(issuer, {
  clients: [
    {
      ...client,
      client_id: 'samspel-main',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [JSON.parse(readFileSync(jwkFile, 'utf8'))] },
      redirect_uris: ['https://main.example/callback', 'https://main.example/callback?tenant=skola'],
      post_logout_redirect_uris: ['https://main.example/logged-out'],
    },
    {
      ...client,
      client_id: 'samspel-other',
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: ['https://other.example/callback'],
    },
    {
      ...client,
      client_id: 'samspel-public',
      token_endpoint_auth_method: 'none',
      application_type: 'web',
      redirect_uris: ['https://public.example/callback'],
    },
  ],
  claims: {
    openid: ['sub'],
    profile: ['name', 'given_name', 'preferred_username'],
    email: ['email', 'email_verified'],
  },
  conformIdTokenClaims: true,
  cookies: { keys: ['samspel'] },
  features: {
    claimsParameter: { enabled: true },
    devInteractions: { enabled: true },
    requestObjects: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  findAccount: async (_, id) => account(id),
  jwks: { keys: [{ ...signing, kid: 'signing-1', use: 'sig', alg: 'RS256' }] },
  rotateRefreshToken: true,
});
provider.listen(Number(port), '127.0.0.1', () => console.log(issuer));
