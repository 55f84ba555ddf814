//! Pictures and files.

use serde::{Deserialize, Serialize};

use crate::ids::Mxc;

/// Where media is kept and, for encrypted media, its key: text that only the engine reads.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MediaSource(pub String);

impl std::fmt::Debug for MediaSource {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MediaSource(…)")
    }
}

/// A picture in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The file behind it.
    pub file: File,
    /// Width and height in pixels, if they were given and make sense.
    pub size: Option<(u32, u32)>,
    /// The sender's thumbnail, if there is one.
    pub thumbnail: Option<MediaSource>,
    /// A blurred likeness to show until it is loaded (MSC2448).
    pub blurhash: Option<String>,
}

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Where it is.
    pub source: MediaSource,
    /// Its name, made safe to save under.
    pub name: String,
    /// What was written to it.
    pub caption: Option<crate::message::Body>,
    /// Its type as the sender claims.
    pub mime: Option<String>,
    /// Its size in bytes as the sender claims.
    pub n_bytes: Option<u64>,
    /// Video, sound or anything else.
    pub kind: FileKind,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// `m.image`
    Image,
    /// `m.video`
    Video,
    /// `m.audio`
    Audio,
    /// `m.file`
    Other,
}

/// Loads a file, or a thumbnail of it, from the local store or the server, and decrypts it. The bytes travel beside the reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LoadMedia {
    /// Where it is.
    pub source: MediaSource,
    /// How much of it.
    pub form: MediaForm,
}

/// Loads somebody's or a room's picture as a small square. The bytes travel beside the reply.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LoadAvatar {
    /// Where it is.
    pub source: Mxc,
    /// Edge length in device pixels.
    pub edge: u16,
}

/// The size of the largest file in bytes that can be sent: the server's limit, or this device's where that is lower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadUploadLimit;

/// Which files are on their way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UploadsFeed;

/// A file on its way to the server. It is told by its size: the SDK's requests do not say which message they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Its size in bytes.
    pub n_bytes: u64,
    /// How much of it has been sent.
    pub n_sent: u64,
}

/// How much of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaForm {
    /// All of it.
    Whole,
    /// A picture that fits into this box of device pixels; the server makes it where it can.
    Thumbnail {
        /// Width.
        width: u16,
        /// Height.
        height: u16,
    },
}

/// What was loaded; the bytes are the reply's one buffer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Its type by its first bytes if it may be shown inline, else nothing: then it may only be saved.
    pub inline_mime: Option<String>,
}
