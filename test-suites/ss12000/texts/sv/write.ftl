# SPDX-License-Identifier: CC0-1.0
write-nothing-to-copy = Systemet har inget objekt av slaget { $entity } att utgå från. Lägg in ett, så kan Samspel skapa ett till.
write-not-created = Inget objekt av slaget { $entity } gick att skapa, så frågan kunde inte ställas.
write-created = Ett objekt av slaget { $entity } skapades och kom tillbaka med de skickade värdena.
write-valid-refused = Ett korrekt nytt objekt nekas
write-valid-refused-cause = Objektet ser ut som ett som systemet redan har, med andra tider. Systemet kan ha egna regler som standarden inte nämner.
write-created-with-201 = Ett nytt objekt besvaras med 201 i stället för 200
write-created-other-status = Ett nytt objekt besvaras inte med 200
write-created-without-object = Svaret på ett nytt objekt saknar objektet
write-created-otherwise = Ett nytt objekt får andra värden än de som skickades
write-created-invalid = Ett nytt objekt kommer tillbaka i en form som inte stämmer med schemat
write-id-demanded = Klienten måste skicka id och meta
write-client-id-used = Klientens id används
write-client-meta-used = Klientens meta används
write-own-values-unused = Klientens id och meta användes inte för { $entity }.
write-found = Ett nytt objekt av slaget { $entity } hittades genast.
write-not-by-id = Ett nytt objekt går inte att hämta på id
write-found-otherwise = Ett nytt objekt har andra värden när det hämtas på id
write-not-listed = Ett nytt objekt saknas i listan
write-listed-otherwise = Ett nytt objekt har andra värden i listan
write-removed = Ett objekt av slaget { $entity } togs bort.
write-not-removed = Ett objekt går inte att ta bort med svaret 204
write-removed-with-body = Borttagningen besvaras med en kropp
write-still-there = Ett borttaget objekt går fortfarande att hämta
write-still-listed = Ett borttaget objekt står kvar i listan
write-unknown-removed = Borttagning av ett okänt id ger inte 404
write-bad-id-removed = Borttagning av något som inte är ett id ger inte 400
write-gone-twice = En andra borttagning av { $entity } gav 404.
write-removed-twice = En andra borttagning ger inte 404
write-not-removed-open = Objektet ({ $entity }) gick inte att ta bort, så frågan kunde inte ställas.
write-among-deletions = Det borttagna objektet ({ $entity }) fanns bland borttagningarna.
write-not-among-deletions = Det som tas bort genom gränssnittet syns inte bland borttagningarna
write-deletions-unread = Borttagningarna erbjuds inte eller gick inte att läsa.
write-absence-stays = Det finns inget sätt att ta bort frånvaro.
write-absence-removed = Frånvaro går att ta bort
write-absence-removal-open = Det går inte att avgöra om frånvaro kan tas bort: det okända id:t nekades, men inte metoden
write-bad-refused = { $count ->
    [one] Ett felaktigt objekt av slaget { $entity } nekades.
   *[other] { $count } felaktiga objekt av slaget { $entity } nekades.
 }
write-bad-accepted = Ett felaktigt objekt godtas
write-bad-breaks = Ett felaktigt objekt ger ett serverfel
write-bad-other-status = Ett felaktigt objekt ger varken ett nekande eller ett fel
write-refused-but-stored = Ett objekt som nekas sparas ändå
write-twice-answered = Samma närvaro en gång till gav svaret { $status }.
write-twice-breaks = Samma närvaro en gång till ger ett serverfel
