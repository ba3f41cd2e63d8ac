//! Faults of roles: scopes, addresses, attributes, algorithms.

use crate::Level::{Must, Should};
use crate::metadata::entity::{POST, REDIRECT, endpoint};
use crate::metadata::fault::Hook::Entity;
use crate::metadata::fault::Published::{Idp, Sp};
use crate::metadata::fault::{MetadataFault, fault};
use crate::metadata::node::node;

const BASIC: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";

pub(crate) const FAULTS: &[MetadataFault] = &[
    fault(
        "md-scope-left-out",
        Idp,
        Must,
        &["SAML-MD-SCOPE-1"],
        ("Scope saknas", "The scope is missing"),
        Entity(|entity| {
            entity.drop_where("shibmd:Scope", &|_| true);
            Ok(())
        }),
    ),
    fault(
        "md-scope-at-entity",
        Idp,
        Must,
        &["SAML-MD-SCOPE-1"],
        ("Scope står på entiteten och inte i rollen", "The scope stands at the entity and not in the role"),
        Entity(|entity| {
            entity.drop_where("shibmd:Scope", &|_| true);
            entity.children[0].children.push(node("shibmd:Scope").with("regexp", "false").text("tallbacka.example"));
            Ok(())
        }),
    ),
    fault(
        "md-scope-regexp",
        Idp,
        Must,
        &["SAML-MD-SCOPE-2"],
        ("Scope är ett mönster", "The scope is a pattern"),
        Entity(|entity| {
            entity.first("shibmd:Scope", |scope| {
                scope.set("regexp", "true");
                "^.*$".clone_into(&mut scope.text);
            });
            Ok(())
        }),
    ),
    fault(
        "md-endpoint-http",
        Idp,
        Must,
        &["SAML-MD-EP-1"],
        ("En adress är utan TLS", "An address is without TLS"),
        Entity(|entity| {
            entity.first("md:SingleSignOnService", |s| s.set("Location", "http://idp.tallbacka.example/sso/redirect"));
            Ok(())
        }),
    ),
    fault(
        "md-response-location-http",
        Idp,
        Must,
        &["SAML-MD-EP-1"],
        ("En svarsadress är utan TLS", "A response address is without TLS"),
        Entity(|entity| {
            entity.first("md:SingleLogoutService", |s| s.set("ResponseLocation", "http://idp.tallbacka.example/slo"));
            Ok(())
        }),
    ),
    fault(
        "md-acs-redirect",
        Sp,
        Must,
        &["SAML-MD-EP-2"],
        ("Tjänsten tar emot intyg med HTTP-Redirect", "The service takes assertions by HTTP-Redirect"),
        Entity(|entity| {
            let acs = endpoint("md:AssertionConsumerService", REDIRECT, "https://larospel.example/acs");
            entity.first("md:SPSSODescriptor", |role| role.children.push(acs.with("index", "7")));
            Ok(())
        }),
    ),
    fault(
        "md-acs-without-post",
        Sp,
        Must,
        &["SAML-MD-EP-2"],
        ("Tjänsten tar emot intyg bara med Artifact", "The service takes assertions by Artifact only"),
        Entity(|entity| {
            let artifact = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
            entity.each("md:AssertionConsumerService", &mut |acs| acs.set("Binding", artifact));
            Ok(())
        }),
    ),
    fault(
        "md-sso-without-redirect",
        Idp,
        Must,
        &["SAML-MD-EP-3"],
        ("Utfärdaren tar inte emot HTTP-Redirect", "The provider does not take HTTP-Redirect"),
        Entity(|entity| {
            entity.drop_where("md:SingleSignOnService", &|s| s.attribute("Binding") == Some(REDIRECT));
            Ok(())
        }),
    ),
    fault(
        "md-sso-without-post",
        Idp,
        Must,
        &["SAML-MD-EP-3-POST"],
        ("Utfärdaren tar inte emot HTTP-POST", "The provider does not take HTTP-POST"),
        Entity(|entity| {
            entity.drop_where("md:SingleSignOnService", &|s| s.attribute("Binding") == Some(POST));
            Ok(())
        }),
    ),
    fault(
        "md-index-twice",
        Sp,
        Must,
        &["SAML-MD-EP-4"],
        ("Två adresser har samma nummer", "Two addresses have the same number"),
        Entity(|entity| {
            entity.each("md:AssertionConsumerService", &mut |acs| acs.set("index", "1"));
            Ok(())
        }),
    ),
    fault(
        "md-index-negative",
        Sp,
        Must,
        &["SAML-MD-EP-4"],
        ("Ett nummer är negativt", "A number is negative"),
        Entity(|entity| {
            entity.first("md:AssertionConsumerService", |acs| acs.set("index", "-1"));
            Ok(())
        }),
    ),
    fault(
        "md-two-defaults",
        Sp,
        Must,
        &["SAML-MD-EP-4"],
        ("Två adresser är förvalda", "Two addresses are the default"),
        Entity(|entity| {
            entity.each("md:AssertionConsumerService", &mut |acs| acs.set("isDefault", "true"));
            Ok(())
        }),
    ),
    fault(
        "md-no-requested-attributes",
        Sp,
        Must,
        &["SAML-MD-RA-1"],
        ("Tjänsten säger inte vad den behöver", "The service does not say what it needs"),
        Entity(|entity| {
            entity.drop_where("md:AttributeConsumingService", &|_| true);
            Ok(())
        }),
    ),
    fault(
        "md-attribute-basic",
        Sp,
        Must,
        &["SAML-MD-RA-1"],
        ("Ett attribut är angett med enkelt namn", "An attribute is named by a basic name"),
        Entity(|entity| {
            entity.first("md:RequestedAttribute", |a| a.set("NameFormat", BASIC));
            Ok(())
        }),
    ),
    fault(
        "md-attribute-by-friendly-name",
        Sp,
        Must,
        &["SAML-MD-RA-1", "SAML-MD-RA-2"],
        ("Ett attribut är angett med sitt vänliga namn", "An attribute is named by its friendly name"),
        Entity(|entity| {
            entity.first("md:RequestedAttribute", |a| a.set("Name", "eduPersonPrincipalName"));
            Ok(())
        }),
    ),
    fault(
        "md-attribute-retired",
        Sp,
        Should,
        &["SAML-MD-RA-2"],
        ("Tjänsten begär ett utgånget attribut", "The service asks for a retired attribute"),
        Entity(|entity| {
            entity.first("md:RequestedAttribute", |a| a.set("Name", "urn:oid:1.3.6.1.4.1.2428.90.1.8"));
            Ok(())
        }),
    ),
    fault(
        "md-attribute-unknown",
        Sp,
        Should,
        &["SAML-MD-RA-2"],
        ("Tjänsten begär ett okänt attribut", "The service asks for an unknown attribute"),
        Entity(|entity| {
            entity.first("md:RequestedAttribute", |a| a.set("Name", "urn:oid:1.3.6.1.4.1.5923.1.1.1.66"));
            Ok(())
        }),
    ),
    fault(
        "md-entity-attributes-in-role",
        Idp,
        Must,
        &["SAML-MD-EC-1"],
        ("Entitetsattribut står i rollen", "Entity attributes stand in the role"),
        Entity(|entity| {
            let moved = entity.find("mdattr:EntityAttributes").map(|a| a.clone());
            entity.drop_where("mdattr:EntityAttributes", &|_| true);
            entity.first("md:IDPSSODescriptor", |role| role.children[0].children.extend(moved));
            Ok(())
        }),
    ),
    fault(
        "md-entity-attribute-basic",
        Sp,
        Must,
        &["SAML-MD-EC-1"],
        ("Ett entitetsattribut är angett med enkelt namn", "An entity attribute is named by a basic name"),
        Entity(|entity| {
            entity.first("saml:Attribute", |a| a.set("NameFormat", BASIC));
            Ok(())
        }),
    ),
    fault(
        "md-assurance-misspelt",
        Idp,
        Should,
        &["SAML-MD-EC-2"],
        (
            "En tillitsnivå är skriven som i FIDUS checklista",
            "A level of assurance is written as in the FIDUS check list",
        ),
        Entity(|entity| {
            let nf = "http://id.elegnamnden.se/loa/1.0/nf-low";
            entity.first("saml:AttributeValue", |value| nf.clone_into(&mut value.text));
            Ok(())
        }),
    ),
    fault(
        "md-category-unknown",
        Sp,
        Should,
        &["SAML-MD-EC-2"],
        ("En kategori finns inte i registret", "A category is not in the register"),
        Entity(|entity| {
            entity.first("saml:AttributeValue", |value| {
                "http://id.elegnamnden.se/ec/1.0/skola".clone_into(&mut value.text)
            });
            Ok(())
        }),
    ),
    fault(
        "md-sha1-offered",
        Idp,
        Should,
        &["SAML-MD-ALG-1"],
        ("SHA-1 erbjuds", "SHA-1 is offered"),
        Entity(|entity| {
            entity.first("alg:DigestMethod", |m| m.set("Algorithm", "http://www.w3.org/2000/09/xmldsig#sha1"));
            Ok(())
        }),
    ),
    fault(
        "md-no-sha256",
        Sp,
        Should,
        &["SAML-MD-ALG-1"],
        ("Ingen algoritm med SHA-256 erbjuds", "No algorithm with SHA-256 is offered"),
        Entity(|entity| {
            let sha512 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512";
            entity.first("alg:SigningMethod", |m| m.set("Algorithm", sha512));
            Ok(())
        }),
    ),
];
