//! The emoji with their names: a file beside the app, loaded when somebody first asks for it.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, JsString};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::platform::{load, property, store, text::to_lower_case};

/// The file, made when the bundle is built.
const FILE: &str = "emoji-en.json";
/// Where the reader's own choices are remembered.
const RECENT: &str = "recent-emoji";
/// How many of them.
const MAX_RECENT: usize = 16;
/// What most people start with.
const USUAL: [&str; 8] = ["👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "👀"];

/// An emoji.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emoji {
    /// The emoji itself.
    pub symbol: String,
    /// Its name.
    pub name: String,
    /// Its name and shortcodes in small letters, to search in.
    pub terms: String,
}

thread_local! {
    static LOADED: RefCell<Option<Rc<Vec<Emoji>>>> = const { RefCell::new(None) };
}

/// All emoji, in Unicode's order.
pub async fn all() -> Option<Rc<Vec<Emoji>>> {
    if let Some(loaded) = LOADED.with_borrow(Clone::clone) {
        return Some(loaded);
    }
    let emoji = Rc::new(fetch().await.ok()?);
    LOADED.set(Some(emoji.clone()));
    Some(emoji)
}

async fn fetch() -> Result<Vec<Emoji>, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(FILE))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let entries: Array = JsFuture::from(response.json()?).await?.dyn_into()?;
    Ok(entries.iter().filter_map(|entry| read(&entry)).collect())
}

/// `["👍", "thumbs up", "+1 thumbsup"]`
fn read(entry: &JsValue) -> Option<Emoji> {
    let text = |index: &str| {
        property(entry, index)?
            .dyn_into::<JsString>()
            .ok()
            .map(String::from)
    };
    let (symbol, name) = (text("0")?, text("1")?);
    let terms = to_lower_case(&format!("{name} {}", text("2").unwrap_or_default()));
    Some(Emoji {
        symbol,
        name,
        terms,
    })
}

/// What the reader chose lately, filled up with what most people use.
pub fn recent() -> Vec<String> {
    let stored = load(RECENT).unwrap_or_default();
    let mut recent: Vec<String> = stored
        .split(' ')
        .filter(|emoji| !emoji.is_empty())
        .map(str::to_owned)
        .collect();
    for usual in USUAL {
        if recent.len() < USUAL.len() && !recent.iter().any(|emoji| emoji == usual) {
            recent.push(usual.to_owned());
        }
    }
    recent
}

/// Remembers a choice.
pub fn remember(emoji: &str) {
    let stored = load(RECENT).unwrap_or_default();
    let before = stored
        .split(' ')
        .filter(|other| !other.is_empty() && *other != emoji);
    let recent: Vec<&str> = std::iter::once(emoji)
        .chain(before)
        .take(MAX_RECENT)
        .collect();
    store(RECENT, &recent.join(" "));
}
