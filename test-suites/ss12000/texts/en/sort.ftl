# SPDX-License-Identifier: CC0-1.0
sort-list-unread = { $operation } could not be read to its end with sortkey { $sortkey }.
sort-list-moved = { $operation } changed while it was read with sortkey { $sortkey }. Run again when the data holds still.
sort-values-alike = { $operation } does not have two different values to sort by with { $sortkey }. Add one more entry with another value.
sort-order-natural = { $operation } comes in the same order without { $sortkey }, so the answer shows nothing. Add an entry that would have come earlier.
sort-in-order = { $operation } with { $sortkey }: { $entries ->
    [one] one entry
   *[other] { $entries } entries
 } in the right order.
sort-pages-complete = { $operation } with { $sortkey }: all { $entries } entries came once over the pages.
sort-ignored = The list comes in the same order with sortkey as without
sort-reversed = The list is sorted in the wrong direction
sort-page-by-page = Each page is sorted by itself, not the list as a whole
sort-first-page-only = Only the first page is sorted
sort-as-text = Instants are sorted as text, without regard to the offset
sort-by-day = Instants are sorted by day only, not by time of day
sort-by-other-field = The list is sorted by another field than the one that sortkey names
sort-out-of-order = The list is not sorted by the field that sortkey names
sort-loses-entries = Entries are lost when the list is sorted
sort-drops-entries-without-value = Entries without a value in the sort field are dropped from the list
sort-pages-overlap = Entries with the same sort value change places between pages, so that some come twice or not at all
sort-not-swedish = The list is sorted in an order that is not Swedish
sortkeys-served = { $operation } answered { $count ->
    [one] one sortkey.
   *[other] { $count } different sortkeys.
 }
sortkeys-show-nothing = { $operation } takes any sortkey, and none of them changed the order. Add more entries with different values.
sortkey-refused = A sortkey that the list has is refused
sortkey-fails = A sortkey that the list has gives a server error
sortkeys-unknown-refused = { $operation } refused { $count ->
    [one] one sortkey that it does not have.
   *[other] { $count } different sortkeys that it does not have.
 }
sortkey-unknown-served = A made-up sortkey is accepted
sortkey-other-case-served = A sortkey in other letter case is accepted
sortkey-foreign-served = A sortkey that belongs to another list is accepted
sortkey-unknown-other-status = An unknown sortkey gives something other than 400
sortkey-unknown-fails = An unknown sortkey gives a server error
sort-not-demanded = { $operation } was answered without sortkey.
sortkey-demanded = The list is only answered when a sortkey is sent, although the standard has none there
