//! How many tests passed and failed, read from what the test programs print.

use std::{fmt, ops::AddAssign};

use serde_json::Value;

/// What Playwright says of a page whose process has ended by itself.
const CRASHES: [&str; 2] = ["Page crashed", "Target crashed"];

/// How many tests of one run may be repeated since their browser crashed: more are no accident.
const MAX_CRASHES: u64 = 1;

/// Counts that are summed over all parts.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Tally {
    pub n_passed: u64,
    pub n_failed: u64,
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
        })
    }

    /// Reads Playwright's JSON report. A test that passed only when it was repeated has failed, unless its browser had crashed
    /// and that was the only time: it happens once in some thousands of tests.
    pub fn of_playwright(report: &Value) -> Self {
        let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
        let n_errors = items(report, "errors").len() as u64;
        let n_repeated = count_crashed(report).min(MAX_CRASHES);
        Self {
            n_passed: count("expected") + n_repeated,
            n_failed: count("unexpected") + count("flaky") + n_errors - n_repeated,
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

/// Counts the tests of a suite that passed when they were repeated after their browser had crashed.
fn count_crashed(suite: &Value) -> u64 {
    let tests = items(suite, "specs")
        .iter()
        .flat_map(|spec| items(spec, "tests"));
    let own = tests
        .filter(|test| test["status"] == "flaky" && has_crashed(test))
        .count() as u64;
    let inner = items(suite, "suites").iter().map(count_crashed);
    own + inner.sum::<u64>()
}

fn has_crashed(test: &Value) -> bool {
    let failed = items(test, "results")
        .iter()
        .filter(|result| result["status"] != "passed");
    let mut messages = failed.map(|result| result["error"]["message"].as_str().unwrap_or_default());
    messages.all(|message| CRASHES.iter().any(|crash| message.contains(crash)))
}

fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.n_passed += other.n_passed;
        self.n_failed += other.n_failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} passed, {} failed",
            self.n_passed, self.n_failed
        )
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
                n_failed: 3
            })
        );
        assert_eq!(Tally::of_harness_line("test passed::failed ... ok"), None);
    }

    #[test]
    fn a_flaky_browser_test_has_failed() {
        let report = json!({ "stats": { "expected": 5, "unexpected": 1, "flaky": 1, "skipped": 2 }, "errors": [] });
        assert_eq!(
            Tally::of_playwright(&report),
            Tally {
                n_passed: 5,
                n_failed: 2
            }
        );
    }

    #[test]
    fn a_test_may_be_repeated_once_after_its_browser_crashed() {
        let flaky = |message: &str| {
            json!({ "tests": [{ "status": "flaky", "results": [
                { "status": "failed", "error": { "message": message } }, { "status": "passed" },
            ] }] })
        };
        let report = |specs: Vec<Value>| {
            let n_flaky = specs.len();
            let suites = json!([{ "suites": [{ "specs": specs }] }]);
            json!({ "stats": { "expected": 5, "flaky": n_flaky }, "errors": [], "suites": suites })
        };
        let n_failed = |specs| Tally::of_playwright(&report(specs)).n_failed;
        let crash = "Protocol error (Runtime.evaluate): Page crashed.";
        assert_eq!(n_failed(vec![flaky(crash)]), 0);
        assert_eq!(
            Tally::of_playwright(&report(vec![flaky(crash)])).n_passed,
            6
        );
        assert_eq!(n_failed(vec![flaky("expected 1, received 2")]), 1);
        assert_eq!(n_failed(vec![flaky(crash), flaky(crash)]), 1);
    }

    #[test]
    fn a_program_that_does_not_compile_counts_as_one() {
        assert_eq!(
            Tally::default().with_broken_program(false).to_string(),
            "0 passed, 1 failed"
        );
    }
}
