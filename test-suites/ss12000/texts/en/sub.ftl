# SPDX-License-Identifier: CC0-1.0
writing-not-repeated = The test writes to the system or waits for something from it. It cannot be repeated from a recording.
change-needs-terminal = The test needs somebody at a terminal who makes a change. Run Samspel in a terminal, or name a program or a URL under changes in the target file.
change-impossible = The change ({ $change }, { $entity }) cannot be made here, says what changes in the target file names.
change-failed = The change ({ $change }, { $entity }) could not be made: { $what }
refusal-without-error = The refusal lacks an error object

sub-not-made = No subscription could be created ({ $answer }), so that the question could not be put.
sub-create-refused = A correct subscription is refused
sub-created = A subscription was created with an id and an expiry and with the fields that were sent.
sub-created-incomplete = The answer to a new subscription lacks fields
sub-created-other-status = A new subscription is not answered with 201
sub-created-otherwise = A new subscription gets other values than those that were sent
sub-expires-later = A new subscription holds for some time.
sub-expired-at-once = A new subscription has run out already
sub-objects-taken = Resource types were taken and given as objects.
sub-objects-refused = Resource types are taken as strings only
sub-answers-strings = Resource types are given as strings
sub-renewed = A subscription was renewed by PATCH without a body.
sub-renew-refused = A subscription cannot be renewed
sub-renewal-shortens = A renewal moves the expiry backwards
sub-renewal-answers-otherwise = A renewal is not answered with 200 and the subscription
sub-unchanged = Name, target and resource types stood after attempts to change them.
sub-changed = Name, target or resource types of a subscription can be changed
sub-lived = { $count ->
    [one] One step in the life of a subscription went as it should.
   *[other] { $count } steps in the life of a subscription went as they should.
 }
sub-not-by-id = A subscription cannot be fetched by its id
sub-by-id-differs = A subscription looks different when it is fetched by its id
sub-not-listed = A subscription is missing from the list
sub-bad-id = Something that is no id does not give 400
sub-unknown-id = An unknown id does not give 404
sub-not-removed = A subscription cannot be removed with the answer 204
sub-removed-with-body = The removal is answered with a body
sub-still-there = A removed subscription is still there
sub-seen-by-others = Another client sees the subscription
sub-changed-by-others = Another client can change or remove the subscription
sub-kept-from-others = { $count ->
    [one] One attempt by another client was refused.
   *[other] { $count } attempts by other clients were refused.
 }
sub-no-other-client = No other client can have subscriptions. Add the principal other_tenant, with the right to subscriptions, to the target file.
sub-bad-bodies-refused = { $count ->
    [one] One wrong subscription was refused.
   *[other] { $count } wrong subscriptions were refused.
 }
sub-bad-body-accepted = A wrong subscription is accepted
sub-bad-body-breaks = A wrong subscription gives a server error
sub-bad-body-other-status = A wrong subscription gives neither a refusal nor an error
sub-bad-targets-refused = { $count ->
    [one] One unusable address was refused.
   *[other] { $count } unusable addresses were refused.
 }
sub-bad-target-accepted = An unusable address is accepted as target
sub-inside-target-accepted = An internal address is accepted as target
sub-bad-target-breaks = An unusable address gives something other than a refusal

sub-receiver-unreachable = The system cannot reach the address where Samspel receives notifications. Name webhook.public_url in the target file.
sub-nothing-to-write = Samspel could create nothing in the system that brings a notification.
sub-nothing-to-change = The system holds nothing of the kinds that somebody else could change. Add at least one group.
sub-change-unseen = The change of { $entity } did not show in the system, so that no notification was to be expected.
sub-nothing-notified = No notification about { $entity } came, so that the question could not be decided.
sub-notified = { $count ->
    [one] One notification about { $entity } came in time.
   *[other] { $count } notifications about { $entity } came in time.
 }
sub-not-notified = A change brings no notification
sub-only-one-notified = Only one of several subscriptions is notified
sub-deletion-not-notified = A removal brings no notification
sub-fetchable = The change of { $entity } could be fetched when the notification came.
sub-notified-too-early = The notification comes before the change can be fetched
sub-only-subscribed = The notifications kept to what was subscribed to while { $entity } changed.
sub-unsubscribed-type = The notification names a resource type that the subscription does not
sub-flagged-deletion-missing = A removal is flagged before it can be fetched
sub-acceptance-taken = The notification about { $entity } did not come again after the answer 200.
sub-accepted-sent-again = An accepted notification is sent over and over
sub-204-sent-again = A notification that is answered with 204 is sent again
sub-resent = A notification that was answered with 500 came again.
sub-not-resent = A notification that was not received is not sent again
sub-silent-after-end = A subscription that was ended got no notification, unlike a valid one.
sub-silent-after-expiry = A subscription that has run out got no notification, unlike a valid one.
sub-notified-after-end = A subscription that was ended is notified all the same
sub-notified-after-expiry = A subscription that has run out is notified all the same
sub-notices-formed = { $count ->
    [one] One notification had the right form.
   *[other] { $count } notifications had the right form.
 }
sub-notice-method = The notification is not sent by POST
sub-notice-media-type = The notification is not sent as application/json
sub-notice-not-an-object = The notification is no JSON object
sub-notice-type-unknown = The notification names an unknown resource type
sub-notice-member-type = A member of the notification has the wrong type
sub-notice-members-renamed = The members of the notification have other names than the document's
sub-notice-spelt-right = The notification spells modifiedEntities correctly, unlike the document. A client that follows the document reads modifiedEntites.
sub-no-ceremony = The notifications came without a handshake.
sub-handshake = The system demands a handshake when the subscription is created
sub-notice-signed = The notification carries a proof of its sender, which is an addition to the standard
sub-notices-discreet = The notifications held resource types and a flag only.
sub-notice-tells = The notification holds ids or personal data
