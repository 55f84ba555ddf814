//! What the user sees while a command works: one line when a step begins, one with its time when it ends.

use std::{fmt::Display, time::Instant};

use anyhow::Result;

/// Runs a step that may take long: its name is printed before it begins and after it ended.
pub fn step<T>(name: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    judged_step(name, |_| true, work)
}

/// Runs a step that may also fail by what it returns.
pub fn judged_step<T>(
    name: impl Display,
    is_good: impl FnOnce(&T) -> bool,
    work: impl FnOnce() -> Result<T>,
) -> Result<T> {
    println!("▸ {name} …");
    let begin = Instant::now();
    let outcome = work();
    let seconds = begin.elapsed().as_secs_f32();
    let mark = if outcome.as_ref().is_ok_and(is_good) {
        "✓"
    } else {
        "✗"
    };
    println!("{mark} {name} ({seconds:.1} s)");
    outcome
}

/// Says that something which a step would have brought is there already.
pub fn present(name: impl Display) {
    println!("✓ {name}");
}

/// Says why a way was not taken, or what is worth knowing.
pub fn note(text: impl Display) {
    println!("  {text}");
}
