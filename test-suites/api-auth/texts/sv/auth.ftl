# SPDX-License-Identifier: CC0-1.0
# Vad som saknas.

auth-no-data = Ingen lista gav klienten full några uppgifter (senast: { $answer }); lägg in något och ge den läsrätt
auth-no-issuer = Målfilen har ingen issuer, så Samspel kan inte signera token som API:et litar på; lägg till issuer och ställ in API:et på den
auth-issuer-not-trusted = API:et hämtade nycklarna från { $issuer } men nekade en riktig token ({ $answer }); stämmer audience, typ och claims i målfilen med API:ets inställning?
auth-issuer-not-asked = API:et hämtade inga nycklar från { $issuer } och nekade en riktig token ({ $answer }); är det inställt på utfärdaren, och når det adressen?
auth-no-token-to-spoil = Klienten full skickar ingen token, så ingen felaktig kan göras av den; lägg till issuer i målfilen
auth-token-not-a-jwt = Token för klienten full är ingen signerad JWT, så ingen felaktig kan göras av den; lägg till issuer i målfilen
auth-claim-not-given = Riktiga token från { $issuer } har ingen användbar { $claim }; lägg till den under issuer.claims i målfilen
auth-key-pinned = Nyckeln kommer från en fil (issuer.key), så API:et kan ha den fast inställd; utan issuer.key prövas nyckelbyte
auth-good-token-refused = En riktig token släpptes inte in ({ $answer }), så nekanden bredvid den visar ingenting
auth-open-to-all = Uppgifterna lämnas ut även utan token, så en riktig token visar ingenting
auth-lets-anything-in = En token med fel signatur släpps in, så att den här släpps in visar ingenting
auth-unclear = { $what }: svaret avgör ingenting ({ $answer })
auth-no-path = Ingen operation kunde prövas
auth-nothing-refused = Inget svar var 401 eller 403, så det finns inget felobjekt att bedöma
auth-new-key-not-yet = En ny nyckel togs inte i bruk på { $seconds } sekunder; ange i issuer.key_wait_s hur lång tid API:ets dokumentation säger

# Vad som inte gäller.

auth-follows-rfc-9068 = Målfilen säger att token har typ at+jwt (issuer.typ), så API:et får kräva det

# Vad som sågs.

auth-good-token = { $operation } ger uppgifter med en riktig token och inga utan
auth-refused = { $count ->
    [one] En felaktig token nekades, mellan två riktiga som släpptes in
   *[other] { $count } felaktiga token nekades, mellan två riktiga som släpptes in
}
auth-accepted = { $count ->
    [one] En ovanlig men riktig token släpptes in
   *[other] { $count } ovanliga men riktiga token släpptes in
}
auth-challenged = Utan token kommer 401 med WWW-Authenticate: Bearer
auth-paths-protected = { $count } operationer kräver token
auth-unknown-kid-refused = { $count } token med okända kid nekades; nycklarna hämtades { $fetches } gånger
auth-new-key-taken-up = En ny nyckel togs i bruk utan omstart
auth-error-objects = { $count } nekanden är felobjekt
auth-cors-closed = { $count } svar öppnar inte för främmande webbplatser
auth-refused-otherwise = En felaktig token nekas med en annan status än 401 och 403; 401 hjälper klienten mer

# Fynd.

auth-refused-with-data = Ett nekande har uppgifter i sitt innehåll
auth-key-fetched-from-header = API:et hämtar den adress som token pekar på
auth-no-token-let-in = Ett anrop utan token släpps in
auth-without-challenge = 401 utan token saknar WWW-Authenticate: Bearer
auth-no-token-other-status = Utan token kommer en annan status än 401
auth-path-open = En operation svarar utan token
auth-path-examined = En operation prövar frågan innan den prövar vem som frågar
auth-let-in-unknown-kid = En token med en okänd kid släpps in
auth-fetches-for-each = Nycklarna hämtas på nytt för varje okänd kid
auth-new-key-refused = En ny nyckel togs inte i bruk inom { $seconds } sekunder
auth-no-error-object = Ett nekande är inget felobjekt med code och message
auth-error-with-trace = Ett nekande visar var i koden felet uppstod
auth-cors-open = Vilken webbplats som helst får läsa med användarens inloggning
auth-let-in-other-scheme = Något annat än exakt ett Authorization-huvud med Bearer släpps in
auth-let-in-in-query = En token i adressen släpps in
auth-let-in-not-a-jwt = En text som inte är någon token släpps in
auth-let-in-not-json = En token vars delar inte är JSON-objekt släpps in
auth-let-in-alg-none = En token med alg none släpps in
auth-let-in-hmac-with-public-key = Den publika nyckeln godtas som hemlighet för HS256
auth-let-in-other-signature = En token vars signatur saknas eller inte stämmer släpps in
auth-let-in-signature-form = En signatur i fel form godtas
auth-let-in-other-algorithm = En token som anger en annan algoritm än nyckelns släpps in
auth-let-in-key-in-header = En nyckel som token själv har med sig eller pekar på godtas
auth-let-in-unknown-crit = En token med en okänd kritisk utökning släpps in
auth-let-in-no-kid = En token utan kid från en främmande nyckel släpps in
auth-let-in-kid-as-path = En kid som är en sökväg, SQL eller ett kommando leder till en känd nyckel
auth-let-in-expired = En token som gick ut för tio minuter sedan släpps in
auth-let-in-no-expiry = En token utan exp släpps in
auth-let-in-not-yet-valid = En token som gäller först om tio minuter släpps in
auth-let-in-odd-expiry = En token med exp i fel form släpps in
auth-let-in-other-issuer = En token med en annan iss släpps in
auth-let-in-no-issuer = En token utan iss släpps in
auth-let-in-other-audience = En token för en annan mottagare släpps in
auth-let-in-other-use = En ID-token eller en token för ett annat API släpps in
auth-let-in-other-organisation = En token med en annan medlems organization_id släpps in
auth-let-in-odd-organisation = En token vars organization_id saknas eller har fel form släpps in
auth-let-in-other-location = En token med behörighet till ett annat API släpps in
auth-let-in-location-inside = En adress som bara innehåller API:ets räknas
auth-let-in-location-longer = En adress som bara börjar som API:ets räknas
auth-let-in-odd-access = En token utan läsbar requested_access släpps in
auth-let-in-other-type = Behörighet av annan typ än ss12000-api räknas
auth-breaks-other-scheme = Serverfel vid tom Bearer, andra scheman och dubbla huvuden
auth-breaks-not-a-jwt = Serverfel vid text som inte är någon token
auth-breaks-not-json = Serverfel vid token vars delar inte är JSON-objekt
auth-breaks-odd-expiry = Serverfel vid token med exp i fel form
auth-breaks-odd-access = Serverfel vid token utan läsbar requested_access
auth-kept-out-scheme-case = Bearer med andra stora och små bokstäver nekas
auth-kept-out-extra-claims = En token med okända uppgifter nekas
auth-kept-out-skewed = En token vars tid skiljer sig 30 sekunder nekas
auth-kept-out-audience-list = En token vars aud är en lista nekas
auth-kept-out-location-spelling = API:ets egen adress, skriven på annat sätt, räknas inte
auth-kept-out-second-access = Rätt adress räknas inte när den står efter en annan
auth-kept-out-typ = En token utan typ, eller med typ JWT, nekas
