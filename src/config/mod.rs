//! The operator's `config.json`, in Element's documented shape as far as Loggia shares its keys.
//!
//! Only the sign-in form waits for it: whoever is signed in sees the rooms before the network has answered.

mod keys;
mod read;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{platform, state::look};

/// Used where the operator's file names no homeserver.
const DEFAULT_HOMESERVER: &str = "matrix.org";

/// The app's name where the operator's file has none.
const DEFAULT_BRAND: &str = "Loggia";

/// What the operator has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What stands in the homeserver field at first: a server name or an address.
    pub homeserver: String,
    /// Whether no other homeserver may be typed.
    pub is_homeserver_fixed: bool,
    /// What the app is called.
    pub brand: String,
    /// Where links lead in place of matrix.to: an address without a slash at its end.
    pub links: Option<String>,
    /// Why the file could not be used, for a notice.
    pub problem: Option<ConfigProblem>,
}

/// Why the operator's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// There is none.
    Missing,
    /// The host answered with this status.
    Refused(u16),
    /// The host did not answer.
    Unreachable,
    /// A web page came in its place.
    WebPage,
    /// It is not JSON; this is what the browser says about it.
    NotJson(String),
    /// What this key holds should be an object; the file itself has no key.
    NoObject(&'static str),
    /// What this key holds should be a text.
    NoText(&'static str),
    /// What this key holds should be `true` or `false`.
    NoSwitch(&'static str),
    /// What this key holds should be a web address.
    NoAddress(&'static str),
    /// What this key holds is the name of no theme.
    NoTheme(&'static str),
}

/// The operator's settings, once they are known.
#[derive(Clone, Copy)]
struct ConfigSignal(RwSignal<Option<Config>>);

/// Begins to read the file.
pub fn provide_config() {
    let config = RwSignal::new(None);
    provide_context(ConfigSignal(config));
    spawn_local(async move {
        let (keys, problem) = match read::read().await {
            Ok(keys) => (keys, None),
            Err(problem) => (keys::Keys::default(), Some(problem)),
        };
        if problem.is_none() {
            look::set_default_theme(keys.theme);
        }
        if let Some(brand) = &keys.brand {
            platform::set_title(brand.clone());
        }
        config.set(Some(Config {
            is_homeserver_fixed: keys.is_homeserver_fixed && keys.homeserver.is_some(),
            homeserver: keys
                .homeserver
                .unwrap_or_else(|| DEFAULT_HOMESERVER.to_owned()),
            links: keys.links,
            brand: keys.brand.unwrap_or_else(|| DEFAULT_BRAND.to_owned()),
            problem,
        }));
    });
}

/// The operator's settings, once they are known.
pub fn use_config() -> Signal<Option<Config>> {
    expect_context::<ConfigSignal>().0.into()
}

/// What links to rooms and messages begin with; [as Element has it](https://web-docs.element.dev/Element%20Web/config.html).
const PUBLIC_LINKS: &str = "https://matrix.to/#/";

/// A link to a room or a message, which leads where the operator wants it to.
pub fn own_link(config: Option<&Config>, link: String) -> String {
    let own = config.and_then(|config| config.links.as_ref());
    match (own, link.strip_prefix(PUBLIC_LINKS)) {
        (Some(own), Some(place)) => {
            let kind = if place.starts_with('@') {
                "user"
            } else {
                "room"
            };
            format!("{own}/#/{kind}/{place}")
        }
        _ => link,
    }
}

/// A link to somebody, by which others can begin a chat with them.
pub fn link_to_user(config: Option<&Config>, user: &str) -> String {
    own_link(config, format!("{PUBLIC_LINKS}{user}"))
}

/// What the app is called.
pub fn use_brand() -> Signal<String> {
    let config = use_config();
    Signal::derive(move || {
        config.with(|config| {
            let brand = config.as_ref().map(|config| config.brand.clone());
            brand.unwrap_or_else(|| DEFAULT_BRAND.to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_the_operator_wants() {
        let config = |links: Option<&str>| Config {
            homeserver: String::new(),
            is_homeserver_fixed: false,
            brand: String::new(),
            links: links.map(str::to_owned),
            problem: None,
        };
        let public = "https://matrix.to/#/%21a:b/$c?via=b";
        let check = |config: Option<&Config>, expected: &str| {
            assert_eq!(own_link(config, public.to_owned()), expected);
        };
        check(None, public);
        check(Some(&config(None)), public);
        let own = config(Some("https://chat.example.org"));
        check(
            Some(&own),
            "https://chat.example.org/#/room/%21a:b/$c?via=b",
        );
        let somebody = link_to_user(Some(&own), "@a:b");
        assert_eq!(somebody, "https://chat.example.org/#/user/@a:b");
        assert_eq!(link_to_user(None, "@a:b"), "https://matrix.to/#/@a:b");
    }
}
