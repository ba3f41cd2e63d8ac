#![expect(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;

const HEAD: &str =
    "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://a.example\">";

fn question() -> Question {
    Question { entity_id: None, role: None, certificate: None, now: "2026-11-25T09:00:00Z".parse().unwrap() }
}

fn read(bytes: impl Into<Vec<u8>>) -> Result<Content, Unreadable> {
    Metadata::read(bytes.into(), question()).content
}

fn flaw(bytes: impl Into<Vec<u8>>) -> Unreadable {
    read(bytes).err().unwrap()
}

#[test]
fn an_entity_is_read_with_a_byte_order_mark_or_without() {
    let document = format!("{HEAD}</md:EntityDescriptor>");
    assert!(read(document.clone()).unwrap().entity.is_ok());
    assert!(read(format!("\u{feff}{document}")).unwrap().entity.is_ok());
}

#[test]
fn what_is_no_metadata_is_told_for_what_it_is() {
    assert_eq!(flaw(""), Unreadable::Empty);
    assert_eq!(flaw(" \n"), Unreadable::Empty);
    assert_eq!(flaw(b"\xFF\xFE<\0a\0".as_slice()), Unreadable::NotUtf8 { at: 0 });
    assert_eq!(flaw("<html><body>Logga in</body></html>"), Unreadable::Html);
    assert_eq!(flaw("<!DOCTYPE html>\n<p>Logga in<br>"), Unreadable::Html);
    assert_eq!(flaw("<a/>"), Unreadable::OtherRoot { name: "a".to_owned() });
    assert!(matches!(flaw("{\"a\": 1}"), Unreadable::Malformed { .. }));
    let declared = format!("<?xml version='1.0' encoding='iso-8859-1'?>{HEAD}</md:EntityDescriptor>");
    assert_eq!(flaw(declared), Unreadable::OtherEncoding { declared: "iso-8859-1".to_owned() });
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    assert_eq!(flaw(format!("{bomb}{HEAD}&b;</md:EntityDescriptor>")), Unreadable::Dtd);
    let external = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    assert_eq!(flaw(format!("{external}{HEAD}&x;</md:EntityDescriptor>")), Unreadable::Dtd);
}

#[test]
fn a_document_of_any_depth_is_refused_in_time() {
    for depth in [100, 200_000] {
        let deep = format!("{HEAD}{}{}</md:EntityDescriptor>", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(matches!(flaw(deep), Unreadable::TooDeep | Unreadable::Malformed { .. }), "{depth}");
    }
}

#[test]
fn fifty_megabytes_are_read_or_refused_and_nothing_else() {
    let large = format!("{HEAD}<!--{}--></md:EntityDescriptor>", "x".repeat(50 << 20));
    assert!(read(large).unwrap().entity.is_ok());
    let wide = format!("{HEAD}{}</md:EntityDescriptor>", "<a/>".repeat(1_000_000));
    assert!(read(wide).unwrap().entity.is_ok());
    assert!(matches!(flaw("<".repeat(50 << 20)), Unreadable::Malformed { .. }));
}

#[test]
fn the_entity_to_judge_is_the_one_that_was_named() {
    let both = format!(
        "<md:EntitiesDescriptor xmlns:md=\"{MD}\"><md:EntityDescriptor entityID=\"https://a.example\"/>\
         <md:EntityDescriptor entityID=\"https://b.example\"/></md:EntitiesDescriptor>"
    );
    let asked = |wanted: Option<&str>| {
        let question = Question { entity_id: wanted.map(str::to_owned), ..question() };
        Metadata::read(both.clone().into_bytes(), question).content.unwrap().entity
    };
    assert_eq!(asked(None).err(), Some(NoEntity::NotNamed { count: 2 }));
    assert_eq!(asked(Some("https://b.example")).unwrap().attribute("entityID"), Some("https://b.example"));
    let unknown =
        NoEntity::Unknown { wanted: "https://bb.example".to_owned(), nearest: Some("https://b.example".to_owned()) };
    assert_eq!(asked(Some("https://bb.example")).err(), Some(unknown));
}

#[test]
fn lines_are_those_of_the_document() {
    let document = format!("{HEAD}\n\n<md:Organization/></md:EntityDescriptor>");
    let entity = read(document).unwrap().entity.unwrap();
    assert_eq!((entity.line, entity.children[0].line), (1, 3));
}

proptest! {
    #[test]
    fn no_document_brings_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Metadata::read(bytes, question());
    }

    #[test]
    fn no_markup_brings_it_down(
        inner in "(<(md:|ds:)?[A-Za-z]{1,12}( (ID|URI|index|xml:lang)=\"[^<&\"]{0,8}\")?/?>|</md:[A-Za-z]{1,8}>|&[a-z]{1,4};|[ -~]{0,8}){0,12}",
    ) {
        let _ = Metadata::read(format!("{HEAD}{inner}</md:EntityDescriptor>").into_bytes(), question());
        let signed = format!(
            "<md:EntitiesDescriptor xmlns:md=\"{MD}\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" ID=\"a\"><ds:Signature>\
             {inner}</ds:Signature></md:EntitiesDescriptor>"
        );
        let _ = Metadata::read(signed.into_bytes(), question());
    }
}
