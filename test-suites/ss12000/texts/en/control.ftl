# SPDX-License-Identifier: CC0-1.0
control-alive = { $operation } was read to its end and gave { $entities } valid entries. Unknown ids and paths were refused, and without credentials another answer came.
control-no-data = Every list is empty. Add at least one organisation to the system.
control-no-list = No list could be read to its end with at least one valid entry. Then the system's other answers show nothing either.
control-unknown-id-served = The system served something for an id that nobody has. Then its other answers show nothing either.
control-unknown-path-served = The system answered a path that does not exist with success. Then its other answers show nothing either.
control-anonymous-served = { $operation } gave the same answer without credentials as with them. Then the system's answers do not show that the question was dealt with.

operation-not-in-edition = { $operation } does not exist in the chosen edition.
operation-not-claimed = According to the statement about the system (supports), { $operation } is not offered.
operation-not-offered = The system does not offer { $operation } (HTTP { $status }).
operation-claimed-but-refused = { $operation } should exist according to the statement about the system (supports) but was refused (HTTP { $status }).
operation-misbehaves = { $operation } was neither served nor refused: { $answer }.
operation-writes = { $operation } writes to the system and was not tried.
operation-untried = { $operation } could not be tried, since there is no entry to try it with.
operation-claimed-in-vain = A call that the system is said to offer is refused
operation-neither-served-nor-refused = A call is neither served nor refused in an intelligible way
operation-beyond-claim = A call is offered that is not in the statement about the system
operation-listed-only = A record type can be listed but not fetched by id or through lookup
operations-refused-clearly = { $count ->
    [one] One call that is not offered was refused clearly.
   *[other] { $count } calls that are not offered were refused clearly.
 }
operations-all-offered = Every call that was tried is offered, so there is nothing to refuse.
operations-symmetric = { $count ->
    [one] One record type can be listed, fetched by id and looked up.
   *[other] { $count } record types can be listed, fetched by id and looked up.
 }
operations-no-list = No record type can be listed.
no-usable-answer = { $operation } gave no answer that decides this: { $answer }.
reading-broke-off = The reading of { $operation } broke off: { $answer }.
changes-unknown = { $operation }: something differs, but the list could not be read to its end again, so whether the data changed meanwhile is not known.
