// SPDX-License-Identifier: MIT OR Apache-2.0
// An OpenID provider made with oidc-provider (npm), with the login pages that come with it for development.
//   node server.mjs CONFIGURATION PORT PUBLIC_KEY_JWK SECRET
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Provider } from 'oidc-provider';
import { configurations } from './configurations.mjs';

const [configuration, port, jwkFile, secret] = process.argv.slice(2);
const { settings = {}, client: own = {}, change = () => {} } = configurations[configuration];
const issuer = `http://127.0.0.1:${port}`;
const key = (type, options, about) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), use: 'sig', ...about });

const client = {
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'openid profile email offline_access',
  ...own,
};

// Nobody has these names or numbers: serial numbers from 980 on are kept for tests by the tax agency.
const numbers = { 'elev.prov': '201002102384', 'larare.test': '198505149981' };
const account = (id) => ({
  accountId: id,
  claims: async () => ({
    sub: id,
    name: `Sam ${id}`,
    given_name: 'Sam',
    family_name: id,
    preferred_username: id,
    email: `${id}@skola.example`,
    email_verified: true,
    'https://id.oidc.se/claim/personalIdentityNumber': numbers[id],
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
    profile: ['name', 'given_name', 'family_name', 'preferred_username'],
    email: ['email', 'email_verified'],
  },
  cookies: { keys: [secret] },
  findAccount: async (_, id) => account(id),
  jwks: {
    keys: [
      key('rsa', { modulusLength: 2048 }, { kid: 'signing-1', alg: 'RS256' }),
      key('ec', { namedCurve: 'P-256' }, { kid: 'signing-2', alg: 'ES256' }),
    ],
  },
  ...settings,
});
change(provider);
provider.listen(Number(port), '127.0.0.1', () => console.log(issuer));
