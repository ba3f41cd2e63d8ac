# SPDX-License-Identifier: CC0-1.0
meta-no-times = No entry of { $operation } says when it was created and changed, so the times cannot be judged.
meta-times-in-order = { $operation }: { $count ->
    [one] one entry was created
   *[other] { $count } entries were created
 } before it was last changed.
meta-created-after-modified = created is later than modified
meta-times-past = { $operation }: { $count ->
    [one] one entry has
   *[other] { $count } entries have
 } times in the past only.
meta-in-the-future = created or modified lies in the future
meta-nothing-to-expand = { $operation } has neither expand nor expandReferenceNames.
meta-same-with-expand = { $operation }: { $count ->
    [one] one entry has
   *[other] { $count } entries have
 } the same meta with and without expand.
meta-moves-with-expand = meta differs when expand or expandReferenceNames is used
meta-moved = { $operation } changed while meta was compared. Run again when the data holds still.
meta-partition-whole = { $operation }: { $count ->
    [one] one entry fell into one of the parts
   *[other] { $count } entries each fell into one of the parts
 } when the list was split at an instant ({ $question }).
meta-partition-not-split = before and after with the same instant both give the whole list
meta-partition-overlaps = Entries are both in before and in after with the same instant
meta-partition-gap = Entries are neither in before nor in after with the same instant
meta-partition-torn = Entries are missing from both before and after, and others are in both, although the instant is the same
meta-as-text = Times are compared as text, without regard to the offset
meta-finer-than-printed = Times are compared with more precision than they are printed with
meta-coarser-than-printed = Times are compared with less precision than they are printed with
meta-never-back = { $operation }: { $count ->
    [one] one entry had
   *[other] { $count } entries had
 } the same modified or a later one when the list was read again.
meta-goes-back = modified has gone backwards between two readings
meta-changes-fetched = { $operation }: { $count ->
    [one] one change during the run could
   *[other] { $count } changes during the run could
 } be fetched afterwards.
meta-change-not-fetched = An entry that changed does not come when asked for what changed since
meta-deletion-not-told = An entry that has gone is not among the deleted ones
meta-plain-wrong = { $operation }: a plainer question than { $question } is answered wrong, so this one decides nothing
