# SPDX-License-Identifier: CC0-1.0
served-nothing-listed = { $operation }: the list of the same kind gave nothing to ask for. Add at least one entry, and let the client read the list.
exp-no-data = { $operation } expand={ $expand }: no record has anything to embed. Add one, in { $source }, that belongs to a record of this list.
exp-source-closed = { $operation } expand={ $expand }: { $source } cannot be listed, so it cannot be told what belongs under the key.
exp-forbidden = { $operation } expand={ $expand }: the client is refused (403). Give it the right to { $source }.
exp-no-answer = { $operation } expand={ $expand }: the system gave no usable answer.
exp-all-moved = { $operation } expand={ $expand }: all records changed while the test was running. Run again when the data holds still.
exp-not-seen = { $operation } expand={ $expand }: nothing under the key could be held against { $source }.
exp-keyed = { $operation } expand={ $expand }: { $count ->
    [one] one record had the key, in the documented form.
   *[other] { $count } records had the key, in the documented form.
 }
exp-whole = { $operation } expand={ $expand }: { $count ->
    [one] one embedded entry was as in the list of { $source }.
   *[other] { $count } embedded entries were as in the list of { $source }.
 }
exp-right = { $operation } expand={ $expand }: { $count ->
    [one] in one record exactly what { $source } says was embedded.
   *[other] in { $count } records exactly what { $source } says was embedded.
 }
exp-refused = A documented expand value is refused
exp-not-embedded = A requested expansion has no effect
exp-other-key = What was asked for stands in _embedded under another key than the expand value
exp-other-form = What is embedded is an object where a list is documented, or the other way round
exp-element-without-id = What is embedded does not say by an id what it is
exp-unasked-key = _embedded holds more than was asked for
exp-record-changed = The record itself says something else when expand is given
exp-rows-empty = Nothing is embedded in records that do have something
exp-rows-missing = Some of what belongs to the record is not embedded
exp-rows-of-another = What is embedded belongs to another record
exp-rows-foreign = Something is embedded that does not belong to the record
exp-rows-twice = The same thing is embedded several times
exp-row-details = What is embedded has other roles or dates than its source
exp-other-kind = What is embedded is of another kind than documented
exp-fragment-with-members = An embedded group carries its list of members although it should come without
exp-group-without-members = An embedded group lacks its members
exp-embedded-invalid = An embedded entry does not follow the schema of its kind
exp-embedded-differs = An embedded entry says something else than the same entry in its own list
exp-several-no-data = { $operation }: fewer than two expand values have anything to embed. Add records that belong together.
exp-several-together = { $operation }: { $count } expand values in one request were all embedded.
exp-several-none-alone = { $operation }: the expand values give nothing one by one either, so together nothing can be told.
exp-several-lost = Of several expand values in one request not all are honoured
exp-several-refused = Several expand values in one request are refused, although each one is accepted alone
exp-unasked-no-answer = { $operation }: the system gave no usable answer without expand.
exp-unasked-nothing = { $operation }: { $count ->
    [one] one record came without anything embedded.
   *[other] { $count } records came without anything embedded.
 }
exp-unasked-embedded = Something is embedded although nobody asked for it
exp-known-without-effect = { $operation }: expand={ $expand }, which is documented, has no effect, so nothing can be learnt from an unknown value.
exp-unknown-no-data = { $operation }: no record has anything to embed, so a refusal of an unknown expand value would prove nothing. Add one.
exp-unknown-refused = { $operation }: { $count ->
    [one] one unknown expand value was refused with 400. That is right; be aware that some known clients send expand=enrolments.
   *[other] { $count } unknown expand values were refused with 400. That is right; be aware that some known clients send expand=enrolments.
 }
exp-unknown-served = An expand value that does not exist is passed over in silence
exp-unknown-other-status = An expand value that does not exist gives something other than 400
exp-rights-no-principal = The target file has no principal { $principal }: add a client that may read some kinds of entries and not others.
exp-rights-nothing-closed = There is no list that the client { $principal } may read and whose expansions hold anything that it may not read. Give it the right to groups and not to duties, for example.
exp-rights-refused = { $operation } expand={ $expand }: a client without the right to what is embedded was refused.
exp-rights-left-out = { $operation } expand={ $expand }: a client without the right to what is embedded got the entries without it.
exp-rights-back-door = A client gets embedded what it may not read by itself
