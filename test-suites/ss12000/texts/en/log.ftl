# SPDX-License-Identifier: CC0-1.0
reports-taken = { $operation } took { $count ->
    [one] one entry.
   *[other] { $count } entries.
 }
report-refused = A correct entry is refused
report-other-status = An entry that is taken is not answered with 201
report-answered-with-body = An entry that is taken is answered with a body
reports-refused = { $operation } refused { $count ->
    [one] one wrong entry.
   *[other] { $count } wrong entries.
 }
report-bad-accepted = A wrong entry is accepted
report-bad-breaks = A wrong entry gives a server error
report-bad-other-status = A wrong entry gives neither a refusal nor an error
report-negative-accepted = A negative count is accepted
report-negative-refused = A negative count was refused.
report-readable = What was reported can be read
reports-unreadable = What was reported by { $operation } could not be read.
report-path-reached = { $operation } was reached with its last slash.
report-path-redirects = The path with its last slash is redirected, so that the body may be lost
report-path-without-slash-only = The path exists only without its last slash
report-path-with-slash-only = The path exists only with its last slash
