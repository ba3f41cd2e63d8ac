# SPDX-License-Identifier: CC0-1.0
# Ord om TLS.

## Vad som saknas

tls-no-https = Ingen adress i målfilen använder https:.
tls-no-web = Ingen adress som prövas är en sida som människor öppnar. Lägg till den under interfaces.tls.endpoints med kind: web.
tls-no-answer = { $place } gav inget svar som avgör något: { $what }.
tls-unsteady = { $place } nekade, men tar inte emot dagens klienter heller ({ $what }), så ett nekande visar ingenting.
tls-unread = Ett dokument som skulle ha nämnt fler adresser gick inte att läsa
tls-no-roots = Varken systemet eller målfilen har någon betrodd utfärdare; ange ca_file i målfilen.
tls-chain-hidden = Kedjan från { $place } gick inte att följa till slutet: { $what }. Se fynden om datum och signaturer.
tls-not-read = { $place } gick inte att läsa: { $what }.
tls-no-page = { $place } är ingen sida som hämtar något.
tls-no-cookies = Inget av svaren satte någon kaka.
tls-plain-named = Målfilen anger { $place } med http:, som skickar vidare till https:. Skriv adressen med https: i målfilen, så prövas den.
tls-only-13 = { $place } talar bara TLS 1.3, som varken omförhandlar eller komprimerar.
tls-no-13 = { $place } talar inte TLS 1.3, så tidiga data finns inte.
tls-nothing-older = { $place } talar ingen äldre version att falla tillbaka till.

## Versioner och sviter

tls-answers = { $count ->
    [one] En server tar emot dagens klienter.
   *[other] { $count } servrar tar emot dagens klienter.
 }
tls-taken = { $count ->
    [one] En server tog emot { $what }.
   *[other] { $count } servrar tog emot { $what }.
 }
tls-refused = { $count ->
    [one] Ett erbjudande nekades, mellan två som togs emot.
   *[other] { $count } erbjudanden nekades, mellan sådana som togs emot.
 }
tls-refuses-tls13 = Servern tar inte emot TLS 1.3
tls-refuses-tls12 = Servern tar inte emot TLS 1.2
tls-refuses-recommended = Servern tar inte emot någon rekommenderad svit
tls-takes-tls11 = Servern tar emot TLS 1.1
tls-takes-tls10 = Servern tar emot TLS 1.0
tls-takes-ssl3 = Servern tar emot SSL 3.0
tls-takes-ssl2 = Servern tar emot SSL 2.0
tls-takes-rsa = Servern tar emot nyckelutbyte utan framåtsekretess
tls-takes-null = Servern tar emot en svit utan kryptering
tls-takes-export = Servern tar emot en svit med nycklar för export
tls-takes-rc4 = Servern tar emot RC4
tls-takes-des = Servern tar emot DES eller trippel-DES
tls-takes-anonymous = Servern tar emot en svit där ingen visar vem den är
tls-takes-cbc = Servern tar emot en svit med CBC

## Nyckelutbyte och handskakning

tls-short-prime = Primtalet i Diffie-Hellman är för kort
tls-prime-held = { $count ->
    [one] En server har ett långt primtal, eller ingen Diffie-Hellman.
   *[other] { $count } servrar har ett långt primtal, eller ingen Diffie-Hellman.
 }
tls-hybrid = Servern tar emot en grupp som också står emot kvantdatorer
tls-groups-refused = Servern tar varken emot X25519 eller P-256
tls-groups-held = { $count ->
    [one] En server tar emot X25519 eller P-256.
   *[other] { $count } servrar tar emot X25519 eller P-256.
 }
tls-name-unanswered = Servern lägger på utan besked
tls-name-answered = { $count ->
    [one] En fråga utan känt namn fick ett svar.
   *[other] { $count } frågor utan känt namn fick svar.
 }
tls-no-renegotiation-info = Servern säger inte att omförhandling är säker
tls-compresses = Servern komprimerar
tls-negotiation-held = { $count ->
    [one] En regel om förhandlingen stämde.
   *[other] { $count } regler om förhandlingen stämde.
 }
tls-early-data = En biljett tillåter tidiga data
tls-no-early-data = { $count ->
    [one] En server gav ingen biljett som tillåter tidiga data.
   *[other] { $count } servrar gav ingen biljett som tillåter tidiga data.
 }
tls-fallback-taken = Servern låter en klient falla tillbaka i onödan
tls-fallback-held = { $count ->
    [one] En server avbröt för en klient som fallit tillbaka i onödan.
   *[other] { $count } servrar avbröt för en klient som fallit tillbaka i onödan.
 }

## Certifikat

tls-chain-held = { $count ->
    [one] En sak stämde i de certifikat som skickades.
   *[other] { $count } saker stämde i de certifikat som skickades.
 }
tls-chain-untrusted = Kedjan leder inte till någon betrodd utfärdare
tls-chain-order = Kedjan är inte i ordning
tls-other-name = Certifikatet är inte för värdnamnet
tls-not-yet-valid = Ett certifikat gäller inte än
tls-expired = Ett certifikat har gått ut
tls-ends-soon = Certifikatet går ut inom 30 dagar
tls-short-key = En nyckel är för kort
tls-weak-signature = Ett certifikat är signerat med en svag algoritm
tls-stapled = Ett OCSP-svar följer med handskakningen
tls-no-revocation = Det går inte att få veta om certifikatet är spärrat

## HTTP

tls-plain-closed = { $count ->
    [one] På en värd går http: inte att ansluta till.
   *[other] På { $count } värdar går http: inte att ansluta till.
 }
tls-plain-redirects = { $place } skickar vidare till https:.
tls-plain-refused = { $place } nekar.
tls-plain-served = http: ger ett svar
tls-plain-elsewhere = http: skickar vidare till något annat än https:
tls-plain-api-redirects = Ett API skickar vidare från http: i stället för att neka; den som skrivit fel adress har redan skickat sin token
tls-plain-for-now = http: skickar vidare tills vidare och inte för gott
tls-strict-held = { $count ->
    [one] Ett svar säger åt webbläsare att bara komma med https:.
   *[other] { $count } svar säger åt webbläsare att bara komma med https:.
 }
tls-strict-missing = Inget säger åt webbläsare att bara komma med https:
tls-strict-short = Webbläsare glömmer för snart att bara komma med https:
tls-mixed-content = Sidan hämtar eller skickar något över http:
tls-page-held = { $count ->
    [one] En adress som sidan använder är skyddad.
   *[other] { $count } adresser som sidan använder är skyddade.
 }
tls-cookie-open = En kaka saknar Secure
tls-cookies-held = { $count ->
    [one] En kaka har Secure.
   *[other] { $count } kakor har Secure.
 }
