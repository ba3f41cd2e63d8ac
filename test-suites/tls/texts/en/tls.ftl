# SPDX-License-Identifier: CC0-1.0
# Words about TLS.

## What is lacking

tls-no-https = No address of the target file uses https:.
tls-no-web = No address that is tested is a page that people open. Add it under interfaces.tls.endpoints with kind: web.
tls-no-answer = { $place } gave no answer that decides anything: { $what }.
tls-unsteady = { $place } refused, but does not take in clients of today either ({ $what }), so that a refusal shows nothing.
tls-unread = A document that would have named more addresses could not be read
tls-no-roots = Neither the system nor the target file has an authority to trust; set ca_file in the target file.
tls-chain-hidden = The chain of { $place } could not be followed to its end: { $what }. See the findings about dates and signatures.
tls-not-read = { $place } could not be read: { $what }.
tls-no-page = { $place } is no page that fetches anything.
tls-no-cookies = None of the answers set a cookie.
tls-plain-named = The target file names { $place } with http:, which sends on to https:. Write the address with https: in the target file, and it is tested.
tls-only-13 = { $place } speaks TLS 1.3 only, which neither renegotiates nor compresses.
tls-no-13 = { $place } does not speak TLS 1.3, so that there are no early data.
tls-nothing-older = { $place } speaks no older version to fall back to.

## Versions and suites

tls-answers = { $count ->
    [one] One server takes in clients of today.
   *[other] { $count } servers take in clients of today.
 }
tls-taken = { $count ->
    [one] One server accepted { $what }.
   *[other] { $count } servers accepted { $what }.
 }
tls-refused = { $count ->
    [one] One offer was refused, between two that were accepted.
   *[other] { $count } offers were refused, between others that were accepted.
 }
tls-refuses-tls13 = The server does not accept TLS 1.3
tls-refuses-tls12 = The server does not accept TLS 1.2
tls-refuses-recommended = The server accepts no recommended suite
tls-takes-tls11 = The server accepts TLS 1.1
tls-takes-tls10 = The server accepts TLS 1.0
tls-takes-ssl3 = The server accepts SSL 3.0
tls-takes-ssl2 = The server accepts SSL 2.0
tls-takes-rsa = The server accepts key exchange without forward secrecy
tls-takes-null = The server accepts a suite without encryption
tls-takes-export = The server accepts a suite with export keys
tls-takes-rc4 = The server accepts RC4
tls-takes-des = The server accepts DES or triple DES
tls-takes-anonymous = The server accepts a suite in which nobody proves who they are
tls-takes-cbc = The server accepts a suite with CBC

## Key exchange and handshake

tls-short-prime = The prime of Diffie-Hellman is too short
tls-prime-held = { $count ->
    [one] One server has a long prime, or no Diffie-Hellman.
   *[other] { $count } servers have a long prime, or no Diffie-Hellman.
 }
tls-hybrid = The server accepts a group that withstands quantum computers, too
tls-groups-refused = The server accepts neither X25519 nor P-256
tls-groups-held = { $count ->
    [one] One server accepts X25519 or P-256.
   *[other] { $count } servers accept X25519 or P-256.
 }
tls-name-unanswered = The server hangs up without a reason
tls-name-answered = { $count ->
    [one] One question without a known name got an answer.
   *[other] { $count } questions without a known name got answers.
 }
tls-no-renegotiation-info = The server does not say that renegotiation is secure
tls-compresses = The server compresses
tls-negotiation-held = { $count ->
    [one] One rule about the negotiation held.
   *[other] { $count } rules about the negotiation held.
 }
tls-early-data = A ticket allows early data
tls-no-early-data = { $count ->
    [one] One server gave no ticket that allows early data.
   *[other] { $count } servers gave no ticket that allows early data.
 }
tls-fallback-taken = The server lets a client fall back without need
tls-fallback-held = { $count ->
    [one] One server broke off when a client had fallen back without need.
   *[other] { $count } servers broke off when a client had fallen back without need.
 }

## Certificates

tls-chain-held = { $count ->
    [one] One thing held of the certificates that were sent.
   *[other] { $count } things held of the certificates that were sent.
 }
tls-chain-untrusted = The chain leads to no trusted authority
tls-chain-order = The chain is not in order
tls-other-name = The certificate is not for the host name
tls-not-yet-valid = A certificate is not valid yet
tls-expired = A certificate has expired
tls-ends-soon = The certificate ends within 30 days
tls-short-key = A key is too short
tls-weak-signature = A certificate is signed with a weak algorithm
tls-stapled = An OCSP answer comes with the handshake
tls-no-revocation = There is no way of learning whether the certificate has been revoked

## HTTP

tls-plain-closed = { $count ->
    [one] On one host nothing can be reached over http:.
   *[other] On { $count } hosts nothing can be reached over http:.
 }
tls-plain-redirects = { $place } sends on to https:.
tls-plain-refused = { $place } refuses.
tls-plain-served = http: gives an answer
tls-plain-elsewhere = http: sends on to something else than https:
tls-plain-api-redirects = An API sends on from http: instead of refusing; whoever mistyped its address has sent the token already
tls-plain-for-now = http: sends on for now and not for good
tls-strict-held = { $count ->
    [one] One answer tells browsers to come by https: only.
   *[other] { $count } answers tell browsers to come by https: only.
 }
tls-strict-missing = Nothing tells browsers to come by https: only
tls-strict-short = Browsers forget too soon to come by https: only
tls-mixed-content = The page fetches or sends something over http:
tls-page-held = { $count ->
    [one] One address that the page uses is protected.
   *[other] { $count } addresses that the page uses are protected.
 }
tls-cookie-open = A cookie lacks Secure
tls-cookies-held = { $count ->
    [one] One cookie has Secure.
   *[other] { $count } cookies have Secure.
 }
