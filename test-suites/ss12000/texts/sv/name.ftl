# SPDX-License-Identifier: CC0-1.0
name-no-references = { $operation }: ingen post hänvisar till något. Lägg in en som gör det.
name-unasked-nameless = { $operation }: { $count ->
    [one] en referens kom utan namn.
   *[other] { $count } referenser kom utan namn.
 }
name-unasked = Referenser har med namn fast ingen har bett om det
name-despite-false = Referenser har med namn fast expandReferenceNames=false angavs
name-refused = expandReferenceNames=true nekas
name-no-answer = { $operation }: systemet gav inget användbart svar på expandReferenceNames=true.
name-missing = En referens saknar displayName trots expandReferenceNames=true
name-missing-in-embedded = En referens inuti något inbäddat saknar displayName trots expandReferenceNames=true
name-of-another = En referens har ett annat namn än det som målet har
name-all-named = { $operation }: { $count ->
    [one] en referens hade ett namn.
   *[other] { $count } referenser hade namn.
 }
name-own = { $operation }: { $count ->
    [one] en referens hade just det namn som målet har i sin egen lista.
   *[other] { $count } referenser hade just de namn som målen har i sina egna listor.
 }
name-nothing-to-compare = { $operation }: ingen referens leder till en post vars namn standarden bestämmer och vars lista går att läsa. Lägg in en.
name-no-persons = Personer går inte att lista, så deras markeringar går inte att jämföra.
name-no-markings = Ingen referens till en person visar en securityMarking som personen också visar. Lägg in en post som hänvisar till en person med skyddade uppgifter, om sådana personer alls ska visas.
name-other-marking = En personreferens har en annan securityMarking än personen
name-same-marking = { $count ->
    [one] en personreferens hade personens egen securityMarking.
   *[other] { $count } personreferenser hade personens egen securityMarking.
 }
