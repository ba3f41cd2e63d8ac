# SPDX-License-Identifier: CC0-1.0
# Ord om OpenID-leverantörer.

## Vad som saknas

op-no-metadata = Metadata kunde inte läsas ({ $answer })
op-no-keys = Nycklarna kunde inte läsas ({ $answer })
op-metadata-nothing = Metadata har inget som kravet gäller
op-no-client = Målfilen har ingen klient { $name }; lägg till den under interfaces.oidc-provider.clients
op-no-person = Målfilen har ingen person { $name }; lägg till den under interfaces.oidc-provider.login.people
op-no-client-with-key = Ingen klient i målfilen använder private_key_jwt
op-no-client-with-secret = Ingen klient i målfilen använder en hemlighet
op-no-redirect-uri-with-query = Ingen av klientens redirect_uris har en frågesträng; registrera en till och lägg den i målfilen
op-no-offline-access = Klientens scope i målfilen har inte offline_access
op-no-refresh-token = Ingen förnyelsetoken kom fast offline_access begärdes
op-no-rotation = Förnyelsen gav ingen ny förnyelsetoken, så utbyte kan inte prövas
op-no-wider-scope = Klientens scope i målfilen har inget att begära som inte redan beviljats
op-no-national-scope = Klientens scope i målfilen har inget nationellt värde
op-no-levels = Målfilen anger inte de tillitsnivåer som prövningen behöver; skriv dem under login.levels, den lägsta först
op-no-cancel = Målfilen säger inte hur man avbryter; lägg till login.cancel
op-no-logout = Metadata har ingen end_session_endpoint
op-no-logout-uri = Klienten i målfilen har inga post_logout_redirect_uris
op-no-request-objects = Metadata säger inte att begärandeobjekt stöds
op-no-essential-acr = Inte ens en nödvändig tillitsnivå som kan nås ger en kod, så ett nekande visar ingenting
op-no-silent-login = prompt=none ger ingen kod fast personen är inloggad ({ $end }), så ett nekande visar ingenting
op-no-auth-time = ID-token saknar auth_time eller iat, så tiden kan inte jämföras
op-nothing-typed = Vid den första inloggningen fylldes inget i, så en ny inloggning skulle inte synas
op-nothing-returned = Inget svar kom till klienten
op-same-person = Båda personerna i målfilen loggades in som samma sub
op-page-without-language = Inloggningssidan säger inte vilket språk den har
op-login-stuck = Inloggningen gav ingen kod ({ $end }); stämmer login.pages, klienten och scope i målfilen?
op-login-rejected = Inloggningssidan kom tillbaka varje gång den fylldes i; stämmer det som login.people skriver? För att inget konto ska spärras görs inga fler försök med en inloggning som aldrig fungerat
op-login-refused = Leverantören svarar på begäran om inloggning med en felsida ({ $answer }); är klientens client_id, redirect_uris och scope registrerade så som de står i målfilen?
op-login-no-forms = Vägen till inloggningen slutade på en sida utan formulär; kräver den JavaScript?
op-login-no-rule = Ingen regel i login.pages passar en sida på vägen till inloggningen; dess formulär har fälten { $fields }
op-no-tokens = Koden gav inga token ({ $answer }); stämmer klientens auth i målfilen?
op-marker-missing = Varken ID-token eller UserInfo har { $claim } med det värde som målfilen anger, så det går inte att se vem som loggades in
op-open-to-all = En kod kom också utan inloggning, så ingen inloggning visar något
op-unclear = { $what }: svaret avgör ingenting ({ $end })
op-id-token-unreadable = ID-token saknas eller går inte att läsa
op-id-token-nothing = ID-token har inget som kravet gäller
op-id-token-not-used = ID-token har inte den frivilliga uppgift som kravet gäller
op-no-national-claims = Metadata räknar inte upp några nationella attribut
op-no-claims-parameter = Metadata säger inte att claims-parametern stöds, och den som inte stöder den får bortse från den
op-algorithm-unknown = Signaturer med { $alg } kan Samspel inte pröva
op-userinfo-silent = UserInfo gav inga uppgifter ({ $answer })
op-claims-nothing = Leverantören lämnade inget av de attribut som prövningen behöver; ge testpersonen namn och e-post
op-logout-page = Utloggningen stannade på en sida; beskriv den under login.pages

## Vad som sågs

