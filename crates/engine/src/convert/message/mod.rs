//! A message's text: from what the sender wrote, plain or formatted, to the closed tree that the app draws.
//!
//! HTML comes through the gate (`crates/ruma-html`); what does not pass it, or leaves nothing to show, is shown as the plain
//! text that every message has. The result is bounded whatever comes in: nesting by the gate's depth, pieces by the gate's
//! number and what may be found in text, text by what fits into an event.

mod disarm;
mod emoji;
mod found;
mod image;
mod pills;
mod plain;
mod space;
mod tags;
#[cfg(test)]
mod tests;
mod tree;

use html_tree::{HtmlSanitizerMode, RemoveReplyFallback};
use loggia_protocol::message::{Body, Node};
use matrix_sdk::ruma::{
    UserId,
    events::room::message::{FormattedBody, MessageFormat},
    user_id,
};

use self::{disarm::disarm, pills::Reader};
use super::people::People;

/// Longest plain text in bytes: what fits into an event.
const MAX_TEXT_BYTES: usize = 65_536;

/// A message's text, as the reader `own` is shown it.
pub fn body(plain: &str, formatted: Option<&FormattedBody>, people: &People, own: &UserId) -> Body {
    let name_of = |user: &UserId| Some(people.known(user)?.name.clone());
    let reader = Reader {
        own,
        name_of: &name_of,
    };
    read(plain, formatted, &reader)
}

/// A message's words without their form, for one line; nobody's names are known.
pub fn words(plain: &str, formatted: Option<&FormattedBody>) -> String {
    let reader = Reader {
        own: user_id!("@nobody:localhost"),
        name_of: &|_| None,
    };
    match formatted {
        Some(_) => read(plain, formatted, &reader).plain,
        None => disarm(shortened(plain)).into_owned(),
    }
}

fn read(plain: &str, formatted: Option<&FormattedBody>, reader: &Reader<'_>) -> Body {
    let nodes = formatted
        .filter(|formatted| formatted.format == MessageFormat::Html)
        .and_then(|formatted| from_html(&formatted.body, reader));
    let (nodes, plain) = match nodes {
        Some(nodes) => {
            let plain = plain::of(&nodes);
            (nodes, plain)
        }
        None => {
            let plain = disarm(shortened(plain)).into_owned();
            (found::in_text(&plain, reader, &mut found::budget()), plain)
        }
    };
    let is_only_emoji = emoji::is_only(&plain);
    Body {
        nodes,
        plain,
        is_only_emoji,
    }
}

/// The tree of HTML that passes the gate and leaves something to show.
fn from_html(html: &str, reader: &Reader<'_>) -> Option<Vec<Node>> {
    let fragment = html_tree::parse(html, HtmlSanitizerMode::Compat, RemoveReplyFallback::Yes)
        .inspect_err(|refused| tracing::debug!(%refused, "a message is shown as plain text"))
        .ok()?;
    Some(tree::build(fragment, reader)).filter(|nodes| !nodes.is_empty())
}

fn shortened(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_TEXT_BYTES)]
}
