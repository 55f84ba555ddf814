//! A picture of somebody or something, or an initial in a colour of its own.

use leptos::prelude::*;

use crate::state::media::Picture;

/// How many colours there are in the tokens.
const N_HUES: u32 = 8;

/// An edge length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AvatarSize {
    /// 16 pixels: among small print.
    Tiny,
    /// 36 pixels: in lists.
    Medium,
    /// 72 pixels: alone.
    Large,
}

impl AvatarSize {
    /// The edge in CSS pixels.
    pub fn edge(self) -> u16 {
        match self {
            Self::Tiny => 16,
            Self::Medium => 36,
            Self::Large => 72,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// An avatar. It is decoration: the name stands beside it.
#[component]
pub fn Avatar(
    /// What the colour comes from: an id.
    #[prop(into)]
    seed: String,
    /// What the initial comes from.
    #[prop(into)]
    name: String,
    /// The picture, if there is one.
    picture: Option<Picture>,
    /// How large.
    size: AvatarSize,
    /// Whether it is a square with round corners, as for spaces, and no circle.
    #[prop(optional)]
    is_square: bool,
) -> impl IntoView {
    let url = move || {
        picture
            .as_ref()
            .and_then(|picture| picture.get().ready().cloned())
    };
    let initial = initial(&name);
    view! {
        <span
            class="avatar"
            data-size=size.name()
            data-shape=is_square.then_some("square")
            data-hue=hue(&seed)
            aria-hidden="true"
        >
            {move || match url() {
                Some(url) => view! { <img class="avatar__picture" src=url alt="" draggable="false" /> }.into_any(),
                None => initial.clone().into_any(),
            }}
        </span>
    }
}

/// The number of the colour that belongs to an id.
pub fn hue(seed: &str) -> u32 {
    // FNV-1a: stable between builds, spreads well over a few colours.
    let hash = seed.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash % N_HUES
}

/// The first letter, digit or picture; signs before it (`@`, `#`) are not names. The style sheet makes it a capital.
fn initial(name: &str) -> String {
    let first = name
        .chars()
        .find(|c| !c.is_ascii() || c.is_ascii_alphanumeric())
        .or_else(|| name.chars().next());
    first.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_letters() {
        let check = |name: &str, expected: &str| assert_eq!(initial(name), expected);
        check("alice", "a");
        check("@Bob:example.org", "B");
        check("  éclair", "é");
        check("(🍅 garden)", "🍅");
        check("#", "#");
        check("", "");
    }

    #[test]
    fn a_colour_belongs_to_an_id() {
        assert_eq!(hue("@a:x"), hue("@a:x"));
        let hues: std::collections::HashSet<_> = (0..50).map(|n| hue(&format!("@{n}:x"))).collect();
        assert_eq!(hues.len(), N_HUES as usize);
    }
}
