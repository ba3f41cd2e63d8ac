//! What the web server says: one login page, over HTTPS; over plain HTTP the way there.

use std::collections::HashSet;

use super::fault::Slip;

/// The answer over HTTPS to the head of a request.
pub(crate) fn protected(slips: &HashSet<Slip>, head: &str) -> String {
    let has = |slip| slips.contains(&slip);
    let script = if has(Slip::MixedScript) { "http://static.samspel.example/login.js" } else { "/login.js" };
    let action = if has(Slip::MixedForm) { "http://localhost/login" } else { "/login" };
    let body = format!(
        "<!doctype html><html lang=sv><head><title>Logga in</title><link rel=stylesheet href=/login.css>\
         <script src=\"{script}\"></script></head><body><form method=post action=\"{action}\">\
         <input name=user><input name=password type=password><button>Logga in</button></form>\
         <a href=\"http://www.samspel.example/\">Om tjänsten</a></body></html>"
    );
    let strict = match () {
        () if has(Slip::NoStrict) => "",
        () if has(Slip::ShortStrict) => "strict-transport-security: max-age=3600\r\n",
        () => "strict-transport-security: max-age=63072000\r\n",
    };
    let secure = if has(Slip::OpenCookie) { "" } else { "; Secure" };
    let more = format!("{strict}set-cookie: session=synthetic; Path=/; HttpOnly{secure}\r\n");
    answer(head, "200 OK", &more, &body)
}

/// The answer over plain HTTP. `url`: the page; `port`: the port of plain HTTP.
pub(crate) fn plain(slips: &HashSet<Slip>, head: &str, url: &str, port: u16) -> String {
    let has = |slip| slips.contains(&slip);
    match () {
        () if has(Slip::PlainServed) => answer(head, "200 OK", "", "<!doctype html><title>Logga in</title>"),
        () if has(Slip::PlainElsewhere) => {
            answer(head, "302 Found", &format!("location: http://localhost:{port}/login\r\n"), "")
        }
        () => answer(head, "301 Moved Permanently", &format!("location: {url}\r\n"), ""),
    }
}

fn answer(head: &str, status: &str, more: &str, body: &str) -> String {
    let shown = if head.starts_with("HEAD ") { "" } else { body };
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n{more}\r\n{shown}",
        body.len()
    )
}
