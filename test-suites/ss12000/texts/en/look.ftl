# SPDX-License-Identifier: CC0-1.0
look-no-data = { $operation }: nothing listed can be looked up by { $key } so that something is found and something left out. Add two entries that differ there.
look-exactly = { $operation }, { $key }: { $count ->
    [one] one question found exactly what the lists say.
   *[other] { $count } questions found exactly what the lists say.
 }
look-key-not-judged = { $operation }, { $key }: what came could not be held against the lists.
look-moved = { $operation }, { $key }: the data changed while the test was running. Run again when it holds still.
look-key-refused = A lookup by a documented key is refused
look-key-finds-nothing = A lookup by a documented key finds nothing although something matches
look-corrected-spelling-only = A lookup key works only with another spelling than the documented one
look-key-takes-other-ids = A key of the activity lookup takes ids of another kind than documented
look-unknown-refused = A lookup is refused because one of its values is unknown
look-null-entries = A lookup gives empty entries for what it does not find
look-gives-everything = A lookup gives everything instead of what was asked for
look-hits-missing = A lookup leaves out entries that match
look-hits-foreign = A lookup gives entries that do not match
look-combined-no-data = { $operation }: no two keys find different things. Add entries so that each key finds something of its own.
look-combined-refused = Several keys in one lookup are refused
look-combined-any = { $operation }: two keys in one lookup gave what any of them finds.
look-combined-all = { $operation }: two keys in one lookup gave what both of them find. The standard expects what any of them finds, but does not say so clearly.
look-combined-not-alone = { $operation }: alone { $key } does not find what it should either, so nothing can be said of several keys.
look-combined-one-only = Of several keys in one lookup only one is honoured
look-combined-neither = Several keys in one lookup give neither what any of them finds nor what all of them find
look-duplicates-refused = A lookup is refused because an id stands in it twice
look-duplicates-not-judged = { $operation }: without repetition the ids did not give one entry each, so repetition proves nothing.
look-duplicates-once = { $operation }: { $count ->
    [one] one id that was asked for twice gave one entry.
   *[other] { $count } ids that were asked for twice gave one entry each.
 }
look-duplicates-repeated = An id that is asked for twice gives its entry twice
look-empty-nothing = { $operation }: { $count ->
    [one] one body that asks for nothing gave nothing.
   *[other] { $count } bodies that ask for nothing gave nothing.
 }
look-empty-gives-entities = A lookup that asks for nothing gives entries
look-malformed-without-error-object = { $operation }: the refusal carries no error object of the documented form, so it does not count here.
look-malformed-served = A lookup serves a body that it cannot have understood
look-malformed-breaks = A malformed lookup gives a server error
look-malformed-refused = { $operation }: { $count ->
    [one] one malformed body was refused.
   *[other] { $count } malformed bodies were refused.
 }
look-cut-off = A lookup leaves out entries that come when asked for alone
look-nothing-to-look-up = { $operation }: nothing listed came through the lookup.
look-some-gone = { $operation }: some entries of the list can no longer be looked up, alone or together.
look-complete = { $operation }: { $count ->
    [one] one entry of the list came through the lookup, with nothing left out.
   *[other] { $count } entries of the list came through the lookup, with nothing left out.
 }
look-no-by-id = { $operation }: entries of this kind cannot be fetched by id, so there is nothing to compare with.
look-as-by-id = { $operation }: { $count ->
    [one] one entry said the same as by its id.
   *[other] { $count } entries said the same as by their ids.
 }
look-nothing-compared = { $operation }: no entry came both through lookup and by its id.
look-not-as-by-id = An entry says something else through lookup than by its id
look-options-no-data = { $operation }: neither expand nor expandReferenceNames shows on any entry of the list, so there is nothing to see in the lookup.
look-option-honoured = { $operation }: { $option }={ $value } was honoured.
look-option-ignored = { $option } in the query of a lookup has no effect
look-civic-found = { $operation }: Swedish civic numbers of twelve characters were found.
look-civic-hyphen-too = A civic number with a hyphen is found as well
look-civic-hyphen-only = Civic numbers are found only with a hyphen
look-civic-not-found = { $operation }: civic numbers are found in no form, so nothing can be said of their form.
look-civic-short-only = Civic numbers are found only with ten digits
look-kind-as-written = A lookup gives the kind that the document names by mistake
look-other-kind = A lookup gives entries of another kind
look-kind-meant = { $operation }: { $count ->
    [one] one entry was of the right kind.
   *[other] { $count } entries were of the right kind.
 }
look-kind-unknown = { $operation }: no entry came that is whole enough to tell its kind.
