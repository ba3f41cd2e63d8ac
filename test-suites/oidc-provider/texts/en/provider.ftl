# SPDX-License-Identifier: CC0-1.0
# Words about OpenID providers.

## What is lacking

op-no-metadata = The metadata could not be read ({ $answer })
op-no-keys = The keys could not be read ({ $answer })
op-metadata-nothing = The metadata has nothing that the requirement is about
op-no-client = The target file has no client { $name }; add it under interfaces.oidc-provider.clients
op-no-person = The target file has no person { $name }; add one under interfaces.oidc-provider.login.people
op-no-client-with-key = No client of the target file uses private_key_jwt
op-no-client-with-secret = No client of the target file uses a secret
op-no-redirect-uri-with-query = None of the client's redirect_uris has a query; register one more and add it to the target file
op-no-offline-access = The client's scope in the target file lacks offline_access
op-no-refresh-token = No refresh token came although offline_access was asked for
op-no-rotation = The refresh gave no new refresh token, so that exchanging cannot be tried
op-no-wider-scope = The client's scope in the target file has nothing to ask for that was not granted already
op-no-national-scope = The client's scope in the target file has no national value
op-no-levels = The target file does not name the levels that the test needs; write them under login.levels, lowest first
op-no-cancel = The target file does not say how to cancel; add login.cancel
op-no-logout = The metadata has no end_session_endpoint
op-no-logout-uri = The client of the target file has no post_logout_redirect_uris
op-no-request-objects = The metadata does not say that request objects are supported
op-no-essential-acr = Not even an essential level that can be met gives a code, so that a refusal shows nothing
op-no-silent-login = prompt=none gives no code although the person is logged in ({ $end }), so that a refusal shows nothing
op-no-auth-time = The ID token lacks auth_time or iat, so that the time cannot be compared
op-nothing-typed = Nothing was typed at the first login, so that a new one would not show
op-nothing-returned = No response came to the client
op-same-person = Both people of the target file were logged in as the same sub
op-page-without-language = The login page does not say which language it is in
op-login-stuck = The login gave no code ({ $end }); are login.pages, the client and its scope right in the target file?
op-login-rejected = The login page came again each time it was filled in; is what login.people types right? So that no account is locked, a login that never worked is not tried again
op-login-refused = The provider answers the authorisation request with an error page ({ $answer }); are client_id, redirect_uris and scope of the client registered as the target file has them?
op-login-no-forms = The way to the login ended on a page without forms; does it need JavaScript?
op-login-no-rule = No rule of login.pages fits a page on the way to the login; its forms have the fields { $fields }
op-no-tokens = The code gave no tokens ({ $answer }); is the client's auth right in the target file?
op-marker-missing = Neither ID token nor UserInfo has { $claim } with the value of the target file, so that there is no seeing who was logged in
op-open-to-all = A code came without a login as well, so that no login shows anything
op-unclear = { $what }: the answer decides nothing ({ $end })
op-id-token-unreadable = There is no ID token, or it cannot be read
op-id-token-nothing = The ID token has nothing that the requirement is about
op-id-token-not-used = The ID token lacks the optional claim that the requirement is about
op-no-national-claims = The metadata lists no national claims
op-no-claims-parameter = The metadata does not say that the claims parameter is supported, and whoever does not support it may pass over it
op-algorithm-unknown = Samspel cannot check signatures by { $alg }
op-userinfo-silent = UserInfo gave no claims ({ $answer })
op-claims-nothing = The provider gave none of the claims that the test needs; give the test person a name and an e-mail address
op-logout-page = The logout stopped at a page; describe it under login.pages

## What was seen

