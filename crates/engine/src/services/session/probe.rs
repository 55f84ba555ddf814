//! Notices that the browser has closed the databases under us: from then on nothing would be kept, and nobody would be told.

use std::{sync::Weak, time::Duration};

use loggia_protocol::envelope::Goodbye;

use crate::{Engine, engine::Session, platform::sleep};

/// How long data may be lost before it is noticed.
const INTERVAL: Duration = Duration::from_secs(15);
/// How long a second look waits: the browser may be busy.
const PAUSE: Duration = Duration::from_secs(1);

/// Ends the engine when its store cannot be read any more; the next one opens it anew.
pub async fn watch_store(engine: Engine, session: Weak<Session>) {
    loop {
        sleep(INTERVAL).await;
        let Some(problem) = problem(&session).await else {
            continue;
        };
        sleep(PAUSE).await;
        if session.strong_count() == 0 {
            return;
        }
        if self::problem(&session).await.is_some() {
            tracing::error!(problem, "the store is lost");
            engine
                .platform()
                .say_goodbye(&Goodbye::Crashed { detail: problem });
            return;
        }
    }
}

/// Why the store cannot be read, if it cannot.
async fn problem(session: &Weak<Session>) -> Option<String> {
    let client = session.upgrade()?.client.clone();
    let read = client.state_store().get_custom_value(b"loggia.probe").await;
    read.err().map(|error| error.to_string())
}
