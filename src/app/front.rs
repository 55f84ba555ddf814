//! The screens that need no account.

use super::page::{Ending, Front};
use crate::{
    config::use_config,
    pages::{ElsewherePage, LoginPage, LostPage, OutdatedPage, SplashPage},
};
use leptos::{
    either::{Either, EitherOf5},
    prelude::*,
};

/// One of the screens.
#[component]
pub fn FrontView(
    /// Which one.
    front: Front,
    /// Whether what comes next is on its way.
    #[prop(optional, into)]
    is_leaving: Signal<bool>,
) -> impl IntoView {
    match front {
        Front::Splash => EitherOf5::A(view! { <SplashPage /> }),
        Front::Lost => EitherOf5::B(view! { <LostPage /> }),
        Front::Elsewhere => EitherOf5::C(view! { <ElsewherePage /> }),
        Front::Outdated => EitherOf5::D(view! { <OutdatedPage /> }),
        Front::Login { ending } => EitherOf5::E(view! { <ConfiguredLogin ending is_leaving /> }),
    }
}

/// The sign-in form, once it is known what the operator wants to stand in it.
#[component]
fn ConfiguredLogin(ending: Option<Ending>, is_leaving: Signal<bool>) -> impl IntoView {
    let config = use_config();
    move || match config.get() {
        Some(config) => Either::Left(view! { <LoginPage config ending is_leaving /> }),
        None => Either::Right(view! { <SplashPage /> }),
    }
}
