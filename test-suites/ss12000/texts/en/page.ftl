# SPDX-License-Identifier: CC0-1.0
page-list-too-small = { $operation }: too few entries for two pages, so paging cannot be judged. Add at least two entries.
page-list-short = { $operation }: too few entries for a row of pages. Add enough to make at least { $entries } entries.
page-list-unpaged = { $operation } ({ $entries } entries) could not be read in several pages: limit was refused or had no effect, or no pageToken came.
page-token-nothing-personal = { $operation }: no entry has personal data that could end up in pageToken. Add a person with a name.
page-list-unread = { $operation } could not be read to its end.
page-list-moved = { $operation } changed while it was read. Run again when the data holds still.
page-chain-broke = Paging through { $operation } did not reach the end: { $end }.
page-no-usable-token = { $operation } handed out no pageToken that can be used.

page-limits-kept = { $operation }: { $pages ->
    [one] one page kept within limit.
   *[other] { $pages } pages kept within limit.
 }
page-longer-than-limit = A page has more entries than limit asks for
page-limit-refused = A valid limit is refused
page-bad-limits-refused = { $operation } refused { $count ->
    [one] one invalid limit.
   *[other] { $count } invalid limits.
 }
page-bad-limit-served = An invalid limit is accepted
page-bad-limit-other-status = An invalid limit gives something other than 400
page-unlimited-complete = { $operation } gave all { $entries } entries without limit.
page-unlimited-too-much = { $operation } did not answer without limit, only in smaller parts.
page-cut-off-without-limit = Without limit the list is cut off and no pageToken shows that there is more
page-ends-shown = { $operation } showed the end { $count ->
    [one] once.
   *[other] { $count } times.
 }
page-last-token-is-text = The last page has a text as pageToken
page-tokens-followed = { $operation } accepted { $count ->
    [one] one pageToken that it had handed out.
   *[other] { $count } pageTokens that it had handed out.
 }
page-own-token-refused = A pageToken that the system itself handed out is refused
page-own-token-expired = A pageToken that the system itself handed out expired while the list was being read
page-tokens-with-filter-refused = { $operation } refused { $count ->
    [one] one addition to pageToken.
   *[other] { $count } additions to pageToken.
 }
page-token-with-filter-served = A filter or a sortkey together with pageToken is accepted
page-token-with-filter-other-status = A filter or a sortkey together with pageToken gives something other than 400
page-strictness-meets-known-clients = The system refuses filters together with pageToken, as the standard requires. Several known clients send the filters all the same and so get no further than the first page.
page-strictness-meets-known-clients-why = The system does right, but a client that breaks the standard here gets the first page only and may not notice.
page-strictness-meets-known-clients-remedy = Nothing in the system. Tell those who connect clients that only limit may accompany pageToken.
page-no-filter-to-add = { $operation } has neither a filter nor a sortkey to add.
page-nothing-to-expand = { $operation } has neither expand nor expandReferenceNames.
page-expand-beside-token-answered = { $operation } answered HTTP { $status } to expand together with pageToken. The standard leaves the choice open.
page-expand-beside-token-fails = expand together with pageToken gives a server error
page-queries-kept = { $operation } held on to the first request over { $pages } pages.
page-nothing-to-keep = { $operation } has no selection that both splits the set and fits into a few pages. Add more entries with different values.
page-forgets-filter = Later pages forget the filter
page-forgets-expand = Later pages forget expand or the names of references
page-forgets-order = Later pages forget the sort order
page-readings-agree = { $operation }: { $entries } entries read in pages agreed with the whole list.
page-entries-missing = Entries are lost between the pages
page-entries-twice = Entries come several times when the list is read in pages
page-chains-ended = { $operation } came to an end { $count ->
    [one] the one time it was paged through.
   *[other] all { $count } times it was paged through.
 }
page-token-repeats = The same pageToken is handed out again, so that paging goes in circles
page-never-ends = Paging does not come to an end
page-pages-filled = { $operation } was paged through { $count ->
    [one] once
   *[other] { $count } times
 } without rows of empty pages.
page-empty-in-a-row = Several empty pages come in a row
page-list-pages = { $operation } could be read page by page ({ $pages } page turns).
page-list-does-not-page = The list cannot be read page by page
page-wrong-tokens-refused = { $operation } refused { $count ->
    [one] one wrong pageToken.
   *[other] { $count } wrong pageTokens.
 }
page-wrong-token-served = A made-up, altered or foreign pageToken is accepted
page-wrong-token-other-status = A wrong pageToken gives something other than 400 or 410
page-tokens-opaque = { $operation }: { $count ->
    [one] one pageToken
   *[other] { $count } pageTokens
 } compared with the personal data on the page without a match.
page-token-tells = A pageToken holds readable personal data
page-without-limit-refused = The list cannot be read without limit
page-steady-limit-differs = { $operation } loses or repeats entries already with a limit that stays the same.
page-forgets-query = Later pages have other content than the first request asked for
