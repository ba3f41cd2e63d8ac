# SPDX-License-Identifier: CC0-1.0
# Tokenutfärdaren.

oauth-no-client = Klienten full loggar inte in med klienthemlighet (oauth2), så det finns ingen tokenadress att pröva
oauth-good-login-refused = En riktig inloggning gav ingen token ({ $answer }), så nekanden bredvid den visar ingenting
oauth-good-login = En riktig inloggning ger en token med livslängd
oauth-refused = { $what } ger ingen token
oauth-scope-narrowed = Ett okänt scope beviljas inte, och svaret säger det
oauth-metadata = Metadata finns och stämmer
oauth-refused-otherwise = Ingen token, men nekandet har en annan status eller kod än standardens
oauth-token-type = Svaret säger inte att token är av typen Bearer
oauth-no-lifetime = Svaret säger inte hur länge token gäller
oauth-refresh-token = En förnyelsetoken följer med
oauth-no-metadata = Utfärdaren har inga metadata
oauth-metadata-issuer = Metadata anger en annan utfärdare än den de ligger hos
oauth-metadata-endpoint = Metadata anger en annan tokenadress
oauth-token-wrong-secret = Fel hemlighet ger en token
oauth-breaks-wrong-secret = Serverfel i stället för nekande (wrong-secret)
oauth-token-secret-in-query = En hemlighet i adressen ger en token
oauth-breaks-secret-in-query = Serverfel i stället för nekande (secret-in-query)
oauth-token-unknown-scope = Ett okänt scope beviljas, eller svaret säger inte vad som beviljades
oauth-breaks-unknown-scope = Serverfel i stället för nekande (unknown-scope)
oauth-token-other-form = En fråga med GET eller i JSON ger en token
oauth-breaks-other-form = Serverfel i stället för nekande (other-form)
oauth-token-other-grant = En annan grant_type ger en token
oauth-breaks-other-grant = Serverfel i stället för nekande (other-grant)
