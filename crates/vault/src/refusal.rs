//! Which errors at the opening of a database mean that the browser lets nothing be kept: a private window, or its settings.

/// What browsers say in place of an error of its own kind.
const WORDS: [&str; 2] = [
    // Firefox' private windows.
    "did not allow mutations",
    // Chromium, where its settings forbid it.
    "denied permission",
];

/// Whether a database that could not be opened is forbidden. One that is damaged, of another version, full or held by
/// somebody else is not.
pub fn is_refusal(name: &str, message: &str) -> bool {
    match name {
        // No database is the cause of either: there only is a place for them, or none.
        "SecurityError" | "InvalidStateError" => true,
        // It stands for damage as well.
        "UnknownError" => WORDS.iter().any(|words| message.contains(words)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_forbidden_is_a_refusal() {
        let mutations =
            "A mutation operation was attempted on a database that did not allow mutations.";
        let refusals = [
            ("SecurityError", "The operation is insecure."),
            ("InvalidStateError", mutations),
            ("UnknownError", mutations),
            (
                "UnknownError",
                "The user denied permission to access the database.",
            ),
        ];
        for (name, message) in refusals {
            assert!(is_refusal(name, message), "{name}: {message}");
        }
        let others = [
            (
                "UnknownError",
                "Internal error opening backing store for indexedDB.open.",
            ),
            (
                "UnknownError",
                "The operation failed for reasons unrelated to the database itself.",
            ),
            (
                "VersionError",
                "The requested version (1) is less than the existing version (9).",
            ),
            (
                "QuotaExceededError",
                "Encountered full disk while opening backing store.",
            ),
            ("AbortError", "The connection was closed."),
            ("TimeoutError", ""),
            ("NotAllowedError", ""),
        ];
        for (name, message) in others {
            assert!(!is_refusal(name, message), "{name}: {message}");
        }
    }
}
