# SPDX-License-Identifier: CC0-1.0
deleted-nothing = Systemet uppger inga borttagningar. Ta bort ett objekt, så kan frågan prövas.
deleted-formed = { $count ->
    [one] Ett borttaget id hade rätt form.
   *[other] { $count } borttagna id:n hade rätt form.
 }
deleted-as-list = Borttagningar kommer som en lista i stället för ett objekt
deleted-without-data = Borttagningar kommer utan objekt i data
deleted-key-unknown = Borttagningar står under en okänd nyckel
deleted-no-list = En nyckel bland borttagningarna har ingen lista
deleted-no-uuids = Borttagningar är inte UUID:n
deleted-activities-spelt = Borttagna aktiviteter står under nyckeln activitites.
deleted-activities-spelt-right = Nyckeln för aktiviteter stavas rätt, till skillnad från dokumentet. En klient som följer dokumentet läser activitites.
deleted-activities-renamed = Borttagna aktiviteter står under en annan nyckel
deleted-no-activity = Ingen aktivitet uppges vara borttagen. Ta bort en, så kan stavningen prövas.
deleted-after-kept = after behöll { $count ->
    [one] ett borttaget id
   *[other] { $count } borttagna id:n
 } och lämnade bort tidigare.
deleted-after-ignored = after har ingen verkan
deleted-after-empty = after ger inga borttagningar alls
deleted-after-other = after ger fel borttagningar
deleted-after-offset = after ger olika svar för samma tidpunkt i en annan tidszon
deleted-after-inclusive = after tar med borttagningar vid själva tidpunkten
deleted-at-once = Alla borttagningar har samma tidpunkt. Ta bort ett objekt till, så kan after prövas.
deleted-one-type = Bara en resurstyp har borttagningar. Ta bort ett objekt av ett annat slag, så kan entities prövas.
deleted-entities-kept = { $count ->
    [one] Ett urval med entities gav rätt resurstyper.
   *[other] { $count } urval med entities gav rätt resurstyper.
 }
deleted-entities-ignored = entities har ingen verkan
deleted-entities-last-only = Av flera värden på entities används bara ett
deleted-entities-other = entities ger fel borttagningar
deleted-moved = Något togs bort medan frågan ställdes. Kör om när uppgifterna ligger stilla.
deletions-gone = { $count ->
    [one] Ett borttaget id gick inte att hämta.
   *[other] { $count } borttagna id:n gick inte att hämta.
 }
deleted-served-by-id = Det som uppges vara borttaget går att hämta på id
deleted-still-listed = Det som uppges vara borttaget står kvar i listan
deleted-not-askable = Inget av det som uppges vara borttaget gick att fråga efter.
deleted-too-few = För få borttagningar för att delas upp på flera sidor. Ta bort ett objekt till.
deleted-limit-per-type = limit räknas för varje resurstyp för sig
deleted-limit-ignored = limit har ingen verkan: en sida med borttagningar har fler id av ett enda slag än limit anger
deleted-limit-kept = { $count ->
    [one] En sida höll sig inom limit, räknat över alla resurstyper.
   *[other] { $count } sidor höll sig inom limit, räknat över alla resurstyper.
 }
deleted-pages-agree = Alla borttagningar kom med på { $count } sidor.
deleted-pages-lack = Borttagningar faller bort mellan sidorna
deleted-token-alone = { $count ->
    [one] Ett filter bredvid pageToken nekades.
   *[other] { $count } filter bredvid pageToken nekades.
 }
deleted-filter-beside-token = Ett filter bredvid pageToken nekas inte med 400
deleted-remembered = Utan after kom alla { $count } borttagningar som systemet minns.
deleted-forgotten-without-after = Utan after kommer bara en del av de borttagningar som systemet minns
deleted-plain = { $count ->
    [one] Ett främmande urval saknade verkan.
   *[other] { $count } främmande urval saknade verkan.
 }
deleted-meta-filter = Metafilter påverkar borttagningarna
deleted-type-too-many = Sammanställningar eller prenumerationer finns bland borttagningarna
