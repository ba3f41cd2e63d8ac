# SPDX-License-Identifier: CC0-1.0
# Words for what a client does.

## Control

cli-data-read = The client got data in { $count ->
    [one] one answer.
   *[other] { $count } answers.
 }
cli-no-data-read = The client got no data while it was watched. Have it log in and fetch a list.

## Addresses and parameters

cli-paths-known = { $count ->
    [one] One call went to a path that exists.
   *[other] { $count } calls went to paths that exist.
 }
cli-no-call = The client made no calls.
cli-path-unknown = The client calls a path that the standard does not have
cli-method-unknown = The client uses a method that the path does not have
cli-outside-base = The client calls paths outside the base URL
cli-parameters-known = { $count ->
    [one] One parameter stands in the standard for its operation.
   *[other] { $count } parameters stand in the standard for their operation.
 }
cli-no-parameter = The client sent no parameters. Have it fetch a list with limit or a selection.
cli-parameter-misspelt = The client misspells a parameter
cli-parameter-of-others = The client sends a parameter that only other operations have
cli-parameter-unknown = The client sends a parameter that the standard does not have. What happens then is up to the system.
cli-required-given = { $count ->
    [one] One required parameter was given.
   *[other] { $count } required parameters were given.
 }
cli-no-required = The client asked for nothing that requires parameters. Have it fetch calendar events (/calendarEvents).
cli-required-missing = The client leaves out a parameter that is required

## Values

cli-arrays-repeated = { $count ->
    [one] Once several values were sent by repeating the name.
   *[other] { $count } times several values were sent by repeating the name.
 }
cli-no-array = The client never sent several values of one parameter. Have it do so, for example with two expand.
cli-array-joined = The client sends several values as one, with commas between them
cli-array-brackets = The client writes brackets after the name of a parameter
cli-single-repeated = The client sends a parameter several times that takes one value only. What happens then is up to the system.
cli-values-right = { $count ->
    [one] One value had the right form.
   *[other] { $count } values had the right form.
 }
cli-no-value = The client sent no values that have a given form. Have it fetch a list with limit.
cli-value-not-in-enumeration = The client sends a value that is not in the standard's enumeration
cli-value-not-uuid = The client sends something other than a UUID where an id belongs
cli-value-not-date = The client sends something other than a date
cli-value-not-boolean = The client sends something other than true or false
cli-value-not-integer = The client sends a limit that is no whole number from 1 upwards
cli-id-not-uuid = The client fetches an entry with something other than a UUID in the path
cli-times-with-offset = { $count ->
    [one] One instant had an offset.
   *[other] { $count } instants had an offset.
 }
cli-no-time = The client sent no instant. Have it ask for changes with meta.modified.after.
cli-time-without-offset = The client sends instants without an offset
cli-time-malformed = The client sends something other than an instant
cli-encoded = { $count ->
    [one] One value that needs encoding was encoded.
   *[other] { $count } values that need encoding were encoded.
 }
cli-nothing-to-encode = The client sent no value that needs encoding. Have it ask for something with å, ä or ö, or with an offset such as +02:00.
cli-not-utf8 = The client encodes the query in something other than UTF-8
cli-not-encoded = The client sends å, ä or ö in the address without encoding them
cli-plus-not-encoded = The client does not encode the plus sign of an offset
cli-encoded-twice = The client encodes values twice

## Paging

cli-tokens-alone = { $count ->
    [one] One pageToken was sent with nothing but limit.
   *[other] { $count } pageTokens were sent with nothing but limit.
 }
cli-no-token-used = The client sent no pageToken. Have it fetch a list with a limit that is smaller than the list, or start the sandbox with more pupils (--pupils).
cli-filter-beside-token = The client sends filters or sortkey together with pageToken
cli-expand-beside-token = The client sends expand or expandReferenceNames together with pageToken. Systems differ in what they do then.
cli-tokens-unchanged = { $count ->
    [one] One pageToken came back unchanged.
   *[other] { $count } pageTokens came back unchanged.
 }
cli-token-altered = The client sends another pageToken than it was given
cli-token-of-other-list = The client sends a pageToken to another list than it came from
cli-token-empty = The client sends pageToken without having one
cli-pages-followed = The client went on to the next page { $count ->
    [one] once.
   *[other] { $count } times.
 }
