//! Pictures and files in messages.

use loggia_protocol::{
    Failure, FailureKind, media,
    media::{File, FileKind, Image},
    message::Body,
};
use matrix_sdk::ruma::{
    UInt,
    events::{
        room::{
            ImageInfo, MediaSource,
            message::{
                AudioMessageEventContent, FileMessageEventContent, ImageMessageEventContent,
                VideoMessageEventContent,
            },
        },
        sticker::StickerEventContent,
    },
};

use super::ids;

/// Longest file name in characters: what common file systems take in UTF-8, with room for an extension.
const MAX_NAME_CHARS: usize = 60;

/// Largest width or height in pixels that is believed.
const MAX_EDGE: u32 = 65_535;

/// Longest blurred likeness in characters; the format's own maximum is 166.
const MAX_BLURHASH_CHARS: usize = 200;

/// Where media is kept, as text that only [`read_source`] reads.
pub fn write_source(source: &MediaSource) -> media::MediaSource {
    media::MediaSource(serde_json::to_string(source).expect("media sources are plain JSON"))
}

/// Where media is kept; refused where its address is malformed.
pub fn read_source(source: &media::MediaSource) -> Result<MediaSource, Failure> {
    let not_found = |detail: &str| Failure::new(FailureKind::NotFound, detail);
    let source: MediaSource =
        serde_json::from_str(&source.0).map_err(|_| not_found("unreadable media source"))?;
    let uri = match &source {
        MediaSource::Plain(uri) => uri,
        MediaSource::Encrypted(file) => &file.url,
    };
    match ids::is_mxc(uri) {
        true => Ok(source),
        false => Err(not_found("malformed media address")),
    }
}

/// `m.image`
pub fn image(content: &ImageMessageEventContent, caption: Option<Body>) -> Image {
    let info = content.info.as_deref();
    let file = File {
        source: write_source(&content.source),
        name: safe_name(content.filename()),
        caption,
        mime: info.and_then(|info| info.mimetype.clone()),
        n_bytes: info.and_then(|info| info.size).map(u64::from),
        kind: FileKind::Image,
    };
    picture(file, info)
}

/// `m.sticker`
pub fn sticker(content: &StickerEventContent) -> Image {
    let info = &content.info;
    let file = File {
        source: write_source(&content.source.clone().into()),
        name: safe_name(&content.body),
        caption: None,
        mime: info.mimetype.clone(),
        n_bytes: info.size.map(u64::from),
        kind: FileKind::Image,
    };
    picture(file, Some(info))
}

/// `m.file`
pub fn file(content: &FileMessageEventContent, caption: Option<Body>) -> File {
    let info = content.info.as_deref();
    File {
        source: write_source(&content.source),
        name: safe_name(content.filename()),
        caption,
        mime: info.and_then(|info| info.mimetype.clone()),
        n_bytes: info.and_then(|info| info.size).map(u64::from),
        kind: FileKind::Other,
    }
}

/// `m.video`
pub fn video(content: &VideoMessageEventContent, caption: Option<Body>) -> File {
    let info = content.info.as_deref();
    File {
        source: write_source(&content.source),
        name: safe_name(content.filename()),
        caption,
        mime: info.and_then(|info| info.mimetype.clone()),
        n_bytes: info.and_then(|info| info.size).map(u64::from),
        kind: FileKind::Video,
    }
}

/// `m.audio`
pub fn audio(content: &AudioMessageEventContent, caption: Option<Body>) -> File {
    let info = content.info.as_deref();
    File {
        source: write_source(&content.source),
        name: safe_name(content.filename()),
        caption,
        mime: info.and_then(|info| info.mimetype.clone()),
        n_bytes: info.and_then(|info| info.size).map(u64::from),
        kind: FileKind::Audio,
    }
}

/// A name that can be saved under everywhere: no path, no control or direction characters, no hidden file.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|&c| is_safe(c)).collect();
    let clean = clean.trim().trim_start_matches('.').trim_end_matches('.');
    if clean.is_empty() {
        return "file".to_owned();
    }
    shorten(clean)
}

fn is_safe(c: char) -> bool {
    let is_direction =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !is_direction && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// Cuts a long name in the middle, so that its extension stays.
fn shorten(name: &str) -> String {
    let n_chars = name.chars().count();
    if n_chars <= MAX_NAME_CHARS {
        return name.to_owned();
    }
    let half = MAX_NAME_CHARS / 2;
    let head: String = name.chars().take(half).collect();
    let tail: String = name.chars().skip(n_chars - half + 1).collect();
    format!("{head}…{tail}")
}

fn picture(file: File, info: Option<&ImageInfo>) -> Image {
    Image {
        file,
        size: info.and_then(|info| size(info.width, info.height)),
        thumbnail: info
            .and_then(|info| info.thumbnail_source.as_ref())
            .map(write_source),
        blurhash: info
            .and_then(|info| info.blurhash.clone())
            .filter(|hash| hash.len() <= MAX_BLURHASH_CHARS),
    }
}

fn size(width: Option<UInt>, height: Option<UInt>) -> Option<(u32, u32)> {
    let edge = |length: Option<UInt>| {
        u32::try_from(u64::from(length?))
            .ok()
            .filter(|edge| (1..=MAX_EDGE).contains(edge))
    };
    Some((edge(width)?, edge(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_to_save_under() {
        let check = |name: &str, expected: &str| assert_eq!(safe_name(name), expected, "{name:?}");
        check("holiday.jpg", "holiday.jpg");
        check("../../etc/passwd", "passwd");
        check("C:\\Windows\\run.exe", "run.exe");
        check(".bashrc", "bashrc");
        check("annual\u{202e}fdp.exe", "annualfdp.exe");
        check("a\u{0}b\nc", "abc");
        check("...", "file");
        check("", "file");
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = safe_name(&format!("{}.tar.gz", "ü".repeat(500)));
        assert!(name.chars().count() <= MAX_NAME_CHARS && name.ends_with(".tar.gz"));
    }

    #[test]
    fn malformed_addresses_are_refused() {
        let check = |uri: &str, is_good: bool| {
            let source = media::MediaSource(format!("{{\"url\":{uri:?}}}"));
            assert_eq!(read_source(&source).is_ok(), is_good, "{uri}");
        };
        check("mxc://example.org/Abc-_9", true);
        check("mxc://example.org:8448/abc", true);
        check("mxc://example.org/", false);
        check("mxc://example.org/../../admin", false);
        check("mxc://example.org/a?b", false);
        check("mxc:///abc", false);
        check("https://example.org/abc", false);
    }
}
