//! Buttons.

use icondata_core::Icon as IconData;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::{Icon, Spinner};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the reader most likely wants.
    Primary,
    /// Another way.
    #[default]
    Secondary,
    /// What cannot be undone.
    Danger,
    /// Hardly asks at all.
    Quiet,
}

impl ButtonKind {
    fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Danger => "danger",
            Self::Quiet => "quiet",
        }
    }
}

/// A button with words. While it is pending it shows that, and cannot be pressed.
#[component]
pub fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// What pressing it does; nothing for a form's own button.
    #[prop(optional, into)]
    on_press: Option<Callback<MouseEvent>>,
    /// Whether what it does is under way.
    #[prop(optional, into)]
    is_pending: Signal<bool>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let is_submit = on_press.is_none();
    let press = move |event: MouseEvent| {
        if let Some(on_press) = on_press
            && !is_pending.get_untracked()
        {
            on_press.run(event);
        }
    };
    view! {
        <button
            class="button"
            data-kind=kind.name()
            type=if is_submit { "submit" } else { "button" }
            disabled=move || is_disabled.get()
            aria-busy=move || is_pending.get().then_some("true")
            on:click=press
        >
            <Show when=move || is_pending.get()>
                <Spinner />
            </Show>
            {children()}
        </button>
    }
}

/// A button with an icon; its name is said and shown as a tooltip.
#[component]
pub fn IconButton(
    /// The icon.
    icon: IconData,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What pressing it does.
    #[prop(into)]
    on_press: Callback<MouseEvent>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=move || label.get()
            title=move || label.get()
            disabled=move || is_disabled.get()
            on:click=move |event| on_press.run(event)
        >
            <Icon icon />
        </button>
    }
}
