# SPDX-License-Identifier: CC0-1.0
integrity-kept = { $entity }: { $count ->
    [one] kravet prövades på ett ställe och hölls.
   *[other] kravet prövades på { $count } ställen och hölls.
 }
integrity-lacking = { $entity }: ingen post prövar kravet. Lägg in det som behövs: { $what }.
integrity-moved = { $entity }: posterna ändrades medan testet pågick. Kör om när uppgifterna ligger stilla.
integrity-unread = Listan över { $entity } gick inte att läsa.
integrity-in-part = Bara en del av { $entity } är läst, så det går inte att säga vad som saknas där.
integrity-beside-not-offered = Systemet erbjuder inte listan över { $entity }, som kravet handlar om.
reference-kept = { $place }: { $count ->
    [one] en referens ledde till en post i { $target }.
   *[other] { $count } referenser ledde till poster i { $target }.
 }
reference-none = { $place }: ingen post har en sådan referens. Lägg in minst en som pekar på { $target }.
reference-none-right = { $place }: ingen referens leder till en post i { $target }. Lägg in minst en som gör det.
reference-moved = { $place }: posterna ändrades medan testet pågick. Kör om när uppgifterna ligger stilla.
reference-target-not-offered = { $place }: systemet lämnar inte ut { $target }, så referenserna går inte att följa.
reference-target-closed = { $place }: klienten får inte läsa de poster i { $target } som referenserna leder till.
reference-unasked = { $place }: de poster i { $target } som referenserna leder till gick inte att hämta, varken i listan eller en och en.
reference-dangling = En referens leder till en post som inte finns
reference-outside = En referens leder till en post som inte finns i systemet; den kan finnas hos någon annan
reference-unlisted = En referens leder till en post som går att hämta via id men inte står i listan
reference-other-kind = En referens leder till en post av fel slag
reference-no-school-unit = En referens som ska leda till en skolenhet leder till en annan organisation
deleted-nowhere-left = { $count ->
    [one] ett borttaget id fanns inte kvar i någon lista.
   *[other] { $count } borttagna id:n fanns inte kvar i någon lista.
 }
deleted-none = Systemet rapporterar inget som borttaget. Ta bort minst en post.
deleted-but-live = Ett id som rapporteras som borttaget finns kvar bland posterna
attribute-always-empty = Ett fält skickas tomt i alla poster i stället för att utelämnas
attributes-filled = { $entity }: { $count ->
    [one] ett fält hade värden.
   *[other] { $count } fält hade värden.
 }
target-not-referred-to = Inga poster hänvisar till { $target }. Lägg in minst en som gör det.
target-reachable = { $count ->
    [one] en referens till { $target } gavs, och sådana poster går att hämta.
   *[other] { $count } referenser till { $target } gavs, och sådana poster går att hämta.
 }
target-unreachable = Referenser lämnas ut till ett slags poster som inte går att hämta
target-silent = Om { $target } går att hämta kunde inte avgöras.
