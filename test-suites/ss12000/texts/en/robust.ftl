# SPDX-License-Identifier: CC0-1.0
malformed-refused = { $operation }: { $count ->
    [one] { $count } malformed request was refused with 4xx
   *[other] { $count } malformed requests were refused with 4xx
}
malformed-none-refused = { $operation }: none of the malformed requests was refused, and none had to be
malformed-once = { $operation } answered { $answer } to a malformed request, but not when it was asked again
malformed-server-error = A malformed request leads to a server error
malformed-taken-as-good = A request with an impossible value is answered as if it were correct
parallel-list-unread = { $operation } could not be read to its end
parallel-list-unfit = { $operation } holds { $entries } entries: too few to be paged, or too many to be read several times at once
parallel-list-moved = { $operation } changed while it was read
parallel-readers-agree = { $operation }: { $readers } readers at once each got everything
parallel-readers-disturbed = Readers at the same time disturb each other: { $operation } gives some of them too little, too much or an error
