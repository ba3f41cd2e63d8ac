# SPDX-License-Identifier: CC0-1.0
# Ord för det som står i metadata.

## Dokumentet

md-read = Dokumentet är läsbart: { $bytes } byte, SHA-256 { $digest }.
md-empty = Dokumentet är tomt
md-not-utf8 = Dokumentet är inte UTF-8
md-other-encoding = Dokumentet anger en annan teckenkodning än UTF-8
md-dtd = Dokumentet har en dokumenttypsdeklaration
md-html = Dokumentet är en webbsida och inte metadata
md-malformed = Dokumentet är inte välformad XML
md-too-deep = Dokumentet är djupare än metadata kan vara
md-other-root = Dokumentets rotelement är inget som metadata börjar med
md-cannot-be-read = Dokumentet gick inte att läsa som metadata; se fynden om SAML-MD-XML-1 och SAML-MD-XML-2.
md-nobody = Dokumentet beskriver varken en identitetsutfärdare eller en tjänst.
md-roles-there = { $count ->
    [one] Entiteten har en roll att pröva.
   *[other] Entiteten har { $count } roller att pröva.
 }
md-entities-there = { $count ->
    [one] Federationens metadata innehåller en entitet.
   *[other] Federationens metadata innehåller { $count } entiteter.
 }
md-entity-not-named = Dokumentet innehåller { $count } entiteter. Ange vilken som ska prövas med entity_id i målfilen.
md-entity-unknown = Dokumentet innehåller ingen entitet { $wanted }. Närmast är { $nearest }. Rätta entity_id i målfilen.
md-entity-twice = Dokumentet innehåller entiteten { $wanted } flera gånger, så det är oklart vilken som gäller.
md-role-not-there = Entiteten saknar { $role }, som målfilen vill pröva. Rätta role i målfilen.
md-other-role = Kravet gäller { $role }, och entiteten prövas inte i den rollen.

## Struktur och identitet

md-structure-held = { $count ->
    [one] En regel om struktur stämde.
   *[other] { $count } regler om struktur stämde.
 }
md-attribute-missing = Ett obligatoriskt attribut saknas eller är tomt
md-child-missing = Ett obligatoriskt element saknas
md-element-unknown = Ett element hör inte hemma där det står
md-not-boolean = Ett attribut som ska vara sant eller falskt har ett annat värde
md-word-unknown = Ett attribut har ett värde som standarden inte har
md-not-a-number = Ett nummer är inget tal mellan 0 och 65535
md-not-saml2 = Rollen säger inte att den använder SAML 2.0
md-entity-id-held = entityID är en absolut URI av rimlig längd.
md-entity-id-long = entityID är för långt
md-entity-id-no-uri = entityID är ingen absolut https-adress eller URN
md-entity-id-old = entityID har en äldre form som nya entiteter inte bör ha

## Språk

md-texts-held = { $count ->
    [one] En text stämde.
   *[other] { $count } texter stämde.
 }
md-no-texts = Dokumentet innehåller inga texter att jämföra.
md-no-language = En text säger inte vilket språk den har
md-language-unknown = En text anger ett språk som inte finns i ISO 639-1
md-language-twice = En text finns flera gånger på samma språk
md-language-missing = En text saknas på ett språk
md-languages-differ = Texterna finns inte på samma språk överallt

## Det som visas

md-ui-held = { $count ->
    [one] En uppgift som visas för användaren finns.
   *[other] { $count } uppgifter som visas för användaren finns.
 }
md-ui-missing = En uppgift som ska visas för användaren saknas
md-logo-not-https = Logotypen hämtas inte över https
md-logo-without-size = Logotypen saknar mått
md-ui-no-url = En adress som visas för användaren är ingen webbadress
md-organisation-held = { $count ->
    [one] En uppgift om organisationen finns.
   *[other] { $count } uppgifter om organisationen finns.
 }
md-no-organisation = Organisationen saknas
md-organisation-lacks = En uppgift om organisationen saknas på ett språk
md-organisation-empty = Organisationen är tom.
md-error-url-held = errorURL finns, med https.
md-error-url-missing = errorURL saknas
md-error-url-not-https = errorURL är inte https
md-names-unique = { $count ->
    [one] Ett visningsnamn är ensamt i federationen.
   *[other] { $count } visningsnamn är ensamma i federationen.
 }
md-nobody-to-compare = Dokumentet innehåller ingen annan entitet, så det finns inga namn att jämföra med.
md-name-taken = En annan identitetsutfärdare har samma visningsnamn
md-no-display-name = Identitetsutfärdaren har inget visningsnamn.

## Kontakter

md-contact-held = { $count ->
    [one] En uppgift om kontakter stämde.
   *[other] { $count } uppgifter om kontakter stämde.
 }
md-contact-missing = En kontakt saknas
md-contact-lacks = En kontakt saknar en uppgift
md-contact-twice = Det finns flera kontakter av samma slag
md-no-contacts = Dokumentet innehåller inga kontakter.
md-address-no-mailto = En kontakts e-postadress är ingen mailto:-URI

