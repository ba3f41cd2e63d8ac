# SPDX-License-Identifier: CC0-1.0
reports-taken = { $operation } tog emot { $count ->
    [one] en post.
   *[other] { $count } poster.
 }
report-refused = En korrekt post nekas
report-other-status = En mottagen post besvaras inte med 201
report-answered-with-body = En mottagen post besvaras med en kropp
reports-refused = { $operation } nekade { $count ->
    [one] en felaktig post.
   *[other] { $count } felaktiga poster.
 }
report-bad-accepted = En felaktig post godtas
report-bad-breaks = En felaktig post ger ett serverfel
report-bad-other-status = En felaktig post ger varken ett nekande eller ett fel
report-negative-accepted = Ett negativt antal godtas
report-negative-refused = Ett negativt antal nekades.
report-readable = Det som rapporterats går att läsa
reports-unreadable = Det som rapporterats med { $operation } gick inte att läsa.
report-path-reached = { $operation } nåddes med avslutande snedstreck.
report-path-redirects = Adressen med avslutande snedstreck omdirigeras, så att kroppen kan gå förlorad
report-path-without-slash-only = Adressen finns bara utan avslutande snedstreck
report-path-with-slash-only = Adressen finns bara med avslutande snedstreck
