//! A target file for a running sandbox, as text. Its secrets are synthetic, so that they may stand in it.

use std::fmt::Write;

use samspel_sandbox::Running;

use super::{WAIT_S, clients};

/// The target file.
pub(crate) fn target_file(sandbox: &Running, edition: &str) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "# Written by `samspel sandbox serve`. Everything in it is synthetic; never put real secrets in a file like this."
    );
    let _ = writeln!(text, "samspel: 1\nname: Samspel sandbox\nenvironment: test\nallow_writes: true");
    let _ =
        writeln!(text, "interfaces:\n  ss12000: {{ base_url: {}, edition: \"{edition}\" }}", quoted(&sandbox.base_url));
    let _ = writeln!(text, "principals:");
    for (principal, id, secret) in clients(sandbox) {
        let _ = writeln!(
            text,
            "  {principal}: {{ oauth2: {{ token_url: {}, client_id: {}, client_secret: {} }} }}",
            quoted(&sandbox.token_url),
            quoted(id),
            quoted(secret)
        );
    }
    if !sandbox.refused_tokens.is_empty() {
        let _ = writeln!(text, "refused_tokens:");
        for (kind, token) in &sandbox.refused_tokens {
            let _ = writeln!(text, "  {kind}: {}", quoted(token));
        }
    }
    let _ = writeln!(text, "webhook: {{ wait_s: {WAIT_S} }}");
    let _ = writeln!(text, "changes: {{ url: {}, wait_s: {WAIT_S} }}", quoted(&sandbox.changes_url));
    let _ = writeln!(text, "limits: {{ requests_per_second: 0 }}");
    text
}

/// A YAML double-quoted scalar; JSON strings are a subset of them.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
