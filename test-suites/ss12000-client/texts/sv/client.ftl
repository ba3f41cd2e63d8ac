# SPDX-License-Identifier: CC0-1.0
# Ord för det som en klient gör.

## Kontroll

cli-data-read = Klienten fick uppgifter i { $count ->
    [one] ett svar.
   *[other] { $count } svar.
 }
cli-no-data-read = Klienten fick inga uppgifter så länge den iakttogs. Låt den logga in och hämta en lista.

## Adresser och parametrar

cli-paths-known = { $count ->
    [one] Ett anrop gick till en adress som finns.
   *[other] { $count } anrop gick till adresser som finns.
 }
cli-no-call = Klienten gjorde inga anrop.
cli-path-unknown = Klienten anropar en adress som standarden inte har
cli-method-unknown = Klienten använder en metod som adressen inte har
cli-outside-base = Klienten anropar adresser utanför bas-URL:en
cli-parameters-known = { $count ->
    [one] En parameter fanns i standarden för anropet.
   *[other] { $count } parametrar fanns i standarden för anropet.
 }
cli-no-parameter = Klienten skickade inga parametrar. Låt den hämta en lista med limit eller ett urval.
cli-parameter-misspelt = Klienten stavar en parameter fel
cli-parameter-of-others = Klienten skickar en parameter som bara andra anrop har
cli-parameter-unknown = Klienten skickar en parameter som standarden inte har. Vad som händer då är upp till systemet.
cli-required-given = { $count ->
    [one] En parameter som krävs fanns med.
   *[other] { $count } parametrar som krävs fanns med.
 }
cli-no-required = Klienten frågade inte efter något som kräver parametrar. Låt den hämta kalenderhändelser (/calendarEvents).
cli-required-missing = Klienten utelämnar en parameter som krävs

## Värden

cli-arrays-repeated = { $count ->
    [one] En gång skickades flera värden med upprepat namn.
   *[other] { $count } gånger skickades flera värden med upprepat namn.
 }
cli-no-array = Klienten skickade aldrig flera värden i en parameter. Låt den göra det, till exempel två expand.
cli-array-joined = Klienten skickar flera värden i ett, med kommatecken emellan
cli-array-brackets = Klienten skriver hakparenteser efter parameterns namn
cli-single-repeated = Klienten skickar en parameter flera gånger som bara tar ett värde. Vad som händer då är upp till systemet.
cli-values-right = { $count ->
    [one] Ett värde hade rätt form.
   *[other] { $count } värden hade rätt form.
 }
cli-no-value = Klienten skickade inga värden som har en bestämd form. Låt den hämta en lista med limit.
cli-value-not-in-enumeration = Klienten skickar ett värde som inte finns i standardens uppräkning
cli-value-not-uuid = Klienten skickar något annat än en UUID där ett id ska stå
cli-value-not-date = Klienten skickar något annat än ett datum
cli-value-not-boolean = Klienten skickar något annat än true eller false
cli-value-not-integer = Klienten skickar ett limit som inte är ett heltal från 1 och uppåt
cli-id-not-uuid = Klienten hämtar en post med något annat än en UUID i adressen
cli-times-with-offset = { $count ->
    [one] En tidpunkt hade tidszon.
   *[other] { $count } tidpunkter hade tidszon.
 }
cli-no-time = Klienten skickade ingen tidpunkt. Låt den fråga efter ändringar med meta.modified.after.
cli-time-without-offset = Klienten skickar tidpunkter utan tidszon
cli-time-malformed = Klienten skickar något annat än en tidpunkt
cli-encoded = { $count ->
    [one] Ett värde som behöver kodas var kodat.
   *[other] { $count } värden som behöver kodas var kodade.
 }
cli-nothing-to-encode = Klienten skickade inget värde som behöver kodas. Låt den fråga efter något med å, ä eller ö, eller med en tidszon som +02:00.
cli-not-utf8 = Klienten kodar frågan i något annat än UTF-8
cli-not-encoded = Klienten skickar å, ä eller ö i adressen utan att koda dem
cli-plus-not-encoded = Klienten kodar inte plustecknet i en tidszon
cli-encoded-twice = Klienten kodar värden två gånger

## Bläddring

cli-tokens-alone = { $count ->
    [one] En pageToken skickades utan annat än limit.
   *[other] { $count } pageToken skickades utan annat än limit.
 }
cli-no-token-used = Klienten skickade ingen pageToken. Låt den hämta en lista med ett limit som är mindre än listan, eller starta sandlådan med fler elever (--pupils).
cli-filter-beside-token = Klienten skickar filter eller sortkey tillsammans med pageToken
cli-expand-beside-token = Klienten skickar expand eller expandReferenceNames tillsammans med pageToken. System gör olika med det.
cli-tokens-unchanged = { $count ->
    [one] En pageToken kom tillbaka oförändrad.
   *[other] { $count } pageToken kom tillbaka oförändrade.
 }
cli-token-altered = Klienten skickar en annan pageToken än den fick
cli-token-of-other-list = Klienten skickar en pageToken till en annan lista än den kom från
cli-token-empty = Klienten skickar pageToken utan att ha någon
cli-pages-followed = Klienten fortsatte till nästa sida { $count ->
    [one] en gång.
   *[other] { $count } gånger.
 }
