// SPDX-License-Identifier: MIT OR Apache-2.0
// The ways in which the provider is set up: as it is delivered, as the profiles want it, and as nobody should.
import { interactionPolicy } from 'oidc-provider';

const { Check, base } = interactionPolicy;
export const levels = ['http://id.elegnamnden.se/loa/1.0/loa2', 'http://id.elegnamnden.se/loa/1.0/loa3'];

/** Asks for a login when none of the levels that a request names is the one of the session. */
const strongEnough = () =>
  new Check('acr_values', 'none of the requested levels could be obtained', ({ oidc }) => {
    const asked = oidc.params.acr_values?.split(' ') ?? [];
    const short = oidc.session.accountId && asked.length > 0 && !asked.includes(oidc.acr);
    return short && !oidc.result?.login ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  });

/** The rules of oidc-provider about when a person has to log in, with more or fewer of them. */
const policy = (change) => {
  const prompts = base();
  change(prompts.get('login').checks);
  return prompts;
};

/** Logs a person in at the level that was asked for. oidc-provider leaves levels to whoever writes the login. */
const logInAtLevel = (provider) =>
  provider.use(async (ctx, next) => {
    const login = ctx.method === 'POST' && /^\/interaction\/[^/]+$/.test(ctx.path);
    const { prompt, params } = login ? await provider.interactionDetails(ctx.req, ctx.res) : {};
    if (prompt?.name !== 'login') return next();
    const form = new URLSearchParams((await ctx.req.toArray()).map(String).join(''));
    const acr = levels.find((level) => params.acr_values?.split(' ').includes(level)) ?? levels[0];
    return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: form.get('login'), acr } });
  });

/** Says how long the keys may be kept. */
const cacheKeys = (provider) =>
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'jwks') ctx.set('cache-control', 'public, max-age=300');
  });

export const configurations = {
  // Nothing set but what every installation has to set, and the pages for development.
  delivered: {
    settings: { features: { devInteractions: { enabled: true } } },
  },

  hardened: {
    client: {
      scope:
        'openid profile email offline_access https://id.oidc.se/scope/naturalPersonInfo https://id.oidc.se/scope/naturalPersonNumber',
      require_auth_time: true,
      userinfo_signed_response_alg: 'ES256',
    },
    settings: {
      acrValues: levels,
      claims: {
        acr: null,
        openid: ['sub'],
        profile: ['name', 'given_name', 'family_name', 'preferred_username'],
        email: ['email', 'email_verified'],
        'https://id.oidc.se/scope/naturalPersonInfo': ['name', 'given_name', 'family_name'],
        'https://id.oidc.se/scope/naturalPersonNumber': ['https://id.oidc.se/claim/personalIdentityNumber'],
      },
      // Without SameSite=None a browser would send no session along with a form from another site.
      cookies: { keys: ['samspel'], long: { httpOnly: true, sameSite: 'none' } },
      enableHttpPostMethods: true,
      features: {
        claimsParameter: { enabled: true },
        devInteractions: { enabled: true },
        jwtUserinfo: { enabled: true },
        requestObjects: { enabled: true },
      },
      interactions: { policy: policy((checks) => checks.push(strongEnough())) },
      pkce: { required: () => true },
      responseTypes: ['code'],
      rotateRefreshToken: true,
      ttl: { IdToken: 300 },
    },
    change: (provider) => {
      cacheKeys(provider);
      logInAtLevel(provider);
    },
  },

  // What one line each makes of it. Nothing here is impossible to find in the wild.
  weak: {
    client: { response_types: ['code', 'code id_token', 'id_token'], grant_types: ['authorization_code', 'implicit', 'refresh_token'] },
    settings: {
      conformIdTokenClaims: false,
      features: {
        claimsParameter: { enabled: true },
        devInteractions: { enabled: true },
        requestObjects: { enabled: true },
      },
      interactions: {
        policy: policy((checks) => {
          for (const name of ['max_age', 'id_token_hint', 'claims_id_token_sub_value', 'essential_acrs', 'essential_acr']) {
            checks.remove(name);
          }
        }),
      },
      pkce: { required: () => false },
      rotateRefreshToken: false,
    },
    change: (provider) => {
      // By the beginning instead of the whole address.
      provider.Client.prototype.redirectUriAllowed = function (uri) {
        return this.redirectUris.some((own) => uri.startsWith(own));
      };
      provider.Client.prototype.postLogoutRedirectUriAllowed = function (uri) {
        return this.postLogoutRedirectUris.some((own) => uri.startsWith(own));
      };
    },
  },
};
