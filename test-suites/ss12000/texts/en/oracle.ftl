# SPDX-License-Identifier: CC0-1.0
# Words for comparisons of what a list answers with what the whole collection says it should answer.

oracle-right = { $operation }: { $count ->
    [one] one question gave exactly the entries that the whole list says it should give
   *[other] { $count } questions gave exactly the entries that the whole list says they should give
}
oracle-no-answer = { $operation }: the answer ({ $answer }) to { $question } decides nothing
oracle-no-access = { $operation }: the client may not ask { $question }
oracle-drift = { $operation }: data changed while { $question } was tried
oracle-paging = { $operation }: paging loses the query or entries, so { $question } cannot be judged
oracle-unconfirmed = { $operation }: it could not be checked whether data changed while { $question } was tried
oracle-needs-list = { $operation }: { $question } cannot be computed without the list of { $entity }
oracle-no-field = { $operation }: the standard does not say what { $question } is compared with
oracle-list-not-read = { $operation }: the list could not be read to its end, so nothing can be computed
oracle-nothing-splits = { $operation }: no value of { $question } tells the entries apart; add entries with different values

oracle-refused = A valid value is refused: { $parameter }
oracle-ignored = Parameter without effect, the whole collection comes: { $parameter }
oracle-ignored-cause = The system does not read the parameter, or knows it only by another name. When it is about many parameters, it probably reads no filters at all.
oracle-one-ignored = Of several parameters one has no effect
oracle-ored = Several parameters are read as OR instead of AND
oracle-too-many = Entries come that do not fit
oracle-too-few = Entries that fit are missing
oracle-first-value-only = Only the first of several values counts
oracle-last-value-only = Only the last of several values counts
oracle-values-anded = Several values of one parameter are read as AND instead of OR
oracle-any-value = Several values are read as OR, although each has to occur in one of the name fields
oracle-values-in-one-field = All values are wanted in the same name field, although they may be in different ones
oracle-without-descendants = Only the given unit counts, not the units below it
oracle-with-descendants = Units below the given one count as well, although only the unit itself should
oracle-beginning = The beginning of a value is enough for a hit, although the whole value has to match
oracle-part = A part of a value is enough for a hit, although the whole value has to match
oracle-letter-case-ignored = Letter case is ignored, although the whole value has to match
oracle-letter-case-kept = Letter case matters, although it should not
oracle-foreign-letters = Upper and lower case of å, ä and ö do not find each other
oracle-ended-left-out = Ended memberships or relations do not count, although dates should not matter
oracle-elements-mixed = Conditions on one and the same element are fulfilled by different elements
oracle-other-relation = Another kind of relation than the given one counts
oracle-relation-kind-ignored = The conditions are tried on relations of any kind, not only the given one
oracle-relations-mixed = Conditions on one and the same relation are fulfilled by different relations
oracle-bound-exclusive = Entries exactly at the bound are missing, although the bound is inclusive
oracle-bound-inclusive = Entries exactly at the bound come, although the bound is exclusive
oracle-bound-reversed = The bound works in the wrong direction
oracle-missing-left-out = Entries without the date are left out, although they always belong
oracle-other-end = The wrong end of the interval is compared with the bound
oracle-offset-ignored = The offset of the bound is ignored
oracle-whole-days = Only the day of the bound counts, not the time of day
oracle-exceptions-left-out = The lesson's exceptions (students and teachers) do not count
oracle-exceptions-only = Only the lesson's exceptions count, not the activity's students and teachers
oracle-first-element-only = Only the first of several elements of an entry is compared
oracle-one-name-only = Only one of the name fields is searched
oracle-middle-names-left-out = Middle names are not searched
oracle-family-names-left-out = Family names are not searched
oracle-given-names-left-out = Given names are not searched
