//! Files on their way to the server, as the requests that carry them report.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU32, Ordering},
};

use eyeball::SharedObservable;
use futures_util::{Stream, StreamExt};
use loggia_protocol::media::Upload;

static UPLOADS: LazyLock<Uploads> = LazyLock::new(Uploads::default);

/// The files that this worker is sending. Natively nobody reports any.
pub fn uploads() -> &'static Uploads {
    &UPLOADS
}

/// All files that are on their way.
#[derive(Clone, Default)]
pub struct Uploads {
    now: Arc<SharedObservable<Vec<(u32, Upload)>>>,
    next: Arc<AtomicU32>,
}

/// A file that is on its way until this is dropped.
pub struct UnderWay {
    uploads: Uploads,
    id: u32,
}

impl Uploads {
    /// Notes that a file is sent from now on.
    // Natively nothing but tests begins one.
    #[cfg_attr(not(target_family = "wasm"), allow(dead_code))]
    pub fn begin(&self, n_bytes: u64) -> UnderWay {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let upload = Upload { n_bytes, n_sent: 0 };
        self.now.update(|now| now.push((id, upload)));
        UnderWay {
            uploads: self.clone(),
            id,
        }
    }

    /// What is on its way, now and from now on.
    pub fn follow(&self) -> impl Stream<Item = Vec<Upload>> + use<> {
        self.now
            .subscribe_reset()
            .map(|now| now.into_iter().map(|(_, upload)| upload).collect())
    }
}

#[cfg_attr(not(target_family = "wasm"), allow(dead_code))]
impl UnderWay {
    /// Notes how much has been sent by now.
    pub fn note(&self, n_sent: u64) {
        self.uploads.now.update_if(|now| {
            let own = now.iter_mut().find(|(id, _)| *id == self.id);
            own.is_some_and(|(_, upload)| {
                let n_sent = n_sent.min(upload.n_bytes);
                std::mem::replace(&mut upload.n_sent, n_sent) != n_sent
            })
        });
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.uploads
            .now
            .update(|now| now.retain(|(id, _)| *id != self.id));
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn what_is_on_its_way_is_told_until_it_is_there() {
        let uploads = Uploads::default();
        let mut told = Box::pin(uploads.follow());
        let mut next = || told.next().now_or_never().flatten();
        let upload = |n_bytes, n_sent| Upload { n_bytes, n_sent };
        assert_eq!(next(), Some(vec![]));
        let (first, second) = (uploads.begin(100), uploads.begin(200));
        assert_eq!(next(), Some(vec![upload(100, 0), upload(200, 0)]));
        second.note(250);
        assert_eq!(next(), Some(vec![upload(100, 0), upload(200, 200)]));
        second.note(200);
        assert_eq!(next(), None, "no news");
        drop(first);
        assert_eq!(next(), Some(vec![upload(200, 200)]));
    }
}
