# SPDX-License-Identifier: CC0-1.0
schema-seen = { $operation }: { $count ->
    [one] one place examined.
   *[other] { $count } places examined.
 }
schema-nothing-to-see = { $operation } gave no entries to examine. Add at least one.
schema-missing = A required field is missing
schema-null = A field without a value is sent as null instead of being left out
schema-type = A field has the wrong data type
schema-literal = A fixed value does not exist in the schema
schema-literal-encoding = Å, ä or ö in a fixed value is wrongly encoded
schema-repeated = An array that must not have duplicates has them
schema-too-few = An array has fewer elements than the schema requires
schema-date = A date is not written as YYYY-MM-DD
schema-date-time = A point in time lacks seconds or an offset, or is misspelt
schema-uuid = An id is no UUID
schema-uuid-upper-case = A UUID is written in upper case
schema-format = A value has the wrong format
schema-range = A number lies outside the permitted range
schema-pattern = A value does not follow the prescribed pattern
schema-other = A value does not follow the schema
schema-undeclared = A field does not exist in the schema
schema-blank = A required text field is blank
schema-reversed = The end comes before the beginning
schema-meant-to-be-required = A field that the schema means to require is missing

cause-misspelt-literal = Is { $meant } meant?
cause-misspelt-property = Is the field { $meant } meant?
cause-older-edition = { $literal } belongs to edition 2.0 of the standard. Check which edition the system follows.
cause-newer-than-standard = { $literal } was introduced after the latest edition of the standard, which has no value for it yet.
cause-other-vocabulary = { $literal } comes from another code list. The value of the standard is probably { $meant }.

envelope-not-json = The response is not JSON
envelope-not-object = The list is sent without its wrapper
envelope-other-key = The entries stand under another name than data
envelope-no-data = The list response has no data
envelope-data-type = data is no array
envelope-token-type = pageToken is neither a string nor null
envelope-wrapped = The response has a wrapper that should not be there
envelope-wrong-kind = The response has the wrong JSON type
schema-context-no-uri = An external identifier's context is no URI
envelope-undeclared = The envelope has a field that does not exist in the schema
schema-cannot = What { $operation } gives has nothing that the requirement is about.
schema-none-of-it = { $operation } gave entries, but none with the data that the requirement is about. Add at least one.
schema-outside-window = A summary is about a period outside the one asked for
