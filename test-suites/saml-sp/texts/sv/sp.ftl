# SPDX-License-Identifier: CC0-1.0
# What is lacking.

sp-no-request = Inloggningen ledde inte till Samspels inloggningstjänst ({ $answer }); är login_url rätt, och är tjänsten inställd på den inloggningstjänst vars metadata ligger i idp.folder?
sp-request-unreadable = Det som kom till inloggningstjänsten är ingen begäran ({ $what })
sp-good-refused = Ett riktigt meddelande släppte inte in någon ({ $answer }), så att andra nekas visar inget; visar sidan under probe vem som är inloggad, och räcker attributen?
sp-probe-unclear = Sidan som ska visa vem som är inloggad gick inte att läsa ({ $answer })
sp-lets-anything-in = Ett osignerat meddelande släpper in, så att detta gör det visar inget
sp-no-encryption-key = Tjänstens metadata har ingen krypteringsnyckel med RSA
sp-shows-no-user-name = Sidan under probe visar inte eduPersonPrincipalName (probe.shows)
sp-shows-name-id = Sidan under probe visar NameID, som meddelandet saknar
sp-not-shown = Sidan under probe visar inte det som meddelandet ändrar (probe.shows)
sp-asks-no-level = Tjänsten begär ingen tillitsnivå
sp-wants-no-signed-assertions = Tjänstens metadata säger inte WantAssertionsSigned
sp-no-logout = Målfilen har ingen logout_url
sp-no-local-logout = logout_url avslutar inte sessionen
sp-signature-not-tried = Samspel prövar bara signaturer med RSA och HTTP-Redirect
sp-request-silent = Begäran säger inget om detta
sp-cannot-reach-us = Tjänsten kan inte nå adressen som Samspel lyssnar på (idp.listen, idp.public_url), så att ingen kommer dit visar inget
sp-no-session-cookie = Ingen enskild kaka bär sessionen
sp-no-error-page = Ingen felsida kom som gick att läsa
sp-page-names-address = Sidan som inloggningen ledde till nämner adressen i RelayState; Samspel kör inga skript och kan inte avgöra om webbläsaren skickas dit
sp-nothing-unsolicited = Tjänsten nekar svar som ingen bad om
sp-answers-vary = Felsidan ser olika ut från gång till gång, så att skillnader mellan fel inte visar något

# What was seen.

sp-logged-in = Ett riktigt meddelande släppte in, och utan inloggning visas ingen
sp-refused = { $count ->
    [one] Ett felaktigt meddelande släppte inte in någon, mellan två riktiga som gjorde det
   *[other] { $count } felaktiga meddelanden släppte inte in någon, mellan två riktiga som gjorde det
}
sp-forged-refused = En påhittad kaka visade ingen, medan den riktiga gjorde det före och efter
sp-status-message-escaped = Felsidan visar inget av det som StatusMessage säger som en del av sidan
sp-answered = { $count ->
    [one] Ett skräpmeddelande fick svar i tid, och riktiga släpper in efteråt
   *[other] { $count } skräpmeddelanden fick svar i tid, och riktiga släpper in efteråt
}
sp-sealing-alike = { $count } meddelanden med olika fel i krypteringen fick samma svar
sp-accepted = { $count ->
    [one] Ett ovanligt men riktigt meddelande släppte in
   *[other] { $count } ovanliga men riktiga meddelanden släppte in
}
sp-request-right = Begäran är som den ska
sp-stayed = Inloggningen stannade hos tjänsten { $count } gånger trots ett främmande RelayState
sp-cookies = { $count } kakor kom med inloggningen, alla skyddade
sp-error-pages = { $count } felsidor visar inget av meddelandet
sp-second-person = Efter utloggning och ny inloggning syns bara den andra personen

# Findings.

sp-let-in = Ett felaktigt meddelande släpper in ({ $parameter })
sp-genuine-let-in = Den äkta delen av ett omslaget meddelande släpper in ({ $parameter })
sp-fetched = Tjänsten hämtar en adress som meddelandet anger
sp-refused-in-silence = Ett riktigt meddelande får inget svar ({ $parameter })
sp-not-accepted = Ett riktigt meddelande nekas ({ $parameter })
sp-request-garbled = Begäran går inte att läsa
sp-request-wrong = Begäran är fel ({ $parameter })
sp-sent-elsewhere = Inloggningen leder dit { $parameter } säger
sp-replayed-other-browser = Ett svar på en annan webbläsares begäran släpper in
sp-replayed-unsolicited = Ett svar som ingen bad om släpper in
sp-replayed-same-browser = Samma svar släpper in en gång till
sp-replayed-unsolicited-again = Samma svar, som ingen bad om, släpper in en gång till
sp-status-message-raw = Det som StatusMessage säger blir en del av felsidan
sp-no-answer = Skräp får inget svar ({ $parameter })
sp-sealing-tells = Svaret avslöjar vad som är fel i krypteringen ({ $parameter })
sp-replayed-clean-browser = Samma svar släpper in från en annan webbläsare
sp-replayed-new-response = Samma intyg släpper in i ett nytt svar
sp-session-not-renewed = Sessionens ID är detsamma efter inloggningen
sp-cookie-flags = Kakan { $parameter } saknar skydd
sp-forged-cookie = En påhittad kaka visar en inloggad
sp-error-page-tells = En felsida visar vad den inte ska
sp-first-person-remains = Efter utloggning och ny inloggning är inte bara den andra personen där
