//! All controls in all their states, to be looked at: `#/gallery`. Bundles that are built for users do not have it.
//!
//! Its words are for those who work on Loggia, and in no catalogue.

mod boxes;
mod inputs;

use icondata_lu::{LuMessagesSquare, LuPaperclip, LuTriangleAlert};
use leptos::prelude::*;

use self::{boxes::Boxes, inputs::Inputs};
use crate::widgets::{
    Avatar, AvatarSize, Banner, BannerKind, Button, ButtonKind, EmptyState, IconButton, Meter,
    Spinner,
};

const ADDRESS: &str = "#/gallery";

/// Whether the address asks for the gallery.
pub fn is_asked_for() -> bool {
    window().location().hash().is_ok_and(|hash| hash == ADDRESS)
}

/// The gallery.
#[component]
pub fn GalleryPage() -> impl IntoView {
    view! {
        <main class="gallery">
            <h1 class="gallery__title">"Gallery"</h1>
            <Buttons />
            <Inputs />
            <Signs />
            <Messages />
            <Boxes />
        </main>
    }
}

/// A part of the gallery.
#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="gallery__part" aria-label=title>
            <h2 class="gallery__name">{title}</h2>
            {children()}
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let kinds = [
        ("Primary", ButtonKind::Primary),
        ("Secondary", ButtonKind::Secondary),
        ("Danger", ButtonKind::Danger),
        ("Quiet", ButtonKind::Quiet),
    ];
    let row = |(name, kind)| {
        view! {
            <div class="gallery__row">
                <Button kind on_press=|_| {}>{name}</Button>
                <Button kind is_pending=true on_press=|_| {}>{name}", pending"</Button>
                <Button kind is_disabled=true on_press=|_| {}>{name}", disabled"</Button>
            </div>
        }
    };
    view! {
        <Part title="Buttons">
            {kinds.map(row)}
            <div class="gallery__row">
                <IconButton icon=LuPaperclip label="Icon button" on_press=|_| {} />
                <IconButton icon=LuPaperclip label="Icon button, disabled" is_disabled=true on_press=|_| {} />
            </div>
        </Part>
    }
}

#[component]
fn Signs() -> impl IntoView {
    let sizes = [AvatarSize::Tiny, AvatarSize::Medium, AvatarSize::Large];
    let avatar = |size| view! { <Avatar seed="@ada:example.org" name="Ada" picture=None size /> };
    let square = |size| view! { <Avatar seed="!tea:example.org" name="Tea" picture=None size is_square=true /> };
    // The seeds are chosen so that every colour is seen.
    let hues = (0..24).map(|n| {
        let seed = format!("@{n}:example.org");
        view! { <Avatar seed name="Ada" picture=None size=AvatarSize::Medium /> }
    });
    let meter = |share: f64, text: &'static str| view! { <Meter label="Meter" share text /> };
    view! {
        <Part title="Signs">
            <div class="gallery__row">{sizes.map(avatar)}</div>
            <div class="gallery__row">{sizes.map(square)}</div>
            <div class="gallery__row">{hues.collect_view()}</div>
            <div class="gallery__row">
                <Spinner />
                <span class="unread-badge">"3"</span>
                <span class="unread-badge" data-kind="mention">"2"</span>
                <span class="unread-badge" data-kind="dot"></span>
                <button class="filters__chip" type="button" aria-pressed="false">"Chip"</button>
                <button class="filters__chip" type="button" aria-pressed="true">"Chip, pressed"</button>
            </div>
            <div aria-hidden="true">
                <div class="room-row room-row--skeleton">
                    <span class="skeleton skeleton--round"></span>
                    <span class="skeleton"></span>
                </div>
            </div>
            {meter(0.0, "nothing")}
            {meter(0.4, "two fifths")}
            {meter(1.0, "all")}
        </Part>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let banners = [
        (BannerKind::Notice, "Something can be done."),
        (BannerKind::Warning, "Something should be done."),
        (BannerKind::Error, "Something went wrong."),
    ];
    let banner = |(kind, text): (BannerKind, &'static str)| {
        view! {
            <Banner kind text>
                <Button kind=ButtonKind::Quiet on_press=|_| {}>"Not now"</Button>
                <Button kind=ButtonKind::Primary on_press=|_| {}>"Do it"</Button>
            </Banner>
        }
    };
    view! {
        <Part title="Messages">
            {banners.map(banner)}
            <EmptyState icon=LuMessagesSquare title="Nothing here" text="And what to do about it." />
            <EmptyState icon=LuTriangleAlert title="It failed" text="And what to do about it.">
                <Button on_press=|_| {}>"Retry"</Button>
            </EmptyState>
        </Part>
    }
}
