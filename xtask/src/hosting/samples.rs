//! Compares the samples in `hosting/` with what the dev server sends, so that no host is told an older policy.

use std::{fs, path::Path};

use super::{ASK_FIRST, ENGINE_POLICY, ENGINE_WORKER, FOREVER, HEADERS, page_policy};

/// The folder with the samples.
pub const FOLDER: &str = "hosting";

/// The samples that name headers.
const SAMPLES: [&str; 3] = ["nginx.conf", "Caddyfile", "_headers"];

/// Begins every policy, and nothing else.
const POLICY_BEGINS: &str = "default-src ";

/// What is wrong with a sample.
#[derive(Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Below the root of the checkout.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// What should stand there.
    pub rule: String,
}

/// Everything in the samples of this checkout that is not what the dev server sends.
pub fn check(root: &Path) -> Vec<Deviation> {
    SAMPLES
        .iter()
        .flat_map(|name| {
            let text = fs::read_to_string(root.join(FOLDER).join(name)).unwrap_or_default();
            check_sample(&format!("{FOLDER}/{name}"), &text)
        })
        .collect()
}

fn check_sample(path: &str, text: &str) -> Vec<Deviation> {
    let page = page_policy();
    let policies = [page.as_str(), ENGINE_POLICY];
    let at = |line, rule| Deviation {
        path: path.to_owned(),
        line,
        rule,
    };
    let other_policies = text.lines().enumerate().filter(|(_, line)| {
        line.contains(POLICY_BEGINS) && !policies.iter().any(|policy| holds(line, policy))
    });
    let other_policies = other_policies.map(|(index, _)| {
        let rule = format!("the policy is {page}, or the engine's: {ENGINE_POLICY}");
        at(index + 1, rule)
    });
    let values = policies
        .into_iter()
        .chain([ENGINE_WORKER, FOREVER, ASK_FIRST]);
    // Patterns write a dot as `\.`.
    let plain_text = text.replace("\\.", ".");
    let missing_values = values
        .filter(|value| !plain_text.contains(value))
        .map(|value| at(1, format!("{value:?} is missing")));
    let missing_headers = HEADERS
        .iter()
        .filter(|(name, value)| !names(text, name, value))
        .map(|(name, value)| at(1, format!("the header {name}: {value} is missing")));
    other_policies
        .chain(missing_values)
        .chain(missing_headers)
        .collect()
}

/// Whether a line has this policy and no more of it: what follows ends the value.
fn holds(line: &str, policy: &str) -> bool {
    let mut parts = line.split(policy);
    let before = parts.next().unwrap_or_default();
    parts
        .next()
        .is_some_and(|after| !before.contains("-src") && matches!(after.trim(), "" | "\"" | "\";"))
}

fn names(text: &str, name: &str, value: &str) -> bool {
    text.lines()
        .any(|line| line.to_ascii_lowercase().contains(name) && line.contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    #[test]
    fn the_samples_of_the_repository_promise_what_the_dev_server_does() {
        assert_eq!(check(&paths::root()), []);
    }

    #[test]
    fn another_policy_is_found_with_its_line() {
        let path = paths::root().join(FOLDER).join("nginx.conf");
        let text = fs::read_to_string(path).unwrap();
        let page = page_policy();
        for (from, to) in [
            ("connect-src 'self';", "connect-src *;"),
            ("; frame-ancestors 'none'", ""),
            (
                "; frame-ancestors 'none'",
                "; frame-ancestors 'none'; script-src *",
            ),
        ] {
            let changed = text.replace(&page, &page.replace(from, to));
            assert_ne!(changed, text);
            let line = changed
                .lines()
                .position(|line| line.contains(POLICY_BEGINS));
            let deviations = check_sample("a", &changed);
            assert_eq!(deviations.first().map(|found| found.line - 1), line, "{to}");
        }
    }

    #[test]
    fn a_header_that_is_missing_is_found() {
        let path = paths::root().join(FOLDER).join("_headers");
        let text = fs::read_to_string(path).unwrap();
        for (name, value) in HEADERS {
            let rules: Vec<_> = check_sample("a", &text.replace(value, "other"))
                .into_iter()
                .map(|found| found.rule)
                .collect();
            assert_eq!(rules, [format!("the header {name}: {value} is missing")]);
        }
        assert!(!check_sample("a", "").is_empty());
    }
}
