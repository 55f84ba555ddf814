//! Makes a recovery key: explained, made, saved, confirmed. From when it is being made on, closing asks first: it is shown once.

use icondata_lu::LuDownload;
use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::crypto::{CreateRecoveryKey, RecoveryKey, RecoveryState};

use crate::{
    dialogs::{failed::Failed, use_dialogs},
    i18n::{t, t_string, use_i18n},
    platform,
    state::{Action, crypto::use_crypto, use_action},
    widgets::{Button, ButtonKind, CopyButton, Dialog, Field, Icon, use_toasts},
};

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// What it is for.
    Explain,
    /// The key is there, to be saved.
    Save(RecoveryKey),
    /// The key is typed in again.
    Confirm(RecoveryKey),
    /// Somebody wants to close before that.
    Unsaved(RecoveryKey),
    /// All is well.
    Done,
}

impl Step {
    /// Where closing leads instead, as long as the key would be lost with the dialog.
    fn instead_of_closing(self) -> Option<Self> {
        match self {
            Self::Explain | Self::Done => None,
            Self::Save(key) | Self::Confirm(key) => Some(Self::Unsaved(key)),
            Self::Unsaved(key) => Some(Self::Save(key)),
        }
    }
}

/// Whether there is a recovery key already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// This is the first.
    None,
    /// The new one takes its place.
    Key,
}

/// The dialog.
#[component]
pub fn CreateRecoveryKeyDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let action = use_action();
    let step = RwSignal::new(Step::Explain);
    let before = before();
    let title = move || match (step.get(), before) {
        (Step::Explain, Before::None) => t_string!(words, crypto.create_title),
        (Step::Explain, Before::Key) => t_string!(words, crypto.replace_title),
        (Step::Save(_), _) => t_string!(words, crypto.key_title),
        (Step::Confirm(_), _) => t_string!(words, crypto.confirm_title),
        (Step::Unsaved(_), _) => t_string!(words, crypto.unsaved_title),
        (Step::Done, _) => t_string!(words, crypto.created_title),
    };
    let close = move |()| match step.get_untracked().instead_of_closing() {
        Some(instead) => step.set(instead),
        // The key would come when nobody is there to see it.
        None if action.is_pending().get_untracked() => {}
        None => dialogs.close(),
    };
    view! {
        <Dialog title=Signal::derive(move || title().to_owned()) on_close=close>
            {move || match step.get() {
                Step::Explain => view! { <Explain action step before /> }.into_any(),
                Step::Save(key) => view! { <Save key step /> }.into_any(),
                Step::Confirm(key) => view! { <Confirm key step /> }.into_any(),
                Step::Unsaved(key) => view! { <Unsaved key step /> }.into_any(),
                Step::Done => view! { <Done /> }.into_any(),
            }}
        </Dialog>
    }
}

/// What there is when the dialog opens: a key that is made here does not count.
fn before() -> Before {
    let recovery = use_crypto().with_untracked(|crypto| crypto.as_ref().map(|it| it.recovery));
    match recovery {
        Some(RecoveryState::Enabled) => Before::Key,
        _ => Before::None,
    }
}

#[component]
fn Explain(action: Action, step: RwSignal<Step>, before: Before) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let create = move |_| action.run(CreateRecoveryKey, move |key| step.set(Step::Save(key)));
    view! {
        <p class="dialog__text">{t!(words, crypto.create_text)}</p>
        <Show when=move || before == Before::Key>
            <p>{t!(words, crypto.replace_text)}</p>
        </Show>
        <Failed action />
        <div class="dialog__actions">
            <Button is_disabled=action.is_pending() on_press=move |_| dialogs.close()>
                {t!(words, common.cancel)}
            </Button>
            <Button kind=ButtonKind::Primary is_pending=action.is_pending() on_press=create>
                {t!(words, crypto.create_go)}
            </Button>
        </div>
    }
}

