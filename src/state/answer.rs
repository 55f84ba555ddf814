//! The answer to a question that changes while it is asked: the newest one counts, and earlier ones are called off.

use futures_util::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{CallSpec, Failure};

use crate::engine::use_engine;

/// What is known of it.
pub struct Answer<R: Send + Sync + 'static> {
    /// The last answer; while the next is on its way, that to an earlier question.
    pub last: RwSignal<Option<Result<R, Failure>>>,
    /// Whether an answer is on its way.
    pub is_pending: RwSignal<bool>,
}

impl<R: Send + Sync> Clone for Answer<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync> Copy for Answer<R> {}

impl<R: Clone + Send + Sync> Answer<R> {
    /// The answer, if it is to what is asked now.
    pub fn now(self) -> Option<Result<R, Failure>> {
        match self.is_pending.get() {
            true => None,
            false => self.last.get(),
        }
    }
}

/// Makes the call that `question` says, again whenever it says another; none has no answer.
pub fn use_answer<C>(question: impl Fn() -> Option<C> + Send + Sync + 'static) -> Answer<C::Reply>
where
    C: CallSpec<Reply: Sync> + Clone + PartialEq + Send + Sync + 'static,
{
    let engine = StoredValue::new(use_engine());
    let running = StoredValue::new(None::<AbortHandle>);
    let answer = Answer {
        last: RwSignal::new(None),
        is_pending: RwSignal::new(false),
    };
    let call_off = move || {
        if let Some(Some(running)) = running.try_update_value(Option::take) {
            running.abort();
        }
    };
    let question = Memo::new(move |_| question());
    Effect::new(move || {
        call_off();
        let call = question.get();
        answer.is_pending.set(call.is_some());
        let Some(call) = call else {
            answer.last.set(None);
            return;
        };
        let engine = engine.get_value();
        let (asking, handle) = abortable(async move {
            let said = engine.call(call).await;
            answer.last.try_set(Some(said));
            answer.is_pending.try_set(false);
        });
        running.set_value(Some(handle));
        spawn_local(async move {
            let _ = asking.await;
        });
    });
    on_cleanup(call_off);
    answer
}
