//! Errors of rooms: event cache, timelines, the send queue, synchronisation.

use loggia_protocol::FailureKind;
use matrix_sdk::{
    NotificationSettingsError,
    event_cache::EventCacheError,
    paginators::PaginatorError,
    room::{edit::EditError, reply::ReplyError},
    send_queue::{RoomSendQueueError, RoomSendQueueStorageError},
};
use matrix_sdk_ui::{encryption_sync_service, room_list_service, sync_service, timeline};

use super::{SdkError, kind_of_storage};

impl SdkError for EventCacheError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::PaginationError(error) => error.kind(),
            Self::InitialPaginationError(error) => error.kind(),
            Self::Storage(error) => kind_of_storage(error),
            Self::RoomNotFound { .. } | Self::ThreadNotFound { .. } => FailureKind::NotFound,
            _ => FailureKind::Internal,
        }
    }
}

impl SdkError for PaginatorError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::EventNotFound(_) => FailureKind::NotFound,
            Self::InvalidPreviousState { .. } => FailureKind::Internal,
            Self::SdkError(error) => error.kind(),
        }
    }
}

impl SdkError for ReplyError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Fetch(error) => error.kind(),
            Self::Deserialization | Self::StateEvent => FailureKind::Internal,
        }
    }
}

impl SdkError for EditError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Fetch(error) => error.kind(),
            Self::NotAuthor => FailureKind::Forbidden { needed_level: None },
            _ => FailureKind::Internal,
        }
    }
}

/// The SDK does not tell why the server did not take a rule; the log has it.
impl SdkError for NotificationSettingsError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::RuleNotFound(_) => FailureKind::NotFound,
            _ => FailureKind::Internal,
        }
    }
}

impl SdkError for RoomSendQueueError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::RoomNotJoined => FailureKind::Forbidden { needed_level: None },
            Self::RoomDisappeared => FailureKind::NotFound,
            Self::StorageError(error) => error.kind(),
            _ => FailureKind::Internal,
        }
    }
}

impl SdkError for RoomSendQueueStorageError {
    fn kind(&self) -> FailureKind {
        kind_of_storage(self)
    }
}

impl SdkError for timeline::Error {
    fn kind(&self) -> FailureKind {
        match self {
            Self::EventNotInTimeline(_) => FailureKind::NotFound,
            Self::Sdk(error) => error.kind(),
            Self::EventCacheError(error) => error.kind(),
            Self::PaginationError(error) => match error {
                timeline::PaginationError::Pagination(error) => error.kind(),
                timeline::PaginationError::EventCache(error) => error.kind(),
                _ => FailureKind::Internal,
            },
            Self::SendQueueError(error) => error.kind(),
            Self::EditError(timeline::EditError::RoomError(error)) => error.kind(),
            Self::ReplyError(error) => error.kind(),
            Self::RedactError(timeline::RedactError::HttpError(error)) => error.kind(),
            Self::RedactError(timeline::RedactError::ItemNotFound(_)) => FailureKind::NotFound,
            _ => FailureKind::Internal,
        }
    }
}

impl SdkError for sync_service::Error {
    fn kind(&self) -> FailureKind {
        match self {
            Self::RoomList(room_list_service::Error::SlidingSync(error))
            | Self::EncryptionSync(encryption_sync_service::Error::SlidingSync(error)) => {
                error.kind()
            }
            Self::RoomList(room_list_service::Error::EventCache(error)) => error.kind(),
            _ => FailureKind::Internal,
        }
    }
}
