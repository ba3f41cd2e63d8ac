# SPDX-License-Identifier: CC0-1.0
# Familjen AUTH.

no-token-refused = { $operation } nekas utan token
no-token-let-in = Ett anrop utan token släpps in
no-token-challenged = { $operation } svarar 401 med WWW-Authenticate: Bearer utan token
no-token-without-challenge = 401 utan token saknar WWW-Authenticate: Bearer
no-token-forbidden = Utan token svarar systemet 403, som är dokumenterat; 401 med WWW-Authenticate hjälper klienten mer
no-token-other-status = Utan token svarar systemet varken 401 eller 403
no-token-no-refusal = { $operation }: anropet utan token nekades inte, så nekandets form kan inte bedömas

token-refused = Token av slaget { $kind } nekades på { $count } listor
token-signature-unchecked = En token med fel signatur godtas: signaturen kontrolleras inte
token-unsigned-accepted = En osignerad token (alg none) godtas
token-garbage-accepted = En påhittad token godtas
token-expired-accepted = En utgången token godtas
token-not-yet-valid-accepted = En token som ännu inte gäller godtas
token-other-audience-accepted = En token för en annan mottagare godtas
token-other-issuer-accepted = En token från en annan utfärdare godtas
token-revoked-accepted = En återkallad klient släpps in
token-bad-accepted = En token som ska nekas godtas
token-no-data = Ingen lista lämnade data med en riktig token, så nekandet av { $kind } visar ingenting
token-no-principal = Målfilen har ingen klient { $kind }; lägg till den för att visa att den nekas
token-not-given = Målfilen har ingen token av slaget { $kind } under refused_tokens; lägg till en för att visa att den nekas
token-none-to-spoil = Klienten full skickar ingen token, så { $kind } kan inte göras av den
token-not-a-jwt = Token är ingen signerad JWT, så { $kind } kan inte göras av den

no-permission-forbidden = { $operation } svarar 403 med ett felobjekt till en klient utan behörighet
no-permission-data = En klient utan behörighet får data
no-permission-empty = En klient utan behörighet får ett tomt svar i stället för 403
no-permission-other-status = En klient utan behörighet får en annan status än 403
no-permission-without-error-object = { $operation }: 403 kom, men utan felobjekt (se familjen ERR)
no-permission-no-principal = Målfilen har ingen klient { $principal }; lägg till en giltig klient med den behörigheten
no-permission-no-token = { $operation }: klienten utan behörighet får ingen token alls, så gränssnittet kan inte bedömas


query-token-refused = { $operation }: en token i frågesträngen släpper inte in någon
query-token-accepted = En token i frågesträngen godtas
query-token-none = Klienten full skickar ingen token som kan flyttas till frågesträngen
query-token-not-in-production = En giltig token läggs inte i frågesträngen i produktionsmiljö, där den hamnar i loggar

limited-refused = { $operation } är stängd för den begränsade klienten och nekas riktigt
limited-valid = { $operation }: { $count } poster som den begränsade klienten får är giltiga
limited-invalid = Behörighetens gränser tar bort obligatoriska fält, så posterna blir ogiltiga
limited-empty = En stängd resurs ger en tom lista i stället för 403 eller 404
limited-other-status = En stängd resurs ger en annan felstatus än 403 eller 404
limited-without-error-object = { $operation }: nekandet saknar felobjekt (se familjen ERR)
limited-unreadable = { $operation }: svaren gick inte att jämföra
limited-nothing-valid = { $operation }: inga giltiga poster att jämföra
no-permission-without-body = En klient utan rättigheter får 403 utan felobjekt
no-token-breaks = En token som saknas ger ett serverfel i stället för ett nekande
