# SPDX-License-Identifier: CC0-1.0
# What is lacking.

auth-no-data = No list gave the client full any data (the last: { $answer }); enter something and give it the right to read
auth-no-issuer = The target file has no issuer, so Samspel cannot sign tokens that the API trusts; add issuer and set the API up to trust it
auth-issuer-not-trusted = The API fetched the keys of { $issuer } but refused a good token ({ $answer }); do audience, typ and claims in the target file agree with what the API is set up for?
auth-issuer-not-asked = The API fetched no keys of { $issuer } and refused a good token ({ $answer }); is it set up to trust the issuer, and does it reach the address?
auth-no-token-to-spoil = The client full sends no token, so no wrong one can be made of it; add issuer to the target file
auth-token-not-a-jwt = The token of the client full is no signed JWT, so no wrong one can be made of it; add issuer to the target file
auth-claim-not-given = Good tokens of { $issuer } have no usable { $claim }; add it under issuer.claims in the target file
auth-key-pinned = The key comes from a file (issuer.key), so the API may be set up with it for good; without issuer.key a change of key is tested
auth-good-token-refused = A good token was not let in ({ $answer }), so refusals beside it show nothing
auth-open-to-all = The data is handed out without a token as well, so a good token shows nothing
auth-lets-anything-in = A token with a wrong signature is let in, so that this one is let in shows nothing
auth-unclear = { $what }: the answer decides nothing ({ $answer })
auth-no-path = No operation could be tried
auth-nothing-refused = No answer was 401 or 403, so there is no error object to judge
auth-new-key-not-yet = A new key was not taken up in { $seconds } seconds; say in issuer.key_wait_s how long the API's documentation says

# What does not apply.

auth-follows-rfc-9068 = The target file says that tokens have typ at+jwt (issuer.typ), so the API may demand it

# What was seen.

auth-good-token = { $operation } gives data with a good token and none without
auth-refused = { $count ->
    [one] One wrong token was refused, between two good ones that were let in
   *[other] { $count } wrong tokens were refused, between two good ones that were let in
}
auth-accepted = { $count ->
    [one] One unusual but right token was let in
   *[other] { $count } unusual but right tokens were let in
}
auth-challenged = Without a token 401 comes with WWW-Authenticate: Bearer
auth-paths-protected = { $count } operations demand a token
auth-unknown-kid-refused = { $count } tokens with unknown kids were refused; the keys were fetched { $fetches } times
auth-new-key-taken-up = A new key was taken up without a restart
auth-error-objects = { $count } refusals are error objects
auth-cors-closed = { $count } answers do not open to pages of strangers
auth-refused-otherwise = A wrong token is refused with another status than 401 and 403; 401 helps the client more

# Findings.

auth-refused-with-data = A refusal has data in its body
auth-key-fetched-from-header = The API fetches the address that the token points to
auth-no-token-let-in = A call without a token is let in
auth-without-challenge = 401 without a token lacks WWW-Authenticate: Bearer
auth-no-token-other-status = Without a token another status than 401 comes
auth-path-open = An operation answers without a token
auth-path-examined = An operation examines the request before it examines who asks
auth-let-in-unknown-kid = A token with an unknown kid is let in
auth-fetches-for-each = The keys are fetched again for each unknown kid
auth-new-key-refused = A new key was not taken up within { $seconds } seconds
auth-no-error-object = A refusal is no error object with code and message
auth-error-with-trace = A refusal shows where in the code the error arose
auth-cors-open = Any page may read with the user's login
auth-let-in-other-scheme = Something else than exactly one Authorization header with Bearer is let in
auth-let-in-in-query = A token in the address is let in
auth-let-in-not-a-jwt = A text that is no token is let in
auth-let-in-not-json = A token whose parts are no JSON objects is let in
auth-let-in-alg-none = A token with alg none is let in
auth-let-in-hmac-with-public-key = The public key is accepted as a secret for HS256
auth-let-in-other-signature = A token whose signature is missing or wrong is let in
auth-let-in-signature-form = A signature in the wrong form is accepted
auth-let-in-other-algorithm = A token that names another algorithm than the key's is let in
auth-let-in-key-in-header = A key that the token itself brings along or points to is accepted
auth-let-in-unknown-crit = A token with an unknown critical extension is let in
auth-let-in-no-kid = A token without kid of a foreign key is let in
auth-let-in-kid-as-path = A kid that is a path, SQL or a command leads to a known key
auth-let-in-expired = A token that ran out ten minutes ago is let in
auth-let-in-no-expiry = A token without exp is let in
auth-let-in-not-yet-valid = A token that is valid in ten minutes only is let in
auth-let-in-odd-expiry = A token with exp in the wrong form is let in
auth-let-in-other-issuer = A token with another iss is let in
auth-let-in-no-issuer = A token without iss is let in
auth-let-in-other-audience = A token for another audience is let in
auth-let-in-other-use = An ID token or a token for another API is let in
auth-let-in-other-organisation = A token with another member's organization_id is let in
auth-let-in-odd-organisation = A token whose organization_id is missing or in the wrong form is let in
auth-let-in-other-location = A token with access to another API is let in
auth-let-in-location-inside = An address that only contains the API's counts
auth-let-in-location-longer = An address that only begins as the API's counts
auth-let-in-odd-access = A token without a readable requested_access is let in
auth-let-in-other-type = Access of another type than ss12000-api counts
auth-breaks-other-scheme = A server error at an empty Bearer, other schemes and double headers
auth-breaks-not-a-jwt = A server error at text that is no token
auth-breaks-not-json = A server error at tokens whose parts are no JSON objects
auth-breaks-odd-expiry = A server error at tokens with exp in the wrong form
auth-breaks-odd-access = A server error at tokens without a readable requested_access
auth-kept-out-scheme-case = Bearer in other letter case is refused
auth-kept-out-extra-claims = A token with unknown claims is refused
auth-kept-out-skewed = A token whose time is 30 seconds off is refused
auth-kept-out-audience-list = A token whose aud is a list is refused
auth-kept-out-location-spelling = The API's own address, written in another way, does not count
auth-kept-out-second-access = The right address does not count when it stands behind another one
auth-kept-out-typ = A token without typ, or with typ JWT, is refused
