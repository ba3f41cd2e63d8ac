//! A login page as a browser sees it: its language, forms and links.

use html5gum::{StartTag, Token, Tokenizer};

/// A page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// `lang` of the root element, in lower case.
    pub(crate) lang: Option<String>,
    pub(crate) forms: Vec<Form>,
    /// Addresses of links.
    pub(crate) links: Vec<String>,
}

/// A form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    id: Option<String>,
    pub(crate) action: String,
    pub(crate) is_post: bool,
    pub(crate) fields: Vec<Field>,
}

/// A field or a button.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Sent only when pressed.
    pub(crate) is_button: bool,
    /// Sent only when ticked, and it is not.
    pub(crate) is_off: bool,
}

/// Names of fields that are told of a page at most, and characters of each.
const MOST_NAMES: usize = 12;
const LONGEST_NAME: usize = 40;

impl Page {
    /// Names of the fields of its forms, for whoever writes rules.
    pub(crate) fn field_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for field in self.forms.iter().flat_map(|form| &form.fields) {
            let name: String = field.name.chars().take(LONGEST_NAME).collect();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names.truncate(MOST_NAMES);
        names
    }

    /// Reads HTML. Whatever is not HTML is a page without anything.
    pub(crate) fn read(html: &str) -> Page {
        let mut page = Page::default();
        let mut in_form = false;
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) => match tag.name.as_slice() {
                    b"html" => page.lang = attribute(&tag, "lang").map(|lang| lang.to_ascii_lowercase()),
                    b"a" => page.links.extend(attribute(&tag, "href")),
                    b"form" => {
                        in_form = true;
                        page.forms.push(Form {
                            id: attribute(&tag, "id"),
                            action: attribute(&tag, "action").unwrap_or_default(),
                            is_post: attribute(&tag, "method")
                                .is_some_and(|method| method.eq_ignore_ascii_case("post")),
                            fields: Vec::new(),
                        });
                    }
                    b"input" | b"button" | b"select" | b"textarea" => {
                        // A field may stand beside the form that it belongs to, and name it.
                        let owner = match attribute(&tag, "form") {
                            Some(id) => page.forms.iter_mut().find(|form| form.id.as_ref() == Some(&id)),
                            None if in_form => page.forms.last_mut(),
                            None => None,
                        };
                        if let (Some(form), Some(field)) = (owner, field(&tag)) {
                            form.fields.push(field);
                        }
                    }
                    _ => {}
                },
                Token::EndTag(tag) if tag.name.as_slice() == b"form" => in_form = false,
                _ => {}
            }
        }
        page
    }
}

fn field(tag: &StartTag<()>) -> Option<Field> {
    let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let is_button = tag.name.as_slice() == b"button" || matches!(kind.as_str(), "submit" | "image");
    let ticked = attribute(tag, "checked").is_some();
    let box_like = matches!(kind.as_str(), "checkbox" | "radio");
    Some(Field {
        name: attribute(tag, "name")?,
        value: attribute(tag, "value").unwrap_or_else(|| if box_like { "on".to_owned() } else { String::new() }),
        is_button,
        is_off: matches!(kind.as_str(), "reset" | "button") || box_like && !ticked,
    })
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let (_, value) = tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_links_are_found_as_a_browser_finds_them() {
        let page = Page::read(
            "<!doctype html><html lang=SV><a href='/abort?a=1&amp;b=2'>x</a><!-- <form action=/no> --><form method=POST action=\"/in\">\
             <input type=hidden name=t value='&quot;1'><INPUT NAME=user><button name=go value=yes>Go</button>\
             <input type=checkbox name=remember></form><input name=outside><form id=f></form><button form=f name=beside>",
        );
        assert_eq!(page.lang.as_deref(), Some("sv"));
        assert_eq!(page.links, ["/abort?a=1&b=2"]);
        assert_eq!(page.forms.len(), 2);
        assert!(page.forms[1].fields.iter().any(|field| field.name == "beside"));
        let form = &page.forms[0];
        assert!(form.is_post && form.action == "/in");
        let names: Vec<_> =
            form.fields.iter().map(|f| (f.name.as_str(), f.value.as_str(), f.is_button, f.is_off)).collect();
        assert_eq!(
            names,
            [
                ("t", "\"1", false, false),
                ("user", "", false, false),
                ("go", "yes", true, false),
                ("remember", "on", false, true)
            ]
        );
    }

    #[test]
    fn what_is_no_html_has_no_forms() {
        assert_eq!(Page::read("{\"a\": \"<\"}"), Page::default());
    }
}
