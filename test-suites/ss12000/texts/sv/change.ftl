# SPDX-License-Identifier: CC0-1.0
change-nothing-to-change = Systemet har inget objekt av slaget { $entity } som går att ändra och hämta. Lägg in ett.
change-unseen = Ändringen av { $entity } syntes inte i gränssnittet.
change-without-times = Objektet ({ $entity }) saknar meta.modified.
change-moved-modified = meta.modified flyttades framåt när { $entity } ändrades.
change-modified-stands = meta.modified står stilla när ett eget fält ändras
change-modified-back = meta.modified flyttas bakåt när ett eget fält ändras
change-other-field = Något annat än { $field } ändrades i { $entity }.
change-part-moved-modified = En ny post i { $field } flyttade meta.modified för { $entity } och inte för den som posten pekar på.
change-part-leaves-modified = En ny delpost flyttar inte meta.modified
change-part-moves-other = En ny delpost flyttar meta.modified för det som den pekar på
change-left-referring = { $count ->
    [one] En grupp
   *[other] { $count } grupper
 } behöll sin meta.modified när organisationen bytte namn.
change-moves-referring = Ett namnbyte flyttar meta.modified för dem som pekar på det
change-others-moved = Några av grupperna ändrades samtidigt, så frågan kunde inte avgöras.
change-id-untold = Det sades inte vilket id den nya posten ({ $entity }) fick. Låt det som anges under changes i målfilen lämna id.
change-question-unanswered = Frågan efter ändringar av { $entity } besvarades inte till slutet.
change-not-followed = En ändring syns inte för den som frågar efter ändringar
creation-not-followed = En ny post syns inte för den som frågar efter ändringar
deletion-not-followed = En borttagning syns inte för den som frågar efter borttagningar
changes-followed = { $count ->
    [one] En ändring av { $entity } gick
   *[other] { $count } ändringar av { $entity } gick
 } att följa.
