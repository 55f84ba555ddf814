//! Enters the recovery key: this session becomes trusted and gets its history back.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{crypto::Recover, failure::Field as At};

use crate::{
    dialogs::{failed::Failed, use_dialogs},
    i18n::{field_problem, t, t_string, use_i18n},
    state::use_action,
    widgets::{Button, ButtonKind, Dialog, Field, FieldKind},
};

/// The dialog.
#[component]
pub fn EnterRecoveryKeyDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let is_done = RwSignal::new(false);
    let title = move || match is_done.get() {
        false => t_string!(words, crypto.enter_key_title),
        true => t_string!(words, crypto.recovered_title),
    };
    view! {
        <Dialog
            title=Signal::derive(move || title().to_owned())
            on_close=move |()| dialogs.close()
        >
            {move || match is_done.get() {
                false => view! { <Form is_done /> }.into_any(),
                true => view! {
                    <p class="dialog__text" role="status">{t!(words, crypto.recovered_text)}</p>
                    <div class="dialog__actions">
                        <Button kind=ButtonKind::Primary on_press=move |_| dialogs.close()>
                            {t!(words, common.done)}
                        </Button>
                    </div>
                }
                .into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Form(is_done: RwSignal<bool>) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let action = use_action();
    let typed = RwSignal::new(String::new());
    let recover = move |event: SubmitEvent| {
        event.prevent_default();
        let key = typed.get_untracked();
        action.run(Recover { key }, move |()| is_done.set(true));
    };
    let problem = Signal::derive(move || {
        let failure = action.failure().get()?;
        field_problem(words, &failure, At::RecoveryKey)
    });
    view! {
        <form class="dialog__form" on:submit=recover novalidate>
            <p class="dialog__text">{t!(words, crypto.enter_key_text)}</p>
            <Field
                label=Signal::derive(move || t_string!(words, crypto.recovery_key).to_owned())
                kind=FieldKind::Password
                value=typed
                problem
                autocomplete="off"
                is_first=true
            />
            <Failed action beside=&[At::RecoveryKey] />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                <Button kind=ButtonKind::Primary is_pending=action.is_pending()>
                    {move || match action.is_pending().get() {
                        true => t_string!(words, crypto.recovering),
                        false => t_string!(words, common.go_on),
                    }}
                </Button>
            </div>
        </form>
    }
}
