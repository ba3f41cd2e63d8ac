# SPDX-License-Identifier: CC0-1.0
# The token endpoint.

oauth-no-client = The client full does not log in with a client secret (oauth2), so there is no token endpoint to test
oauth-good-login-refused = A right login got no token ({ $answer }), so refusals beside it show nothing
oauth-good-login = A right login gets a token with a lifetime
oauth-refused = { $what } gets no token
oauth-scope-narrowed = An unknown scope is not granted, and the answer says so
oauth-metadata = Metadata is there and right
oauth-refused-otherwise = No token, but the refusal has another status or code than the standard's
oauth-token-type = The answer does not say that the token is of type Bearer
oauth-no-lifetime = The answer does not say how long the token is valid
oauth-refresh-token = A refresh token comes along
oauth-no-metadata = The authorisation server has no metadata
oauth-metadata-issuer = The metadata names another issuer than the one that it lies with
oauth-metadata-endpoint = The metadata names another token endpoint
oauth-token-wrong-secret = A wrong secret gets a token
oauth-breaks-wrong-secret = A server error instead of a refusal (wrong-secret)
oauth-token-secret-in-query = A secret in the address gets a token
oauth-breaks-secret-in-query = A server error instead of a refusal (secret-in-query)
oauth-token-unknown-scope = An unknown scope is granted, or the answer does not say what was granted
oauth-breaks-unknown-scope = A server error instead of a refusal (unknown-scope)
oauth-token-other-form = A request with GET or in JSON gets a token
oauth-breaks-other-form = A server error instead of a refusal (other-form)
oauth-token-other-grant = Another grant_type gets a token
oauth-breaks-other-grant = A server error instead of a refusal (other-grant)