op-metadata-held = { $count } uppgifter i metadata är som de ska
op-keys-held = { $count } egenskaper hos nycklarna är som de ska
op-languages-held = { $count } uppgifter om språk stämmer
op-marker-seen = Personen loggade in och kändes igen; utan inloggning kom ingen kod
op-flow-works = { $count } steg i kodflödet gick som de ska
op-token-response-held = { $count } egenskaper hos svaret med token är som de ska
op-iss-held = { $count } svar bar rätt iss
op-access-token-held = { $count } åtkomsttoken röjde inget om personen
op-id-token-held = { $count } egenskaper hos ID-token är som de ska
op-userinfo-held = { $count } svar från UserInfo är som de ska
op-userinfo-refused = { $count } token som inte duger nekades, mellan två som godtogs
op-claims-held = { $count } begäranden om attribut besvarades som de ska
op-accepted = { $count } ovanliga men riktiga begäranden gick igenom
op-redemption-refused = { $count } felaktiga inlösen nekades, mellan två som gick igenom
op-addresses-refused = { $count } adresser som inte är klientens fick ingen kod, mellan två inloggningar som gick igenom
op-proof-held = { $count } sätt att styrka klienten bedömdes som de ska
op-refresh-held = Förnyelsetoken behandlades som den ska
op-request-object-held = { $count } begärandeobjekt behandlades som de ska
op-request-uri-refused = Adressen hämtades inte, och begäran avvisades
op-session-held = Sessionen behandlades som den ska
op-logout-held = { $count } egenskaper hos utloggningen är som de ska
op-other-error = Felet har ett annat namn än det som specifikationen anger
op-error-to-registered-address = En främmande adress gav ett fel till klientens registrerade adress i stället för en felsida
op-userinfo-post-body = UserInfo tar inte emot token i formuläret, vilket är tillåtet

## Fynd: metadata och nycklar

op-metadata-missing = Metadata kan inte hämtas
op-issuer-differs = Metadata anger en annan utfärdare
op-metadata-media-type = Metadata har fel medietyp
op-issuer-form = Utfärdarens id har en frågesträng eller ett fragment
op-without-tls = En adress är inte https
op-metadata-lacks = Metadata saknar en uppgift
op-metadata-does-not-list = En lista i metadata saknar ett värde
op-metadata-lists = En lista i metadata har ett värde som inte får finnas
op-implicit-listed = Metadata erbjuder flöden som lägger token i adressen
op-claim-unknown = Ett nationellt attribut har ett namn som inte är registrerat
op-page-language = Inloggningssidan visas på fel språk
op-private-key = En privat nyckel är publicerad
op-kid-twice = Flera nycklar har samma kid
op-key-without-use = En nyckel säger inte vad den är till för
op-weak-key = En nyckel är för svag eller av fel slag
op-keys-cache = Nycklarna lämnas ut utan Cache-Control

## Fynd: kod och token

op-flow-refused = En riktig begäran nekas
op-state-differs = Klienten får inte tillbaka sin state
op-no-id-token = Ingen ID-token kommer fast openid begärts
op-token-response-cacheable = Svaret med token får sparas
op-token-type = Svaret med token säger inte Bearer
op-token-response-media-type = Svaret med token har fel medietyp
op-iss-differs = Ett svar har en annan iss
op-iss-missing = Ett svar saknar iss
op-access-token-readable = Åtkomsttoken bär läsbara uppgifter om personen
op-id-token-without-openid = ID-token kommer fast openid inte begärts
op-not-accepted-post = Begäran går inte att skicka med POST
op-not-accepted-unknown-parameter = En okänd parameter stoppar begäran
op-not-accepted-no-nonce = En begäran utan nonce stoppas
op-not-accepted-hints = Ett förslag som får förbigås stoppar begäran
op-not-accepted-verifier = En tillåten verifierare nekas
op-not-accepted-redirect-query = En registrerad adress med frågesträng nekas
op-redirect-query-lost = Frågesträngen i den registrerade adressen går förlorad
op-redeemed-again = En kod ger token två gånger
op-redeemed-later = En använd kod ger token igen
op-tokens-survive-replay = Token gäller efter att koden använts igen
op-redeemed-other-client = En annan klient får token för koden
op-redeemed-redirect-uri = Koden ger token trots fel redirect_uri
op-redeemed-wrong-verifier = Fel verifierare ger token
op-redeemed-no-verifier = Utelämnad verifierare ger token
op-redeemed-downgrade = En verifierare utan utmaning ger token
op-redeemed-plain = PKCE-metoden plain ger token
op-redeemed-no-method = PKCE utan metod tas för plain och ger token
op-redeemed-public-without-pkce = En publik klient får token utan PKCE
op-redeemed-verifier-length = En verifierare av otillåten längd ger token
op-redeemed-swapped-verifier = Verifieraren från en annan inloggning ger token
op-code-to-foreign-address = En begäran med en adress som inte är klientens ger en kod
op-open-redirect = Personen skickas till en adress som inte är klientens

## Fynd: ID-token

