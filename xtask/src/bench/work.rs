//! The same work on many things, some at a time.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use anyhow::Result;

/// Does the work on all things, on so many at once, and returns what came of it in their order.
pub fn at_once<T: Sync, O: Send>(
    n_at_once: usize,
    things: &[T],
    work: impl Fn(&T) -> Result<O> + Sync,
) -> Result<Vec<O>> {
    let next = AtomicUsize::new(0);
    let one_worker = || -> Result<Vec<(usize, O)>> {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else {
                return Ok(done);
            };
            done.push((at, work(thing)?));
        }
    };
    let outcomes: Result<Vec<_>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_at_once).map(|_| scope.spawn(one_worker)).collect();
        let outcomes = workers
            .into_iter()
            .map(|worker| worker.join().expect("no worker panics"));
        outcomes.collect()
    });
    let mut done: Vec<_> = outcomes?.into_iter().flatten().collect();
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, outcome)| outcome).collect())
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn order_is_kept_and_failures_are_told() {
        let things: Vec<usize> = (0..100).collect();
        let doubled = at_once(4, &things, |n| Ok(n * 2)).unwrap();
        assert_eq!(doubled, (0..100).map(|n| n * 2).collect::<Vec<_>>());
        assert!(
            at_once(4, &things, |n| if *n == 50 {
                bail!("fifty")
            } else {
                Ok(())
            })
            .is_err()
        );
    }
}