cli-one-page-only = Klienten fick ingen lista på mer än en sida att läsa till slutet. Låt den hämta med ett limit som är mindre än listan, eller starta sandlådan med fler elever (--pupils).
cli-first-page-only = Klienten nöjer sig med första sidan av en lista som har fler
cli-chain-left = Klienten lämnade en lista före slutet, men läser den annars till slutet
cli-failed-pages-asked-again = { $count ->
    [one] En sida som misslyckades hämtades igen.
   *[other] { $count } sidor som misslyckades hämtades igen.
 }
cli-no-page-failed = Ingen sida misslyckades på ett sätt som går att bedöma. Starta sandlådan med --incident busy.
cli-failed-page-left = Klienten gick vidare efter en sida som misslyckades, utan att hämta den igen

## Det som skickas

cli-bodies-right = { $count ->
    [one] Ett innehåll hade rätt form.
   *[other] { $count } innehåll hade rätt form.
 }
cli-no-body = Klienten skickade inget innehåll. Låt den göra en lookup eller skapa en prenumeration.
cli-body-media-type = Klienten skickar innehåll utan Content-Type: application/json
cli-body-not-json = Klienten skickar innehåll som inte är JSON
cli-body-malformed = Klienten skickar innehåll som inte har standardens form
cli-lookup-malformed = Klienten skickar en lookup där en nyckel inte har en lista av rätt slag
cli-lookup-key-unknown = Klienten skickar en lookup med en nyckel som standarden inte har
cli-resource-types-as-strings = Klienten skickar resourceTypes som texter, som i standardens exempel. Schemat har objekt.

## Åtkomst

cli-bearers-shown = { $count ->
    [one] Ett anrop hade sin token i huvudet.
   *[other] { $count } anrop hade sin token i huvudet.
 }
cli-no-call-with-token = Klienten gjorde inget anrop med en token.
cli-no-token = Klienten gör anrop utan token
cli-other-scheme = Klienten skickar något annat än en bearer-token i Authorization
cli-token-in-query = Klienten skickar sin token i adressen
cli-tokens-renewed = { $count ->
    [one] En token som hade gått ut byttes.
   *[other] { $count } token som hade gått ut byttes.
 }
cli-no-token-ended = Ingen token gick ut så länge klienten iakttogs. Starta sandlådan med en kort livslängd (--token-life).
cli-dead-token-sent = Klienten fortsätter med en token som har nekats
cli-tokens-reused = { $count ->
    [one] En token användes i flera anrop.
   *[other] { $count } token användes i flera anrop.
 }
cli-no-token-reused = Ingen token användes i mer än ett anrop. Låt klienten hämta flera listor.
cli-token-for-each-call = Klienten hämtar en ny token för nästan varje anrop

## Tålamod

cli-waited = Klienten väntade { $count ->
    [one] en gång så länge som den ombads.
   *[other] { $count } gånger så länge som den ombads.
 }
cli-never-told-to-wait = Klienten ombads aldrig att vänta, eller frågade inte igen. Starta sandlådan med --incident busy.
cli-did-not-wait = Klienten frågar igen innan tiden i Retry-After har gått
cli-refusals-taken = { $count ->
    [one] Ett nekat anrop upprepades inte.
   *[other] { $count } nekade anrop upprepades inte.
 }
cli-nothing-refused = Inget anrop nekades för sitt innehåll.
cli-refused-call-repeated = Klienten upprepar ett anrop som har nekats, utan att ändra något

## Hämtningens gång

cli-order-kept = { $count ->
    [one] Ett par av listor hämtades i en ordning där referenserna leder rätt.
   *[other] { $count } par av listor hämtades i en ordning där referenserna leder rätt.
 }
cli-no-order = Klienten hämtade inte två hela listor av vilka den ena hänvisar till den andra. Låt den hämta både personer och grupper.
cli-order = Klienten hämtar det som hänvisar före det som referenserna leder till
cli-deletions-asked-for = { $count ->
    [one] En lista vars ändringar följdes följdes också vad gäller borttagningar.
   *[other] { $count } listor vars ändringar följdes följdes också vad gäller borttagningar.
 }
cli-no-changes-followed = Klienten följde inga ändringar mer än en gång. Låt den fråga med meta.modified.after några gånger.
cli-deletions-not-asked-for = Klienten följer ändringar men frågar aldrig efter borttagningar
cli-emptiness-doubted = Klienten frågade igen { $count ->
    [one] efter en lista som plötsligt var tom.
   *[other] efter { $count } listor som plötsligt var tomma.
 }
cli-no-emptiness = Ingen lista var plötsligt tom på ett sätt som visar vad klienten gör då. Starta sandlådan med --incident emptied och låt klienten hämta två gånger.
cli-emptiness-believed = Klienten tar en lista som plötsligt är tom för att allt är borttaget

## Prenumerationer

cli-subscriptions-renewed = { $count ->
    [one] En prenumeration förnyades innan den gick ut.
   *[other] { $count } gånger förnyades en prenumeration innan den gick ut.
 }
cli-no-subscription-ended = Ingen prenumeration förnyades eller gick ut så länge klienten iakttogs. Starta sandlådan med en kort livslängd (--subscription-life).
cli-subscription-lapsed = Klienten låter en prenumeration gå ut
cli-subscriptions-single = { $count ->
    [one] En prenumeration skapades utan dubblett.
   *[other] { $count } prenumerationer skapades utan dubblett.
 }
cli-no-subscription = Klienten hade inte mer än ett ärende till prenumerationerna. Låt den starta två gånger.
cli-subscription-twice = Klienten skapar samma prenumeration flera gånger
