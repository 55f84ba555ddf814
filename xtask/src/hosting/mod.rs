//! What a host of Loggia promises: the headers of each file. The content security policy of `index.html` is the one that
//! counts; what the dev server sends is made from it, and `samples` compares the samples in `hosting/` with it.

pub mod samples;

use std::path::Path;

/// The page, whose policy stands in a `meta` element, so that it also holds where a host sends no headers.
const INDEX: &str = include_str!("../../../index.html");

/// What a `meta` element cannot say.
const ONLY_IN_HEADERS: &str = "; frame-ancestors 'none'";

/// The policy of the engine's worker, which has its own, because it talks to homeservers. `http:` is left to the browser,
/// which refuses it to a page that came over https: a violation would be told as a defect of the engine.
pub const ENGINE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https: http:; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// The file that has the engine's policy.
pub const ENGINE_WORKER: &str = "engine-worker.js";

/// For files whose names have a hash.
pub const FOREVER: &str = "public, max-age=31536000, immutable";
/// For all others: browsers may keep them, and ask each time whether they are still right.
pub const ASK_FIRST: &str = "no-cache";

/// Headers of all files, but for the policy and the cache.
pub const HEADERS: [(&str, &str); 4] = [
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
         midi=(), payment=(), usb=()",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

/// The policy of the page and of all files but the engine's worker. Empty if `index.html` has none, which `samples` tells.
pub fn page_policy() -> String {
    let meta = INDEX.split_once("http-equiv=\"Content-Security-Policy\"");
    let policy = meta
        .and_then(|(_, rest)| rest.split_once("content=\""))
        .and_then(|(_, rest)| rest.split_once('"'));
    policy.map_or_else(String::new, |(policy, _)| {
        format!("{policy}{ONLY_IN_HEADERS}")
    })
}

/// The policy of the file at this address.
pub fn policy_of(path: &str) -> String {
    let is_engine = path.rsplit('/').next() == Some(ENGINE_WORKER);
    if is_engine {
        ENGINE_POLICY.to_owned()
    } else {
        page_policy()
    }
}

/// How long browsers may keep the file at this address.
pub fn cache_of(path: &str) -> &'static str {
    if has_hashed_name(Path::new(path)) {
        FOREVER
    } else {
        ASK_FIRST
    }
}

/// The shortest hash that counts: Trunk writes 64 bits in hexadecimal, without zeros in front.
const FEWEST_HASH_DIGITS: usize = 12;

/// Whether Trunk has put a hash into the name (`loggia-123456789abcdef.css`), so that other content has another name.
fn has_hashed_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end_matches("_bg");
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= FEWEST_HASH_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_by_browsers() {
        for (name, expected) in [
            ("loggia-26c1f0a3f3b9d7e1.css", true),
            ("loggia-26c1f0a3f3b9d7e1_bg.wasm", true),
            ("loggia-6c1f0a3f3b9d7e1.js", true),
            ("loader-26c1f0a3f3b9d7e1.js", true),
            ("door-26c1f0a3f3b9d7e1_bg.wasm", true),
            ("inter-26c1f0a3f3b9d7e1.woff2", true),
            ("engine-worker.js", false),
            ("engine_bg.wasm", false),
            ("index.html", false),
            ("sw.js", false),
            ("config.json", false),
            ("config.chat.example.org.json", false),
            ("manifest.webmanifest", false),
            ("maskable-512.png", false),
        ] {
            assert_eq!(has_hashed_name(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn only_the_engine_may_talk_to_homeservers() {
        for path in ["/", "/chat/index.html", "/sw.js", "/not-engine-worker.js"] {
            let policy = policy_of(path);
            assert!(policy.contains("; connect-src 'self'; "), "{path}");
            assert!(policy.ends_with("; frame-ancestors 'none'"), "{path}");
        }
        for path in ["/engine-worker.js", "/chat/engine-worker.js"] {
            assert_eq!(policy_of(path), ENGINE_POLICY);
        }
    }

    #[test]
    fn no_policy_lets_text_become_code() {
        for policy in [page_policy().as_str(), ENGINE_POLICY] {
            let has = |directive: &str| policy.split("; ").any(|part| part == directive);
            assert!(has("default-src 'none'"), "{policy}");
            assert!(has("script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
            assert!(has("require-trusted-types-for 'script'"), "{policy}");
            assert!(policy.contains("; trusted-types "), "{policy}");
        }
    }
}
