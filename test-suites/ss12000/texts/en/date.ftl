# SPDX-License-Identifier: CC0-1.0
date-start-never-given = No entry of { $operation } has a start date, so the filters on it cannot be judged. Add a start date.
date-start-always-given = All entries of { $operation } have a start date, so how others are treated does not show. That is as it should be.
date-start-missing-alike = { $operation }: { $count ->
    [one] one entry without start date is
   *[other] { $count } entries without start date are
 } treated alike by both filters.
date-start-missing-unlike = Entries without a start date are in one startDate filter but not in the other
date-malformed-refused = { $operation } refused { $count ->
    [one] one malformed value.
   *[other] { $count } malformed values.
 }
date-malformed-served = A malformed day or time is accepted
date-malformed-other-status = A malformed day or time gives something other than 400
date-malformed-fails = A malformed day or time gives a server error
date-window-demanded = { $operation } answered 400 { $count ->
    [one] once when the time window was incomplete.
   *[other] { $count } times when the time window was incomplete.
 }
date-window-not-demanded = The list is answered although the time window is incomplete
date-window-missing-other-status = An incomplete time window gives something other than 400
date-window-missing-fails = An incomplete time window gives a server error
date-reversed-empty = { $operation } gave nothing or 400 for { $count ->
    [one] one reversed range.
   *[other] { $count } reversed ranges.
 }
date-reversed-filled = A reversed range gives entries
date-reversed-other-status = A reversed range is refused with something other than 400
date-reversed-fails = A reversed range gives a server error
date-aggregated-few-days = { $operation } cannot be judged without reported attendance on at least three different days. Add a lesson with attendance on more days.
date-aggregated-unread = { $operation } could not be read for all the periods that are needed.
date-aggregated-moved = { $operation } changed while the periods were compared. Run again when the data holds still.
date-aggregated-adds-up = { $operation }: the sums of { $count ->
    [one] one pupil and activity
   *[other] { $count } pairs of pupil and activity
 } add up when the period is cut in two.
date-aggregated-window-ignored = The bounds of the period have no effect on the sums
date-aggregated-day-left-out = A day with reported attendance is not added up when it is the first or the last of the period
date-aggregated-does-not-add-up = The sums of two periods do not add up to the sums of the whole period
