# SPDX-License-Identifier: CC0-1.0
# Ord om samma person i två system.

## Vad som saknas

op-no-metadata = Metadata kunde inte läsas ({ $answer })
op-no-client = Målfilen har ingen klient { $name }; lägg till den under interfaces.oidc-provider.clients
op-no-person = Målfilen har ingen person { $name }; lägg till den under interfaces.oidc-provider.login.people
op-login-stuck = Inloggningen gav ingen kod ({ $end }); stämmer login.pages, klienten och scope i målfilen?
op-no-tokens = Koden gav inga token ({ $answer }); stämmer klientens auth i målfilen?
op-marker-missing = Varken ID-token eller UserInfo har { $claim } med det värde som målfilen anger, så det går inte att se vem som loggades in
identity-no-register = Målfilen anger inget gränssnitt för SS 12000 att jämföra med; lägg till interfaces.ss12000 och principalen full
identity-no-link = Det går inte att veta vem som är samma person: lägg till register, id i SS 12000, för personen i målfilen, eller låt inloggningen lämna personnumret
identity-not-in-register = SS 12000 lämnar inte ut personen ({ $answer }); stämmer register i målfilen?
identity-number-shared = Flera personer i SS 12000 har det personnummer som inloggningen lämnar
identity-no-principal-name = Inloggningen lämnar inte attributet { $claim }; begär det med scope, eller ange ett annat under login.claims
identity-register-without-principal-name = SS 12000 har ingen EPPN för personen
identity-no-search = En sökning på EPPN gick inte att läsa i sin helhet ({ $answer })
identity-search-finds-nobody = En sökning på EPPN hittar ingen i SS 12000
identity-no-school-unit = Inloggningen lämnar inte attributet { $claim }; begär det med scope, eller ange ett annat under login.claims
identity-register-without-school-unit = SS 12000 har ingen skolenhet för personen
identity-no-duties = Personens tjänstgöringar gick inte att läsa i sin helhet ({ $answer })
identity-no-organisation = En av personens organisationer gick inte att läsa ({ $answer })
identity-not-told-apart = Ett av systemen skiljer inte på personerna i målfilen, så likhet visar ingenting
identity-no-civic-number = SS 12000 har inget personnummer med tolv siffror för personen, så det finns inget att leta efter

## Vad som höll

identity-told-apart = { $count } personer finns i båda systemen och skiljs åt
identity-principal-name-held = { $count } EPPN vid inloggning är de som SS 12000 har
identity-school-unit-held = { $count } skolenhetskoder vid inloggning är de som SS 12000 har
identity-civic-number-held = { $count } adresser och kakor saknar personnummer

## Fynd

identity-principal-name-other = EPPN vid inloggning är inte den som SS 12000 har för personen
identity-principal-name-of-others = SS 12000 ger andra personer samma EPPN
identity-school-unit-other = Inloggningen lämnar en skolenhetskod som SS 12000 inte har för personen
identity-school-unit-missing = Inloggningen lämnar inte alla skolenhetskoder som SS 12000 har för personen
identity-civic-number-in-address = En adress på vägen genom inloggningen har personnumret
identity-civic-number-in-cookie = En kaka från inloggningen har personnumret
