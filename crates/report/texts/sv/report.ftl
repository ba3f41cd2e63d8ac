# Ord i rapportens alla format.

month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
date-moment = { $day } kl. { $time } UTC
date-period = { $from } till { $to }

# Utlåtandet
outcome-conforms = Uppfyller kraven
outcome-does-not-conform = Uppfyller inte kraven
outcome-not-shown = Inte visat
statement-conforms = { $target } uppfyller alla tillämpliga skall-krav i profilen ”{ $profile }”, utgåva { $edition }, enligt test { $dates }.
statement-does-not-conform = { $target } uppfyller inte alla skall-krav i profilen ”{ $profile }”, utgåva { $edition }, enligt test { $dates }.
statement-not-shown = Det är inte visat om { $target } uppfyller kraven i profilen ”{ $profile }”, utgåva { $edition }. Testet gjordes { $dates }.

# Utfall
verdict-pass = Godkänd
verdict-fail = Underkänd
verdict-inconclusive = Ej avgjord
verdict-not-applicable = Ej tillämplig
verdict-not-tested = Ej testad
verdict-error = Fel i testverktyget
verdict-error-short = Verktygsfel

# Kravens nivåer
level-must = Ska
level-should = Bör
level-may = Får

# Iakttagelsernas nivåer
finding-must = Avvikelse mot krav
finding-should = Avvikelse mot rekommendation
finding-note = Notering
findings-must = Avvikelser mot krav
findings-should = Avvikelser mot rekommendation
findings-note = Noteringar

# Antal
requirements = { $n } krav
requirements-must = { $n } skall-krav
requirements-of-which-must = { $n } krav, varav { $musts } skall-krav
tests = { $n } test
places =
    { $n ->
        [one] 1 ställe
       *[other] { $n } ställen
    }
samples-of = { $shown } av { $n } ställen visas
exchanges =
    { $n ->
        [one] 1 utbyte
       *[other] { $n } utbyten
    }
requests =
    { $n ->
        [one] 1 anrop
       *[other] { $n } anrop
    }
witnesses =
    { $n ->
        [one] 1 vittne
       *[other] { $n } vittnen
    }
and-more = och { $n } till
and-more-in-record = och { $n } till i report.json
musts-passed = { $pass } av { $applicable } tillämpliga skall-krav är visade
musts-failed = { $fail } av { $applicable } skall-krav är motsagda
musts-open = { $open } av { $applicable } skall-krav är inte visade
shoulds-passed = { $pass } av { $applicable } tillämpliga bör-krav är visade
shoulds-failed = { $fail } av { $applicable } bör-krav är motsagda
shoulds-open = { $open } av { $applicable } bör-krav är inte visade
milliseconds = { $n } ms
tests-pass =
    { $n ->
        [one] 1 godkänt
       *[other] { $n } godkända
    }
tests-fail =
    { $n ->
        [one] 1 underkänt
       *[other] { $n } underkända
    }
tests-inconclusive =
    { $n ->
        [one] 1 ej avgjort
       *[other] { $n } ej avgjorda
    }
tests-not-applicable =
    { $n ->
        [one] 1 ej tillämpligt
       *[other] { $n } ej tillämpliga
    }
tests-not-tested =
    { $n ->
        [one] 1 ej kört
       *[other] { $n } ej körda
    }
tests-error = { $n } med fel i testverktyget
requirements-passed = { $pass } av { $applicable } tillämpliga krav godkända
requirements-none-apply = inget krav är tillämpligt
no-reason = Rapporten anger inget skäl.

# Rapportens ram
brand = Samspel
document-title = { $outcome }: { $target }
document-kind = Testrapport
skip-to-content = Hoppa till innehållet
contents = Innehåll
to-contents = Till innehållet
meta-report = Rapport
meta-tested = Testad
meta-profile = Profil

# Avsnitt
section-statement = Utlåtande
section-summary = Sammanfattning för beslutsfattare
section-scenarios = Scenarier
section-scope = Omfattning och undantag
section-findings = Iakttagelser
section-open = Kunde inte visas
section-data = Data som saknas
section-requirements = Kraven ett för ett
section-tests = Testen
section-coverage = Data och täckning
section-method = Metod
section-declarations = Deklarationer
section-evidence = Underlag
section-terms = Ord och kontroll

