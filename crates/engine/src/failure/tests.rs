//! What errors mean, and that details keep secrets.

use std::{fmt, time::Duration};

use loggia_protocol::failure::{Field, Problem};
use matrix_sdk::{
    encryption::secret_storage::SecretStorageError,
    event_cache::EventCacheError,
    ruma::{
        api::error::{ErrorBody, LimitExceededErrorData, StandardErrorBody, UnknownTokenErrorData},
        exports::http::StatusCode,
        room_id,
        time::SystemTime,
    },
    send_queue::RoomSendQueueError,
};
use matrix_sdk_base::crypto::secret_storage::DecodeError;
use serde_json::json;

use super::*;

/// An error with a cause, as stores make them.
#[derive(Debug)]
struct Chain(&'static str, Option<Box<Chain>>);

impl fmt::Display for Chain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl Error for Chain {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|error| error as _)
    }
}

fn limited(retry_after: Option<RetryAfter>) -> FailureKind {
    let mut limit = LimitExceededErrorData::new();
    limit.retry_after = retry_after;
    kind_of_code(&ErrorKind::LimitExceeded(limit))
}

fn answer(status: u16, body: ErrorBody) -> FailureKind {
    let error =
        matrix_sdk::ruma::api::error::Error::new(StatusCode::from_u16(status).unwrap(), body);
    HttpError::Api(Box::new(FromHttpResponseError::Server(
        matrix_sdk::RumaApiError::MatrixError(error),
    )))
    .kind()
}

#[test]
fn waits_are_whole_seconds_rounded_up() {
    let after = |millis| limited(Some(RetryAfter::Delay(Duration::from_millis(millis))));
    let seconds = |seconds| FailureKind::RateLimited { seconds };
    assert_eq!(limited(None), seconds(None));
    assert_eq!(after(0), seconds(Some(0)));
    assert_eq!(after(1), seconds(Some(1)));
    assert_eq!(after(2000), seconds(Some(2)));
    assert_eq!(after(u64::MAX), seconds(Some(u32::MAX)));
    let past = RetryAfter::DateTime(SystemTime::now() - Duration::from_secs(60));
    assert_eq!(limited(Some(past)), seconds(Some(0)));
}

#[test]
fn codes_mean_what_the_app_can_act_on() {
    let forbidden = FailureKind::Forbidden { needed_level: None };
    let cases = [
        (ErrorKind::Forbidden, forbidden.clone()),
        (ErrorKind::GuestAccessForbidden, forbidden),
        (
            ErrorKind::UserLocked,
            FailureKind::Refused(Refusal::AccountLocked),
        ),
        (
            ErrorKind::UserSuspended,
            FailureKind::Refused(Refusal::AccountSuspended),
        ),
        (ErrorKind::NotFound, FailureKind::NotFound),
        (ErrorKind::MissingToken, FailureKind::NeedsAuth),
        (
            ErrorKind::UnknownToken(UnknownTokenErrorData::new()),
            FailureKind::NeedsAuth,
        ),
        (ErrorKind::Unknown, FailureKind::Internal),
        (ErrorKind::Unrecognized, FailureKind::Internal),
    ];
    for (code, expected) in cases {
        assert_eq!(kind_of_code(&code), expected, "{code:?}");
    }
}

#[test]
fn links_in_refusals_lead_nowhere_else() {
    let link = |code: &str, field: &str, address: &str| {
        let body = json!({ "errcode": code, "error": "no", field: address });
        let kind: ErrorKind = serde_json::from_value(body).unwrap();
        match kind_of_code(&kind) {
            FailureKind::Refused(
                Refusal::ResourceLimit { contact: link } | Refusal::ConsentNeeded { url: link },
            ) => link,
            other => panic!("{other:?}"),
        }
    };
    let contact = |address| link("M_RESOURCE_LIMIT_EXCEEDED", "admin_contact", address);
    let terms = |address| link("M_CONSENT_NOT_GIVEN", "consent_uri", address);
    assert_eq!(contact("mailto:a@x.org"), Some("mailto:a@x.org".into()));
    assert_eq!(contact("javascript:alert(1)"), None);
    assert_eq!(
        terms("https://x.org/terms"),
        Some("https://x.org/terms".into())
    );
    assert_eq!(terms("mailto:a@x.org"), None);
    assert_eq!(terms("not an address"), None);
}

