# SPDX-License-Identifier: CC0-1.0
meta-no-times = Ingen post i { $operation } säger när den skapades och ändrades, så tiderna kan inte bedömas.
meta-times-in-order = { $operation }: { $count ->
    [one] en post är skapad
   *[other] { $count } poster är skapade
 } innan den senast ändrades.
meta-created-after-modified = created ligger efter modified
meta-times-past = { $operation }: { $count ->
    [one] en post har
   *[other] { $count } poster har
 } bara tider som har varit.
meta-in-the-future = created eller modified ligger i framtiden
meta-nothing-to-expand = { $operation } har varken expand eller expandReferenceNames.
meta-same-with-expand = { $operation }: { $count ->
    [one] en post har
   *[other] { $count } poster har
 } samma meta med och utan expand.
meta-moves-with-expand = meta blir ett annat när expand eller expandReferenceNames används
meta-moved = { $operation } ändrades medan meta jämfördes. Kör om när uppgifterna ligger stilla.
meta-partition-whole = { $operation }: { $count ->
    [one] en post hamnade i en av delarna
   *[other] { $count } poster hamnade i var sin av delarna
 } när listan delades vid en tidpunkt ({ $question }).
meta-partition-not-split = before och after med samma tidpunkt ger båda hela listan
meta-partition-overlaps = Poster kommer med både i before och i after med samma tidpunkt
meta-partition-gap = Poster kommer varken med i before eller i after med samma tidpunkt
meta-partition-torn = Poster saknas i både before och after, och andra kommer med i båda, fast tidpunkten är densamma
meta-as-text = Tiderna jämförs som text, utan hänsyn till tidszonen
meta-finer-than-printed = Tiderna jämförs med större noggrannhet än de skrivs ut med
meta-coarser-than-printed = Tiderna jämförs med mindre noggrannhet än de skrivs ut med
meta-never-back = { $operation }: { $count ->
    [one] en post hade
   *[other] { $count } poster hade
 } samma modified eller en senare när listan lästes igen.
meta-goes-back = modified har gått bakåt mellan två läsningar
meta-changes-fetched = { $operation }: { $count ->
    [one] en ändring under körningen kunde
   *[other] { $count } ändringar under körningen kunde
 } hämtas i efterhand.
meta-change-not-fetched = En post som ändrats kommer inte när man frågar efter det som ändrats sedan sist
meta-deletion-not-told = En post som har försvunnit finns inte bland de borttagna
meta-plain-wrong = { $operation }: en enklare fråga än { $question } besvaras fel, så den här avgör ingenting