cli-one-page-only = The client got no list of more than one page to read to its end. Have it fetch with a limit that is smaller than the list, or start the sandbox with more pupils (--pupils).
cli-first-page-only = The client is content with the first page of a list that has more
cli-chain-left = The client left a list before its end, but reads it to its end otherwise
cli-failed-pages-asked-again = { $count ->
    [one] One page that failed was fetched again.
   *[other] { $count } pages that failed were fetched again.
 }
cli-no-page-failed = No page failed in a way that can be judged. Start the sandbox with --incident busy.
cli-failed-page-left = The client went on after a page that failed, without fetching it again

## What is sent

cli-bodies-right = { $count ->
    [one] One body had the right form.
   *[other] { $count } bodies had the right form.
 }
cli-no-body = The client sent no body. Have it make a lookup or a subscription.
cli-body-media-type = The client sends bodies without Content-Type: application/json
cli-body-not-json = The client sends bodies that are not JSON
cli-body-malformed = The client sends bodies that do not have the form of the standard
cli-lookup-malformed = The client sends a lookup in which a key does not have a list of the right kind
cli-lookup-key-unknown = The client sends a lookup with a key that the standard does not have
cli-resource-types-as-strings = The client sends resourceTypes as strings, as in the standard's example. The schema has objects.

## Access

cli-bearers-shown = { $count ->
    [one] One call had its token in the header.
   *[other] { $count } calls had their token in the header.
 }
cli-no-call-with-token = The client made no call with a token.
cli-no-token = The client makes calls without a token
cli-other-scheme = The client sends something other than a bearer token in Authorization
cli-token-in-query = The client sends its token in the address
cli-tokens-renewed = { $count ->
    [one] One token that had ended was replaced.
   *[other] { $count } tokens that had ended were replaced.
 }
cli-no-token-ended = No token ended while the client was watched. Start the sandbox with a short life of tokens (--token-life).
cli-dead-token-sent = The client goes on with a token that has been refused
cli-tokens-reused = { $count ->
    [one] One token was used in several calls.
   *[other] { $count } tokens were used in several calls.
 }
cli-no-token-reused = No token was used in more than one call. Have the client fetch several lists.
cli-token-for-each-call = The client fetches a new token for almost every call

## Patience

cli-waited = The client waited { $count ->
    [one] once as long as it was asked to.
   *[other] { $count } times as long as it was asked to.
 }
cli-never-told-to-wait = The client was never asked to wait, or did not ask again. Start the sandbox with --incident busy.
cli-did-not-wait = The client asks again before the time in Retry-After has passed
cli-refusals-taken = { $count ->
    [one] One refused call was not repeated.
   *[other] { $count } refused calls were not repeated.
 }
cli-nothing-refused = No call was refused for what it says.
cli-refused-call-repeated = The client repeats a call that was refused, without changing anything

## The course of a reading

cli-order-kept = { $count ->
    [one] One pair of lists was fetched in an order in which references lead somewhere.
   *[other] { $count } pairs of lists were fetched in an order in which references lead somewhere.
 }
cli-no-order = The client did not fetch two whole lists of which one refers to the other. Have it fetch both persons and groups.
cli-order = The client fetches what refers before what the references lead to
cli-deletions-asked-for = { $count ->
    [one] One list whose changes were followed was followed for deletions too.
   *[other] { $count } lists whose changes were followed were followed for deletions too.
 }
cli-no-changes-followed = The client did not follow changes more than once. Have it ask with meta.modified.after a few times.
cli-deletions-not-asked-for = The client follows changes but never asks for deletions
cli-emptiness-doubted = The client asked again { $count ->
    [one] for a list that was suddenly empty.
   *[other] for { $count } lists that were suddenly empty.
 }
cli-no-emptiness = No list was suddenly empty in a way that shows what the client does then. Start the sandbox with --incident emptied and have the client fetch twice.
cli-emptiness-believed = The client takes a list that is suddenly empty to mean that everything is deleted

## Subscriptions

cli-subscriptions-renewed = { $count ->
    [one] One subscription was renewed before it ended.
   *[other] { $count } times a subscription was renewed before it ended.
 }
cli-no-subscription-ended = No subscription was renewed or ended while the client was watched. Start the sandbox with a short life of subscriptions (--subscription-life).
cli-subscription-lapsed = The client lets a subscription end
cli-subscriptions-single = { $count ->
    [one] One subscription was made without a duplicate.
   *[other] { $count } subscriptions were made without a duplicate.
 }
cli-no-subscription = The client had no more than one errand to the subscriptions. Have it start twice.
cli-subscription-twice = The client makes the same subscription several times