# 1 Utlåtande
statement-because = Skäl
statement-facts = Vad utlåtandet gäller
fact-system = Testat system
fact-environment = Miljö
environment-test = Testmiljö
environment-production = Produktionsmiljö
fact-addresses = Adresser
fact-profile = Profil
fact-edition = Utgåva
fact-dates = Testad
fact-rule = Beslutsregel
fact-report = Rapport-id
fact-digest = SHA-256 för report.json
was-tested = Det här är prövat och avgjort
was-not-tested = Det här är inte visat
counts-caption = Krav i profilen efter utfall och nivå
counts-verdict = Utfall
counts-total = Alla
counts-note = Ett underkänt bör-krav är en avvikelse: den visas och räknas men hindrar inte.
partly-of = { $n } av { $pass } godkända krav är visade bara för de data som fanns
inconclusive-of = { $n } av { $total } krav är inte avgjorda
not-tested-of = { $n } av { $total } krav är inte testade
error-of = { $n } av { $total } krav stoppades av fel i testverktyget eller nätet
all-shown = Alla tillämpliga krav är avgjorda.
does-not-say = Vad utlåtandet inte säger
not-say-only = Resultaten gäller bara det system, de adresser och den tid som anges här.
not-say-other = Utlåtandet säger inget om andra profiler, andra utgåvor eller operationer som inte prövades.
not-say-open = Krav som inte är visade kan vara uppfyllda eller inte. Rapporten vet inte vilket.
not-say-certificate = Rapporten är inget certifikat. Den anger inte vem som gjorde testet eller i vilken roll, och filen är inte signerad.

# 2 Sammanfattning
summary-works = Det här fungerar
summary-works-not = Det här fungerar inte
summary-same-cause =
    { $n ->
        [one] En iakttagelse till har troligen samma orsak.
       *[other] { $n } iakttagelser till har troligen samma orsak.
    }
summary-open = Det här kunde inte visas
summary-works-intro = I dessa områden är varje tillämpligt skall-krav visat.
summary-works-none = I inget område är varje tillämpligt skall-krav visat.
summary-area = { $area }: { $pass } av { $applicable }
summary-fails-none = Inget skall-krav är motsagt.
summary-should =
    { $n ->
        [one] Dessutom finns 1 avvikelse mot rekommendation.
       *[other] Dessutom finns { $n } avvikelser mot rekommendation.
    }
summary-open-none = Inget tillämpligt krav lämnades öppet.
summary-all-findings = Alla iakttagelser
summary-all-open = Hela listan

# 3 Scenarier
scenarios-intro = Varje scenario är bedömt på de anrop som det består av: det som andra anrop visade räknas varken för eller emot.
scenarios-shared = Hindrar alla scenarier som inte är uppfyllda
scenario-shared =
    { $n ->
        [one] Ett skall-krav som hindrar alla står ovanför tabellen.
       *[other] { $n } skall-krav som hindrar alla står ovanför tabellen.
    }
scenarios-caption = Scenarierna med utfall och vad det beror på
scenarios-note = Ett scenario är uppfyllt när varje tillämpligt skall-krav som dess anrop vilar på är visat, och när varje anrop har setts fungera.
column-scenario = Scenario
scenario-conforms = Uppfyllt
scenario-does-not-conform = Ej uppfyllt
scenario-not-shown = Ej visat
scenario-not-tested = Ej testat
scenario-operations = Inte visat att de fungerar
scenario-reasons-fail = Skall-krav som inte är uppfyllda
scenario-reasons-open = Skall-krav som inte är visade
scenario-calls =
    { $n ->
        [one] Scenariots anrop
       *[other] Scenariots { $n } anrop
    }

# 4 Omfattning
scope-applies = Vad som ingår
scope-total = Krav i profilen
scope-applicable = Tillämpliga krav
scope-of = { $n } av { $total }
scope-excluded = Krav som inte är tillämpliga
scope-excluded-none = Alla krav i profilen är tillämpliga.
scope-chosen = Undantag som testaren valde
scope-chosen-none = Inga. Testet kördes med standardval.
scope-chosen-intro = Dessa val avviker från standard. Krav som därför inte prövades räknas som ej testade och gör inget godkänt.
scope-interrupted = Körningen avbröts innan alla test var klara. Det som inte hann köras räknas som ej testat.
show-requirements = Visa { $n } krav
reason-number = Skäl { $n }

# 5 Iakttagelser
findings-none = Inga iakttagelser.
findings-none-but-open = Att inga avvikelser hittades betyder inte att systemet uppfyller kraven: { $open } av { $applicable } skall-krav är inte visade.
finding-requirement = Krav
finding-expected = Förväntat
finding-observed = Observerat
finding-where = Var
finding-operation = Operation
finding-pointer = JSON-pekare
finding-operations = Operationer
finding-count = Antal
finding-why = Varför det spelar roll
finding-cause = Trolig orsak
finding-remedy = Vad som bör ändras
finding-reproduce = Återskapa
finding-reproduce-insert = Sätt in en giltig token i $TOKEN, och egna värden där det står REDACTED eller ett namn inom klamrar.
finding-evidence = Underlag
finding-test = Test
findings-intro = En orsak ger en iakttagelse, hur många ställen som än visar den. De allvarligaste står först.

