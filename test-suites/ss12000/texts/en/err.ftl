# SPDX-License-Identifier: CC0-1.0
# Family ERR.

error-bodies-seen = { $operation }: { $count ->
    [one] { $count } error response is a proper error object
   *[other] { $count } error responses are proper error objects
}
error-bodies-unlisted-seen = { $operation }: { $count ->
    [one] { $count } error response with an unlisted status is a proper error object
   *[other] { $count } error responses with unlisted statuses are proper error objects
}
error-media-types-seen = { $operation }: { $count ->
    [one] { $count } error response has the media type application/json
   *[other] { $count } error responses have the media type application/json
}
error-texts-discreet = { $operation }: { $count ->
    [one] { $count } error response reveals neither code, SQL, tokens nor personal data
   *[other] { $count } error responses reveal neither code, SQL, tokens nor personal data
}
error-none-provoked = { $operation }: no error response with a body could be provoked
error-no-status-listed = { $operation } documents no status for errors that a client could provoke.
error-none-listed = { $operation }: no error with a documented status could be provoked
error-none-unlisted = { $operation }: no error with an undocumented status could be provoked
error-empty = An error response has no body
error-not-json = An error response is not JSON
error-not-an-object = An error response is JSON but no object
error-wrapped = The code and message of the error are inside { $key } instead of at the top level
error-lacks-field = An error object lacks { $field }
error-code-not-string = The code of the error object is no string
error-field-not-string = The { $field } of the error object is no string
error-cause-gateway = The response probably comes from a gateway, proxy or web server in front of the service, with its own error page
error-cause-framework = The framework's own error format was probably left as it is
error-media-type = Error responses have another media type than application/json
error-leaks = An error message reveals what should stay inside the system: { $what }
error-429-seen = { $operation }: { $count ->
    [one] { $count } response 429 gives a waiting time
   *[other] { $count } responses 429 give a waiting time
}
error-429-without-retry-after = The response 429 lacks Retry-After
error-429-never-seen = { $operation }: the system never limited the number of calls

not-found-body-fits = { $operation }: 404 is empty or an error object
not-found-body = A 404 response to an unknown id has a body that is no error object
not-found-other-answer = { $operation }: an unknown id gave { $answer }, not 404

bad-path-id-refused = { $operation }: { $count ->
    [one] { $count } id that is no UUID gave 400 with an error object
   *[other] { $count } ids that are no UUIDs gave 400 with an error object
}
bad-path-id-not-400 = An id in the path that is no UUID gives something other than 400
bad-path-id-without-error-object = { $operation }: 400 came, but without an error object (see the requirements on the form of errors)

large-lookup-whole = { $operation }: all { $entities } entries that were asked for came
large-lookup-refused = { $operation }: a request for { $asked } ids was refused with 503 and an error object
large-lookup-cut-off = A lookup of many ids is cut off without notice
large-lookup-other-refusal = { $operation }: a large lookup is refused with another status than 503
large-lookup-always-refused = { $operation }: requests for many ids were all refused with another status than 503
large-lookup-too-few = { $operation }: the system has fewer than two known entries; add more
large-lookup-drift = { $operation }: entries disappeared while they were asked for
large-lookup-unreadable = { $operation }: the answer is no array

client-mistakes-refused = { $operation }: { $count ->
    [one] { $count } faulty call was refused with 4xx
   *[other] { $count } faulty calls were refused with 4xx
}
client-mistake-server-error = A faulty call leads to a server error
client-mistake-taken-as-good = A faulty call is answered as if it were correct
client-mistakes-none-refused = { $operation }: no faulty call that the standard speaks of could be tried
large-lookup-breaks = A lookup of many ids ends in a server error instead of 503
