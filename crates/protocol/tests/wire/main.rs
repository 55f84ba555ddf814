//! The wire: every call, reply and batch survives the way there and back, and none changes its bytes unnoticed.

mod creation;
mod directory;
mod examples;
mod feeds;
mod spaces;
mod variants;

use std::fmt::Debug;

use loggia_protocol::{
    Call, CallSpec, FeedRequest, FeedSpec,
    envelope::{CallId, FeedId, Goodbye, ToApp, ToEngine, decode, encode},
};
use serde::{Serialize, de::DeserializeOwned};

/// What is said and how it is encoded, for a snapshot.
fn line<T>(value: &T) -> String
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    let bytes = encode(value);
    let back: T = decode(&bytes).expect("what was encoded can be decoded");
    assert_eq!(&back, value);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{value:?}\n    {hex}")
}

/// A call with an example of its reply.
#[expect(clippy::needless_pass_by_value, reason = "a table of values")]
fn call<C>(call: C, reply: C::Reply) -> (String, String)
where
    C: CallSpec,
    C::Reply: Debug + PartialEq,
{
    let call: Call = call.into();
    (
        call.name().to_owned(),
        format!("{}\n  => {}", line(&call), line(&reply)),
    )
}

/// A feed with an example of its batch.
#[expect(clippy::needless_pass_by_value, reason = "a table of values")]
fn feed<F>(feed: F, batch: F::Batch) -> (String, String)
where
    F: FeedSpec,
    F::Batch: Debug + PartialEq,
{
    let request: FeedRequest = feed.into();
    (
        request.name().to_owned(),
        format!("{}\n  => {}", line(&request), line(&batch)),
    )
}

fn check(names: &[&str], examples: &[(String, String)], snapshot: &str) {
    let shown: Vec<_> = examples.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        shown, names,
        "every line of the table has its example, in the table's order"
    );
    let text: Vec<_> = examples.iter().map(|(_, text)| text.as_str()).collect();
    insta::assert_snapshot!(snapshot, text.join("\n\n"));
}

#[test]
fn calls_and_replies() {
    check(Call::NAMES, &examples::calls(), "calls");
}

#[test]
fn feeds_and_batches() {
    check(FeedRequest::NAMES, &feeds::feeds(), "feeds");
}

#[test]
fn envelopes() {
    let to_engine = [
        ToEngine::Hello {
            build: "b1".into(),
            tab_lock: "loggia:tab:1".into(),
            n_deaths: 2,
        },
        ToEngine::Call(CallId(1), loggia_protocol::session::SignOut.into()),
        ToEngine::Cancel(CallId(1)),
        ToEngine::Open(FeedId(2), loggia_protocol::session::SessionFeed.into()),
        ToEngine::Close(FeedId(2)),
        ToEngine::Bye,
    ];
    let to_app = [
        ToApp::Hello { build: "b1".into() },
        ToApp::Reply(CallId(1), Ok(vec![1, 2])),
        ToApp::Reply(CallId(1), Err(examples::failure())),
        ToApp::Batch {
            feed: FeedId(2),
            number: 3,
            batch: vec![4],
        },
        ToApp::FeedFailed(FeedId(2), examples::failure()),
        ToApp::Goodbye(Goodbye::SignedOut),
        ToApp::Goodbye(Goodbye::Outdated),
        ToApp::Goodbye(Goodbye::Crashed {
            detail: "trap".into(),
        }),
        ToApp::Lock("loggia:engine:1".into()),
    ];
    let lines: Vec<_> = to_engine
        .iter()
        .map(line)
        .chain(to_app.iter().map(line))
        .collect();
    insta::assert_snapshot!("envelopes", lines.join("\n\n"));
}

#[test]
fn failures() {
    let lines: Vec<_> = examples::failure_kinds().iter().map(line).collect();
    insta::assert_snapshot!("failures", lines.join("\n\n"));
}

#[test]
fn damaged_envelopes_are_refused() {
    assert!(decode::<ToApp>(&[0xff, 0xff]).is_err());
    assert!(decode::<ToEngine>(&[]).is_err());
}

#[test]
fn secrets_are_not_shown_in_logs() {
    for (_, text) in examples::calls() {
        let shown: String = text
            .lines()
            .filter(|line| !line.starts_with("    "))
            .collect();
        assert!(!shown.contains(examples::SECRET), "{shown}");
    }
}
