# SPDX-License-Identifier: CC0-1.0
# Familjen FILT; det mesta som jämförs har sina ord i oracle.ftl.

filt-not-in-edition = { $operation }: { $question } finns inte i den här utgåvan
filt-no-such-relation = { $operation }: ingen person skiljer sig från de andra genom relationen { $relation }; lägg in minst en med och en utan
filt-names-not-in-evidence = { $operation }: delar av namn finns inte kvar i pseudonymiserade bevis, så frågan kan inte bedömas om
filt-parent-recursive = parent ger även enheter längre ner i trädet; standarden säger inte vilket som menas
filt-relation-below = relationship.organisation räknar även enheter under den angivna; standarden säger inte vilket som menas
filt-group-staff-left-out = Datum för gruppmedlemskap prövas bara mot elevers medlemskap, inte mot personalens roller i grupper

filt-bad-values-refused = { $operation }: { $count ->
    [one] ett omöjligt eller okänt filtervärde fick rätt svar
   *[other] { $count } omöjliga eller okända filtervärden fick rätt svar
}
filt-no-uuid = Ett filtervärde som inte är ett UUID tas emot
filt-unknown-uuid-served = Ett okänt UUID ger poster
filt-unknown-uuid-refused = Ett okänt UUID nekas i stället för att ge en tom lista
filt-no-literal = Ett filtervärde utanför värdelistan tas emot
filt-literal-in-other-case = Ett filtervärde ur värdelistan tas emot med andra stora och små bokstäver
filt-bad-value-other-status = Ett omöjligt filtervärde nekas med en annan status än 400
