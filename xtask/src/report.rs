//! What the user sees while a command works: one line when a step begins, one with its time when it ends.

use std::{fmt::Display, time::Instant};

use anyhow::Result;

/// Runs a step that may take long: its name is printed before it begins and after it ended.
pub fn step<T>(name: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {name} …");
    let begin = Instant::now();
    let outcome = work();
    let seconds = begin.elapsed().as_secs_f32();
    match &outcome {
        Ok(_) => println!("✓ {name} ({seconds:.1} s)"),
        Err(_) => println!("✗ {name} ({seconds:.1} s)"),
    }
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
