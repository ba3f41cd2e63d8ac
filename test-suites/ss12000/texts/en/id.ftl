# SPDX-License-Identifier: CC0-1.0
id-content-same = { $operation }: { $count ->
    [one] one object had the same content as in the list.
   *[other] { $count } objects had the same content as in the list.
 }
id-content-differs = An object has other content when fetched alone than in the list
id-listed-but-absent = An object that is in the list does not exist when fetched alone
id-other-entity = Another object than the one asked for comes back
id-all-moved = { $operation }: all objects were changed or removed while the test was running. Run again when the data holds still.
id-nothing-to-compare = { $operation }: there are no objects with an id to compare. Add at least one.
id-unknown-not-found = { $operation } gave 404 for an id that nobody has.
id-nothing-served = { $operation } gave 404 for an unknown id, but served no known one either.
id-unknown-other-status = An unknown id gives something other than 404
id-one-kind-only = There are entries with an id of one kind only, so no id can be shared by two.
id-kinds-apart = { $count } ids of { $kinds } kinds were compared.
id-shared-by-kinds = The same UUID is used for objects of different kinds
id-kept = { $operation }: { $count ->
    [one] one object had the same id when fetched again.
   *[other] { $count } objects had the same id when fetched again.
 }
id-changes = The objects change ids from one fetch to the next
id-offerings-identified = { $count ->
    [one] One SchoolUnitOffering had an id.
   *[other] { $count } SchoolUnitOfferings had an id.
 }
id-offering-without-id = A SchoolUnitOffering has no id
id-offering-without-meta = A SchoolUnitOffering has no meta
id-offerings-listed-only = { $operation } gives entries without an id. That follows the schema as printed, and the entries cannot be fetched one by one anyway.
id-fetch-fails = An object that is in the list cannot be fetched alone
