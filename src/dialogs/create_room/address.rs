//! A room's address: suggested by its name, and looked up while it is typed.

use leptos::prelude::*;
use loggia_protocol::{creation::CheckAddress, failure::Field as At};

use super::Form;
use crate::{
    i18n::{failure_text, field_problem, t_string, use_i18n},
    models::address::suggested,
    state::{Action, use_answer},
    widgets::Field,
};

/// The field.
#[component]
pub fn AddressField(form: Form, action: Action) -> impl IntoView {
    let words = use_i18n();
    let address = form.address;
    suggest(form);
    let check = use_answer(move || {
        let address = address.get();
        (!address.trim().is_empty()).then_some(CheckAddress { address })
    });
    let problem = Signal::derive(move || match check.now() {
        Some(Err(failure)) => field_problem(words, &failure, At::RoomAddress),
        Some(Ok(())) | None => {
            // What the server said is about what was sent.
            let is_same = *form.sent_address.read() == *address.read();
            let failure = action.failure().get().filter(|_| is_same)?;
            field_problem(words, &failure, At::RoomAddress)
        }
    });
    let hint = move || match check.now() {
        _ if problem.get().is_some() => String::new(),
        Some(Ok(())) => t_string!(words, creation.address_free).to_owned(),
        Some(Err(failure)) => failure_text(words, &failure),
        None if check.is_pending.get() => t_string!(words, creation.address_checking).to_owned(),
        None => t_string!(words, creation.address_hint).to_owned(),
    };
    view! {
        <div class="new-room__address">
            <Field
                label=Signal::derive(move || t_string!(words, creation.address).to_owned())
                value=address
                before="#"
                after=Signal::derive(move || format!(":{}", form.server()))
                problem
                autocomplete="off"
            />
            <p class="field__hint" role="status">{hint}</p>
        </div>
    }
}

/// The name suggests an address until somebody types another.
fn suggest(form: Form) {
    let is_suggested = move |name: &str| {
        let address = form.address.read_untracked();
        address.is_empty() || *address == suggested(name)
    };
    if is_suggested("") {
        form.address.set(suggested(&form.name.read_untracked()));
    }
    Effect::watch(
        move || form.name.get(),
        move |now, before, _| {
            if is_suggested(before.map(String::as_str).unwrap_or_default()) {
                form.address.set(suggested(now));
            }
        },
        false,
    );
}
