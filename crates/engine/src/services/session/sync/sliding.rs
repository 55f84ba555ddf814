//! Simplified sliding sync, by the SDK's service.

use std::sync::Arc;

use eyeball::SharedObservable;
use loggia_protocol::{FailureKind, session::Connection};
use matrix_sdk_ui::{
    RoomListService,
    room_list_service::State as ListState,
    sync_service::{State, SyncService},
};

use super::turns::lose;
use crate::failure::SdkError;

/// Runs the service until it gives up, and says what it died of.
pub async fn run(service: &SyncService) -> FailureKind {
    let mut states = service.state();
    service.start().await;
    loop {
        match states.next_now() {
            State::Error(error) => {
                tracing::warn!(%error, "synchronisation failed; trying again");
                return error.kind();
            }
            State::Terminated => return FailureKind::Cancelled,
            State::Idle | State::Running | State::Offline => {}
        }
        if states.next().await.is_none() {
            // The service is gone, and whoever asked with it.
            std::future::pending::<()>().await;
        }
    }
}

/// Reads the connection off the room list's answers: its states change once an answer is there.
pub async fn follow_list(list: Arc<RoomListService>, connection: SharedObservable<Connection>) {
    let mut states = list.state();
    loop {
        let next = match states.next_now() {
            // A list that was idle for long refreshes its first page (`Recovering`), and nobody need know.
            ListState::Init | ListState::SettingUp | ListState::Recovering => None,
            ListState::Running => Some(Connection::Online),
            ListState::Error { .. } | ListState::Terminated { .. } => {
                // The service tells why: whether the server refuses the account is not known here.
                lose(&connection, |now| {
                    matches!(now, Connection::Online | Connection::Starting)
                });
                None
            }
        };
        if let Some(next) = next {
            connection.set_if_not_eq(next);
        }
        if states.next().await.is_none() {
            return;
        }
    }
}
