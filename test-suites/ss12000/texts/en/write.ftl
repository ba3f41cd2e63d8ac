# SPDX-License-Identifier: CC0-1.0
write-nothing-to-copy = The system holds no object of the kind { $entity } to go by. Add one, and Samspel can create another.
write-not-created = No object of the kind { $entity } could be created, so that the question could not be put.
write-created = An object of the kind { $entity } was created and came back with the values that were sent.
write-valid-refused = A correct new object is refused
write-valid-refused-cause = The object looks like one that the system already holds, at other times. The system may have rules of its own that the standard does not mention.
write-created-with-201 = A new object is answered with 201 instead of 200
write-created-other-status = A new object is not answered with 200
write-created-without-object = The answer to a new object lacks the object
write-created-otherwise = A new object gets other values than those that were sent
write-created-invalid = A new object comes back in a form that the schema does not allow
write-id-demanded = The client has to send id and meta
write-client-id-used = The client's id is used
write-client-meta-used = The client's meta is used
write-own-values-unused = The client's id and meta were not used for { $entity }.
write-found = A new object of the kind { $entity } was found at once.
write-not-by-id = A new object cannot be fetched by its id
write-found-otherwise = A new object has other values when it is fetched by its id
write-not-listed = A new object is missing from the list
write-listed-otherwise = A new object has other values in the list
write-removed = An object of the kind { $entity } was removed.
write-not-removed = An object cannot be removed with the answer 204
write-removed-with-body = The removal is answered with a body
write-still-there = A removed object can still be fetched
write-still-listed = A removed object still stands in the list
write-unknown-removed = Removing an unknown id does not give 404
write-bad-id-removed = Removing something that is no id does not give 400
write-gone-twice = A second removal of { $entity } gave 404.
write-removed-twice = A second removal does not give 404
write-not-removed-open = The object ({ $entity }) could not be removed, so that the question could not be put.
write-among-deletions = The removed object ({ $entity }) stood among the deletions.
write-not-among-deletions = What is removed through the interface does not show among the deletions
write-deletions-unread = The deletions are not offered or could not be read.
write-absence-stays = There is no way to remove an absence.
write-absence-removed = An absence can be removed
write-absence-removal-open = It cannot be told whether absences can be removed: the unknown id was refused, but not the method
write-bad-refused = { $count ->
    [one] One wrong object of the kind { $entity } was refused.
   *[other] { $count } wrong objects of the kind { $entity } were refused.
 }
write-bad-accepted = A wrong object is accepted
write-bad-breaks = A wrong object gives a server error
write-bad-other-status = A wrong object gives neither a refusal nor an error
write-refused-but-stored = An object that is refused is stored all the same
write-twice-answered = The same attendance once more gave the answer { $status }.
write-twice-breaks = The same attendance once more gives a server error
