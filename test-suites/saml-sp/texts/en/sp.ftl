# SPDX-License-Identifier: CC0-1.0
# What is lacking.

sp-no-request = The login did not lead to Samspel's identity provider ({ $answer }); is login_url right, and is the service set up with the identity provider whose metadata lies in idp.folder?
sp-request-unreadable = What came to the identity provider is no request ({ $what })
sp-good-refused = A sound message let nobody in ({ $answer }), so that others are refused shows nothing; does the page under probe show who is logged in, and are the attributes enough?
sp-probe-unclear = The page that is to show who is logged in could not be read ({ $answer })
sp-lets-anything-in = An unsigned message lets in, so that this one does shows nothing
sp-no-encryption-key = The service's metadata has no encryption key with RSA
sp-shows-no-user-name = The page under probe does not show eduPersonPrincipalName (probe.shows)
sp-shows-name-id = The page under probe shows the NameID, which the message lacks
sp-not-shown = The page under probe does not show what the message changes (probe.shows)
sp-asks-no-level = The service asks for no level of assurance
sp-wants-no-signed-assertions = The service's metadata does not say WantAssertionsSigned
sp-no-logout = The target file has no logout_url
sp-no-local-logout = logout_url does not end the session
sp-signature-not-tried = Samspel tries only signatures with RSA and HTTP-Redirect
sp-request-silent = The request says nothing about this
sp-cannot-reach-us = The service cannot reach the address that Samspel listens at (idp.listen, idp.public_url), so that nobody comes there shows nothing
sp-no-session-cookie = No single cookie holds the session
sp-no-error-page = No error page came that could be read
sp-page-names-address = The page that the login led to names the address in RelayState; Samspel runs no scripts and cannot tell whether the browser is sent there
sp-nothing-unsolicited = The service refuses responses that nobody asked for
sp-answers-vary = The error page differs from one time to the next, so that differences between faults show nothing

# What was seen.

sp-logged-in = A sound message let in, and without login nobody is shown
sp-refused = { $count ->
    [one] One wrong message let nobody in, between two sound ones that did
   *[other] { $count } wrong messages let nobody in, between two sound ones that did
}
sp-forged-refused = A made-up cookie showed nobody, while the real one did before and after
sp-status-message-escaped = The error page shows nothing of what StatusMessage says as part of the page
sp-answered = { $count ->
    [one] One garbage message was answered in time, and right ones let in afterwards
   *[other] { $count } garbage messages were answered in time, and right ones let in afterwards
}
sp-sealing-alike = { $count } messages with different faults of encryption got the same answer
sp-accepted = { $count ->
    [one] One unusual but right message let in
   *[other] { $count } unusual but right messages let in
}
sp-request-right = The request is as it has to be
sp-stayed = The login stayed with the service { $count } times in spite of a foreign RelayState
sp-cookies = { $count } cookies came with the login, all of them protected
sp-error-pages = { $count } error pages show nothing of the message
sp-second-person = After logout and another login only the second person shows

# Findings.

sp-let-in = A wrong message lets in ({ $parameter })
sp-genuine-let-in = The genuine part of a wrapped message lets in ({ $parameter })
sp-fetched = The service fetches an address that the message names
sp-refused-in-silence = A right message gets no answer ({ $parameter })
sp-not-accepted = A right message is refused ({ $parameter })
sp-request-garbled = The request cannot be read
sp-request-wrong = The request is wrong ({ $parameter })
sp-sent-elsewhere = The login leads where { $parameter } says
sp-replayed-other-browser = A response to another browser's request lets in
sp-replayed-unsolicited = A response that nobody asked for lets in
sp-replayed-same-browser = The same response lets in once more
sp-replayed-unsolicited-again = The same response, which nobody asked for, lets in once more
sp-status-message-raw = What StatusMessage says becomes part of the error page
sp-no-answer = Garbage gets no answer ({ $parameter })
sp-sealing-tells = The answer tells what is wrong with the encryption ({ $parameter })
sp-replayed-clean-browser = The same response lets in from another browser
sp-replayed-new-response = The same assertion lets in within a new response
sp-session-not-renewed = The session's ID is the same after the login
sp-cookie-flags = The cookie { $parameter } lacks protection
sp-forged-cookie = A made-up cookie shows somebody who is logged in
sp-error-page-tells = An error page shows what it must not
sp-first-person-remains = After logout and another login not only the second person is there
