# SPDX-License-Identifier: CC0-1.0
# Familjen ERR.

error-bodies-seen = { $operation }: { $count } felsvar är riktiga felobjekt
error-bodies-unlisted-seen = { $operation }: { $count } felsvar med statusar som inte räknas upp är riktiga felobjekt
error-media-types-seen = { $operation }: { $count } felsvar har medietypen application/json
error-texts-discreet = { $operation }: { $count } felsvar röjer varken kod, SQL, token eller personuppgifter
error-none-provoked = { $operation }: inget felsvar med kropp kunde framkallas
error-no-status-listed = { $operation } har inga dokumenterade statusar för fel som en klient kan framkalla.
error-none-listed = { $operation }: inget fel med dokumenterad status kunde framkallas
error-none-unlisted = { $operation }: inget fel med odokumenterad status kunde framkallas
error-empty = Ett felsvar saknar kropp
error-not-json = Ett felsvar är inte JSON
error-not-an-object = Ett felsvar är JSON men inget objekt
error-wrapped = Felets code och message ligger inuti { $key } i stället för på översta nivån
error-lacks-field = Ett felobjekt saknar { $field }
error-code-not-string = Felobjektets code är ingen sträng
error-field-not-string = Felobjektets { $field } är ingen sträng
error-cause-gateway = Svaret kommer troligen från en gateway, proxy eller webbserver framför tjänsten, med sin egen felsida
error-cause-framework = Ramverkets eget felformat har troligen lämnats som det är
error-media-type = Felsvar har en annan medietyp än application/json
error-leaks = Ett felmeddelande röjer sådant som ska stanna i systemet: { $what }
error-429-seen = { $operation }: { $count } svar 429 anger väntetid
error-429-without-retry-after = Svaret 429 saknar Retry-After
error-429-never-seen = { $operation }: systemet begränsade aldrig antalet anrop

not-found-body-fits = { $operation }: 404 är tomt eller ett felobjekt
not-found-body = Ett 404-svar på ett okänt id har en kropp som inte är ett felobjekt
not-found-other-answer = { $operation }: ett okänt id gav { $answer }, inte 404

bad-path-id-refused = { $operation }: { $count } id:n som inte är UUID gav 400 med felobjekt
bad-path-id-not-400 = Ett id i sökvägen som inte är en UUID ger något annat än 400
bad-path-id-without-error-object = { $operation }: 400 kom, men utan felobjekt (se kraven på felsvarens form)

large-lookup-whole = { $operation }: alla { $entities } efterfrågade poster kom
large-lookup-refused = { $operation }: en fråga om { $asked } id:n nekades med 503 och felobjekt
large-lookup-cut-off = En lookup med många id:n kortas av utan besked
large-lookup-other-refusal = { $operation }: en stor lookup nekas med en annan status än 503
large-lookup-always-refused = { $operation }: frågor om många id:n nekades alla med en annan status än 503
large-lookup-too-few = { $operation }: systemet har färre än två kända poster; lägg in fler
large-lookup-drift = { $operation }: poster försvann medan de efterfrågades
large-lookup-unreadable = { $operation }: svaret är ingen lista

client-mistakes-refused = { $operation }: { $count } felaktiga anrop nekades med 4xx
client-mistake-server-error = Ett felaktigt anrop leder till serverfel
client-mistake-taken-as-good = Ett felaktigt anrop besvaras som om det vore riktigt
client-mistakes-none-refused = { $operation }: inget felaktigt anrop som standarden talar om kunde prövas
large-lookup-breaks = Ett uppslag av många id:n slutar i serverfel i stället för 503
