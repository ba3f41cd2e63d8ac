# SPDX-License-Identifier: CC0-1.0
date-start-never-given = Ingen post i { $operation } har startdatum, så filtren på det kan inte bedömas. Lägg in ett startdatum.
date-start-always-given = Alla poster i { $operation } har startdatum, så hur andra behandlas syns inte. Det är som det bör vara.
date-start-missing-alike = { $operation }: { $count ->
    [one] en post utan startdatum behandlas
   *[other] { $count } poster utan startdatum behandlas
 } lika av båda filtren.
date-start-missing-unlike = Poster utan startdatum kommer med i det ena startDate-filtret men inte i det andra
date-malformed-refused = { $operation } nekade { $count ->
    [one] ett felskrivet värde.
   *[other] { $count } felskrivna värden.
 }
date-malformed-served = En felskriven dag eller tidpunkt godtas
date-malformed-other-status = En felskriven dag eller tidpunkt ger något annat än 400
date-malformed-fails = En felskriven dag eller tidpunkt ger ett serverfel
date-window-demanded = { $operation } svarade 400 { $count ->
    [one] en gång när tidsfönstret var ofullständigt.
   *[other] { $count } gånger när tidsfönstret var ofullständigt.
 }
date-window-not-demanded = Listan besvaras fast tidsfönstret är ofullständigt
date-window-missing-other-status = Ett ofullständigt tidsfönster ger något annat än 400
date-window-missing-fails = Ett ofullständigt tidsfönster ger ett serverfel
date-reversed-empty = { $operation } gav ingenting eller 400 för { $count ->
    [one] ett omvänt intervall.
   *[other] { $count } omvända intervall.
 }
date-reversed-filled = Ett omvänt intervall ger poster
date-reversed-other-status = Ett omvänt intervall nekas med något annat än 400
date-reversed-fails = Ett omvänt intervall ger ett serverfel
date-aggregated-few-days = { $operation } kan inte bedömas utan rapporterad närvaro på minst tre olika dagar. Lägg in en lektion med närvaro på fler dagar.
date-aggregated-unread = { $operation } gick inte att läsa för alla perioder som behövs.
date-aggregated-moved = { $operation } ändrades medan perioderna jämfördes. Kör om när uppgifterna ligger stilla.
date-aggregated-adds-up = { $operation }: summorna för { $count ->
    [one] en elev och aktivitet
   *[other] { $count } par av elev och aktivitet
 } går ihop när perioden delas.
date-aggregated-window-ignored = Periodens gränser har ingen verkan på summorna
date-aggregated-day-left-out = En dag med rapporterad närvaro summeras inte när den är periodens första eller sista
date-aggregated-does-not-add-up = Summorna för två perioder går inte ihop med summan för hela perioden