#[test]
fn answers_without_a_code_go_by_their_status() {
    let cases = [
        (429, FailureKind::RateLimited { seconds: None }),
        (403, FailureKind::Forbidden { needed_level: None }),
        (404, FailureKind::NotFound),
        (502, FailureKind::Offline),
        (503, FailureKind::Offline),
        (504, FailureKind::Offline),
        (500, FailureKind::Internal),
        (418, FailureKind::Internal),
    ];
    for (status, expected) in cases {
        assert_eq!(
            answer(status, ErrorBody::Json(json!({ "error": "?" }))),
            expected,
            "{status}"
        );
    }
    let body = StandardErrorBody::new(ErrorKind::NotFound, "gone".to_owned());
    assert_eq!(
        answer(500, ErrorBody::Standard(body)),
        FailureKind::NotFound
    );
}

#[test]
fn a_full_disk_is_found_however_deep_it_lies() {
    let deep = Chain(
        "store",
        Some(Box::new(Chain(
            "transaction",
            Some(Box::new(Chain("DomException QuotaExceededError", None))),
        ))),
    );
    assert_eq!(kind_of_storage(&deep), FailureKind::StorageFull);
    assert_eq!(
        kind_of_storage(&Chain("store", None)),
        FailureKind::Internal
    );
    assert_eq!(kind_of_encryption(&deep), FailureKind::StorageFull);
    let recipients = Chain(
        "Encryption failed because an error occurred while collecting the recipient devices",
        None,
    );
    assert_eq!(
        kind_of_encryption(&recipients),
        FailureKind::Encryption(KeyProblem::UntrustedRecipient)
    );
    assert_eq!(
        kind_of_encryption(&Chain("?", None)),
        FailureKind::Encryption(KeyProblem::Other)
    );
}

#[test]
fn recovery_keys_are_wrong_in_their_own_ways() {
    let kind = |error: DecodeError| SecretStorageError::SecretStorageKey(error).kind();
    let at_key = |problem| FailureKind::Invalid(Field::RecoveryKey, problem);
    assert_eq!(kind(DecodeError::Parity(1, 2)), at_key(Problem::Malformed));
    assert_eq!(
        kind(DecodeError::KeyLength(35, 3)),
        at_key(Problem::Malformed)
    );
    assert_eq!(
        kind(DecodeError::Prefix([0; 2], [1; 2])),
        at_key(Problem::Malformed)
    );
    let unknown = DecodeError::UnsupportedAlgorithm("m.odd".to_owned());
    assert_eq!(kind(unknown), FailureKind::Encryption(KeyProblem::Other));
    let nothing = SecretStorageError::MissingKeyInfo { key_id: None };
    assert_eq!(
        nothing.kind(),
        FailureKind::Encryption(KeyProblem::NoBackup)
    );
}

#[test]
fn errors_within_errors_keep_their_meaning() {
    let unknown_room = || EventCacheError::RoomNotFound {
        room_id: room_id!("!a:example.org").to_owned(),
    };
    assert_eq!(unknown_room().kind(), FailureKind::NotFound);
    assert_eq!(
        matrix_sdk::Error::EventCache(Box::new(unknown_room())).kind(),
        FailureKind::NotFound
    );
    let paging = EventCacheError::PaginationError(Arc::new(matrix_sdk::Error::Timeout));
    assert_eq!(paging.kind(), FailureKind::Offline);
    let left = RoomSendQueueError::RoomNotJoined;
    assert_eq!(left.kind(), FailureKind::Forbidden { needed_level: None });
}

#[test]
fn details_keep_secrets() {
    let cases = [
        ("plain words", "plain words"),
        (
            "invalid type: string \"my message\", expected a map",
            "invalid type: string \"…\", expected a map",
        ),
        ("a \"b\" c \"d\"", "a \"…\" c \"…\""),
        (
            "error sending request for url (https://example.org/sync?access_token=abc&since=1): dns",
            "error sending request for url (https://example.org/sync): dns",
        ),
        ("open \"end", "open \"…\""),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(clean(text), expected);
    }
    let long = clean(&"ä".repeat(1_000));
    assert!(long.len() <= MAX_DETAIL_LENGTH && long.starts_with('ä'));
}

#[test]
fn a_failure_says_what_was_being_done() {
    let failure = failure_of(&matrix_sdk::Error::Timeout, "read \"a\"");
    assert_eq!(failure.kind, FailureKind::Offline);
    assert!(
        failure.detail.starts_with("read \"a\": "),
        "{}",
        failure.detail
    );
}
