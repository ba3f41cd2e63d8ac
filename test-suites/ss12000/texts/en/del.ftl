# SPDX-License-Identifier: CC0-1.0
deleted-nothing = The system tells of no deletions. Remove an object, and the question can be tried.
deleted-formed = { $count ->
    [one] One deleted id had the right form.
   *[other] { $count } deleted ids had the right form.
 }
deleted-as-list = Deletions come as a list instead of an object
deleted-without-data = Deletions come without an object in data
deleted-key-unknown = Deletions stand under an unknown key
deleted-no-list = A key among the deletions has no list
deleted-no-uuids = Deletions are no UUIDs
deleted-activities-spelt = Deleted activities stand under the key activitites.
deleted-activities-spelt-right = The key for activities is spelt correctly, unlike the document. A client that follows the document reads activitites.
deleted-activities-renamed = Deleted activities stand under another key
deleted-no-activity = No activity is said to be deleted. Remove one, and the spelling can be tried.
deleted-after-kept = after kept { $count ->
    [one] one deleted id
   *[other] { $count } deleted ids
 } and left out earlier ones.
deleted-after-ignored = after has no effect
deleted-after-empty = after gives no deletions at all
deleted-after-other = after gives the wrong deletions
deleted-after-offset = after gives different answers for the same instant in another offset
deleted-after-inclusive = after includes deletions at the instant itself
deleted-at-once = All deletions have the same instant. Remove one more object, and after can be tried.
deleted-one-type = Only one resource type has deletions. Remove an object of another kind, and entities can be tried.
deleted-entities-kept = { $count ->
    [one] One selection by entities gave the right resource types.
   *[other] { $count } selections by entities gave the right resource types.
 }
deleted-entities-ignored = entities has no effect
deleted-entities-last-only = Of several values of entities only one is used
deleted-entities-other = entities gives the wrong deletions
deleted-moved = Something was deleted while the question was put. Run again when the data lies still.
deletions-gone = { $count ->
    [one] One deleted id could not be fetched.
   *[other] { $count } deleted ids could not be fetched.
 }
deleted-served-by-id = What is said to be deleted can be fetched by its id
deleted-still-listed = What is said to be deleted still stands in the list
deleted-not-askable = Nothing of what is said to be deleted could be asked for.
deleted-too-few = Too few deletions to be split into pages. Remove one more object.
deleted-limit-per-type = limit is counted for each resource type by itself
deleted-limit-ignored = limit has no effect: a page of deletions has more ids of a single type than limit asks for
deleted-limit-kept = { $count ->
    [one] One page kept within limit, counted over all resource types.
   *[other] { $count } pages kept within limit, counted over all resource types.
 }
deleted-pages-agree = All deletions came on { $count } pages.
deleted-pages-lack = Deletions are lost between pages
deleted-token-alone = { $count ->
    [one] One filter beside pageToken was refused.
   *[other] { $count } filters beside pageToken were refused.
 }
deleted-filter-beside-token = A filter beside pageToken is not refused with 400
deleted-remembered = Without after all { $count } deletions that the system remembers came.
deleted-forgotten-without-after = Without after only a part of the deletions that the system remembers comes
deleted-plain = { $count ->
    [one] One foreign selection had no effect.
   *[other] { $count } foreign selections had no effect.
 }
deleted-meta-filter = Meta filters affect the deletions
deleted-type-too-many = Summaries or subscriptions are among the deletions
