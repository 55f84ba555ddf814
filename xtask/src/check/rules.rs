//! Rules about Rust and TypeScript sources, and about what the app may depend on.

use crate::report;

use super::Finding;

/// Above this a file is worth a second look, and above the second number it must be divided.
const MANY_LINES: usize = 300;
const TOO_MANY_LINES: usize = 500;

/// A word that may not stand in code (comments do not count) below these paths.
struct ForbiddenWord {
    below: &'static [&'static str],
    word: &'static str,
    reason: &'static str,
}

const FORBIDDEN: [ForbiddenWord; 8] = [
    ForbiddenWord {
        below: &["src/"],
        word: "inner_html",
        reason: "server HTML never becomes DOM by parsing",
    },
    ForbiddenWord {
        below: &["src/"],
        word: "outer_html",
        reason: "server HTML never becomes DOM by parsing",
    },
    ForbiddenWord {
        below: &["src/"],
        word: "insert_adjacent_html",
        reason: "server HTML never becomes DOM by parsing",
    },
    ForbiddenWord {
        below: &["src/"],
        word: " style=\"",
        reason: "the security policy blocks style attributes: use style:name=",
    },
    ForbiddenWord {
        below: &["src/", "crates/protocol/"],
        word: "matrix_sdk",
        reason: "only the engine knows the SDK",
    },
    ForbiddenWord {
        below: &["src/", "crates/protocol/"],
        word: "ruma::",
        reason: "only the engine knows ruma",
    },
    ForbiddenWord {
        below: &["crates/protocol/"],
        word: "web_sys",
        reason: "the protocol is plain data",
    },
    ForbiddenWord {
        below: &["tests/e2e/"],
        word: "waitForTimeout",
        reason: "tests wait for what they need, never for time",
    },
];

/// Marks of unfinished work, written so that this file has none.
const UNFINISHED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Checks one Rust file.
pub fn check_rust(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = check_script(path, text);
    if !text.starts_with("//!") {
        findings.push(Finding::new(
            path,
            1,
            "a file begins with `//!`: what it owns and what it must not know",
        ));
    }
    findings
}

/// Checks what holds for every source file.
pub fn check_script(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let broken = broken_word_rule(path, line).map(|rule| Finding::new(path, index + 1, rule));
        findings.extend(broken);
    }
    let n_lines = text.lines().count();
    let n_without_tests = text
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .map_or(0, |code| code.lines().count());
    if n_lines > TOO_MANY_LINES {
        findings.push(Finding::new(
            path,
            n_lines,
            format!("more than {TOO_MANY_LINES} lines: divide the file"),
        ));
    } else if n_without_tests > MANY_LINES {
        report::note(format_args!(
            "{path}: {n_without_tests} lines without tests; {MANY_LINES} are the aim"
        ));
    }
    findings
}

fn broken_word_rule(path: &str, line: &str) -> Option<String> {
    if let Some(mark) = UNFINISHED.iter().find(|mark| line.contains(*mark)) {
        return Some(format!("{mark}: finish it, or file it"));
    }
    if line.trim_start().starts_with("//") {
        return None;
    }
    let applies = |rule: &&ForbiddenWord| {
        rule.below.iter().any(|folder| path.starts_with(folder)) && line.contains(rule.word)
    };
    FORBIDDEN
        .iter()
        .find(applies)
        .map(|rule| format!("`{}`: {}", rule.word.trim(), rule.reason))
}

/// The app depends on the protocol, never on what the engine is made of.
pub fn check_manifest(manifest: &str) -> Vec<Finding> {
    let package = manifest
        .split("\n[dependencies]\n")
        .nth(1)
        .unwrap_or_default();
    let dependencies = package
        .split("\n[dev-dependencies")
        .next()
        .unwrap_or_default();
    ["matrix-sdk", "ruma", "loggia-engine"]
        .into_iter()
        .filter(|name| dependencies.lines().any(|line| line.starts_with(name)))
        .map(|name| {
            Finding::new(
                "Cargo.toml",
                1,
                format!("the app must not depend on {name}"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<String> {
        check_rust(path, text)
            .into_iter()
            .map(|finding| finding.place)
            .collect()
    }

    #[test]
    fn code_is_judged_and_comments_are_not() {
        let text =
            "//! Never names matrix_sdk.\n// ruma::x is the engine's\nuse matrix_sdk::Client;\n";
        assert_eq!(rules("src/a.rs", text), ["src/a.rs:3"]);
        assert!(rules("crates/engine/src/a.rs", text).is_empty());
    }

    #[test]
    fn a_file_without_a_sentence_about_itself_is_found() {
        assert_eq!(rules("src/a.rs", "fn main() {}\n"), ["src/a.rs:1"]);
    }

    #[test]
    fn a_file_may_not_grow_for_ever() {
        let text = format!("//! Long.\n{}", "\n".repeat(TOO_MANY_LINES));
        assert_eq!(rules("src/a.rs", &text).len(), 1);
    }

    #[test]
    fn the_app_may_not_depend_on_the_engine() {
        let manifest = "[package]\n\n[dependencies]\nleptos = \"1\"\nloggia-engine = \"1\"\n\n[dev-dependencies]\nruma = \"1\"\n";
        assert_eq!(check_manifest(manifest).len(), 1);
    }
}
