# SPDX-License-Identifier: CC0-1.0
# Ord för jämförelser mellan vad en lista svarar och vad hela samlingen säger att den borde svara.

oracle-right = { $operation }: { $count ->
    [one] en fråga gav just de poster som hela listan säger att den ska ge
   *[other] { $count } frågor gav just de poster som hela listan säger att de ska ge
}
oracle-no-answer = { $operation }: svaret ({ $answer }) på { $question } avgör ingenting
oracle-no-access = { $operation }: klienten får inte ställa frågan { $question }
oracle-drift = { $operation }: data ändrades medan { $question } prövades
oracle-paging = { $operation }: sidindelningen tappar frågan eller poster, så { $question } kan inte bedömas
oracle-unconfirmed = { $operation }: det gick inte att kontrollera om data ändrats medan { $question } prövades
oracle-needs-list = { $operation }: { $question } kan inte beräknas utan listan över { $entity }
oracle-no-field = { $operation }: standarden säger inte vad { $question } jämförs med
oracle-list-not-read = { $operation }: listan gick inte att läsa till slut, så ingenting kan beräknas
oracle-nothing-splits = { $operation }: inget värde för { $question } skiljer posterna åt; lägg in poster med olika värden

oracle-refused = Ett giltigt värde nekas: { $parameter }
oracle-ignored = Parameter utan verkan, hela samlingen kommer: { $parameter }
oracle-ignored-cause = Systemet läser inte parametern, eller känner bara igen den under ett annat namn. Gäller det många parametrar läser det troligen inga filter alls.
oracle-one-ignored = Av flera parametrar har någon ingen verkan
oracle-ored = Flera parametrar läses som ELLER i stället för OCH
oracle-too-many = Poster som inte passar kommer med
oracle-too-few = Poster som passar saknas
oracle-first-value-only = Bara det första av flera värden räknas
oracle-last-value-only = Bara det sista av flera värden räknas
oracle-values-anded = Flera värden för en parameter läses som OCH i stället för ELLER
oracle-any-value = Flera värden läses som ELLER, fast vart och ett ska finnas i något namnfält
oracle-values-in-one-field = Alla värden krävs i samma namnfält, fast de får stå i olika
oracle-without-descendants = Bara den angivna enheten räknas, inte enheterna under den
oracle-with-descendants = Även enheter under den angivna räknas, fast bara den själv ska göra det
oracle-beginning = Början av ett värde räcker för träff, fast hela värdet ska stämma
oracle-part = En del av ett värde räcker för träff, fast hela värdet ska stämma
oracle-letter-case-ignored = Stora och små bokstäver skiljs inte åt, fast hela värdet ska stämma
oracle-letter-case-kept = Stora och små bokstäver skiljs åt, fast de inte ska göra det
oracle-foreign-letters = Å, ä och ö i stora och små bokstäver hittar inte varandra
oracle-ended-left-out = Avslutade medlemskap eller relationer räknas inte, fast datum inte ska spela någon roll
oracle-elements-mixed = Villkor som gäller samma element uppfylls av olika element
oracle-other-relation = En annan slags relation än den angivna räknas
oracle-relation-kind-ignored = Villkoren prövas på alla slags relationer, inte bara den angivna
oracle-relations-mixed = Villkor som gäller samma relation uppfylls av olika relationer
oracle-bound-exclusive = Poster just på gränsen saknas, fast gränsen är inkluderande
oracle-bound-inclusive = Poster just på gränsen kommer med, fast gränsen är exkluderande
oracle-bound-reversed = Gränsen går åt fel håll
oracle-missing-left-out = Poster som saknar datumet utelämnas, fast de alltid ska vara med
oracle-other-end = Fel ände av intervallet jämförs med gränsen
oracle-offset-ignored = Tidszonen i gränsen ignoreras
oracle-whole-days = Bara dagen i gränsen räknas, inte klockslaget
oracle-exceptions-left-out = Lektionens undantag (elever och lärare) räknas inte
oracle-exceptions-only = Bara lektionens undantag räknas, inte aktivitetens elever och lärare
oracle-first-element-only = Bara det första av flera element i posten jämförs
oracle-one-name-only = Bara ett av namnfälten genomsöks
oracle-middle-names-left-out = Mellannamn genomsöks inte
oracle-family-names-left-out = Efternamn genomsöks inte
oracle-given-names-left-out = Förnamn genomsöks inte
