# SPDX-License-Identifier: CC0-1.0
# Words for what stands in metadata.

## The document

md-read = The document can be read: { $bytes } bytes, SHA-256 { $digest }.
md-empty = The document is empty
md-not-utf8 = The document is not UTF-8
md-other-encoding = The document declares another encoding than UTF-8
md-dtd = The document has a document type declaration
md-html = The document is a web page and no metadata
md-malformed = The document is not well-formed XML
md-too-deep = The document is deeper than metadata can be
md-other-root = The document's root element is none that metadata begins with
md-cannot-be-read = The document could not be read as metadata; see the findings about SAML-MD-XML-1 and SAML-MD-XML-2.
md-nobody = The document describes neither an identity provider nor a service.
md-roles-there = { $count ->
    [one] The entity has one role to judge.
   *[other] The entity has { $count } roles to judge.
 }
md-entities-there = { $count ->
    [one] The federation's metadata holds one entity.
   *[other] The federation's metadata holds { $count } entities.
 }
md-entity-not-named = The document holds { $count } entities. Name the one to judge with entity_id in the target file.
md-entity-unknown = The document holds no entity { $wanted }. The nearest is { $nearest }. Correct entity_id in the target file.
md-entity-twice = The document holds the entity { $wanted } several times, so that it is not clear which one counts.
md-role-not-there = The entity lacks { $role }, which the target file wants judged. Correct role in the target file.
md-other-role = The requirement is about { $role }, and the entity is not judged in that role.

## Structure and identity

md-structure-held = { $count ->
    [one] One rule of structure held.
   *[other] { $count } rules of structure held.
 }
md-attribute-missing = A required attribute is missing or empty
md-child-missing = A required element is missing
md-element-unknown = An element does not belong where it stands
md-not-boolean = An attribute that should be true or false has another value
md-word-unknown = An attribute has a value that the standard does not have
md-not-a-number = A number is none between 0 and 65535
md-not-saml2 = The role does not say that it uses SAML 2.0
md-entity-id-held = entityID is an absolute URI of reasonable length.
md-entity-id-long = entityID is too long
md-entity-id-no-uri = entityID is no absolute https address or URN
md-entity-id-old = entityID has an older form that new entities should not have

## Languages

md-texts-held = { $count ->
    [one] One text was right.
   *[other] { $count } texts were right.
 }
md-no-texts = The document holds no texts to compare.
md-no-language = A text does not say which language it is in
md-language-unknown = A text names a language that is not in ISO 639-1
md-language-twice = A text is there several times in one language
md-language-missing = A text is missing in a language
md-languages-differ = The texts are not in the same languages everywhere

## What is shown

md-ui-held = { $count ->
    [one] One thing that is shown to users is there.
   *[other] { $count } things that are shown to users are there.
 }
md-ui-missing = Something that should be shown to users is missing
md-logo-not-https = The logo is not fetched over https
md-logo-without-size = The logo lacks its size
md-ui-no-url = An address that is shown to users is no web address
md-organisation-held = { $count ->
    [one] One thing about the organisation is there.
   *[other] { $count } things about the organisation are there.
 }
md-no-organisation = The organisation is missing
md-organisation-lacks = Something about the organisation is missing in a language
md-organisation-empty = The organisation is empty.
md-error-url-held = errorURL is there, with https.
md-error-url-missing = errorURL is missing
md-error-url-not-https = errorURL is not https
md-names-unique = { $count ->
    [one] One display name is alone in the federation.
   *[other] { $count } display names are alone in the federation.
 }
md-nobody-to-compare = The document holds no other entity, so that there are no names to compare with.
md-name-taken = Another identity provider has the same display name
md-no-display-name = The identity provider has no display name.

## Contacts

md-contact-held = { $count ->
    [one] One thing about contacts was right.
   *[other] { $count } things about contacts were right.
 }
md-contact-missing = A contact is missing
md-contact-lacks = A contact lacks something
md-contact-twice = There are several contacts of one kind
md-no-contacts = The document holds no contacts.
md-address-no-mailto = The e-mail address of a contact is no mailto: URI

## Scopes

md-scope-held = { $count ->
    [one] One scope is named as a domain.
   *[other] { $count } scopes are named as domains.
 }
