# SPDX-License-Identifier: MIT OR Apache-2.0
# Ord som bedömning, planering och körning använder i alla sviter.

## Hur ett test slutade

ending-erred = Samspel eller nätverket fallerade, inte systemet: { $what }
skipped-interrupted = Körningen avbröts innan testet hade körts. Kör vidare för att få svar.
skipped-out-of-budget = Gränsen på { $budget } anrop var nådd innan testet hade körts. Höj limits.max_requests i målfilen.
skipped-read-only = Testet ville skriva ({ $method } { $path }), och ett system i produktion läses bara. Inget skickades.
skipped-unreachable = Systemet gick inte att nå: { $kind ->
    [dns] värdnamnet finns inte
    [connect] ingen anslutning
    [tls] TLS misslyckades
    [timeout] inget helt svar i tid
    [large] svaret var för stort
    [broken] svaret avbröts
   *[other] anropet gick inte att skicka
} ({ $what })
skipped-no-token = Inget prövades: användaren { $principal } fick ingen token ({ $what }). Kontrollera token_url, client_id och client_secret i målfilen.
skipped-refused = Systemet släppte inte in användaren full: det svarade { $status }.

## Fynd om systemet som helhet

system-unreachable = Systemet gick inte att nå: { $kind ->
    [dns] värdnamnet finns inte
    [connect] ingen anslutning
    [tls] TLS misslyckades
    [timeout] inget helt svar i tid
    [large] svaret var för stort
    [broken] svaret avbröts
   *[other] anropet gick inte att skicka
} ({ $what })
system-unreachable-why = Utan svar går ingenting att pröva.
system-unreachable-remedy = Kontrollera base_url i målfilen, nätet och brandväggen. samspel doctor säger mer.
system-no-token = Användaren { $principal } fick ingen token ({ $what })
system-no-token-why = Utan token går ingenting att pröva. Det säger ingenting om systemet.
system-no-token-remedy = Kontrollera token_url, client_id och client_secret i målfilen. samspel doctor säger mer.
system-refuses = Systemet släpper inte in användaren full: det svarar { $status }
system-refuses-why = Utan behörighet går ingenting att pröva.
system-refuses-remedy = Kontrollera användaren full i målfilen och dess behörighet i systemet. samspel doctor säger mer.
system-nothing-there = Ingen lista i systemet svarar med framgång; den första svarar { $status }. Kontrollera base_url i målfilen.
system-nothing-there-why = Där inga listor svarar går inga uppgifter att pröva.
system-nothing-there-remedy = Kontrollera base_url i målfilen: adressen slutar ofta med version, till exempel /v2.0. samspel doctor säger mer.

## Varför ett test inte ingår i körningen

needs-principal = Testet behöver användaren { $principal }. Lägg till den under principals i målfilen.
needs-writes = Testet skriver i systemet. Tillåt det med allow_writes: true mot en testmiljö.
needs-changes = Någon måste ändra uppgifter i systemet medan testet pågår. Ange ett program, en URL eller en person (operator: true) under changes i målfilen för en testmiljö.
not-selected = Testet valdes bort med { $by }.
edition-not = Testet gäller inte utgåva { $edition }.

## Steg som ett testfall självt anger

step-held = { $count ->
    [one] En kontroll i testfallet stämde.
   *[other] { $count } kontroller i testfallet stämde.
}
step-no-data = Svaret innehöll inga uppgifter att pröva kontrollen på: { $when }
step-no-value = Svaret saknar det värde som nästa steg behöver: { $name }. Lägg in uppgifter i systemet så att värdet finns.
step-no-answer = Systemet gav inget svar som kan prövas: { $what }

## Omdömen

judgement-controls-failed = Kontrollproven gick inte igenom. Därför räknas inga godkända iakttagelser.
judgement-nothing-seen = Inget test såg något som kunde ha gått åt andra hållet.
judgement-not-selected = Inget test i körningen prövar kravet.

## Utlåtandet

statement-passed = { $passed } av { $applicable } tillämpliga skall-krav är uppfyllda.
statement-failed = { $count ->
    [one] Ett skall-krav är inte uppfyllt.
   *[other] { $count } skall-krav är inte uppfyllda.
}
statement-inconclusive = { $count ->
    [one] Ett skall-krav gick inte att avgöra.
   *[other] { $count } skall-krav gick inte att avgöra.
}
statement-not-tested = { $count ->
    [one] Ett skall-krav är inte prövat.
   *[other] { $count } skall-krav är inte prövade.
}
statement-erred = { $count ->
    [one] Ett test slutade i ett fel som inte är systemets.
   *[other] { $count } test slutade i fel som inte är systemets.
}
statement-operations-not-shown = Profilen kräver operationer som inte visades fungera: { $operations }.
statement-interrupted = Körningen avbröts innan den var klar.

## Uppgifter som testerna skapar och ändrar

left-behind = Uppgifter som testerna skapade står kvar i systemet
left-behind-why = Den som äger testmiljön ska veta vad som finns kvar i den. Att frånvaro och loggposter står kvar är inget fel i systemet: standarden har inget sätt att ta bort dem.
left-behind-remedy = Ta bort uppgifterna i systemet om de stör. De är uppräknade i created.ndjson.
operator-create = Skapa ett nytt objekt av slaget { $entity } i systemet.
operator-modify = Ändra ett fält i { $entity } { $id } i systemet och spara.
operator-modify-field = Lägg till ytterligare en post i { $field } för { $entity } { $id } i systemet och spara.
operator-delete = Ta bort { $entity } { $id } ur systemet.
operator-expire = Låt prenumerationen { $id } löpa ut nu.
operator-when-done = Tryck Enter när det är gjort (klistra först in id för ett nytt objekt, om du vet det), eller skriv n om det inte går.
