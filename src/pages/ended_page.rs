//! When the server ended the session: what that means for what is stored here, and the ways on.

use icondata_lu::LuLogOut;
use leptos::{either::Either, ev::SubmitEvent, prelude::*};
use loggia_protocol::{failure::Field as At, session::SignInAgain};

use crate::{
    app::use_account,
    dialogs::use_sign_out,
    i18n::{failure_text, field_problem, t, t_string, use_i18n},
    state::use_action,
    widgets::{Banner, BannerKind, Button, ButtonKind, EmptyState, Field, FieldKind},
};

/// The session is over.
#[component]
pub fn EndedPage(
    /// Whether the server would take the same session again.
    is_soft: bool,
) -> impl IntoView {
    let words = use_i18n();
    let account = use_account();
    let title = move || match is_soft {
        true => t_string!(words, session.ended_soft_title),
        false => t_string!(words, session.ended_title),
    };
    let text = move || match is_soft {
        true => t_string!(words, session.ended_soft_text),
        false => t_string!(words, session.ended_text),
    };
    view! {
        <main class="page">
            <EmptyState
                icon=LuLogOut
                title=Signal::derive(move || title().to_owned())
                text=Signal::derive(move || text().to_owned())
            >
                <p>{move || account.with(|account| account.as_ref().map(|account| account.user.0.clone()))}</p>
                {match is_soft {
                    true => Either::Left(view! { <PasswordForm /> }),
                    false => Either::Right(()),
                }}
                <DeleteButton is_soft />
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

/// Leaves for good.
#[component]
fn DeleteButton(is_soft: bool) -> impl IntoView {
    let words = use_i18n();
    let sign_out = use_sign_out();
    let kind = match is_soft {
        true => ButtonKind::Quiet,
        false => ButtonKind::Primary,
    };
    view! {
        <Button kind is_pending=sign_out.is_pending() on_press=move |_| sign_out.start()>
            {move || match is_soft {
                true => t_string!(words, session.ended_soft_delete),
                false => t_string!(words, session.ended_delete),
            }}
        </Button>
    }
}