#[component]
fn Save(key: RecoveryKey, step: RwSignal<Step>) -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let text = StoredValue::new(key.0.clone());
    let download = move |_| {
        let name = t_string!(words, crypto.key_file_name);
        if text
            .with_value(|text| platform::save_text(text, name))
            .is_err()
        {
            toasts.complain(t_string!(words, timeline.download_failed));
        }
    };
    view! {
        <p class="dialog__text">{t!(words, crypto.key_text)}</p>
        <output class="recovery-key" aria-label=move || t_string!(words, crypto.recovery_key)>
            {key.0.clone()}
        </output>
        <div class="recovery-key__actions">
            <CopyButton text=Signal::derive(move || text.get_value()) />
            <Button on_press=download>
                <Icon icon=LuDownload />
                {t!(words, common.download)}
            </Button>
        </div>
        <div class="dialog__actions">
            <Button
                kind=ButtonKind::Primary
                on_press=move |_| step.set(Step::Confirm(key.clone()))
            >
                {t!(words, crypto.key_next)}
            </Button>
        </div>
    }
}

#[component]
fn Confirm(key: RecoveryKey, step: RwSignal<Step>) -> impl IntoView {
    let words = use_i18n();
    let typed = RwSignal::new(String::new());
    let differs = RwSignal::new(false);
    let back = key.clone();
    let confirm = move |event: SubmitEvent| {
        event.prevent_default();
        match is_same_key(&typed.read_untracked(), &key.0) {
            true => step.set(Step::Done),
            false => differs.set(true),
        }
    };
    let problem = Signal::derive(move || {
        // The complaint goes away with the next keystroke.
        (differs.get()).then(|| t_string!(words, crypto.confirm_differs).to_owned())
    });
    Effect::watch(
        move || typed.get(),
        move |_, _, _| differs.set(false),
        false,
    );
    view! {
        <form class="dialog__form" on:submit=confirm novalidate>
            <p class="dialog__text">{t!(words, crypto.confirm_text)}</p>
            <Field
                label=Signal::derive(move || t_string!(words, crypto.recovery_key).to_owned())
                value=typed
                problem
                autocomplete="off"
                is_first=true
            />
            <div class="dialog__actions">
                <Button on_press=move |_| step.set(Step::Save(back.clone()))>
                    {t!(words, common.back)}
                </Button>
                <Button kind=ButtonKind::Primary>{t!(words, crypto.confirm_go)}</Button>
            </div>
        </form>
    }
}

/// Asks whether the key may be lost.
#[component]
fn Unsaved(key: RecoveryKey, step: RwSignal<Step>) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <p role="alert">{t!(words, crypto.unsaved_text)}</p>
        <div class="dialog__actions">
            <Button kind=ButtonKind::Danger on_press=move |_| dialogs.close()>
                {t!(words, crypto.unsaved_close)}
            </Button>
            <Button
                kind=ButtonKind::Primary
                on_press=move |_| step.set(Step::Save(key.clone()))
            >
                {t!(words, crypto.unsaved_back)}
            </Button>
        </div>
    }
}

#[component]
fn Done() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <p class="dialog__text" role="status">{t!(words, crypto.created_text)}</p>
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary on_press=move |_| dialogs.close()>
                {t!(words, common.done)}
            </Button>
        </div>
    }
}

/// Spaces are only there to read by.
fn is_same_key(typed: &str, key: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    letters(typed) == letters(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_do_not_matter() {
        assert!(is_same_key(" EsT1 2345\n", "EsT12345"));
        assert!(!is_same_key("EsT1 2346", "EsT1 2345"));
        assert!(!is_same_key("est1 2345", "EsT1 2345"));
    }

    #[test]
    fn closing_does_not_lose_a_key() {
        let key = || RecoveryKey("EsT1 2345".to_owned());
        let cases = [
            (Step::Explain, None),
            (Step::Save(key()), Some(Step::Unsaved(key()))),
            (Step::Confirm(key()), Some(Step::Unsaved(key()))),
            (Step::Unsaved(key()), Some(Step::Save(key()))),
            (Step::Done, None),
        ];
        for (step, instead) in cases {
            assert_eq!(step.instead_of_closing(), instead);
        }
    }
}
