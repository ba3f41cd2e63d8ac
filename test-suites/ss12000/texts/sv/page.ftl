# SPDX-License-Identifier: CC0-1.0
page-list-too-small = { $operation }: för få poster för två sidor, så bläddring kan inte bedömas. Lägg in minst två poster.
page-list-short = { $operation }: för få poster för flera sidor i rad. Lägg in så många att det blir minst { $entries }.
page-list-unpaged = { $operation } ({ $entries } poster) gick inte att läsa på flera sidor: limit nekades eller hade ingen verkan, eller så kom ingen pageToken.
page-token-nothing-personal = { $operation }: ingen post har personuppgifter som kan hamna i pageToken. Lägg in en person med namn.
page-list-unread = { $operation } gick inte att läsa till slutet.
page-list-moved = { $operation } ändrades medan den lästes. Kör om när uppgifterna ligger stilla.
page-chain-broke = Bläddringen i { $operation } nådde inte slutet: { $end }.
page-no-usable-token = { $operation } delade inte ut någon pageToken som går att använda.

page-limits-kept = { $operation }: { $pages ->
    [one] en sida höll sig inom limit.
   *[other] { $pages } sidor höll sig inom limit.
 }
page-longer-than-limit = En sida har fler poster än limit anger
page-limit-refused = Ett giltigt limit nekas
page-bad-limits-refused = { $operation } nekade { $count ->
    [one] ett ogiltigt limit.
   *[other] { $count } ogiltiga limit.
 }
page-bad-limit-served = Ett ogiltigt limit godtas
page-bad-limit-other-status = Ett ogiltigt limit ger något annat än 400
page-unlimited-complete = { $operation } gav utan limit alla { $entries } poster.
page-unlimited-too-much = { $operation } svarade inte utan limit, bara i mindre delar.
page-cut-off-without-limit = Utan limit kapas listan utan att pageToken visar att mer finns
page-ends-shown = { $operation } visade slutet { $count ->
    [one] en gång.
   *[other] { $count } gånger.
 }
page-last-token-is-text = Sista sidan har en text som pageToken
page-tokens-followed = { $operation } godtog { $count ->
    [one] en utdelad pageToken.
   *[other] { $count } utdelade pageToken.
 }
page-own-token-refused = En pageToken som systemet själv har delat ut nekas
page-own-token-expired = En pageToken som systemet själv har delat ut gick ut medan listan lästes
page-tokens-with-filter-refused = { $operation } nekade { $count ->
    [one] ett tillägg till pageToken.
   *[other] { $count } tillägg till pageToken.
 }
page-token-with-filter-served = Ett filter eller en sortkey tillsammans med pageToken godtas
page-token-with-filter-other-status = Ett filter eller en sortkey tillsammans med pageToken ger något annat än 400
page-strictness-meets-known-clients = Systemet nekar filter tillsammans med pageToken, som standarden kräver. Flera kända klienter skickar ändå med filtren och kommer därför inte längre än till första sidan.
page-strictness-meets-known-clients-why = Systemet gör rätt, men en klient som bryter mot standarden här får bara den första sidan och märker det kanske inte.
page-strictness-meets-known-clients-remedy = Inget i systemet. Berätta för dem som ansluter klienter att bara limit får följa med pageToken.
page-no-filter-to-add = { $operation } har varken filter eller sortkey att lägga till.
page-nothing-to-expand = { $operation } har varken expand eller expandReferenceNames.
page-expand-beside-token-answered = { $operation } svarade HTTP { $status } på expand tillsammans med pageToken. Standarden lämnar valet fritt.
page-expand-beside-token-fails = expand tillsammans med pageToken ger ett serverfel
page-queries-kept = { $operation } höll fast vid första frågan på { $pages } sidor.
page-nothing-to-keep = { $operation } har inget urval som både delar mängden och ryms på några sidor. Lägg in fler poster med olika värden.
page-forgets-filter = Följande sidor glömmer filtret
page-forgets-expand = Följande sidor glömmer expand eller namnen på referenser
page-forgets-order = Följande sidor glömmer sorteringen
page-readings-agree = { $operation }: { $entries } poster lästa i sidor stämde med hela listan.
page-entries-missing = Poster faller bort mellan sidorna
page-entries-twice = Poster kommer flera gånger när listan läses i sidor
page-chains-ended = { $operation } tog slut { $count ->
    [one] den gång den bläddrades igenom.
   *[other] alla { $count } gånger den bläddrades igenom.
 }
page-token-repeats = Samma pageToken delas ut igen, så att bläddringen går runt
page-never-ends = Bläddringen tar inte slut
page-pages-filled = { $operation } bläddrades igenom { $count ->
    [one] en gång
   *[other] { $count } gånger
 } utan rader av tomma sidor.
page-empty-in-a-row = Flera tomma sidor kommer i rad
page-list-pages = { $operation } kunde läsas sida för sida ({ $pages } sidbyten).
page-list-does-not-page = Listan kan inte läsas sida för sida
page-wrong-tokens-refused = { $operation } nekade { $count ->
    [one] en felaktig pageToken.
   *[other] { $count } felaktiga pageToken.
 }
page-wrong-token-served = En påhittad, ändrad eller främmande pageToken godtas
page-wrong-token-other-status = En felaktig pageToken ger något annat än 400 eller 410
page-tokens-opaque = { $operation }: { $count ->
    [one] en pageToken
   *[other] { $count } pageToken
 } jämfördes med personuppgifterna på sidan utan träff.
page-token-tells = En pageToken innehåller läsbara personuppgifter
page-without-limit-refused = Listan går inte att läsa utan limit
page-steady-limit-differs = { $operation } tappar eller upprepar poster redan med ett limit som står fast.
page-forgets-query = Följande sidor har annat innehåll än det som första frågan gällde
