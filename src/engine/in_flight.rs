//! Calls that wait for their reply.

use std::collections::HashMap;

use futures_channel::oneshot;
use js_sys::ArrayBuffer;
use loggia_protocol::{Failure, FailureKind, envelope::CallId};

/// A reply as it came: encoded, with the buffers beside it.
pub type RawReply = Result<(Vec<u8>, Vec<ArrayBuffer>), Failure>;

/// The calls under way.
#[derive(Default)]
pub struct InFlight {
    next: u32,
    waiting: HashMap<CallId, oneshot::Sender<RawReply>>,
}

impl InFlight {
    /// Numbers a new call; its reply comes through the receiver.
    pub fn begin(&mut self) -> (CallId, oneshot::Receiver<RawReply>) {
        let id = CallId(self.next);
        self.next = self.next.wrapping_add(1);
        let (sender, receiver) = oneshot::channel();
        self.waiting.insert(id, sender);
        (id, receiver)
    }

    /// Hands a reply to whoever waits for it.
    pub fn complete(&mut self, id: CallId, reply: RawReply) {
        if let Some(waiting) = self.waiting.remove(&id) {
            // Nobody waits any more where the caller was dropped meanwhile.
            drop(waiting.send(reply));
        }
    }

    /// Forgets a call whose caller went away; says whether it was still under way.
    pub fn cancel(&mut self, id: CallId) -> bool {
        self.waiting.remove(&id).is_some()
    }

    /// Whether no call is under way.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Fails every call: the engine is gone, and whether it acted on them is not known.
    pub fn fail_all(&mut self, detail: &str) {
        for (_, waiting) in self.waiting.drain() {
            drop(waiting.send(Err(Failure::new(FailureKind::EngineLost, detail))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_gets_its_own_reply() {
        let mut calls = InFlight::default();
        let (first, mut first_reply) = calls.begin();
        let (second, mut second_reply) = calls.begin();
        calls.complete(second, Ok((vec![2], vec![])));
        assert_eq!(
            first_reply.try_recv().map(|reply| reply.is_some()),
            Ok(false)
        );
        let reply = second_reply
            .try_recv()
            .expect("sent")
            .expect("there")
            .expect("a success");
        assert_eq!(reply.0, [2]);
        assert!(!calls.is_empty());
        assert!(calls.cancel(first));
        assert!(calls.is_empty());
        assert!(!calls.cancel(second));
    }

    #[test]
    fn a_lost_engine_fails_all_calls() {
        let mut calls = InFlight::default();
        let (_, mut reply) = calls.begin();
        calls.fail_all("crashed");
        let failure = reply
            .try_recv()
            .expect("sent")
            .expect("there")
            .expect_err("a failure");
        assert_eq!(failure.kind, FailureKind::EngineLost);
    }
}