## Scope

md-scope-held = { $count ->
    [one] En scope är angiven som domän.
   *[other] { $count } scope är angivna som domäner.
 }
md-scope-missing = Scope saknas under IDPSSODescriptor
md-scope-regexp = Scope är ett mönster
md-no-scope = Identitetsutfärdaren anger ingen scope. Lägg till en, så går det att se om den är en domän.

## Nycklar

md-key-held = { $count ->
    [one] Ett certifikat går att läsa.
   *[other] { $count } certifikat går att läsa.
 }
md-key-missing = Det finns ingen nyckel för ändamålet
md-key-without-certificate = En nyckel har inget certifikat
md-certificate-unreadable = Ett certifikat går inte att läsa
md-no-certificate = Dokumentet innehåller inget certifikat som går att läsa.
md-key-strong = { $count ->
    [one] En nyckel är stark nog.
   *[other] { $count } nycklar är starka nog.
 }
md-key-weak = En nyckel är för svag
md-key-other = En nyckel är av ett annat slag än RSA och EC
md-no-long-lived = Inget certifikat gäller längre än till 2030.
md-certificate-held = { $count ->
    [one] Ett certifikat stämde.
   *[other] { $count } certifikat stämde.
 }
md-certificate-issued = Ett certifikat är utfärdat av någon annan
md-certificate-weak = Ett certifikat är signerat med en svag algoritm
md-certificate-expired = Ett certifikat har gått ut
md-certificate-early = Ett certifikat gäller inte än
md-certificate-ends-soon = Ett certifikat går ut inom 90 dagar

## Adresser

md-endpoints-held = { $count ->
    [one] En adress är https.
   *[other] { $count } adresser är https.
 }
md-no-endpoint = Rollen har ingen adress att pröva.
md-endpoint-not-https = En adress är inte https
md-bindings-held = { $count ->
    [one] En bindning finns.
   *[other] { $count } bindningar finns.
 }
md-binding-missing = En bindning saknas
md-binding-refused = En bindning som inte ska finnas är angiven
md-indexes-held = { $count ->
    [one] En adress har ett eget nummer.
   *[other] { $count } adresser har egna nummer.
 }
md-index-twice = Två adresser har samma nummer
md-defaults = Flera adresser är förvalda

## Attribut

md-attributes-held = { $count ->
    [one] En uppgift om attribut stämde.
   *[other] { $count } uppgifter om attribut stämde.
 }
md-no-requested-attribute = Tjänsten anger inte vilka attribut den behöver
md-attribute-format = Ett attribut har inte URI-format
md-attribute-no-oid = Ett attribut har inget OID-namn
md-attribute-retired = Tjänsten begär ett attribut som har utgått
md-attribute-unknown = Tjänsten begär ett attribut som inte finns i registret
md-entity-attributes-held = { $count ->
    [one] En uppgift om entitetsattribut stämde.
   *[other] { $count } uppgifter om entitetsattribut stämde.
 }
md-entity-attributes-misplaced = Entitetsattribut står där ingen ser dem
md-no-entity-attributes = Entiteten har inga entitetsattribut som registret gäller.
md-entity-attribute-unknown = Ett entitetsattribut har ett värde som inte finns i registret
md-entity-attribute-elsewhere = Ett entitetsattribut har ett värde ur ett register som Samspel inte känner till; det bedömdes inte
md-algorithms-held = { $count ->
    [one] En uppgift om algoritmer stämde.
   *[other] { $count } uppgifter om algoritmer stämde.
 }
md-algorithm-weak = En svag algoritm erbjuds
md-algorithm-missing = Ingen algoritm för signering med SHA-256 erbjuds
md-no-algorithms = Entiteten anger inga algoritmer.

## Federationens metadata

md-no-aggregate = Dokumentet är metadata för en enda entitet och inte för en federation.
md-unsigned = Federationens metadata är inte signerade
md-signed = Federationens metadata är signerade: { $what }
md-no-federation-certificate = Ange federationens certifikat med federation_certificate i målfilen, så går signaturen att kontrollera.
md-federation-certificate-unreadable = Filen som federation_certificate pekar på är inget certifikat som går att använda.
md-signature-elsewhere = Signaturen täcker något annat än hela dokumentet
md-signature-algorithm = Signaturen använder en algoritm som inte håller
md-signature-invalid = Signaturen stämmer inte med innehållet och federationens certifikat
md-no-valid-until = Federationens metadata säger inte till när de gäller
md-valid-until-no-instant = validUntil är ingen tidpunkt
md-expired = Federationens metadata har gått ut
md-valid-until = Federationens metadata gäller till { $what }.
md-expires-soon = Federationens metadata går ut inom två dygn
md-valid-until-far = Federationens metadata gäller för länge
md-no-cache-duration = Federationens metadata säger inte hur ofta de bör hämtas
md-cached = Federationens metadata säger hur ofta de bör hämtas: { $what }
md-cache-long = Federationens metadata får sparas för länge
md-cache-no-duration = cacheDuration är ingen tidslängd
