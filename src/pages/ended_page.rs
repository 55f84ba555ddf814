//! When the server has ended the session for now (soft logout): what that means for what is stored here, and the ways on.

use icondata_lu::LuLogOut;
use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{failure::Field as At, session::SignInAgain};

use crate::{
    app::use_account,
    dialogs::DeleteDataButton,
    i18n::{failure_text, field_problem, t, t_string, use_i18n},
    state::use_action,
    widgets::{
        Banner, BannerKind, Button, ButtonKind, EmptyState, EmptyStateKind, Field, FieldKind,
    },
};

/// The server wants the password again.
#[component]
pub fn EndedPage() -> impl IntoView {
    let words = use_i18n();
    let account = use_account();
    view! {
        <main class="page">
            <EmptyState
                kind=EmptyStateKind::Page
                icon=LuLogOut
                title=Signal::derive(move || t_string!(words, session.ended_title).to_owned())
                text=Signal::derive(move || t_string!(words, session.ended_text).to_owned())
            >
                <p>{move || account.with(|account| account.as_ref().map(|account| account.user.0.clone()))}</p>
                <PasswordForm />
                <DeleteDataButton />
            </EmptyState>
        </main>
    }
}

/// The password is all that the server wants.
#[component]
fn PasswordForm() -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let password = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let password = password.get_untracked();
        action.run(SignInAgain { password }, |()| {});
    };
    let at_field = move || {
        let failure = action.failure().get()?;
        field_problem(words, &failure, At::Password)
    };
    let elsewhere = move || {
        let failure = action.failure().get()?;
        let is_at_field = field_problem(words, &failure, At::Password).is_some();
        let text = failure_text(words, &failure);
        (!is_at_field).then(|| view! { <Banner kind=BannerKind::Error text /> })
    };
    view! {
        <form class="page__form" on:submit=submit novalidate>
            <Field
                label=Signal::derive(move || t_string!(words, session.password).to_owned())
                kind=FieldKind::Password
                value=password
                problem=Signal::derive(at_field)
                autocomplete="current-password"
                is_first=true
            />
            {elsewhere}
            <Button kind=ButtonKind::Primary is_pending=action.is_pending()>
                {t!(words, session.sign_in)}
            </Button>
        </form>
    }
}
