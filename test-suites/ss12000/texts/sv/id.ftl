# SPDX-License-Identifier: CC0-1.0
id-content-same = { $operation }: { $count ->
    [one] ett objekt hade samma innehåll som i listan.
   *[other] { $count } objekt hade samma innehåll som i listan.
 }
id-content-differs = Ett objekt har annat innehåll när det hämtas enskilt än i listan
id-listed-but-absent = Ett objekt som står i listan finns inte när det hämtas enskilt
id-other-entity = Ett annat objekt än det efterfrågade kommer tillbaka
id-all-moved = { $operation }: alla objekt ändrades eller togs bort medan testet pågick. Kör om när uppgifterna ligger stilla.
id-nothing-to-compare = { $operation }: det finns inga objekt med id att jämföra. Lägg in minst ett.
id-unknown-not-found = { $operation } gav 404 för ett id som ingen har.
id-nothing-served = { $operation } gav 404 för ett okänt id, men lämnade inte heller ut något känt.
id-unknown-other-status = Ett okänt id ger något annat än 404
id-one-kind-only = Det finns bara poster med id av ett enda slag, så inget id kan delas mellan två.
id-kinds-apart = { $count } id:n av { $kinds } slag jämfördes.
id-shared-by-kinds = Samma UUID används för objekt av olika slag
id-kept = { $operation }: { $count ->
    [one] ett objekt hade samma id när det hämtades igen.
   *[other] { $count } objekt hade samma id när de hämtades igen.
 }
id-changes = Objekten byter id från en hämtning till nästa
id-offerings-identified = { $count ->
    [one] Ett SchoolUnitOffering hade id.
   *[other] { $count } SchoolUnitOffering hade id.
 }
id-offering-without-id = Ett SchoolUnitOffering saknar id
id-offering-without-meta = Ett SchoolUnitOffering saknar meta
id-offerings-listed-only = { $operation } ger poster utan id. Det följer schemat så som det är tryckt, och posterna kan ändå inte hämtas en och en.
id-fetch-fails = Ett objekt som står i listan går inte att hämta enskilt
