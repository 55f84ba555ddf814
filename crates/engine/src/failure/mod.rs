//! Where the SDK's errors become [`Failure`]s: the only place that decides what an error means to the app.
//!
//! Usage: `room.join().await.or_failure("join a room")?`. Details name what was tried and why it did not work;
//! they never hold tokens, keys or message text.

mod encryption;
mod passing;
mod rooms;

use std::{error::Error, sync::Arc};

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, KeyProblem, Problem, Refusal},
};
use matrix_sdk::{
    ClientBuildError, HttpError, RefreshTokenError, StoreError,
    encryption::CryptoStoreError,
    media::MediaError,
    reqwest,
    ruma::{
        IdParseError,
        api::error::{ErrorKind, FromHttpResponseError, RetryAfter},
    },
};

use encryption::kind_of_encryption;
pub use passing::is_passing;
use url::Url;

/// What servers answer until their terms are agreed to; [not in the list of ruma's codes](https://spec.matrix.org/v1.19/client-server-api/#other-error-codes).
const CONSENT_NOT_GIVEN: &str = "M_CONSENT_NOT_GIVEN";

/// The longest detail, in bytes: a log line, not a page.
const MAX_DETAIL_LENGTH: usize = 400;

/// What is left of a browser's refusal to commit what it has taken. Browsers find out only then that there is no room.
const ABORTED: &str = "to be committed, but it was aborted";

/// An error that can be told to the app.
pub trait SdkError: Error {
    /// What it means in terms that the app can act on.
    fn kind(&self) -> FailureKind;
}

/// Turns results of the SDK into results of the protocol.
pub trait OrFailure<T> {
    /// The value, or a failure whose detail begins with what was being done.
    fn or_failure(self, doing: &str) -> Result<T, Failure>;
}

impl<T, E: SdkError> OrFailure<T> for Result<T, E> {
    fn or_failure(self, doing: &str) -> Result<T, Failure> {
        self.map_err(|error| failure_of(&error, doing))
    }
}

/// The failure that an error amounts to.
pub fn failure_of(error: &(impl SdkError + ?Sized), doing: &str) -> Failure {
    Failure::new(
        error.kind(),
        format!("{doing}: {}", clean(&error.to_string())),
    )
}

/// A failure that only a defect, here or on the server, explains.
pub fn internal(detail: impl Into<String>) -> Failure {
    Failure::new(FailureKind::Internal, detail)
}

/// What an error code of the Matrix API means.
pub fn kind_of_code(code: &ErrorKind) -> FailureKind {
    match code {
        ErrorKind::LimitExceeded(limit) => FailureKind::RateLimited {
            seconds: limit.retry_after.as_ref().map(seconds_until),
        },
        ErrorKind::Forbidden
        | ErrorKind::GuestAccessForbidden
        | ErrorKind::Unauthorized
        | ErrorKind::UnableToAuthorizeJoin
        | ErrorKind::InviteBlocked => FailureKind::Forbidden { needed_level: None },
        ErrorKind::UserLocked => FailureKind::Refused(Refusal::AccountLocked),
        ErrorKind::UserSuspended => FailureKind::Refused(Refusal::AccountSuspended),
        ErrorKind::ResourceLimitExceeded(limit) => FailureKind::Refused(Refusal::ResourceLimit {
            contact: link(&limit.admin_contact, &["mailto", "https", "http"]),
        }),
        _ if code.errcode().as_str() == CONSENT_NOT_GIVEN => {
            let data = code.custom_json_data();
            let url = data.and_then(|data| data.get("consent_uri")?.as_str());
            FailureKind::Refused(Refusal::ConsentNeeded {
                url: url.and_then(|url| link(url, &["https", "http"])),
            })
        }
        ErrorKind::WeakPassword => FailureKind::Invalid(Field::NewPassword, Problem::Weak),
        // Synapse says in a code of its own what a password lacks.
        _ if code.errcode().as_str().starts_with("M_PASSWORD_") => {
            FailureKind::Invalid(Field::NewPassword, Problem::Weak)
        }
        // Reserved addresses are as good as taken.
        ErrorKind::RoomInUse | ErrorKind::Exclusive => {
            FailureKind::Invalid(Field::RoomAddress, Problem::Taken)
        }
        ErrorKind::TooLarge => FailureKind::TooLarge { limit: None },
        ErrorKind::NotFound => FailureKind::NotFound,
        ErrorKind::UnknownToken(_) | ErrorKind::MissingToken => FailureKind::NeedsAuth,
        _ => FailureKind::Internal,
    }
}

/// An address that may be followed: of one of these schemes.
fn link(address: &str, schemes: &[&str]) -> Option<String> {
    let url = Url::parse(address).ok()?;
    schemes.contains(&url.scheme()).then(|| url.into())
}

