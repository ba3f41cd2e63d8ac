# SPDX-License-Identifier: CC0-1.0
# Family HTTP, and words that several families share.

no-answer = { $operation }: the answer ({ $answer }) decides nothing
positive-without-data = { $operation }: the system gave no data; add at least one entry so that the test can decide
positive-failed = { $operation }: a correct call did not succeed ({ $answer }), so a refusal beside it shows nothing

base-url-served = { $operation } hands out data directly under the base URL
base-url-no-redirect = { $operation } answers without a redirect
base-url-left = A resource is not under the base URL but redirects to another path
base-url-redirects-elsewhere = A call is redirected to another server
base-url-redirects-inside = { $operation }: the answer is a redirect within the base URL
base-url-case-ignored = Paths in other letter case hand out data too; a client may come to rely on a spelling that other systems do not have

media-type-json = { $operation } answers with application/json
media-type-other = Successful responses have another media type than application/json

encoding-letters-seen = { $operation }: { $count ->
    [one] { $count } text with characters beyond ASCII is encoded properly
   *[other] { $count } texts with characters beyond ASCII are encoded properly
}
encoding-no-letters = What { $operation } gives has no fields for text.
encoding-ascii-only = { $operation }: no character beyond ASCII in the response; add an entry with å, ä or ö
encoding-byte-order-mark = The response begins with a byte order mark (BOM)
encoding-not-utf8 = The response is not UTF-8
encoding-empty = A successful response has no body
encoding-not-json = A successful response is not JSON
encoding-decomposed = Fixed values are written with loose diacritics (NFD) and are not recognised
encoding-garbled = Fixed values are encoded twice or were read with the wrong encoding

json-lookup-taken = { $operation } takes a body in application/json
json-lookup-refused = A correct lookup in application/json is not taken

undocumented-method-refused = { $operation }: { $count ->
    [one] { $count } undocumented method was refused
   *[other] { $count } undocumented methods were refused
}
undocumented-method-succeeds = A method that the path does not have succeeds

side-effects-none = { $operation }: { $count ->
    [one] { $count } entry has the same time of change in every reading
   *[other] { $count } entries have the same time of change in every reading
}
side-effects-modified = The time of change moves whenever an entry is read
side-effects-drift = { $operation }: entries changed while they were read
side-effects-undated = What { $operation } gives has no time of change.
side-effects-no-times = { $operation }: no entries with id and time of change to compare

repeated-comma-kept = { $operation }: a comma in { $parameter } does not split the value
repeated-comma-splits = A value with a comma is split in two
repeated-single-fails = { $operation }: { $parameter } does not even work with one value
repeated-nothing-splits = { $operation }: no two values of an array parameter tell entries apart; add entries with different values

repeated-expand-both = { $operation }: expand given twice embeds both
repeated-expand-lost = One of two expansions is lost
repeated-expand-refused = expand that is repeated is refused
repeated-expand-no-data = { $operation }: no two expansions that embed something on their own; add entries with relations

percent-value-arrived = { $operation }: a value with special characters in { $parameter } arrives unchanged
percent-value-lost = Filter values with å, ä, ö, spaces or slashes do not arrive unchanged
percent-plus-arrived = { $operation }: the plus sign of a UTC offset arrives
percent-plus-lost = The plus sign of a UTC offset (%2B) does not arrive, so the time is refused
percent-nothing-special = { $operation }: no filter values with special characters tell entries apart
percent-no-parameters = { $operation } has no filters whose values can hold special characters

parameter-recognised = { $operation }: { $count ->
    [one] { $count } bound on times and dates is recognised and applied
   *[other] { $count } bounds on times and dates are recognised and applied
}
parameter-misnamed = A parameter is recognised only under another name than the documented one
parameter-ignored = { $operation }: { $parameter } is ignored, so its name cannot be judged
parameter-refused = { $operation }: { $parameter } is refused or not answered with a list
parameter-no-bounds = { $operation } has no bounds on times or dates
parameter-nothing-to-exclude = { $operation }: no entries have the fields that the bounds are about

filter-refused = { $operation }: { $filter } is refused, so the filter cannot be judged
filter-nothing-splits = { $operation }: no filter value tells entries apart; add entries with different values
filter-unsupported-refused = { $operation }: { $count ->
    [one] { $count } filter that the system does not support is refused openly
   *[other] { $count } filters that the system does not support are refused openly
}
filter-all-supported = { $operation }: no documented filter that was tried is refused or ignored

unknown-parameter-ignored = An unknown parameter is ignored on { $count ->
    [one] the only list
   *[other] all { $count } lists
}
unknown-parameter-refused = An unknown parameter is refused on { $count ->
    [one] the only list
   *[other] all { $count } lists
}
unknown-parameter-mixed = An unknown parameter is ignored on some paths and refused on others
unknown-parameter-breaks = An unknown parameter leads to a server error
unknown-parameter-no-data = No list gave data, so the treatment of unknown parameters cannot be judged

doubled-survived = { $operation }: { $count ->
    [one] { $count } parameter sent twice gave no server error
   *[other] { $count } parameters sent twice gave no server error
}
doubled-server-error = A single-valued parameter sent twice gives a server error
doubled-none = { $operation } has no single-valued parameters

booleans-refused = { $operation }: { $count ->
    [one] { $count } value other than true and false was refused
   *[other] { $count } values other than true and false were refused
}
booleans-other-taken = A boolean parameter takes other values than true and false
booleans-not-taken = { $operation }: the boolean parameter is not taken at all ({ $answer })
booleans-none = { $operation } has no boolean parameter

path-as-written = { $operation } answers at the documented path
path-misspelt = A resource is found only at a misspelt path
path-undecided = { $operation }: the answer does not show whether the path exists

caching-private = { $operation }: the response is not offered to shared caches
caching-shared = Responses with personal data are offered to shared caches

head-options-silent = { $operation }: HEAD and OPTIONS reveal nothing without a token
head-reveals = HEAD without a token shows that there is data, and how much
options-reveals = OPTIONS without a token hands out data
