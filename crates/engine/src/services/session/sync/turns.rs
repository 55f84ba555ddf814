//! When synchronisation that has ended begins again. Knows the clock and the connection, no server.

use std::{
    future::{Future, pending},
    time::Duration,
};

use eyeball::SharedObservable;
use futures_util::{
    future::{Either, select},
    pin_mut,
};
use loggia_protocol::{failure::Refusal, session::Connection};
use tokio::sync::Notify;

use crate::{
    platform::sleep,
    services::session::backoff::{Backoff, OFFLINE_PAUSE},
};

/// How often a server is asked that has said that it serves this account no more.
const REFUSED_PAUSE: Duration = Duration::from_secs(60);

/// The longest that a server is left alone because it asks for that.
const LONGEST_ASKED: Duration = Duration::from_secs(5 * 60);

/// What follows when synchronisation has ended.
#[derive(Clone, Debug)]
pub enum Next {
    /// Nothing: this session is over.
    Nothing,
    /// Another turn.
    Turn,
    /// Another turn after a while, longer each time.
    TurnLater {
        /// How long the server asks to be left alone.
        at_least: Duration,
    },
    /// The server serves this account no more: it is asked now and then.
    Refused(Refusal),
}

/// Synchronises, and does so again whenever that ends. `retry` rings for whoever cannot wait.
pub async fn keep_taking<F: Future<Output = Next>>(
    turn: impl Fn() -> F,
    connection: &SharedObservable<Connection>,
    retry: &Notify,
) {
    let mut backoff = Backoff::default();
    loop {
        let (next, was_online) = watch(turn(), connection).await;
        if was_online {
            backoff.reset();
        }
        match next {
            Next::Nothing => return,
            Next::Turn => {}
            Next::TurnLater { at_least } => {
                lose(connection, |now| *now != Connection::Offline);
                let asked = at_least.min(LONGEST_ASKED);
                // Whoever cannot wait would be sent away, and for longer.
                sleep(asked).await;
                // Without a network the server has failed at nothing.
                if connection.get() != Connection::Offline {
                    pause(backoff.next_wait().saturating_sub(asked), retry).await;
                }
                if connection.get() == Connection::Offline {
                    pause(OFFLINE_PAUSE, retry).await;
                }
            }
            Next::Refused(refusal) => {
                connection.set_if_not_eq(Connection::Refused(refusal));
                pause(REFUSED_PAUSE, retry).await;
            }
        }
    }
}

/// Takes a turn. Says what follows, and whether anything came through meanwhile.
///
/// How the connection is at the end does not tell that: it learns of a failure before the turn does.
async fn watch(
    turn: impl Future<Output = Next>,
    connection: &SharedObservable<Connection>,
) -> (Next, bool) {
    let (mut states, mut was_online) = (connection.subscribe_reset(), false);
    let watching = async {
        while let Some(state) = states.next().await {
            was_online |= state == Connection::Online;
        }
        pending::<std::convert::Infallible>().await
    };
    let next = {
        pin_mut!(turn, watching);
        match select(turn, watching).await {
            Either::Left((next, _)) => next,
            Either::Right((never, _)) => match never {},
        }
    };
    (next, was_online || connection.get() == Connection::Online)
}

/// Notes that nothing comes through, unless more is known.
pub fn lose(connection: &SharedObservable<Connection>, is_news: impl FnOnce(&Connection) -> bool) {
    connection.update_if(|connection| {
        let is_news = *connection != Connection::Reconnecting && is_news(connection);
        if is_news {
            *connection = Connection::Reconnecting;
        }
        is_news
    });
}

