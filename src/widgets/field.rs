//! A text field with its label, a hint, and what is wrong with it.

use icondata_lu::{LuEye, LuEyeOff};
use leptos::{html, prelude::*};

use super::IconButton;
use crate::{
    i18n::{t_string, use_i18n},
    platform::focus_on_next_frame,
};

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Plain text.
    #[default]
    Text,
    /// A web address or server name.
    Address,
    /// A password: hidden until the reader wants to see it.
    Password,
}

/// A field. Its problem is told at once, its hint when it gets the focus.
#[component]
pub fn Field(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it.
    value: RwSignal<String>,
    /// What is typed into it.
    #[prop(optional)]
    kind: FieldKind,
    /// What may be typed.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// What stands before what is typed.
    #[prop(optional, into)]
    before: Signal<String>,
    /// What stands behind it.
    #[prop(optional, into)]
    after: Signal<String>,
    /// What stands there while nothing is typed: an example.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// What password managers look for.
    #[prop(optional)]
    autocomplete: &'static str,
    /// Whether it gets the focus at first.
    #[prop(optional)]
    is_first: bool,
    /// Whether it can only be read.
    #[prop(optional, into)]
    is_read_only: Signal<bool>,
    /// When it is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let id = next_id();
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    let described_by = format!("{problem_id} {hint_id}");
    let is_shown = RwSignal::new(false);
    let node = NodeRef::<html::Input>::new();
    node.on_load(move |input| {
        if is_first {
            // `autofocus` counts when a dialog opens, and not for what comes later.
            focus_on_next_frame(input.into());
        }
    });
    let input_type = move || match kind {
        FieldKind::Password if !is_shown.get() => "password",
        _ => "text",
    };
    view! {
        <div class="field" data-invalid=move || problem.get().is_some().then_some("true")>
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <div class="field__box">
                <span class="field__affix">{move || before.get()}</span>
                <input
                    node_ref=node
                    class="field__input"
                    id=id
                    type=input_type
                    inputmode=if kind == FieldKind::Address { "url" } else { "text" }
                    placeholder=move || Some(placeholder.get()).filter(|text| !text.is_empty())
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=is_first
                    readonly=move || is_read_only.get()
                    prop:value=move || value.get()
                    aria-invalid=move || problem.get().is_some().then_some("true")
                    aria-describedby=described_by
                    on:input=move |event| value.set(event_target_value(&event))
                    on:change=move |event| value.set(event_target_value(&event))
                    on:blur=move |_| {
                        if let Some(on_leave) = on_leave {
                            on_leave.run(());
                        }
                    }
                />
                <span class="field__affix">{move || after.get()}</span>
                {(kind == FieldKind::Password).then(|| view! { <Reveal is_shown /> })}
            </div>
            <p class="field__problem" id=problem_id role="alert">{move || problem.get()}</p>
            <p class="field__hint" id=hint_id>{move || hint.get()}</p>
        </div>
    }
}

/// Shows what is typed into a password field.
#[component]
fn Reveal(is_shown: RwSignal<bool>) -> impl IntoView {
    let words = use_i18n();
    let toggle = move |_| is_shown.update(|is_shown| *is_shown = !*is_shown);
    move || {
        let (icon, label) = if is_shown.get() {
            (LuEyeOff, t_string!(words, session.hide_typed))
        } else {
            (LuEye, t_string!(words, session.show_typed))
        };
        view! { <IconButton icon label=label.to_owned() on_press=toggle /> }
    }
}

/// An id that no other element of this page has.
pub fn next_id() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("id-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
