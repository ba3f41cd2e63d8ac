# SPDX-License-Identifier: CC0-1.0
writing-not-repeated = Testet skriver i systemet eller väntar på något därifrån. Det kan inte upprepas ur en inspelning.
change-needs-terminal = Testet behöver någon vid en terminal som gör en ändring. Kör Samspel i en terminal, eller ange ett program eller en URL under changes i målfilen.
change-impossible = Ändringen ({ $change }, { $entity }) går inte att göra här, enligt den som anges under changes i målfilen.
change-failed = Ändringen ({ $change }, { $entity }) gick inte att göra: { $what }
refusal-without-error = Nekandet saknar felobjekt

sub-not-made = Det gick inte att skapa en prenumeration ({ $answer }), så frågan kunde inte ställas.
sub-create-refused = En korrekt prenumeration nekas
sub-created = En prenumeration skapades med id och sluttid och med de inskickade fälten.
sub-created-incomplete = Svaret på en ny prenumeration saknar fält
sub-created-other-status = En ny prenumeration besvaras inte med 201
sub-created-otherwise = En ny prenumeration får andra värden än de som skickades
sub-expires-later = En ny prenumeration gäller en tid framöver.
sub-expired-at-once = En ny prenumeration har redan gått ut
sub-objects-taken = Resurstyper togs emot och lämnades ut som objekt.
sub-objects-refused = Resurstyper tas emot bara som strängar
sub-answers-strings = Resurstyper lämnas ut som strängar
sub-renewed = En prenumeration förnyades med PATCH utan kropp.
sub-renew-refused = En prenumeration går inte att förnya
sub-renewal-shortens = En förnyelse flyttar sluttiden bakåt
sub-renewal-answers-otherwise = En förnyelse besvaras inte med 200 och prenumerationen
sub-unchanged = Namn, adress och resurstyper stod kvar efter försök att ändra dem.
sub-changed = En prenumerations namn, adress eller resurstyper går att ändra
sub-lived = { $count ->
    [one] Ett steg i en prenumerations liv gick som det skulle.
   *[other] { $count } steg i en prenumerations liv gick som de skulle.
 }
sub-not-by-id = En prenumeration går inte att hämta på id
sub-by-id-differs = En prenumeration ser annorlunda ut när den hämtas på id
sub-not-listed = En prenumeration saknas i listan
sub-bad-id = Något som inte är ett id ger inte 400
sub-unknown-id = Ett okänt id ger inte 404
sub-not-removed = En prenumeration går inte att ta bort med svaret 204
sub-removed-with-body = Borttagningen besvaras med en kropp
sub-still-there = En borttagen prenumeration finns kvar
sub-seen-by-others = En annan klient ser prenumerationen
sub-changed-by-others = En annan klient kan ändra eller ta bort prenumerationen
sub-kept-from-others = { $count ->
    [one] Ett försök från en annan klient nekades.
   *[other] { $count } försök från andra klienter nekades.
 }
sub-no-other-client = Ingen annan klient kan ha prenumerationer. Lägg till principalen other_tenant, med rätt till prenumerationer, i målfilen.
sub-bad-bodies-refused = { $count ->
    [one] En felaktig prenumeration nekades.
   *[other] { $count } felaktiga prenumerationer nekades.
 }
sub-bad-body-accepted = En felaktig prenumeration godtas
sub-bad-body-breaks = En felaktig prenumeration ger ett serverfel
sub-bad-body-other-status = En felaktig prenumeration ger varken ett nekande eller ett fel
sub-bad-targets-refused = { $count ->
    [one] En oanvändbar adress nekades.
   *[other] { $count } oanvändbara adresser nekades.
 }
sub-bad-target-accepted = En oanvändbar adress godtas som target
sub-inside-target-accepted = En intern adress godtas som target
sub-bad-target-breaks = En oanvändbar adress ger något annat än ett nekande

sub-receiver-unreachable = Systemet når inte den adress där Samspel tar emot aviseringar. Ange webhook.public_url i målfilen.
sub-nothing-to-write = Samspel kunde inte skapa något i systemet som ger en avisering.
sub-nothing-to-change = Systemet har inget av de slag som någon annan kan ändra. Lägg in minst en grupp.
sub-change-unseen = Ändringen av { $entity } syntes inte i systemet, så ingen avisering var att vänta.
sub-nothing-notified = Ingen avisering om { $entity } kom, så frågan kunde inte avgöras.
sub-notified = { $count ->
    [one] En avisering om { $entity } kom i tid.
   *[other] { $count } aviseringar om { $entity } kom i tid.
 }
sub-not-notified = En ändring aviseras inte
sub-only-one-notified = Bara en av flera prenumerationer aviseras
sub-deletion-not-notified = En borttagning aviseras inte
sub-fetchable = Ändringen av { $entity } gick att hämta när aviseringen kom.
sub-notified-too-early = Aviseringen kommer innan ändringen går att hämta
sub-only-subscribed = Aviseringarna höll sig till det som prenumererats på, medan { $entity } ändrades.
sub-unsubscribed-type = Aviseringen nämner en resurstyp som inte ingår i prenumerationen
sub-flagged-deletion-missing = En borttagning flaggas innan den går att hämta
sub-acceptance-taken = Aviseringen om { $entity } kom inte igen efter svaret 200.
sub-accepted-sent-again = En kvitterad avisering skickas om och om igen
sub-204-sent-again = En avisering som besvaras med 204 skickas om
sub-resent = En avisering som fick svaret 500 kom igen.
sub-not-resent = En avisering som inte togs emot skickas inte om
sub-silent-after-end = En avslutad prenumeration fick ingen avisering, till skillnad från en gällande.
sub-silent-after-expiry = En utgången prenumeration fick ingen avisering, till skillnad från en gällande.
sub-notified-after-end = En avslutad prenumeration aviseras ändå
sub-notified-after-expiry = En utgången prenumeration aviseras ändå
sub-notices-formed = { $count ->
    [one] En avisering hade rätt form.
   *[other] { $count } aviseringar hade rätt form.
 }
sub-notice-method = Aviseringen skickas inte med POST
sub-notice-media-type = Aviseringen skickas inte som application/json
sub-notice-not-an-object = Aviseringen är inget JSON-objekt
sub-notice-type-unknown = Aviseringen nämner en okänd resurstyp
sub-notice-member-type = Ett fält i aviseringen har fel typ
sub-notice-members-renamed = Aviseringens fält har andra namn än dokumentets
sub-notice-spelt-right = Aviseringen stavar modifiedEntities rätt, till skillnad från dokumentet. En klient som följer dokumentet läser modifiedEntites.
sub-no-ceremony = Aviseringarna kom utan handskakning.
sub-handshake = Systemet kräver en handskakning när prenumerationen skapas
sub-notice-signed = Aviseringen bär ett bevis på avsändaren, vilket är ett tillägg till standarden
sub-notices-discreet = Aviseringarna innehöll bara resurstyper och en flagga.
sub-notice-tells = Aviseringen innehåller id:n eller personuppgifter
