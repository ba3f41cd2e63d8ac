# SPDX-License-Identifier: CC0-1.0
malformed-refused = { $operation }: { $count ->
    [one] { $count } felformat anrop nekades med 4xx
   *[other] { $count } felformade anrop nekades med 4xx
}
malformed-none-refused = { $operation }: inget av de felformade anropen nekades, och inget måste nekas
malformed-once = { $operation } svarade { $answer } på ett felformat anrop, men inte när det ställdes igen
malformed-server-error = Ett felformat anrop leder till serverfel
malformed-taken-as-good = Ett anrop med ett omöjligt värde besvaras som om det vore riktigt
parallel-list-unread = { $operation } kunde inte läsas till slutet
parallel-list-unfit = { $operation } innehåller { $entries } poster: för få för att bläddras, eller för många för att läsas flera gånger samtidigt
parallel-list-moved = { $operation } ändrades medan den lästes
parallel-readers-agree = { $operation }: { $readers } läsare fick samtidigt var sin hela lista
parallel-readers-disturbed = Läsare stör varandra när de läser samtidigt: { $operation } ger några av dem för lite, för mycket eller ett fel