# 6 Kunde inte visas
open-intro = Listan är en att göra-lista: när det som saknas finns på plats kan testet köras igen och kraven avgöras.
open-none = Inget. Alla tillämpliga krav är avgjorda.
open-only-data = Inget utöver det som data inte räckte till; se nästa avsnitt.
open-undecided = Testat men inte avgjort
open-erred = Fel i testverktyget eller nätet
open-untested = Inte testat
open-applies = Gäller

# 7 Data som saknas
data-intro = Listan säger vad som inte fanns att se, och vad som behöver läggas in eller göras. En gång för varje rad räcker oftast.
data-none = Inget. Data räckte till allt som prövades.
data-decided = För krav som är avgjorda
data-decided-intro = De här kraven är avgjorda med andra data. Bara delarna som räknas upp här har inte setts.

# 8 Kraven
requirements-intro = Raderna visar alla krav i profilen. Under varje krav står vad utfallet bygger på.
column-requirement = Krav
column-level = Nivå
column-verdict = Utfall
confidence = Tolkningssäkerhet { $grade }
requirement-tests = Test
requirement-findings = Iakttagelser

# 9 Testen
tests-intro-print = Utskriften visar de test som inte är godkända. Alla test står i report.json och på skärmen.
tests-intro = Testen grupperas efter svit och område. Öppna en grupp för att se dem.
column-test = Test
tests-caption = Test i { $batch }
tests-none = Inga test kördes.

# 10 Täckning
coverage-facts = Det som prövades
coverage-offered = Operationer som erbjöds
coverage-witnesses = Vittnen
coverage-witnesses-text = { $n } sådant som hade kunnat gå åt andra hållet
coverage-exchanges = Utbyten som test hänvisar till
coverage-caption = Operationer
column-operation = Operation
column-declared = Deklarerad
column-offered = Erbjuds
column-tests = Godkända test
coverage-passed = { $pass } av { $n }
coverage-none = Inga operationer är kända.
coverage-rule = Samspel läser hela samlingar och räknar själv ut vad varje fråga ska ge. Urval ur stora samlingar görs med fröet i avsnittet Metod.
yes = ✓ ja
no = – nej
not-declared = ej angivet

# 11 Metod
method-tool = Verktyg
method-suites = Testsviter
method-suites-caption = Testsviter med kontrollsummor
column-suite = Svit
column-version = Version
column-digest = SHA-256
method-started = Start
method-ended = Slut
method-seed = Frö
method-requests = Skickade anrop
method-options = Val som avviker från standard
method-options-none = inga
method-evidence = Underlagets nivå
method-rule = Beslutsregel
method-judging = Bedömningen är ren räkning: samma inspelade utbyten ger samma utlåtande.
method-retries = Rapporten redovisar inte svarstider i percentiler, omförsök eller jämförelse med en tidigare rapport.

# 12 Deklarationer
declaration-ics = Implementationsdeklaration (ICS)
declaration-ics-none = Ingen lämnades. Vilka operationer som finns visade sig under testet.
declaration-ics-caption = Operationer som leverantören uppger stöd för
declaration-ixit = Testuppgifter (IXIT)
declaration-interface = Gränssnitt
declaration-principals = Klienter som testet hade tillgång till
declaration-none = inga

# 13 Underlag
evidence-intro = Utbytena ligger i mappen evidence bredvid rapporten, ett utbyte per rad i exchanges.ndjson. Hemligheter tas bort och personuppgifter ersätts redan vid inspelningen.
evidence-none = Underlagets nivå är none: inga utbyten sparades. Utbytenas id är då bara en räkning.
evidence-folder = Mapp
evidence-count = Utbyten som rapporten hänvisar till
evidence-level = Nivå
evidence-find = Sök ett utbyte på dess id, till exempel med grep.
evidence-caption = Utbyten per testgrupp
evidence-group = Grupp

# 14 Ord och kontroll
terms-heading = Ordlista
verify-heading = Kontrollera rapporten
verify-text = Rapporten är en återgivning av report.json. Räkna ut SHA-256 för filen och jämför med summan i slutet. Det går utan nät.

# Slut
end-mark = Slut på rapporten
end-sections = { $n } avsnitt. Rapport-id { $id }.
end-digest = SHA-256 för report.json
page-footer = Rapport { $id } · report.json SHA-256 { $digest }
page = sida
page-of = av

# Sammanfattning i Markdown och i terminalen
summary-counts = Krav
summary-findings = Iakttagelser
summary-more-findings = { $n } iakttagelser till står i rapporten.
summary-more-data = { $n } luckor i data till står i rapporten.
summary-decided-data =
    { $n ->
        [one] För delar av krav som ändå är avgjorda står 1 lucka i data i rapporten.
       *[other] För delar av krav som ändå är avgjorda står { $n } luckor i data i rapporten.
    }
summary-more-open = { $n } skäl till står i rapporten.
summary-full-report = Hela rapporten står i report.sv.html, underlaget i evidence/.
terminal-files = Rapport: report.sv.html · CI: junit.xml · data: report.json · underlag: evidence/
