//! A message in one line of words.

use loggia_protocol::rooms::{Preview, PreviewKind};

use crate::i18n::{Words, t_string};

/// The newest message with who wrote it; in a direct chat it is clear who.
pub fn line(words: Words, preview: &Preview, is_direct: bool) -> String {
    let text = text(words, &preview.kind);
    match &preview.sender {
        None => {
            let sender = t_string!(words, rooms.you);
            t_string!(words, rooms.preview_line, sender = sender, text).to_string()
        }
        Some(_) if is_direct => text,
        Some(sender) => {
            let sender = sender.clone();
            t_string!(words, rooms.preview_line, sender, text).to_string()
        }
    }
}

/// What a message says.
pub fn text(words: Words, kind: &PreviewKind) -> String {
    let named = |kind: &str, name: &String| {
        if name.is_empty() {
            return kind.to_owned();
        }
        t_string!(
            words,
            rooms.preview_named,
            kind = kind.to_owned(),
            name = name.clone()
        )
        .to_string()
    };
    match kind {
        PreviewKind::Text(text) => text.clone(),
        PreviewKind::Image(name) => named(t_string!(words, rooms.preview_image), name),
        PreviewKind::Video(name) => named(t_string!(words, rooms.preview_video), name),
        PreviewKind::Audio(name) => named(t_string!(words, rooms.preview_audio), name),
        PreviewKind::File(name) => named(t_string!(words, rooms.preview_file), name),
        PreviewKind::Sticker(name) => named(t_string!(words, rooms.preview_sticker), name),
        PreviewKind::Poll(question) => named(t_string!(words, rooms.preview_poll), question),
        PreviewKind::Removed => t_string!(words, rooms.preview_removed).to_owned(),
        PreviewKind::Undecryptable => t_string!(words, rooms.preview_undecryptable).to_owned(),
        PreviewKind::Other => t_string!(words, rooms.preview_other).to_owned(),
    }
}
