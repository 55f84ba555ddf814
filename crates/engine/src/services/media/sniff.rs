//! What a file is, by its first bytes: the sender's word for it is not taken.
//!
//! The list is closed. What a browser could take for a document with scripts (SVG, HTML, XML, PDF) is not on it.

/// The type of a file that may be shown inline, or nothing.
pub fn inline_mime(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'A',
            b'V',
            b'E',
            ..,
        ] => Some("audio/wav"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("image/bmp"),
        [b'O', b'g', b'g', b'S', ..] => Some("audio/ogg"),
        [b'f', b'L', b'a', b'C', ..] => Some("audio/flac"),
        [b'I', b'D', b'3', ..] => Some("audio/mpeg"),
        // MPEG audio, layer 3: eleven bits of frame sync, a version that exists, the layer.
        [0xff, second, ..] if second & 0xe6 == 0xe2 && second & 0x18 != 0x08 => Some("audio/mpeg"),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => iso_media(brand),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => webm(bytes),
        _ => None,
    }
}

/// ISO base media by their main brand.
fn iso_media(brand: &[u8]) -> Option<&'static str> {
    match brand.get(..4)? {
        b"avif" | b"avis" => Some("image/avif"),
        b"M4A " | b"M4B " => Some("audio/mp4"),
        b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1" | b"dash"
        | b"M4V " | b"MSNV" => Some("video/mp4"),
        _ => None,
    }
}

/// Matroska says what it is within its header.
fn webm(bytes: &[u8]) -> Option<&'static str> {
    /// Bytes within which the header names the kind of document.
    const HEADER: usize = 64;
    let header = &bytes[..bytes.len().min(HEADER)];
    let is_webm = header.windows(4).any(|window| window == b"webm");
    is_webm.then_some("video/webm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_closed() {
        let check = |bytes: &[u8], expected: Option<&str>| {
            assert_eq!(inline_mime(bytes), expected, "{bytes:?}");
        };
        check(b"\x89PNG\r\n\x1a\n....", Some("image/png"));
        check(b"\xff\xd8\xff\xe0", Some("image/jpeg"));
        check(b"GIF89a", Some("image/gif"));
        check(b"RIFF....WEBPVP8 ", Some("image/webp"));
        check(b"RIFF....WAVEfmt ", Some("audio/wav"));
        check(b"\0\0\0\x1cftypavif", Some("image/avif"));
        check(b"\0\0\0\x1cftypisom", Some("video/mp4"));
        check(b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", Some("video/webm"));
        check(b"\xff\xfb\x90\x64", Some("audio/mpeg"));
        check(b"<svg xmlns=", None);
        check(b"<!DOCTYPE html>", None);
        check(b"%PDF-1.7", None);
        check(b"\x1a\x45\xdf\xa3 matroska", None);
        check(b"", None);
        check(b"\xff", None);
    }
}
