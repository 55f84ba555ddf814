//! From text to tokens: html5ever's tokenizer, fed in slices so that it can be stopped, and told what is raw text.
//!
//! Its tree builder is not used: the structure that a browser would repair is rebuilt by our own rules (`nesting.rs`),
//! within the limits, and no second parser ever reads what comes of it.

use std::cell::{Cell, RefCell};

use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{
        Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};

use crate::{
    HtmlSanitizerMode, RemoveReplyFallback,
    builder::Builder,
    fragment::Fragment,
    limits::{MAX_BYTES, MAX_TAG_BYTES, Refused},
};

/// How much is read between two looks at the limits, in bytes.
const SLICE_BYTES: usize = 1024;

/// Reads HTML, as far as the limits allow.
pub(crate) fn read(
    html: &str,
    mode: HtmlSanitizerMode,
    remove_reply_fallback: RemoveReplyFallback,
) -> Result<Fragment, Refused> {
    if html.len() > MAX_BYTES {
        return Err(Refused::TooLong);
    }
    let sink = Sink {
        builder: RefCell::new(Builder::new(mode, remove_reply_fallback)),
        n_tokens: Cell::new(0),
    };
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(sink, options);
    let queue = BufferQueue::default();
    let mut silent_bytes = 0;
    for slice in slices(html) {
        let n_tokens = tokenizer.sink.n_tokens.get();
        queue.push_back(StrTendril::from_slice(slice));
        // Only scripts and encodings interrupt a feed, and the sink asks for neither.
        let _ = tokenizer.feed(&queue);
        tokenizer.sink.builder.borrow().check()?;
        let is_silent = tokenizer.sink.n_tokens.get() == n_tokens;
        silent_bytes = if is_silent {
            silent_bytes + slice.len()
        } else {
            0
        };
        if silent_bytes > MAX_TAG_BYTES {
            return Err(Refused::LongTag);
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.into_inner().finish()
}

/// The text in slices of whole characters.
fn slices(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (slice, next) = rest.split_at(rest.floor_char_boundary(SLICE_BYTES));
        rest = next;
        (!slice.is_empty()).then_some(slice)
    })
}

/// Passes tokens on to the builder.
struct Sink {
    builder: RefCell<Builder>,
    /// Counts what came of the input, so that a tag without an end is noticed while it is read.
    n_tokens: Cell<usize>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.n_tokens.set(self.n_tokens.get() + 1);
        let mut builder = self.builder.borrow_mut();
        match &token {
            Token::CharacterTokens(text) => builder.text(text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                builder.start(tag);
                return what_follows(tag);
            }
            Token::TagToken(tag) => builder.end(tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How a browser with scripts reads on after a start tag: elements whose content is raw text end only at their own end tag.
fn what_follows(tag: &Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_are_the_text() {
        let text = "aé漢😀".repeat(1000);
        let parts: Vec<_> = slices(&text).collect();
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| part.len() <= SLICE_BYTES));
        assert_eq!(slices("").count(), 0);
    }
}
