//! Asks for the password before something that the server wants it for.

use leptos::prelude::*;
use loggia_protocol::failure::Field as At;

use crate::{
    dialogs::failed::Failed,
    i18n::{field_problem, t, t_string, use_i18n},
    state::Action,
    widgets::{Button, ButtonKind, Field, FieldKind, InlineForm},
};

/// The form.
#[component]
pub fn ConfirmForm(
    /// What it is for.
    #[prop(into)]
    text: Signal<String>,
    /// What the button that goes on says.
    #[prop(into)]
    label: Signal<String>,
    /// What goes on.
    action: Action,
    /// Goes on with this password.
    #[prop(into)]
    on_confirm: Callback<String>,
    /// Somebody thinks better of it.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let words = use_i18n();
    let password = RwSignal::new(String::new());
    let confirm = move |()| on_confirm.run(password.get_untracked());
    let problem = Signal::derive(move || {
        let failure = action.failure().get()?;
        field_problem(words, &failure, At::CurrentPassword)
    });
    view! {
        <InlineForm on_submit=confirm>
            <p>{move || text.get()}</p>
            <Field
                label=Signal::derive(move || t_string!(words, session.password).to_owned())
                kind=FieldKind::Password
                value=password
                problem
                autocomplete="current-password"
                is_first=true
            />
            <Failed action beside=&[At::CurrentPassword] />
            <div class="dialog__actions">
                <Button on_press=move |_| on_cancel.run(())>{t!(words, common.cancel)}</Button>
                <Button kind=ButtonKind::Danger is_pending=action.is_pending()>
                    {move || label.get()}
                </Button>
            </div>
        </InlineForm>
    }
}
