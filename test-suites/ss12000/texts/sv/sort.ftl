# SPDX-License-Identifier: CC0-1.0
sort-list-unread = { $operation } gick inte att läsa till slutet med sortkey { $sortkey }.
sort-list-moved = { $operation } ändrades medan den lästes med sortkey { $sortkey }. Kör om när uppgifterna ligger stilla.
sort-values-alike = { $operation } har inte två olika värden att sortera på med { $sortkey }. Lägg in en post till med ett annat värde.
sort-order-natural = { $operation } kommer i samma ordning också utan { $sortkey }, så svaret visar ingenting. Lägg in en post som skulle ha kommit tidigare.
sort-in-order = { $operation } med { $sortkey }: { $entries ->
    [one] en post
   *[other] { $entries } poster
 } i rätt ordning.
sort-pages-complete = { $operation } med { $sortkey }: alla { $entries } poster kom en gång genom sidorna.
sort-ignored = Listan kommer i samma ordning med som utan sortkey
sort-reversed = Listan är sorterad åt fel håll
sort-page-by-page = Varje sida är sorterad för sig, inte listan som helhet
sort-first-page-only = Bara första sidan är sorterad
sort-as-text = Tidpunkter sorteras som text, utan hänsyn till tidszonen
sort-by-day = Tidpunkter sorteras bara på dagen, inte på klockslaget
sort-by-other-field = Listan är sorterad på ett annat fält än det som sortkey anger
sort-out-of-order = Listan är inte sorterad på det fält som sortkey anger
sort-loses-entries = Poster faller bort när listan sorteras
sort-drops-entries-without-value = Poster som saknar värde i sorteringsfältet faller bort ur listan
sort-pages-overlap = Poster med samma sorteringsvärde byter plats mellan sidorna, så att några kommer två gånger eller inte alls
sort-not-swedish = Listan är sorterad i en ordning som inte är svensk
sortkeys-served = { $operation } besvarade { $count ->
    [one] en sortkey.
   *[other] { $count } olika sortkey.
 }
sortkeys-show-nothing = { $operation } godtar vilken sortkey som helst, och ingen av dem ändrade ordningen. Lägg in fler poster med olika värden.
sortkey-refused = En sortkey som listan har nekas
sortkey-fails = En sortkey som listan har ger ett serverfel
sortkeys-unknown-refused = { $operation } nekade { $count ->
    [one] en sortkey som den inte har.
   *[other] { $count } olika sortkey som den inte har.
 }
sortkey-unknown-served = En påhittad sortkey godtas
sortkey-other-case-served = En sortkey med andra stora och små bokstäver godtas
sortkey-foreign-served = En sortkey som hör till en annan lista godtas
sortkey-unknown-other-status = En okänd sortkey ger något annat än 400
sortkey-unknown-fails = En okänd sortkey ger ett serverfel
sort-not-demanded = { $operation } besvarades utan sortkey.
sortkey-demanded = Listan besvaras bara om en sortkey skickas med, fast standarden inte har någon där