op-metadata-held = { $count } members of the metadata are as they should be
op-keys-held = { $count } properties of the keys are as they should be
op-languages-held = { $count } facts about languages are right
op-marker-seen = The person logged in and was known again; without a login no code came
op-flow-works = { $count } steps of the code flow went as they should
op-token-response-held = { $count } properties of the token response are as they should be
op-iss-held = { $count } responses carried the right iss
op-access-token-held = { $count } access tokens gave nothing away about the person
op-id-token-held = { $count } properties of ID tokens are as they should be
op-userinfo-held = { $count } answers of UserInfo are as they should be
op-userinfo-refused = { $count } tokens that will not do were refused, between two that were accepted
op-claims-held = { $count } requests for claims were answered as they should be
op-accepted = { $count } unusual but right requests went through
op-redemption-refused = { $count } wrong redemptions were refused, between two that went through
op-addresses-refused = { $count } addresses that are not the client's got no code, between two logins that went through
op-proof-held = { $count } ways to prove the client were judged as they should be
op-refresh-held = The refresh token was treated as it should be
op-request-object-held = { $count } request objects were treated as they should be
op-request-uri-refused = The address was not fetched, and the request was refused
op-session-held = The session was treated as it should be
op-logout-held = { $count } properties of the logout are as they should be
op-other-error = The error has another name than the one in the specification
op-error-to-registered-address = A foreign address gave an error to the client's registered address instead of an error page
op-userinfo-post-body = UserInfo does not take tokens in the form, which is permitted

## Findings: metadata and keys

op-metadata-missing = The metadata cannot be fetched
op-issuer-differs = The metadata names another issuer
op-metadata-media-type = The metadata has the wrong media type
op-issuer-form = The issuer identifier has a query or a fragment
op-without-tls = An address is not https
op-metadata-lacks = The metadata lacks a member
op-metadata-does-not-list = A list of the metadata lacks a value
op-metadata-lists = A list of the metadata has a value that must not be there
op-implicit-listed = The metadata offers flows that put tokens into addresses
op-claim-unknown = A national claim has a name that is not registered
op-page-language = The login page comes in the wrong language
op-private-key = A private key is published
op-kid-twice = Several keys have the same kid
op-key-without-use = A key does not say what it is for
op-weak-key = A key is too weak or of the wrong kind
op-keys-cache = The keys are served without Cache-Control

## Findings: codes and tokens

op-flow-refused = A right request is refused
op-state-differs = The client does not get back its state
op-no-id-token = No ID token comes although openid was asked for
op-token-response-cacheable = The token response may be stored
op-token-type = The token response does not say Bearer
op-token-response-media-type = The token response has the wrong media type
op-iss-differs = A response has another iss
op-iss-missing = A response lacks iss
op-access-token-readable = Access tokens carry readable claims about the person
op-id-token-without-openid = An ID token comes although openid was not asked for
op-not-accepted-post = The request cannot be sent by POST
op-not-accepted-unknown-parameter = An unknown parameter stops the request
op-not-accepted-no-nonce = A request without nonce is stopped
op-not-accepted-hints = A suggestion that may be passed over stops the request
op-not-accepted-verifier = A permitted verifier is refused
op-not-accepted-redirect-query = A registered address with a query is refused
op-redirect-query-lost = The query of the registered address is lost
op-redeemed-again = A code gives tokens twice
op-redeemed-later = A used code gives tokens again
op-tokens-survive-replay = Tokens are valid after the code was used again
op-redeemed-other-client = Another client gets tokens for the code
op-redeemed-redirect-uri = The code gives tokens despite a wrong redirect_uri
op-redeemed-wrong-verifier = A wrong verifier gives tokens
op-redeemed-no-verifier = A verifier left out gives tokens
op-redeemed-downgrade = A verifier without a challenge gives tokens
op-redeemed-plain = The PKCE method plain gives tokens
op-redeemed-no-method = PKCE without a method is taken for plain and gives tokens
op-redeemed-public-without-pkce = A public client gets tokens without PKCE
op-redeemed-verifier-length = A verifier of forbidden length gives tokens
op-redeemed-swapped-verifier = The verifier of another login gives tokens
op-code-to-foreign-address = A request with an address that is not the client's gives a code
op-open-redirect = The person is sent to an address that is not the client's

## Findings: ID tokens