op-id-token-lacks = ID-token saknar en uppgift
op-id-token-issuer = ID-token har en annan utfärdare
op-id-token-audience = ID-token är inte riktad till klienten
op-id-token-azp = azp är inte klienten
op-id-token-life = ID-token gäller för länge
op-id-token-nonce = ID-token har inte den nonce som skickades
op-id-token-algorithm = ID-token är signerad på ett sätt som inte får användas
op-id-token-unsigned = ID-token är osignerad
op-id-token-no-key = Ingen publicerad nyckel passar ID-token
op-id-token-signature = Signaturen på ID-token stämmer inte
op-id-token-kid = ID-token namnger ingen publicerad nyckel
op-sub-changes = sub ändras mellan inloggningar
op-sub-form = sub har fel form
op-sub-personal = sub är ett personnummer eller en e-postadress
op-id-token-unasked = ID-token bär uppgifter om personen som ingen bett om
op-at-hash = at_hash stämmer inte

## Fynd: UserInfo

op-userinfo-subject = UserInfo gäller en annan sub
op-userinfo-unsigned = UserInfo är osignerad
op-userinfo-signature = Signaturen på UserInfo stämmer inte
op-userinfo-iss-aud = Signerad UserInfo säger inte vem den är från och till
op-userinfo-post = UserInfo svarar inte på POST
op-userinfo-tells-anybody = UserInfo lämnar uppgifter till den som inte har rätt token
op-userinfo-no-challenge = UserInfo nekar utan WWW-Authenticate
op-scope-gives-more = Ett scope ger fler attribut än sina egna
op-claim-not-told = Ett begärt attribut lämnas inte
op-claim-not-in-id-token = Ett attribut som begärts i ID-token finns inte där
op-civic-number-form = Personnumret har fel form
op-other-subject = Någon annan än den begärda loggas in

## Fynd: inloggning och utloggning

op-page-in-silence = En sida visas fast begäran är tyst
op-error-without-state = Ett fel kommer tillbaka utan rätt state
op-silent-without-session = En kod ges utan session
op-silent-max-age = En kod ges fast sessionen är för gammal
op-silent-other-client = En kod ges till en annan klient än den som skapade sessionen
op-silent-other-acr = En kod ges fast en annan tillitsnivå begärs
op-silent-other-claims = En kod ges fast fler uppgifter begärs än personen medgett
op-silent-hint = En kod ges fast en annan person efterfrågas
op-silent-none-and-login = prompt=none tillsammans med login ger en kod
op-silent-login-refused = En tyst begäran nekas fast sessionen räcker
op-no-new-login = Ingen ny inloggning krävs
op-old-auth-time = auth_time är inte tiden för den nya inloggningen
op-acr-differs = acr är inte den begärda tillitsnivån
op-essential-acr-ignored = En kod ges fast den nödvändiga tillitsnivån inte kan nås
op-no-step-up = Tillitsnivån höjs inte
op-cancel-error = Den som avbryter får inte felet access_denied
op-response-type-ignored = En begäran utan giltig svarstyp ger en kod
op-logout-without-effect = Sessionen finns kvar efter utloggning
op-logout-without-state = Utloggningen lämnar inte tillbaka state
op-logout-anywhere = Utloggningen skickar personen till en adress som inte är registrerad
op-logout-by-foreign-hint = En ändrad id_token_hint loggar ut utan fråga
op-logout-without-asking = En utloggning utan parametrar sker utan fråga

## Fynd: klienter, förnyelse och begärandeobjekt

op-proof-refused-audience-endpoint = En försäkran riktad till tokenadressen nekas
op-proof-refused-audience-issuer = En försäkran riktad till utfärdaren nekas
op-proof-accepted-bad-assertion = En felaktig försäkran ger token
op-proof-accepted-twice = En försäkran ger token två gånger
op-proof-accepted-secret-instead = En klient som ska signera får token utan signatur
op-proof-accepted-wrong-secret = Fel hemlighet ger token
op-no-basic-challenge = Fel hemlighet nekas utan 401 och WWW-Authenticate
op-refresh-refused = Förnyelsen ger ingen ny åtkomsttoken
op-refresh-changes-id-token = ID-token gäller något annat efter förnyelsen
op-refreshed-other-client = En annan klient kan använda förnyelsetoken
op-refreshed-again = En utbytt förnyelsetoken ger token
op-refresh-family-survives = Efterföljaren gäller fast en utbytt förnyelsetoken använts
op-refreshed-wider = Förnyelsen ger mer än vad som medgavs
op-request-object-refused = Ett riktigt begärandeobjekt nekas
op-request-object-not-used = Parametrarna utanför begärandeobjektet används
op-request-object-accepted = Ett felaktigt begärandeobjekt ger en kod
op-request-object-unsigned = Ett osignerat begärandeobjekt ger en kod
op-request-uri-fetched = Adressen i request_uri hämtas
op-request-uri-passed-over = request_uri förbigås och en kod ges
