//! Loaded pictures as object URLs, each loaded once and kept while there is room.

use std::{collections::HashMap, hash::Hash};

use js_sys::{Array, ArrayBuffer};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    CallSpec, Failure, FailureKind,
    ids::Mxc,
    media::{LoadAvatar, LoadMedia, Media},
};
use web_sys::{Blob, BlobPropertyBag, Url};

use super::Loadable;
use crate::engine::{EngineClient, use_engine};

/// Avatars kept at once: a few screens of them.
const MAX_AVATARS: usize = 400;
/// Pictures kept at once: what a reader scrolls through in a sitting.
const MAX_PICTURES: usize = 80;

/// A picture's address, or why there is none.
pub type Picture = ArcRwSignal<Loadable<String>>;

/// The pictures that are loaded.
#[derive(Clone, Copy)]
struct MediaCache {
    avatars: StoredValue<Shelf<LoadAvatar>>,
    pictures: StoredValue<Shelf<LoadMedia>>,
}

/// Pictures of one kind; the one that was asked for longest ago goes first.
struct Shelf<K> {
    limit: usize,
    clock: u64,
    pictures: HashMap<K, (u64, Picture)>,
}

/// Makes the pictures known to all components below.
pub fn provide_media() {
    provide_context(MediaCache {
        avatars: StoredValue::new(Shelf::new(MAX_AVATARS)),
        pictures: StoredValue::new(Shelf::new(MAX_PICTURES)),
    });
}

/// Somebody's or a room's picture as a square of this many CSS pixels.
pub fn avatar_url(source: Mxc, edge: u16) -> Picture {
    let cache: MediaCache = expect_context();
    picture(
        cache.avatars,
        LoadAvatar {
            source,
            edge: edge * device_pixels(),
        },
    )
}

/// A picture of a message. Fails with `NotFound` where the file may not be shown inline.
pub fn media_url(call: LoadMedia) -> Picture {
    let cache: MediaCache = expect_context();
    picture(cache.pictures, call)
}

/// Loads a file to be saved: never shown, so of no type.
pub async fn load_file(engine: &EngineClient, call: LoadMedia) -> Result<Blob, Failure> {
    let (_, buffers) = engine.call_with_buffers(call).await?;
    blob_of(buffers, "application/octet-stream")
}

fn picture<C>(shelf: StoredValue<Shelf<C>>, call: C) -> Picture
where
    C: CallSpec<Reply = Media> + Clone + Eq + Hash + Send + Sync + 'static,
{
    let known = shelf.try_update_value(|shelf| shelf.find(&call)).flatten();
    if let Some(picture) = known {
        return picture;
    }
    let picture = Picture::new(Loadable::Loading);
    shelf.update_value(|shelf| shelf.put(call.clone(), picture.clone()));
    let (engine, loaded) = (use_engine(), picture.clone());
    spawn_local(async move {
        let url = load_url(&engine, call.clone()).await;
        if url.is_err() {
            // A later view may try again.
            shelf.try_update_value(|shelf| shelf.pictures.remove(&call));
        }
        loaded.set(url.map_or_else(Loadable::Failed, Loadable::Ready));
    });
    picture
}

async fn load_url<C>(engine: &EngineClient, call: C) -> Result<String, Failure>
where
    C: CallSpec<Reply = Media>,
{
    let (media, buffers) = engine.call_with_buffers(call).await?;
    let Some(mime) = media.inline_mime else {
        return Err(Failure::new(
            FailureKind::NotFound,
            "this kind of file is not shown inline",
        ));
    };
    let blob = blob_of(buffers, &mime)?;
    Url::create_object_url_with_blob(&blob)
        .map_err(|_| Failure::new(FailureKind::Internal, "no object URL could be made"))
}

fn blob_of(buffers: Vec<ArrayBuffer>, mime: &str) -> Result<Blob, Failure> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts: Array = buffers.into_iter().collect();
    Blob::new_with_buffer_source_sequence_and_options(&parts, &options)
        .map_err(|_| Failure::new(FailureKind::StorageFull, "no blob could be made"))
}

/// Device pixels per CSS pixel, whole, so that few sizes are asked for.
fn device_pixels() -> u16 {
    let ratio = window().device_pixel_ratio().ceil();
    if ratio >= 2.0 { 2 } else { 1 }
}

impl<K: Clone + Eq + Hash> Shelf<K> {
    fn new(limit: usize) -> Self {
        Self {
            limit,
            clock: 0,
            pictures: HashMap::new(),
        }
    }

    fn find(&mut self, key: &K) -> Option<Picture> {
        self.clock += 1;
        let (used, picture) = self.pictures.get_mut(key)?;
        *used = self.clock;
        Some(picture.clone())
    }

    fn put(&mut self, key: K, picture: Picture) {
        if self.pictures.len() >= self.limit {
            self.drop_oldest();
        }
        self.clock += 1;
        self.pictures.insert(key, (self.clock, picture));
    }

    fn drop_oldest(&mut self) {
        let oldest = self.pictures.iter().min_by_key(|(_, (used, _))| *used);
        let Some(key) = oldest.map(|(key, _)| key.clone()) else {
            return;
        };
        let Some((_, picture)) = self.pictures.remove(&key) else {
            return;
        };
        if let Loadable::Ready(url) = picture.get_untracked() {
            // What is drawn stays drawn; only the address becomes invalid.
            drop(Url::revoke_object_url(&url));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_asked_for_longest_ago_goes_first() {
        let mut shelf = Shelf::new(2);
        shelf.put("a", Picture::new(Loadable::Loading));
        shelf.put("b", Picture::new(Loadable::Loading));
        assert!(shelf.find(&"a").is_some());
        shelf.put("c", Picture::new(Loadable::Loading));
        assert!(shelf.find(&"b").is_none());
        assert!(shelf.find(&"a").is_some() && shelf.find(&"c").is_some());
    }
}