op-id-token-lacks = The ID token lacks a claim
op-id-token-issuer = The ID token has another issuer
op-id-token-audience = The ID token is not for the client
op-id-token-azp = azp is not the client
op-id-token-life = The ID token is valid for too long
op-id-token-nonce = The ID token does not have the nonce that was sent
op-id-token-algorithm = The ID token is signed in a way that must not be used
op-id-token-unsigned = The ID token is unsigned
op-id-token-no-key = No published key fits the ID token
op-id-token-signature = The signature of the ID token is wrong
op-id-token-kid = The ID token names no published key
op-sub-changes = sub changes between logins
op-sub-form = sub has the wrong form
op-sub-personal = sub is a civic number or an e-mail address
op-id-token-unasked = The ID token carries claims about the person that nobody asked for
op-at-hash = at_hash is wrong

## Findings: UserInfo

op-userinfo-subject = UserInfo is about another sub
op-userinfo-unsigned = UserInfo is unsigned
op-userinfo-signature = The signature of UserInfo is wrong
op-userinfo-iss-aud = Signed UserInfo does not say whom it is from and for
op-userinfo-post = UserInfo does not answer POST
op-userinfo-tells-anybody = UserInfo tells whoever lacks the right token
op-userinfo-no-challenge = UserInfo refuses without WWW-Authenticate
op-scope-gives-more = A scope gives more claims than its own
op-claim-not-told = A claim that was asked for is not given
op-claim-not-in-id-token = A claim that was asked for in the ID token is not there
op-civic-number-form = The civic number has the wrong form
op-other-subject = Somebody else than asked for is logged in

## Findings: login and logout

op-page-in-silence = A page is shown although the request is silent
op-error-without-state = An error comes back without the right state
op-silent-without-session = A code is given without a session
op-silent-max-age = A code is given although the session is too old
op-silent-other-client = A code is given to another client than the one that created the session
op-silent-other-acr = A code is given although another level is asked for
op-silent-other-claims = A code is given although more is asked for than the person agreed to
op-silent-hint = A code is given although another person is asked for
op-silent-none-and-login = prompt=none together with login gives a code
op-silent-login-refused = A silent request is refused although the session is enough
op-no-new-login = No new login is demanded
op-old-auth-time = auth_time is not the time of the new login
op-acr-differs = acr is not the level that was asked for
op-essential-acr-ignored = A code is given although the essential level cannot be met
op-no-step-up = The level is not raised
op-cancel-error = Whoever cancels does not get the error access_denied
op-response-type-ignored = A request without a valid response type gives a code
op-logout-without-effect = The session is still there after the logout
op-logout-without-state = The logout does not return state
op-logout-anywhere = The logout sends the person to an address that is not registered
op-logout-by-foreign-hint = A modified id_token_hint logs out without asking
op-logout-without-asking = A logout without parameters takes place without asking

## Findings: clients, refreshing and request objects

op-proof-refused-audience-endpoint = An assertion addressed to the token endpoint is refused
op-proof-refused-audience-issuer = An assertion addressed to the issuer is refused
op-proof-accepted-bad-assertion = A wrong assertion gives tokens
op-proof-accepted-twice = An assertion gives tokens twice
op-proof-accepted-secret-instead = A client that is to sign gets tokens without a signature
op-proof-accepted-wrong-secret = A wrong secret gives tokens
op-no-basic-challenge = A wrong secret is refused without 401 and WWW-Authenticate
op-refresh-refused = The refresh gives no new access token
op-refresh-changes-id-token = The ID token is about something else after the refresh
op-refreshed-other-client = Another client can use the refresh token
op-refreshed-again = A refresh token that was exchanged gives tokens
op-refresh-family-survives = The successor is valid although an exchanged refresh token was used
op-refreshed-wider = The refresh gives more than was granted
op-request-object-refused = A right request object is refused
op-request-object-not-used = The parameters outside the request object are used
op-request-object-accepted = A wrong request object gives a code
op-request-object-unsigned = An unsigned request object gives a code
op-request-uri-fetched = The address in request_uri is fetched
op-request-uri-passed-over = request_uri is passed over and a code is given