fn seconds_until(retry_after: &RetryAfter) -> u32 {
    let wait = match retry_after {
        RetryAfter::Delay(wait) => *wait,
        RetryAfter::DateTime(time) => time
            .duration_since(matrix_sdk::ruma::time::SystemTime::now())
            .unwrap_or_default(),
    };
    let seconds = wait.as_millis().div_ceil(1000);
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

impl SdkError for reqwest::Error {
    fn kind(&self) -> FailureKind {
        if self.is_builder() || self.is_decode() {
            FailureKind::Internal
        } else {
            FailureKind::Offline
        }
    }
}

impl SdkError for HttpError {
    fn kind(&self) -> FailureKind {
        if let Some(code) = self.client_api_error_kind() {
            return kind_of_code(code);
        }
        match self {
            Self::Reqwest(error) => error.kind(),
            Self::RefreshToken(error) => error.kind(),
            Self::Cached(error) => error.kind(),
            Self::Api(error) => kind_of_answer(error),
            Self::IntoHttp(_) => FailureKind::Internal,
        }
    }
}

/// An answer without an error code: by its status, as a proxy before the server would mean it.
fn kind_of_answer(error: &FromHttpResponseError<matrix_sdk::RumaApiError>) -> FailureKind {
    let FromHttpResponseError::Server(matrix_sdk::RumaApiError::MatrixError(answer)) = error else {
        return FailureKind::Internal;
    };
    match answer.status_code.as_u16() {
        429 => FailureKind::RateLimited { seconds: None },
        403 => FailureKind::Forbidden { needed_level: None },
        404 => FailureKind::NotFound,
        502..=504 => FailureKind::Offline,
        _ => FailureKind::Internal,
    }
}

impl SdkError for RefreshTokenError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::RefreshTokenRequired => FailureKind::NeedsAuth,
            Self::MatrixAuth(error) => error.kind(),
            Self::OAuth(_) => FailureKind::Internal,
        }
    }
}

impl SdkError for matrix_sdk::Error {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Http(error) => error.kind(),
            Self::AuthenticationRequired => FailureKind::NeedsAuth,
            Self::Media(MediaError::MediaTooLargeToUpload { max, .. }) => FailureKind::TooLarge {
                limit: Some((*max).into()),
            },
            Self::Timeout => FailureKind::Offline,
            Self::StateStore(error) => kind_of_storage(&**error),
            Self::EventCacheStore(error) => kind_of_storage(&**error),
            Self::MediaStore(error) => kind_of_storage(&**error),
            Self::CryptoStoreError(error) => error.kind(),
            Self::OlmError(error) => kind_of_encryption(&**error),
            Self::MegolmError(error) => kind_of_encryption(&**error),
            Self::EventCache(error) => error.kind(),
            Self::ReplyError(error) => error.kind(),
            Self::InsufficientData | Self::WrongRoomState(_) => FailureKind::NotFound,
            Self::NoOlmMachine
            | Self::BadCryptoStoreState
            | Self::BackupNotEnabled
            | Self::DecryptorError(_)
            // Only attachments are read through a reader, which checks what it decrypts.
            | Self::Io(_)
            | Self::SignatureError(_) => FailureKind::Encryption(KeyProblem::Other),
            _ => FailureKind::Internal,
        }
    }
}

impl SdkError for ClientBuildError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Http(error) => error.kind(),
            #[cfg(target_family = "wasm")]
            Self::IndexeddbStore(error) => kind_of_storage(error),
            #[cfg(not(target_family = "wasm"))]
            Self::SqliteStore(error) => kind_of_storage(error),
            _ => FailureKind::Internal,
        }
    }
}

impl SdkError for StoreError {
    fn kind(&self) -> FailureKind {
        kind_of_storage(self)
    }
}

impl SdkError for CryptoStoreError {
    fn kind(&self) -> FailureKind {
        kind_of_storage(self)
    }
}

impl SdkError for IdParseError {
    fn kind(&self) -> FailureKind {
        FailureKind::Internal
    }
}

impl<E: SdkError> SdkError for Box<E> {
    fn kind(&self) -> FailureKind {
        (**self).kind()
    }
}

impl<E: SdkError> SdkError for Arc<E> {
    fn kind(&self) -> FailureKind {
        (**self).kind()
    }
}

/// Stores wrap the browser's errors beyond recognition: only the exception's name is left, somewhere in the text.
fn kind_of_storage(error: &(dyn Error + 'static)) -> FailureKind {
    let is_full = ["QuotaExceeded", ABORTED]
        .iter()
        .any(|text| mentions(error, text));
    match is_full {
        true => FailureKind::StorageFull,
        false => FailureKind::Internal,
    }
}

fn mentions(error: &(dyn Error + 'static), text: &str) -> bool {
    let mut error = Some(error);
    while let Some(current) = error {
        if current.to_string().contains(text) {
            return true;
        }
        error = current.source();
    }
    false
}

/// Takes out of an error's text what may be private: JSON strings that serde quotes, queries of addresses.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(['"', '?']) {
        let (before, found) = rest.split_at(start);
        cleaned.push_str(before);
        let (replacement, end) = match found.starts_with('"') {
            true => ("\"…\"", found[1..].find('"').map(|end| end + 2)),
            false => ("", found.find([' ', ')', '"'])),
        };
        cleaned.push_str(replacement);
        rest = &found[end.unwrap_or(found.len())..];
    }
    cleaned.push_str(rest);
    let mut end = cleaned.len().min(MAX_DETAIL_LENGTH);
    while !cleaned.is_char_boundary(end) {
        end -= 1;
    }
    cleaned.truncate(end);
    cleaned
}

#[cfg(test)]
mod tests;