md-scope-missing = No scope below IDPSSODescriptor
md-scope-regexp = A scope is a pattern
md-no-scope = The identity provider names no scope. Add one, and it shows whether it is a domain.

## Keys

md-key-held = { $count ->
    [one] One certificate can be read.
   *[other] { $count } certificates can be read.
 }
md-key-missing = There is no key for the purpose
md-key-without-certificate = A key has no certificate
md-certificate-unreadable = A certificate cannot be read
md-no-certificate = The document holds no certificate that can be read.
md-key-strong = { $count ->
    [one] One key is strong enough.
   *[other] { $count } keys are strong enough.
 }
md-key-weak = A key is too weak
md-key-other = A key is of another kind than RSA and EC
md-no-long-lived = No certificate is valid beyond 2030.
md-certificate-held = { $count ->
    [one] One certificate was right.
   *[other] { $count } certificates were right.
 }
md-certificate-issued = A certificate is issued by somebody else
md-certificate-weak = A certificate is signed with a weak algorithm
md-certificate-expired = A certificate has expired
md-certificate-early = A certificate is not valid yet
md-certificate-ends-soon = A certificate ends within 90 days

## Addresses

md-endpoints-held = { $count ->
    [one] One address is https.
   *[other] { $count } addresses are https.
 }
md-no-endpoint = The role has no address to look at.
md-endpoint-not-https = An address is not https
md-bindings-held = { $count ->
    [one] One binding is there.
   *[other] { $count } bindings are there.
 }
md-binding-missing = A binding is missing
md-binding-refused = A binding is named that should not be there
md-indexes-held = { $count ->
    [one] One address has a number of its own.
   *[other] { $count } addresses have numbers of their own.
 }
md-index-twice = Two addresses have the same number
md-defaults = Several addresses are the default

## Attributes

md-attributes-held = { $count ->
    [one] One thing about attributes was right.
   *[other] { $count } things about attributes were right.
 }
md-no-requested-attribute = The service does not name the attributes that it needs
md-attribute-format = An attribute does not have URI format
md-attribute-no-oid = An attribute has no OID name
md-attribute-retired = The service asks for an attribute that has been retired
md-attribute-unknown = The service asks for an attribute that is not in the register
md-entity-attributes-held = { $count ->
    [one] One thing about entity attributes was right.
   *[other] { $count } things about entity attributes were right.
 }
md-entity-attributes-misplaced = Entity attributes stand where nobody sees them
md-no-entity-attributes = The entity has no entity attributes that the register is about.
md-entity-attribute-unknown = An entity attribute has a value that is not in the register
md-entity-attribute-elsewhere = An entity attribute has a value of a register that Samspel does not know; it was not judged
md-algorithms-held = { $count ->
    [one] One thing about algorithms was right.
   *[other] { $count } things about algorithms were right.
 }
md-algorithm-weak = A weak algorithm is offered
md-algorithm-missing = No algorithm for signing with SHA-256 is offered
md-no-algorithms = The entity names no algorithms.

## Metadata of a federation

md-no-aggregate = The document is the metadata of one entity and not of a federation.
md-unsigned = The federation's metadata is not signed
md-signed = The federation's metadata is signed: { $what }
md-no-federation-certificate = Name the federation's certificate with federation_certificate in the target file, and the signature can be verified.
md-federation-certificate-unreadable = The file that federation_certificate names is no certificate that can be used.
md-signature-elsewhere = The signature covers something else than the whole document
md-signature-algorithm = The signature uses an algorithm that does not hold
md-signature-invalid = The signature does not agree with the content and the federation's certificate
md-no-valid-until = The federation's metadata does not say until when it is valid
md-valid-until-no-instant = validUntil is no instant
md-expired = The federation's metadata has expired
md-valid-until = The federation's metadata is valid until { $what }.
md-expires-soon = The federation's metadata expires within two days
md-valid-until-far = The federation's metadata is valid for too long
md-no-cache-duration = The federation's metadata does not say how often it should be fetched
md-cached = The federation's metadata says how often it should be fetched: { $what }
md-cache-long = The federation's metadata may be kept for too long
md-cache-no-duration = cacheDuration is no duration
