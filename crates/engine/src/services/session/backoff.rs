//! How long to wait between attempts: twice as long each time, never in step with everybody else.

use std::time::Duration;

use matrix_sdk::ruma::time::SystemTime;

/// The wait after the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// The longest wait between two attempts: about what somebody bears to watch.
const LONGEST: Duration = Duration::from_secs(60);

/// How often something is tried while the browser says that there is no network: it may be wrong.
pub const OFFLINE_PAUSE: Duration = Duration::from_secs(60);

/// The waits of one thing that is tried again and again.
#[derive(Debug, Default)]
pub struct Backoff {
    n_failures: u32,
}

impl Backoff {
    /// Begins anew: it worked.
    pub fn reset(&mut self) {
        self.n_failures = 0;
    }

    /// How long to wait after one more failure.
    pub fn next_wait(&mut self) -> Duration {
        let wait = FIRST
            .saturating_mul(1 << self.n_failures.min(6))
            .min(LONGEST);
        self.n_failures += 1;
        // A quarter less at most, so that a server that comes back is not run over by all at once.
        wait.mul_f64(1.0 - dice() / 4.0)
    }
}

/// Between 0 and 1, by chance: the clock's last digits are random enough to spread attempts.
fn dice() -> f64 {
    let nanos = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
        .as_micros();
    (nanos % 1009) as f64 / 1009.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_bounded() {
        let mut backoff = Backoff::default();
        let waits: Vec<_> = (0..40).map(|_| backoff.next_wait()).collect();
        assert!(waits[0] <= FIRST && waits[0] >= FIRST.mul_f64(0.75));
        assert!(waits[3] > waits[0]);
        assert!(waits.iter().all(|wait| *wait <= LONGEST));
        backoff.reset();
        assert!(backoff.next_wait() <= FIRST);
    }
}
