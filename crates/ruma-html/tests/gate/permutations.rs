//! Barred addresses in every company and order of attributes: a check that stops at the first attribute without a rule
//! (as ruma-html 0.9.0 does) lets them through.

use crate::sanitised;

/// Attributes that stand beside an address: some have rules, some do not, before and after it in the alphabet.
const COMPANY: [&str; 8] = [
    "foo",
    "alt='a'",
    "zzz='1'",
    "data-x='y'",
    "class='language-x'",
    "title='t'",
    "href2='https://a.org'",
    "srcset='x'",
];

/// Addresses that no link and no picture may have.
const BARRED: [&str; 12] = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "&#106;avascript:alert(1)",
    "java&#x09;script:alert(1)",
    "java&Tab;script&colon;alert(1)",
    "&#1;javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,AAAA",
    "file:///etc/passwd",
    "//tracker.invalid/x",
    "blob:https://a.org/x",
];

/// Each order of the attribute among two others.
fn tags(element: &str, attribute: &str) -> Vec<String> {
    let mut tags = vec![format!("<{element} {attribute}>x")];
    for first in COMPANY {
        tags.push(format!("<{element} {first} {attribute}>x"));
        tags.push(format!("<{element} {attribute} {first}>x"));
        for second in COMPANY {
            tags.push(format!("<{element} {attribute} {first} {second}>x"));
            tags.push(format!("<{element} {first} {attribute} {second}>x"));
            tags.push(format!("<{element}/{first}/{second}/{attribute}>x"));
        }
    }
    tags
}

#[test]
fn barred_addresses_never_pass() {
    for address in BARRED {
        for tag in tags("a", &format!("href=\"{address}\"")) {
            assert_eq!(sanitised(&tag), "x", "{tag}");
        }
        for tag in tags("img", &format!("src=\"{address}\"")) {
            assert!(!sanitised(&tag).contains('<'), "{tag}");
        }
    }
}

#[test]
fn remote_pictures_never_pass() {
    for address in [
        "https://tracker.invalid/x.png",
        "http://tracker.invalid",
        "MXC://a/b",
        "mxc:a/b",
        "x.png",
    ] {
        for tag in tags("img", &format!("src={address}")) {
            assert!(!sanitised(&tag).contains('<'), "{tag}");
        }
    }
}

#[test]
fn the_first_of_two_addresses_counts() {
    assert_eq!(
        sanitised("<a href=javascript:x href=https://a.org>x</a>"),
        "x"
    );
    assert_eq!(
        sanitised("<a href=https://a.org href=javascript:x HREF=data:x>x</a>"),
        "<a href=\"https://a.org\">x</a>"
    );
    assert_eq!(sanitised("<a xlink:href=https://a.org>x</a>"), "x");
}

#[test]
fn allowed_addresses_pass_in_any_company() {
    for tag in tags("a", "href=\"https://a.org\"") {
        assert_eq!(sanitised(&tag), "<a href=\"https://a.org\">x</a>", "{tag}");
    }
    for tag in tags("img", "src=\"mxc://a.org/b\"") {
        assert!(
            sanitised(&tag).starts_with("<img src=\"mxc://a.org/b\""),
            "{tag}"
        );
    }
}
