//! A new password.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    account::{ChangePassword, OtherSessions},
    failure::Field as At,
};

use crate::{
    dialogs::failed::Failed,
    i18n::{failure_text, field_problem, t, t_string, use_i18n},
    state::{Action, use_action},
    widgets::{Button, Field, FieldKind, Switch, use_toasts},
};

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    current: RwSignal<String>,
    new: RwSignal<String>,
    again: RwSignal<String>,
    /// Whether the new one was typed in two ways.
    differs: RwSignal<bool>,
    others: RwSignal<OtherSessions>,
}

impl Typed {
    fn nothing() -> Self {
        let text = || RwSignal::new(String::new());
        let typed = Self {
            current: text(),
            new: text(),
            again: text(),
            differs: RwSignal::new(false),
            others: RwSignal::new(OtherSessions::Stay),
        };
        // The complaint goes away with the next keystroke.
        Effect::watch(
            move || (typed.new.track(), typed.again.track()),
            move |_, _, _| typed.differs.set(false),
            false,
        );
        typed
    }

    fn clear(self) {
        for text in [self.current, self.new, self.again] {
            text.try_set(String::new());
        }
    }

    /// The call, unless the new password was typed in two ways.
    fn call(self) -> Option<ChangePassword> {
        let new_password = self.new.get_untracked();
        let differs = *self.again.read_untracked() != new_password;
        self.differs.set(differs);
        (!differs).then(|| ChangePassword {
            password: self.current.get_untracked(),
            new_password,
            others: self.others.get_untracked(),
        })
    }
}

/// The form.
#[component]
pub fn PasswordForm() -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let action = use_action();
    let typed = Typed::nothing();
    let change = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(call) = typed.call() {
            let done = move |()| {
                typed.clear();
                toasts.say(t_string!(words, account.password_changed));
            };
            action.run_to_the_end(call, done, move |failure| {
                toasts.complain(failure_text(words, &failure));
            });
        }
    };
    view! {
        <form class="dialog__form settings__section" on:submit=change novalidate>
            <h3 class="settings__title">{t!(words, account.password_title)}</h3>
            <Fields typed action />
            <OthersSwitch typed />
            <Failed action beside=&[At::CurrentPassword, At::NewPassword] />
            <div>
                <Button is_pending=action.is_pending()>{t!(words, account.password_go)}</Button>
            </div>
        </form>
    }
}

#[component]
fn Fields(typed: Typed, action: Action) -> impl IntoView {
    let words = use_i18n();
    let problem =
        move |at: At| Signal::derive(move || field_problem(words, &action.failure().get()?, at));
    let differs = Signal::derive(move || {
        let text = t_string!(words, account.password_differs);
        typed.differs.get().then(|| text.to_owned())
    });
    view! {
        <Field
            label=Signal::derive(move || t_string!(words, account.password_current).to_owned())
            kind=FieldKind::Password
            value=typed.current
            problem=problem(At::CurrentPassword)
            autocomplete="current-password"
        />
        <Field
            label=Signal::derive(move || t_string!(words, account.password_new).to_owned())
            kind=FieldKind::Password
            value=typed.new
            problem=problem(At::NewPassword)
            autocomplete="new-password"
        />
        <Field
            label=Signal::derive(move || t_string!(words, account.password_again).to_owned())
            kind=FieldKind::Password
            value=typed.again
            problem=differs
            autocomplete="new-password"
        />
    }
}

#[component]
fn OthersSwitch(typed: Typed) -> impl IntoView {
    let words = use_i18n();
    let switch = move |is_on| {
        typed.others.set(match is_on {
            true => OtherSessions::SignOut,
            false => OtherSessions::Stay,
        });
    };
    view! {
        <Switch
            label=Signal::derive(move || t_string!(words, account.end_others).to_owned())
            hint=Signal::derive(move || t_string!(words, account.end_others_hint).to_owned())
            is_on=Signal::derive(move || typed.others.get() == OtherSessions::SignOut)
            on_switch=switch
        />
    }
}
