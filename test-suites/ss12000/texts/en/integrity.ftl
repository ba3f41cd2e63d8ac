# SPDX-License-Identifier: CC0-1.0
integrity-kept = { $entity }: { $count ->
    [one] the rule was tested in one place and kept.
   *[other] the rule was tested in { $count } places and kept.
 }
integrity-lacking = { $entity }: no entry puts the rule to the test. Add what is needed: { $what }.
integrity-moved = { $entity }: the entries changed while the test was running. Run again when the data holds still.
integrity-unread = The list of { $entity } could not be read.
integrity-in-part = Only a part of { $entity } was read, so that nothing can be said about what is missing there.
integrity-beside-not-offered = The system does not offer the list of { $entity }, which the rule is about.
reference-kept = { $place }: { $count ->
    [one] one reference led to an entry in { $target }.
   *[other] { $count } references led to entries in { $target }.
 }
reference-none = { $place }: no entry has such a reference. Add at least one that points at { $target }.
reference-none-right = { $place }: no reference leads to an entry in { $target }. Add at least one that does.
reference-moved = { $place }: the entries changed while the test was running. Run again when the data holds still.
reference-target-not-offered = { $place }: the system does not give out { $target }, so that the references cannot be followed.
reference-target-closed = { $place }: the client may not read the entries in { $target } that the references lead to.
reference-unasked = { $place }: the entries in { $target } that the references lead to could not be fetched, neither in the list nor one by one.
reference-dangling = A reference leads to an entry that does not exist
reference-outside = A reference leads to an entry that is not in the system; it may be somewhere else
reference-unlisted = A reference leads to an entry that can be fetched by id but is not in the list
reference-other-kind = A reference leads to an entry of the wrong kind
reference-no-school-unit = A reference that should lead to a school unit leads to another organisation
deleted-nowhere-left = { $count ->
    [one] One deleted id was no longer in any list.
   *[other] { $count } deleted ids were no longer in any list.
 }
deleted-none = The system reports nothing as deleted. Delete at least one entry.
deleted-but-live = An id that is reported as deleted is still among the entries
attribute-always-empty = An attribute is sent empty in every entry instead of being left out
attributes-filled = { $entity }: { $count ->
    [one] one attribute had values.
   *[other] { $count } attributes had values.
 }
target-not-referred-to = No entries refer to { $target }. Add at least one that does.
target-reachable = { $count ->
    [one] one reference to { $target } was given, and such entries can be fetched.
   *[other] { $count } references to { $target } were given, and such entries can be fetched.
 }
target-unreachable = References are given out to a kind of entry that cannot be fetched
target-silent = Whether { $target } can be fetched could not be told.
