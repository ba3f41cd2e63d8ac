# SPDX-License-Identifier: CC0-1.0
name-no-references = { $operation }: no entry refers to anything. Add one that does.
name-unasked-nameless = { $operation }: { $count ->
    [one] one reference came without a name.
   *[other] { $count } references came without names.
 }
name-unasked = References carry names although nobody asked for them
name-despite-false = References carry names although expandReferenceNames=false was given
name-refused = expandReferenceNames=true is refused
name-no-answer = { $operation }: the system gave no usable answer to expandReferenceNames=true.
name-missing = A reference lacks displayName although expandReferenceNames=true
name-missing-in-embedded = A reference inside something embedded lacks displayName although expandReferenceNames=true
name-of-another = A reference carries another name than its target has
name-all-named = { $operation }: { $count ->
    [one] one reference had a name.
   *[other] { $count } references had a name.
 }
name-own = { $operation }: { $count ->
    [one] one reference had the very name that its target has in its own list.
   *[other] { $count } references had the very names that their targets have in their own lists.
 }
name-nothing-to-compare = { $operation }: no reference leads to an entry whose name the standard lays down and whose list can be read. Add one.
name-no-persons = Persons cannot be listed, so their markings cannot be compared.
name-no-markings = No reference to a person shows a securityMarking that the person shows as well. Add an entry that refers to a person with protected data, if such persons are to be shown at all.
name-other-marking = A person reference has another securityMarking than the person
name-same-marking = { $count ->
    [one] one person reference had the person's own securityMarking.
   *[other] { $count } person references had the person's own securityMarking.
 }
