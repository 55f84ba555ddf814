//! Which addresses pass: links by their scheme, pictures by the grammar of `mxc:`.

use crate::HtmlSanitizerMode;

/// The address of a link as it is kept, if it is absolute and of an allowed scheme.
///
/// Browsers ignore control characters within an address, so that `java\tscript:` works for them: here they bar it. So do
/// those that turn the text around them: an address is shown to who is about to follow it.
pub fn allowed_link(address: &str, mode: HtmlSanitizerMode) -> Option<&str> {
    let address = address.trim_matches(|c: char| c.is_ascii_whitespace());
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if address.chars().any(|c| c.is_control() || turns(c)) {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    let is = |allowed: &str| scheme.eq_ignore_ascii_case(allowed);
    let is_allowed = if is("http") || is("https") || is("ftp") {
        has_host(rest)
    } else if is("mailto") || is("magnet") {
        !rest.is_empty()
    } else {
        is("matrix") && mode == HtmlSanitizerMode::Compat && !rest.is_empty()
    };
    is_allowed.then_some(address)
}

/// Whether what follows a scheme names a host: browsers take `https:path` for a relative address.
fn has_host(rest: &str) -> bool {
    rest.strip_prefix("//")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '\\', '?', '#']))
}

/// The address of media on a Matrix server, if it follows the grammar: `mxc://server-name/media-id`.
pub fn well_formed_mxc(address: &str) -> Option<&str> {
    let (server, media) = address.strip_prefix("mxc://")?.split_once('/')?;
    let is_server =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    let is_media = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let is_well_formed = !server.is_empty()
        && !media.is_empty()
        && server.bytes().all(is_server)
        && media.bytes().all(is_media);
    is_well_formed.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use HtmlSanitizerMode::{Compat, Strict};

    #[test]
    fn allowed_schemes_pass() {
        for address in [
            "http://example.org",
            "https://example.org/a?b=c#d",
            "HTTPS://EXAMPLE.ORG",
            "https://[::1]:8448/",
            "ftp://example.org/file",
            "mailto:a@example.org",
            "magnet:?xt=urn:btih:abc",
        ] {
            assert_eq!(allowed_link(address, Strict), Some(address));
            assert_eq!(
                allowed_link(&format!(" {address}\n"), Strict),
                Some(address)
            );
        }
    }

    #[test]
    fn matrix_addresses_are_not_in_the_specification() {
        let address = "matrix:u/alice:example.org";
        assert_eq!(allowed_link(address, Strict), None);
        assert_eq!(allowed_link(address, Compat), Some(address));
        assert_eq!(allowed_link("matrix:", Compat), None);
    }

    #[test]
    fn everything_else_is_barred() {
        for address in [
            "",
            ":",
            "/path",
            "//example.org",
            "example.org",
            "localhost:8000",
            "#anchor",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "\u{a0}https://example.org",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "https:example.org",
            "https:/example.org",
            "https:\\\\example.org",
            "https:///example.org",
            "https://",
            "https://exam\tple.org",
            "https://example.org/\u{202e}gpj.exe",
            "https://\u{2067}example.org",
            "http\u{0}s://example.org",
            "view-source:https://example.org",
            "mailto:",
            "mxc://example.org/abc",
        ] {
            assert_eq!(allowed_link(address, Compat), None, "{address:?}");
        }
    }

    #[test]
    fn media_addresses_follow_the_grammar() {
        for address in ["mxc://example.org/abc-_9", "mxc://[::1]:80/a", "mxc://a/b"] {
            assert_eq!(well_formed_mxc(address), Some(address));
        }
        for address in [
            "",
            "mxc://",
            "mxc://example.org",
            "mxc://example.org/",
            "mxc:///abc",
            "mxc://example.org/a/b",
            "mxc://example.org/..",
            "mxc://example.org/%2f",
            "mxc://example.org/a?b",
            "mxc://example.org/a#b",
            "mxc://user@example.org/a",
            "mxc://exämple.org/a",
            "MXC://example.org/a",
            " mxc://example.org/a",
            "https://example.org/a",
            "data:image/png;base64,AAAA",
        ] {
            assert_eq!(well_formed_mxc(address), None, "{address:?}");
        }
    }
}
