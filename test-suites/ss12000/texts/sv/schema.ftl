# SPDX-License-Identifier: CC0-1.0
schema-seen = { $operation }: { $count ->
    [one] ett ställe granskat.
   *[other] { $count } ställen granskade.
 }
schema-nothing-to-see = { $operation } gav inga poster att granska. Lägg in minst en.
schema-missing = Ett obligatoriskt fält saknas
schema-null = Ett fält utan värde skickas som null i stället för att utelämnas
schema-type = Ett fält har fel datatyp
schema-literal = Ett fast värde finns inte i schemat
schema-literal-encoding = Å, ä eller ö i ett fast värde är fel kodade
schema-repeated = En lista som inte får ha dubbletter har det
schema-too-few = En lista har färre element än schemat kräver
schema-date = Ett datum är inte skrivet som ÅÅÅÅ-MM-DD
schema-date-time = En tidpunkt saknar sekunder eller tidszon, eller är felskriven
schema-uuid = Ett id är ingen UUID
schema-uuid-upper-case = En UUID skrivs med versaler
schema-format = Ett värde har fel format
schema-range = Ett tal ligger utanför det tillåtna intervallet
schema-pattern = Ett värde följer inte det föreskrivna mönstret
schema-other = Ett värde följer inte schemat
schema-undeclared = Ett fält finns inte i schemat
schema-blank = Ett obligatoriskt textfält är tomt
schema-reversed = Slutet ligger före början
schema-meant-to-be-required = Ett fält som schemat avser att kräva saknas

cause-misspelt-literal = Menas { $meant }?
cause-misspelt-property = Menas fältet { $meant }?
cause-older-edition = { $literal } hör till utgåva 2.0 av standarden. Kontrollera vilken utgåva systemet följer.
cause-newer-than-standard = { $literal } infördes efter standardens senaste utgåva, som ännu inte har något värde för det.
cause-other-vocabulary = { $literal } kommer från en annan kodlista. Standardens värde är troligen { $meant }.

envelope-not-json = Svaret är inte JSON
envelope-not-object = Listan skickas utan omslag
envelope-other-key = Posterna ligger under ett annat namn än data
envelope-no-data = Listsvaret saknar data
envelope-data-type = data är ingen lista
envelope-token-type = pageToken är varken en sträng eller null
envelope-wrapped = Svaret ligger i ett omslag som inte ska finnas
envelope-wrong-kind = Svaret har fel JSON-typ
schema-context-no-uri = En extern identitets context är ingen URI
envelope-undeclared = Omslaget har ett fält som inte finns i schemat
schema-cannot = Det som { $operation } ger har inget som kravet gäller.
schema-none-of-it = { $operation } gav poster, men ingen med de uppgifter som kravet gäller. Lägg in åtminstone en sådan.
schema-outside-window = En summering gäller en period utanför den efterfrågade
