# SPDX-License-Identifier: CC0-1.0
look-no-data = { $operation }: inget i listan kan slås upp på { $key } så att något hittas och något utelämnas. Lägg in två poster som skiljer sig åt där.
look-exactly = { $operation }, { $key }: { $count ->
    [one] en fråga hittade precis det som listorna säger.
   *[other] { $count } frågor hittade precis det som listorna säger.
 }
look-key-not-judged = { $operation }, { $key }: det som kom gick inte att jämföra med listorna.
look-moved = { $operation }, { $key }: uppgifterna ändrades medan testet pågick. Kör om när de ligger stilla.
look-key-refused = Uppslag på en dokumenterad nyckel nekas
look-key-finds-nothing = Uppslag på en dokumenterad nyckel hittar inget fast något stämmer
look-corrected-spelling-only = En nyckel i uppslaget fungerar bara med en annan stavning än den dokumenterade
look-key-takes-other-ids = En nyckel i aktivitetsuppslaget tar id av ett annat slag än dokumenterat
look-unknown-refused = Ett uppslag nekas för att ett av värdena är okänt
look-null-entries = Ett uppslag ger tomma poster för det som inte hittas
look-gives-everything = Ett uppslag ger allt i stället för det efterfrågade
look-hits-missing = Ett uppslag utelämnar poster som stämmer
look-hits-foreign = Ett uppslag ger poster som inte stämmer
look-combined-no-data = { $operation }: inga två nycklar hittar olika saker. Lägg in poster så att varje nyckel hittar något eget.
look-combined-refused = Flera nycklar i samma uppslag nekas
look-combined-any = { $operation }: två nycklar i samma uppslag gav det som någon av dem hittar.
look-combined-all = { $operation }: två nycklar i samma uppslag gav det som båda hittar. Standarden väntar sig det som någon av dem hittar, men säger det inte tydligt.
look-combined-not-alone = { $operation }: ensam hittar { $key } inte heller det den ska, så det går inte att säga något om flera nycklar.
look-combined-one-only = Av flera nycklar i samma uppslag följs bara en
look-combined-neither = Flera nycklar i samma uppslag ger varken det som någon av dem hittar eller det som alla hittar
look-duplicates-refused = Ett uppslag nekas för att ett id står två gånger
look-duplicates-not-judged = { $operation }: utan upprepning gav id:na inte en post var, så upprepning bevisar inget.
look-duplicates-once = { $operation }: { $count ->
    [one] ett id som efterfrågades två gånger gav en post.
   *[other] { $count } id:n som efterfrågades två gånger gav en post var.
 }
look-duplicates-repeated = Ett id som efterfrågas två gånger ger sin post två gånger
look-empty-nothing = { $operation }: { $count ->
    [one] en kropp som inte frågar efter något gav inget.
   *[other] { $count } kroppar som inte frågar efter något gav inget.
 }
look-empty-gives-entities = Ett uppslag som inte frågar efter något ger poster
look-malformed-without-error-object = { $operation }: nekandet har inget felobjekt av dokumenterad form och räknas därför inte här.
look-malformed-served = Ett uppslag godtar en kropp som det inte kan ha förstått
look-malformed-breaks = Ett felaktigt uppslag ger ett serverfel
look-malformed-refused = { $operation }: { $count ->
    [one] en felaktig kropp nekades.
   *[other] { $count } felaktiga kroppar nekades.
 }
look-cut-off = Ett uppslag utelämnar poster som kommer när de efterfrågas var för sig
look-nothing-to-look-up = { $operation }: inget i listan kom i uppslaget.
look-some-gone = { $operation }: några poster i listan går inte längre att slå upp, vare sig var för sig eller tillsammans.
look-complete = { $operation }: { $count ->
    [one] en post i listan kom i uppslaget, utan att något utelämnades.
   *[other] { $count } poster i listan kom i uppslaget, utan att något utelämnades.
 }
look-no-by-id = { $operation }: poster av det här slaget går inte att hämta med id, så det finns inget att jämföra med.
look-as-by-id = { $operation }: { $count ->
    [one] en post sade samma sak som när den hämtades med sitt id.
   *[other] { $count } poster sade samma sak som när de hämtades med sina id:n.
 }
look-nothing-compared = { $operation }: ingen post kom både i uppslaget och med sitt id.
look-not-as-by-id = En post säger något annat i uppslaget än när den hämtas med sitt id
look-options-no-data = { $operation }: varken expand eller expandReferenceNames syns på någon post i listan, så det finns inget att se i uppslaget.
look-option-honoured = { $operation }: { $option }={ $value } följdes.
look-option-ignored = { $option } i frågesträngen till ett uppslag har ingen verkan
look-civic-found = { $operation }: svenska personnummer med tolv tecken hittades.
look-civic-hyphen-too = Ett personnummer med bindestreck hittas också
look-civic-hyphen-only = Personnummer hittas bara med bindestreck
look-civic-not-found = { $operation }: personnummer hittas inte i någon form, så det går inte att säga något om formen.
look-civic-short-only = Personnummer hittas bara med tio siffror
look-kind-as-written = Ett uppslag ger det slag som dokumentet nämner av misstag
look-other-kind = Ett uppslag ger poster av ett annat slag
look-kind-meant = { $operation }: { $count ->
    [one] en post var av rätt slag.
   *[other] { $count } poster var av rätt slag.
 }
look-kind-unknown = { $operation }: ingen post kom som är hel nog för att visa sitt slag.
