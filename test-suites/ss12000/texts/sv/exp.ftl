# SPDX-License-Identifier: CC0-1.0
served-nothing-listed = { $operation }: listan av samma slag gav inget att fråga efter. Lägg in minst en post och låt klienten läsa listan.
exp-no-data = { $operation } expand={ $expand }: ingen post har något att bädda in. Lägg in en, i { $source }, som hör till en post i den här listan.
exp-source-closed = { $operation } expand={ $expand }: { $source } går inte att lista, så det går inte att säga vad som ska stå under nyckeln.
exp-forbidden = { $operation } expand={ $expand }: klienten nekas (403). Ge den rätt till { $source }.
exp-no-answer = { $operation } expand={ $expand }: systemet gav inget användbart svar.
exp-all-moved = { $operation } expand={ $expand }: alla poster ändrades medan testet pågick. Kör om när uppgifterna ligger stilla.
exp-not-seen = { $operation } expand={ $expand }: inget under nyckeln gick att jämföra med { $source }.
exp-keyed = { $operation } expand={ $expand }: { $count ->
    [one] en post hade nyckeln, i den dokumenterade formen.
   *[other] { $count } poster hade nyckeln, i den dokumenterade formen.
 }
exp-whole = { $operation } expand={ $expand }: { $count ->
    [one] en inbäddad post var som i listan över { $source }.
   *[other] { $count } inbäddade poster var som i listan över { $source }.
 }
exp-right = { $operation } expand={ $expand }: { $count ->
    [one] i en post var precis det som { $source } säger inbäddat.
   *[other] i { $count } poster var precis det som { $source } säger inbäddat.
 }
exp-refused = Ett dokumenterat expand-värde nekas
exp-not-embedded = Ett begärt expand-värde har ingen verkan
exp-other-key = Det begärda ligger i _embedded under en annan nyckel än expand-värdet
exp-other-form = Det inbäddade är ett objekt där en lista är dokumenterad, eller tvärtom
exp-element-without-id = Det inbäddade säger inte med ett id vad det är
exp-unasked-key = _embedded innehåller mer än det som begärts
exp-record-changed = Posten själv säger något annat när expand anges
exp-rows-empty = Inget är inbäddat i poster som har något att visa
exp-rows-missing = En del av det som hör till posten är inte inbäddat
exp-rows-of-another = Det inbäddade hör till en annan post
exp-rows-foreign = Något är inbäddat som inte hör till posten
exp-rows-twice = Samma sak är inbäddad flera gånger
exp-row-details = Det inbäddade har andra roller eller datum än i sin källa
exp-other-kind = Det inbäddade är av ett annat slag än dokumenterat
exp-fragment-with-members = En inbäddad grupp har med sin medlemslista fast den ska komma utan
exp-group-without-members = En inbäddad grupp saknar sina medlemmar
exp-embedded-invalid = En inbäddad post följer inte schemat för sitt slag
exp-embedded-differs = En inbäddad post säger något annat än samma post i sin egen lista
exp-several-no-data = { $operation }: färre än två expand-värden har något att bädda in. Lägg in poster som hör ihop.
exp-several-together = { $operation }: { $count } expand-värden i samma anrop bäddades in allihop.
exp-several-none-alone = { $operation }: expand-värdena ger inget var för sig heller, så det går inte att säga något om dem tillsammans.
exp-several-lost = Av flera expand-värden i samma anrop följs inte alla
exp-several-refused = Flera expand-värden i samma anrop nekas, fast vart och ett godtas för sig
exp-unasked-no-answer = { $operation }: systemet gav inget användbart svar utan expand.
exp-unasked-nothing = { $operation }: { $count ->
    [one] en post kom utan något inbäddat.
   *[other] { $count } poster kom utan något inbäddat.
 }
exp-unasked-embedded = Något är inbäddat fast ingen har bett om det
exp-known-without-effect = { $operation }: expand={ $expand }, som är dokumenterat, har ingen verkan, så ett okänt värde säger inget.
exp-unknown-no-data = { $operation }: ingen post har något att bädda in, så att ett okänt expand-värde nekas skulle inte bevisa något. Lägg in en.
exp-unknown-refused = { $operation }: { $count ->
    [one] ett okänt expand-värde nekades med 400. Det är rätt; tänk på att några kända klienter skickar expand=enrolments.
   *[other] { $count } okända expand-värden nekades med 400. Det är rätt; tänk på att några kända klienter skickar expand=enrolments.
 }
exp-unknown-served = Ett expand-värde som inte finns förbigås i tysthet
exp-unknown-other-status = Ett expand-värde som inte finns ger något annat än 400
exp-rights-no-principal = Målfilen har ingen klient { $principal }: lägg till en som får läsa vissa slags poster men inte andra.
exp-rights-nothing-closed = Det finns ingen lista som klienten { $principal } får läsa och vars inbäddade poster den inte får läsa. Ge den till exempel rätt till grupper men inte till tjänstgöringar.
exp-rights-refused = { $operation } expand={ $expand }: en klient utan rätt till det som bäddas in nekades.
exp-rights-left-out = { $operation } expand={ $expand }: en klient utan rätt till det som bäddas in fick posterna utan det.
exp-rights-back-door = En klient får inbäddat det som den inte får läsa för sig