/// Waits, or until somebody cannot wait.
async fn pause(wait: Duration, retry: &Notify) {
    let (timer, call) = (sleep(wait), retry.notified());
    pin_mut!(timer, call);
    // A call that is answered by time alone must not cut the next wait short.
    select(call, timer).await;
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use tokio::time::{Instant, timeout};

    use super::*;

    /// A turn that failed, and the server asks for nothing.
    const LATER: Next = asked(0);

    const fn asked(seconds: u64) -> Next {
        Next::TurnLater {
            at_least: Duration::from_secs(seconds),
        }
    }

    /// How long things are watched.
    const HOUR: Duration = Duration::from_secs(3600);

    /// Where the clock stood when each of these turns began, which end at once; the last one goes on.
    async fn begun(
        connection: &SharedObservable<Connection>,
        retry: &Notify,
        ends: &[Next],
    ) -> Vec<Duration> {
        let (begin, begun) = (Instant::now(), RefCell::new(Vec::new()));
        let turn = || async {
            let n = begun.borrow().len();
            begun.borrow_mut().push(begin.elapsed());
            match ends.get(n) {
                Some(next) => next.clone(),
                None => std::future::pending().await,
            }
        };
        drop(timeout(HOUR, keep_taking(turn, connection, retry)).await);
        begun.into_inner()
    }

    fn gaps(begun: &[Duration]) -> Vec<f64> {
        let gaps = begun.windows(2).map(|pair| pair[1] - pair[0]);
        gaps.map(|gap| gap.as_secs_f64()).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_fails_is_asked_less_and_less_often_and_never_given_up() {
        let connection = SharedObservable::new(Connection::Starting);
        let begun = begun(&connection, &Notify::new(), &[const { LATER }; 12]).await;
        assert_eq!(begun.len(), 13);
        for (n, gap) in gaps(&begun).into_iter().enumerate() {
            let most = f64::from(1 << n.min(6)).min(60.0);
            assert!(
                0.75 * most - 0.01 <= gap && gap <= most + 0.01,
                "{n}: {gap} s"
            );
        }
        assert_eq!(connection.get(), Connection::Reconnecting);
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_asks_for_a_while_gets_it_whatever_comes_up_to_a_bound() {
        let connection = SharedObservable::new(Connection::Online);
        let retry = Notify::new();
        retry.notify_one();
        let begun = begun(&connection, &retry, &[asked(30), asked(86_400), asked(1)]).await;
        let gaps = gaps(&begun);
        assert!((30.0..30.1).contains(&gaps[0]), "{gaps:?}");
        assert!((300.0..300.1).contains(&gaps[1]), "{gaps:?}");
        // The third failure in a row.
        assert!((3.0..4.1).contains(&gaps[2]), "{gaps:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_was_online_makes_the_next_wait_short_again() {
        let connection = SharedObservable::new(Connection::Online);
        let (begin, n_turns) = (Instant::now(), Cell::new(0));
        let turn = || async {
            n_turns.set(n_turns.get() + 1);
            connection.set(Connection::Online);
            match n_turns.get() {
                20 => Next::Nothing,
                _ => LATER,
            }
        };
        keep_taking(turn, &connection, &Notify::new()).await;
        assert!(begin.elapsed() <= Duration::from_secs(20));
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_is_lost_before_its_turn_ends_was_online_all_the_same() {
        let connection = SharedObservable::new(Connection::Starting);
        let (ends, begun) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let turn = || async {
            begun.borrow_mut().push(Instant::now());
            connection.set(Connection::Online);
            sleep(Duration::from_secs(1)).await;
            lose(&connection, |_| true);
            sleep(Duration::from_secs(1)).await;
            ends.borrow_mut().push(Instant::now());
            match ends.borrow().len() {
                20 => Next::Nothing,
                _ => LATER,
            }
        };
        keep_taking(turn, &connection, &Notify::new()).await;
        let (ends, begun) = (ends.into_inner(), begun.into_inner());
        assert_eq!(begun.len(), 20);
        for (end, begin) in ends.iter().zip(&begun[1..]) {
            assert!(*begin - *end <= Duration::from_millis(1010));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_cannot_wait_gets_a_turn_at_once() {
        let connection = SharedObservable::new(Connection::Starting);
        let retry = Notify::new();
        retry.notify_one();
        let ends = [Next::Refused(Refusal::AccountLocked), LATER];
        let begun = begun(&connection, &retry, &ends).await;
        assert_eq!(begun[1], Duration::ZERO);
        assert!(begun[2] > Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_is_told_and_asked_about_once_a_minute() {
        let connection = SharedObservable::new(Connection::Online);
        let refused = Next::Refused(Refusal::AccountLocked);
        let begun = begun(
            &connection,
            &Notify::new(),
            &[const { Next::Refused(Refusal::AccountLocked) }; 3],
        )
        .await;
        assert!(
            gaps(&begun).iter().all(|gap| (60.0..60.1).contains(gap)),
            "{begun:?}"
        );
        let Next::Refused(refusal) = refused else {
            unreachable!()
        };
        assert_eq!(connection.get(), Connection::Refused(refusal));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_mended_goes_on_at_once_and_what_is_over_does_not() {
        let connection = SharedObservable::new(Connection::Online);
        let begun = begun(
            &connection,
            &Notify::new(),
            &[Next::Turn, Next::Turn, Next::Nothing],
        )
        .await;
        assert_eq!(begun, [Duration::ZERO; 3]);
        assert_eq!(connection.get(), Connection::Online);
    }

    #[tokio::test(start_paused = true)]
    async fn a_network_that_the_browser_has_lost_stays_lost_whatever_fails() {
        let connection = SharedObservable::new(Connection::Offline);
        begun(&connection, &Notify::new(), &[LATER, LATER]).await;
        assert_eq!(connection.get(), Connection::Offline);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_network_the_server_is_asked_once_a_minute() {
        let connection = SharedObservable::new(Connection::Offline);
        let begun = begun(&connection, &Notify::new(), &[const { LATER }; 100]).await;
        assert!((60..=61).contains(&begun.len()), "{begun:?}");
        let gaps = gaps(&begun);
        assert!(
            gaps.iter().all(|gap| (60.0..60.1).contains(gap)),
            "{gaps:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_network_that_is_back_is_used_at_once() {
        let connection = SharedObservable::new(Connection::Offline);
        let retry = Notify::new();
        let back = async {
            sleep(Duration::from_secs(100)).await;
            connection.set(Connection::Reconnecting);
            retry.notify_one();
        };
        let ends = [LATER, LATER, LATER];
        let begun = begun(&connection, &retry, &ends);
        let (begun, ()) = futures_util::future::join(begun, back).await;
        let gaps = gaps(&begun);
        assert!((60.0..60.1).contains(&gaps[0]), "{gaps:?}");
        assert!((39.9..40.1).contains(&gaps[1]), "{gaps:?}");
        // The first failure that counts.
        assert!(gaps[2] <= 1.01, "{gaps:?}");
    }

    #[test]
    fn a_lost_connection_is_news_once() {
        let connection = SharedObservable::new(Connection::Online);
        let mut news = connection.subscribe();
        lose(&connection, |now| *now == Connection::Online);
        lose(&connection, |_| true);
        assert_eq!(connection.get(), Connection::Reconnecting);
        connection.set(Connection::Offline);
        lose(&connection, |now| *now != Connection::Offline);
        assert_eq!(news.next_now(), Connection::Offline);
    }
}
