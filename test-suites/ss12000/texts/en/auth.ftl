# SPDX-License-Identifier: CC0-1.0
# Family AUTH.

no-token-refused = { $operation } is refused without a token
no-token-let-in = A call without a token is let in
no-token-challenged = { $operation } answers 401 with WWW-Authenticate: Bearer without a token
no-token-without-challenge = 401 without a token lacks WWW-Authenticate: Bearer
no-token-forbidden = Without a token the system answers 403, which is documented; 401 with WWW-Authenticate helps the client more
no-token-other-status = Without a token the system answers neither 401 nor 403
no-token-no-refusal = { $operation }: the call without a token was not refused, so the form of the refusal cannot be judged

token-refused = A token of kind { $kind } was refused on { $count ->
    [one] { $count } list
   *[other] { $count } lists
}
token-signature-unchecked = A token with a wrong signature is accepted: the signature is not checked
token-unsigned-accepted = An unsigned token (alg none) is accepted
token-garbage-accepted = A made-up token is accepted
token-expired-accepted = An expired token is accepted
token-not-yet-valid-accepted = A token that is not valid yet is accepted
token-other-audience-accepted = A token for another audience is accepted
token-other-issuer-accepted = A token from another issuer is accepted
token-revoked-accepted = A revoked client is let in
token-bad-accepted = A token that has to be refused is accepted
token-no-data = No list gave data with a good token, so refusing { $kind } shows nothing
token-no-principal = The target file has no principal { $kind }; add it to show that it is refused
token-not-given = The target file has no token of kind { $kind } under refused_tokens; add one to show that it is refused
token-none-to-spoil = The principal full sends no token, so { $kind } cannot be made from it
token-not-a-jwt = The token is no signed JWT, so { $kind } cannot be made from it

no-permission-forbidden = { $operation } answers 403 with an error object to a client without permission
no-permission-data = A client without permission gets data
no-permission-empty = A client without permission gets an empty answer instead of 403
no-permission-other-status = A client without permission gets another status than 403
no-permission-without-error-object = { $operation }: 403 came, but without an error object (see family ERR)
no-permission-no-principal = The target file has no principal { $principal }; add a valid client with that permission
no-permission-no-token = { $operation }: the client without permission gets no token at all, so the interface cannot be judged


query-token-refused = { $operation }: a token in the query string lets nobody in
query-token-accepted = A token in the query string is accepted
query-token-none = The principal full sends no token that could be moved to the query string
query-token-not-in-production = A valid token is not put into the query string in production, where it would end up in logs

limited-refused = { $operation } is closed to the restricted client and properly refused
limited-valid = { $operation }: { $count ->
    [one] { $count } entry that the restricted client gets is valid
   *[other] { $count } entries that the restricted client gets are valid
}
limited-invalid = The restriction takes required fields away, which makes the entries invalid
limited-empty = A closed resource gives an empty list instead of 403 or 404
limited-other-status = A closed resource gives another error status than 403 or 404
limited-without-error-object = { $operation }: the refusal lacks an error object (see family ERR)
limited-unreadable = { $operation }: the answers could not be compared
limited-nothing-valid = { $operation }: no valid entries to compare
no-permission-without-body = A client without rights gets 403 without an error object
no-token-breaks = A missing token gives a server error instead of a refusal
