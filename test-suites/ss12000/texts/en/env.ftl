# SPDX-License-Identifier: CC0-1.0
env-each-once = { $operation }: each of { $entries } ids came once.
env-too-few-to-repeat = { $operation } has too few entries with an id for any to come twice. Add at least two.
env-object-twice = The same object comes several times in a list
env-empty-list-for-no-hits = { $operation } answered a question without hits with an empty list.
env-hits-all-the-same = { $operation } gave hits for a question that cannot have any, so what an empty answer looks like could not be seen.
env-no-question-without-hits = { $operation } has no selection that can give no hits.
env-no-hits-without-list = An answer without hits holds no list
env-no-hits-refused = A question without hits is answered as an error
