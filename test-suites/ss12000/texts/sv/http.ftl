# SPDX-License-Identifier: CC0-1.0
# Familjen HTTP, och ord som flera familjer delar.

no-answer = { $operation }: svaret ({ $answer }) avgör ingenting
positive-without-data = { $operation }: systemet lämnade inga data; lägg in minst en post så att testet kan avgöra
positive-failed = { $operation }: ett riktigt anrop lyckades inte ({ $answer }), så ett nekande bredvid det visar ingenting

base-url-served = { $operation } lämnar data direkt under bas-URL:en
base-url-no-redirect = { $operation } svarar utan omdirigering
base-url-left = En resurs ligger inte under bas-URL:en utan omdirigerar till en annan sökväg
base-url-redirects-elsewhere = Ett anrop omdirigeras till en annan server
base-url-redirects-inside = { $operation }: svaret är en omdirigering inom bas-URL:en
base-url-case-ignored = Sökvägar med andra skiftlägen lämnar också data; en klient kan börja lita på en stavning som andra system inte har

media-type-json = { $operation } svarar med application/json
media-type-other = Lyckade svar har en annan medietyp än application/json

encoding-letters-seen = { $operation }: { $count } texter med tecken utanför ASCII är riktigt kodade
encoding-no-letters = Det som { $operation } ger har inga fält för text.
encoding-ascii-only = { $operation }: inget tecken utanför ASCII i svaret; lägg in en post med å, ä eller ö
encoding-byte-order-mark = Svaret inleds med en byteordningsmarkering (BOM)
encoding-not-utf8 = Svaret är inte UTF-8
encoding-empty = Ett lyckat svar saknar kropp
encoding-not-json = Ett lyckat svar är inte JSON
encoding-decomposed = Fasta värden är skrivna med lösa diakritiska tecken (NFD) och känns inte igen
encoding-garbled = Fasta värden är kodade två gånger eller lästa med fel teckenkodning

json-lookup-taken = { $operation } tar emot en kropp i application/json
json-lookup-refused = En riktig lookup i application/json tas inte emot

undocumented-method-refused = { $operation }: { $count } odokumenterade metoder nekades
undocumented-method-succeeds = En metod som inte finns för sökvägen lyckas

side-effects-none = { $operation }: { $count } poster har samma ändringstid vid varje läsning
side-effects-modified = Ändringstiden flyttas varje gång en post läses
side-effects-drift = { $operation }: poster ändrades medan de lästes
side-effects-undated = Det som { $operation } ger har ingen ändringstid.
side-effects-no-times = { $operation }: inga poster med id och ändringstid att jämföra

repeated-comma-kept = { $operation }: ett kommatecken i { $parameter } delar inte värdet
repeated-comma-splits = Ett värde med kommatecken delas i två
repeated-single-fails = { $operation }: { $parameter } fungerar inte ens med ett värde
repeated-nothing-splits = { $operation }: inga två värden för en listparameter skiljer posterna åt; lägg in poster med olika värden

repeated-expand-both = { $operation }: expand två gånger bäddar in båda
repeated-expand-lost = En av två expand går förlorad
repeated-expand-refused = expand som upprepas nekas
repeated-expand-no-data = { $operation }: inte två expand som var för sig bäddar in något; lägg in poster med relationer

percent-value-arrived = { $operation }: ett värde med specialtecken i { $parameter } kommer fram oförändrat
percent-value-lost = Filtervärden med å, ä, ö, mellanslag eller snedstreck kommer inte fram oförändrade
percent-plus-arrived = { $operation }: plustecknet i en tidszon kommer fram
percent-plus-lost = Plustecknet i en tidszon (%2B) kommer inte fram, så tiden nekas
percent-nothing-special = { $operation }: inga filtervärden med specialtecken skiljer posterna åt
percent-no-parameters = { $operation } har inga filter vars värden kan innehålla specialtecken

parameter-recognised = { $operation }: { $count } gränser för tid och datum känns igen och tillämpas
parameter-misnamed = En parameter känns igen bara under ett annat namn än det dokumenterade
parameter-ignored = { $operation }: { $parameter } ignoreras, så namnet kan inte bedömas
parameter-refused = { $operation }: { $parameter } nekas eller besvaras inte med en lista
parameter-no-bounds = { $operation } har inga gränser för tid eller datum
parameter-nothing-to-exclude = { $operation }: inga poster har de fält som gränserna gäller

filter-refused = { $operation }: { $filter } nekas, så filtret kan inte bedömas
filter-nothing-splits = { $operation }: inget filtervärde skiljer posterna åt; lägg in poster med olika värden
filter-unsupported-refused = { $operation }: { $count } filter som systemet inte stöder nekas öppet
filter-all-supported = { $operation }: inget dokumenterat filter som prövades nekas eller ignoreras

unknown-parameter-ignored = En okänd parameter ignoreras på alla { $count } listor
unknown-parameter-refused = En okänd parameter nekas på alla { $count } listor
unknown-parameter-mixed = En okänd parameter ignoreras på vissa sökvägar och nekas på andra
unknown-parameter-breaks = En okänd parameter leder till serverfel
unknown-parameter-no-data = Ingen lista lämnade data, så behandlingen av okända parametrar kan inte bedömas

doubled-survived = { $operation }: { $count } parametrar skickade två gånger gav inget serverfel
doubled-server-error = En parameter med ett enda värde som skickas två gånger ger serverfel
doubled-none = { $operation } har inga parametrar med ett enda värde

booleans-refused = { $operation }: { $count } värden utom true och false nekades
booleans-other-taken = En boolesk parameter godtar andra värden än true och false
booleans-not-taken = { $operation }: den booleska parametern tas inte emot alls ({ $answer })
booleans-none = { $operation } har ingen boolesk parameter

path-as-written = { $operation } svarar på den dokumenterade sökvägen
path-misspelt = En resurs finns bara under en felstavad sökväg
path-undecided = { $operation }: svaret visar inte om sökvägen finns

caching-private = { $operation }: svaret erbjuds inte delade cacheminnen
caching-shared = Svar med personuppgifter erbjuds delade cacheminnen

head-options-silent = { $operation }: HEAD och OPTIONS röjer ingenting utan token
head-reveals = HEAD utan token visar att det finns data och hur mycket
options-reveals = OPTIONS utan token lämnar ut data
