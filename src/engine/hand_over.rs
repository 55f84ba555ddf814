//! How one program of the page leaves the engine to the next, which goes on with the same worker.

use super::client::{EngineClient, Inner};

/// Whether this program goes on with the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stay {
    /// An engine that dies is replaced.
    #[default]
    Here,
    /// The next program is on its way: whatever happens to the engine is its business.
    HandingOver,
    /// The next program is there.
    Leaving,
}

impl EngineClient {
    /// Lets the next program in this page have the engine. This one still hears of it until it leaves.
    pub fn hand_over(&self) {
        let mut state = self.inner.state.borrow_mut();
        state.stay = Stay::HandingOver;
        if let Some(link) = &state.link {
            link.offer();
        }
    }

    /// The next program has not come: this one goes on.
    pub fn keep(&self) {
        self.inner.state.borrow_mut().stay = Stay::Here;
    }

    /// Leaves the engine, as soon as no call is under way: the engine drops the calls of those who leave.
    pub fn leave(&self) {
        self.inner.state.borrow_mut().stay = Stay::Leaving;
        self.inner.leave_when_idle();
    }
}

impl Inner {
    pub(super) fn leave_when_idle(&self) {
        let mut state = self.state.borrow_mut();
        if state.stay != Stay::Leaving || !state.calls.is_empty() {
            return;
        }
        state.generation += 1;
        if let Some(link) = state.link.take() {
            link.leave();
        }
        state.tab_lock.release();
    }
}
