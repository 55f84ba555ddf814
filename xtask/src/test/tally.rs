//! How many tests passed and failed, read from what the test programs print.

use std::{fmt, ops::AddAssign};

use serde_json::Value;

/// How many browser tests of one run may pass only when they are repeated. They share two cores with a homeserver and two
/// browsers; more than a few are no accident.
const MAX_REPEATED: u64 = 2;

/// Counts that are summed over all parts.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Tally {
    pub n_passed: u64,
    pub n_failed: u64,
    /// How many of those that passed did so only when they were repeated.
    pub n_repeated: u64,
}

impl Tally {
    /// Reads a summary line of Rust's test harness: `test result: ok. 3 passed; 0 failed; …`.
    pub fn of_harness_line(line: &str) -> Option<Self> {
        let counts = line.trim().strip_prefix("test result: ")?;
        let count = |word: &str| {
            let before = counts.split(word).next()?.trim_end();
            before.rsplit([' ', ';']).next()?.parse().ok()
        };
        Some(Self {
            n_passed: count("passed")?,
            n_failed: count("failed")?,
            n_repeated: 0,
        })
    }

    /// Reads Playwright's JSON report. Of the tests that passed only when they were repeated, a few are let pass and counted.
    pub fn of_playwright(report: &Value) -> Self {
        let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
        let n_errors = report["errors"].as_array().map_or(0, Vec::len) as u64;
        let n_repeated = count("flaky").min(MAX_REPEATED);
        Self {
            n_passed: count("expected") + n_repeated,
            n_failed: count("unexpected") + count("flaky") - n_repeated + n_errors,
            n_repeated,
        }
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.n_failed == 0
    }

    /// A test program that failed although no test of it did, such as one that does not compile.
    pub fn with_broken_program(mut self, is_success: bool) -> Self {
        if !is_success && self.n_failed == 0 {
            self.n_failed = 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.n_passed += other.n_passed;
        self.n_failed += other.n_failed;
        self.n_repeated += other.n_repeated;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed", self.n_passed)?;
        if self.n_repeated > 0 {
            write!(formatter, " ({} only when repeated)", self.n_repeated)?;
        }
        write!(formatter, ", {} failed", self.n_failed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_harness_summary_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            Tally::of_harness_line(line),
            Some(Tally {
                n_passed: 12,
                n_failed: 3,
                n_repeated: 0,
            })
        );
        assert_eq!(Tally::of_harness_line("test passed::failed ... ok"), None);
    }

    #[test]
    fn a_few_browser_tests_may_be_repeated() {
        let told = |n_flaky: u64| {
            let stats = json!({ "expected": 5, "unexpected": 1, "flaky": n_flaky, "skipped": 2 });
            Tally::of_playwright(&json!({ "stats": stats, "errors": [] })).to_string()
        };
        assert_eq!(told(0), "5 passed, 1 failed");
        assert_eq!(told(2), "7 passed (2 only when repeated), 1 failed");
        assert_eq!(told(3), "7 passed (2 only when repeated), 2 failed");
    }

    #[test]
    fn a_program_that_does_not_compile_counts_as_one() {
        assert_eq!(
            Tally::default().with_broken_program(false).to_string(),
            "0 passed, 1 failed"
        );
    }
}
