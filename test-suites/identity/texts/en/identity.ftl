# SPDX-License-Identifier: CC0-1.0
# Words about the same person in two systems.

## What is lacking

op-no-metadata = The metadata could not be read ({ $answer })
op-no-client = The target file has no client { $name }; add it under interfaces.oidc-provider.clients
op-no-person = The target file has no person { $name }; add one under interfaces.oidc-provider.login.people
op-login-stuck = The login gave no code ({ $end }); are login.pages, the client and its scope right in the target file?
op-no-tokens = The code gave no tokens ({ $answer }); is the client's auth right in the target file?
op-marker-missing = Neither ID token nor UserInfo has { $claim } with the value of the target file, so that there is no seeing who was logged in
identity-no-register = The target file names no SS 12000 interface to compare with; add interfaces.ss12000 and the principal full
identity-no-link = There is no telling who is the same person: add register, the id in SS 12000, to the person in the target file, or let the login give the civic number
identity-not-in-register = SS 12000 does not give the person ({ $answer }); is register right in the target file?
identity-number-shared = Several persons in SS 12000 have the civic number of the login
identity-no-principal-name = The login does not give the claim { $claim }; ask for it by scope, or name another under login.claims
identity-register-without-principal-name = SS 12000 has no EPPN for the person
identity-no-search = A search for the EPPN could not be read as a whole ({ $answer })
identity-search-finds-nobody = A search for the EPPN finds nobody in SS 12000
identity-no-school-unit = The login does not give the claim { $claim }; ask for it by scope, or name another under login.claims
identity-register-without-school-unit = SS 12000 has no school unit for the person
identity-no-duties = The duties of the person could not be read as a whole ({ $answer })
identity-no-organisation = An organisation of the person could not be read ({ $answer })
identity-not-told-apart = One of the systems does not tell the people of the target file apart, so that likeness shows nothing
identity-no-civic-number = SS 12000 has no civic number of twelve digits for the person, so that there is nothing to look for

## What held

identity-told-apart = { $count } people are known in both systems, and told apart
identity-principal-name-held = { $count } EPPNs at login are those of SS 12000
identity-school-unit-held = { $count } school unit codes at login are those of SS 12000
identity-civic-number-held = { $count } addresses and cookies have no civic number

## Findings

identity-principal-name-other = The EPPN at login is not the one that SS 12000 has for the person
identity-principal-name-of-others = SS 12000 gives other persons the same EPPN
identity-school-unit-other = The login gives a school unit code that SS 12000 does not have for the person
identity-school-unit-missing = The login does not give every school unit code that SS 12000 has for the person
identity-civic-number-in-address = An address on the way through the login has the civic number
identity-civic-number-in-cookie = A cookie of the login has the civic number
