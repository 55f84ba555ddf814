//! Calls to the engine: what goes along with them and what comes back beside the reply.

use std::rc::Rc;

use js_sys::ArrayBuffer;
use loggia_protocol::{
    CallSpec, Failure, FailureKind,
    envelope::{CallId, ToEngine, decode},
};
use web_sys::Blob;

use super::{
    client::{EngineClient, Inner},
    link::Parcel,
};

impl EngineClient {
    /// Makes a call. Dropping the future cancels it.
    pub async fn call<C: CallSpec>(&self, call: C) -> Result<C::Reply, Failure> {
        self.call_with_files(call, Vec::new()).await
    }

    /// Makes a call with files beside it; nothing of them is read here.
    pub async fn call_with_files<C: CallSpec>(
        &self,
        call: C,
        files: Vec<Blob>,
    ) -> Result<C::Reply, Failure> {
        self.make(call, files).await.map(|(reply, _)| reply)
    }

    /// Makes a call whose reply has buffers beside it.
    pub async fn call_with_buffers<C: CallSpec>(
        &self,
        call: C,
    ) -> Result<(C::Reply, Vec<ArrayBuffer>), Failure> {
        self.make(call, Vec::new()).await
    }

    async fn make<C: CallSpec>(
        &self,
        call: C,
        blobs: Vec<Blob>,
    ) -> Result<(C::Reply, Vec<ArrayBuffer>), Failure> {
        let (id, reply) = self.inner.state.borrow_mut().calls.begin();
        let _cancel = CancelOnDrop {
            inner: Rc::clone(&self.inner),
            id,
        };
        self.inner.send(Parcel {
            message: ToEngine::Call(id, call.into()),
            blobs,
        });
        let lost = |_| {
            Err(Failure::new(
                FailureKind::EngineLost,
                "the app forgot the call",
            ))
        };
        let (bytes, buffers) = reply.await.unwrap_or_else(lost)?;
        let reply = decode(&bytes).map_err(|error| {
            Failure::new(FailureKind::Internal, format!("{}: {error}", C::NAME))
        })?;
        Ok((reply, buffers))
    }
}

struct CancelOnDrop {
    inner: Rc<Inner>,
    id: CallId,
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        let was_waiting = self.inner.state.borrow_mut().calls.cancel(self.id);
        if was_waiting {
            self.inner.send_if_connected(ToEngine::Cancel(self.id));
        }
    }
}
