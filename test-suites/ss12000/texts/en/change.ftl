# SPDX-License-Identifier: CC0-1.0
change-nothing-to-change = The system holds no object of the kind { $entity } that can be changed and fetched. Add one.
change-unseen = The change of { $entity } did not show in the interface.
change-without-times = The object ({ $entity }) lacks meta.modified.
change-moved-modified = meta.modified moved forward when { $entity } was changed.
change-modified-stands = meta.modified stands still when a field of the entity itself changes
change-modified-back = meta.modified moves backwards when a field of the entity itself changes
change-other-field = Something other than { $field } was changed in { $entity }.
change-part-moved-modified = A new entry in { $field } moved meta.modified of { $entity } and not of what the entry points to.
change-part-leaves-modified = A new part does not move meta.modified
change-part-moves-other = A new part moves meta.modified of what it points to
change-left-referring = { $count ->
    [one] One group
   *[other] { $count } groups
 } kept meta.modified when the organisation changed its name.
change-moves-referring = A change of name moves meta.modified of those that refer to it
change-others-moved = Some of the groups were changed at the same time, so that the question could not be decided.
change-id-untold = It was not said which id the new entry ({ $entity }) got. Let what changes in the target file names give the id.
change-question-unanswered = The question for changes of { $entity } was not answered to its end.
change-not-followed = A change does not show to those who ask for changes
creation-not-followed = A new entry does not show to those who ask for changes
deletion-not-followed = A deletion does not show to those who ask for deletions
changes-followed = { $count ->
    [one] One change of { $entity } could
   *[other] { $count } changes of { $entity } could
 } be followed.
