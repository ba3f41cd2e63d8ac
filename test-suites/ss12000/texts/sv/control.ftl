# SPDX-License-Identifier: CC0-1.0
control-alive = { $operation } lästes till slutet och gav { $entities } giltiga poster. Okända id:n och sökvägar nekades, och utan inloggning kom ett annat svar.
control-no-data = Alla listor är tomma. Lägg in åtminstone en organisation i systemet.
control-no-list = Ingen lista gick att läsa till slutet med minst en giltig post. Då visar systemets övriga svar ingenting heller.
control-unknown-id-served = Systemet lämnade ut något för ett id som ingen har. Då visar inte heller dess övriga svar något.
control-unknown-path-served = Systemet svarade med framgång på en sökväg som inte finns. Då visar inte heller dess övriga svar något.
control-anonymous-served = { $operation } gav samma svar utan inloggning som med. Då visar inte systemets svar att frågan har behandlats.

operation-not-in-edition = { $operation } finns inte i den valda utgåvan.
operation-not-claimed = Enligt uppgifterna om systemet (supports) erbjuds inte { $operation }.
operation-not-offered = Systemet erbjuder inte { $operation } (HTTP { $status }).
operation-claimed-but-refused = { $operation } ska finnas enligt uppgifterna om systemet (supports) men nekades (HTTP { $status }).
operation-misbehaves = { $operation } varken utfördes eller nekades: { $answer }.
operation-writes = { $operation } skriver i systemet och har inte prövats.
operation-untried = { $operation } kunde inte prövas, eftersom det inte finns någon post att pröva med.
operation-claimed-in-vain = Ett anrop som systemet uppges erbjuda nekas
operation-neither-served-nor-refused = Ett anrop varken utförs eller nekas på ett begripligt sätt
operation-beyond-claim = Ett anrop erbjuds som inte står bland uppgifterna om systemet
operation-listed-only = En uppgiftstyp kan listas men inte hämtas via id eller lookup
operations-refused-clearly = { $count ->
    [one] Ett anrop som inte erbjuds nekades tydligt.
   *[other] { $count } anrop som inte erbjuds nekades tydligt.
 }
operations-all-offered = Alla anrop som prövades erbjuds, så det finns inget att neka.
operations-symmetric = { $count ->
    [one] En uppgiftstyp kan både listas, hämtas via id och slås upp.
   *[other] { $count } uppgiftstyper kan både listas, hämtas via id och slås upp.
 }
operations-no-list = Ingen uppgiftstyp kan listas.
no-usable-answer = { $operation } gav inget svar som avgör frågan: { $answer }.
reading-broke-off = Läsningen av { $operation } avbröts: { $answer }.
changes-unknown = { $operation }: något skiljer sig, men listan kunde inte läsas till slutet igen, så om uppgifterna ändrades under tiden är okänt.
