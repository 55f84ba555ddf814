//! The address of a new room or space: suggested by its name, and looked up while it is typed.

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    creation::{CheckAddress, CreationRules},
    failure::Field as At,
};

use crate::{
    i18n::{failure_text, field_problem, t_string, use_i18n},
    models::address::suggested,
    state::use_answer,
    widgets::Field,
};

/// An address that is filled in.
#[derive(Clone, Copy)]
pub struct Address {
    /// What is typed.
    pub text: RwSignal<String>,
    /// What was last sent.
    sent: RwSignal<String>,
    rules: RwSignal<Option<CreationRules>>,
}

impl Address {
    /// None yet.
    pub fn empty(rules: RwSignal<Option<CreationRules>>) -> Self {
        Self {
            text: RwSignal::default(),
            sent: RwSignal::default(),
            rules,
        }
    }

    /// What is typed is sent now.
    pub fn send(self) -> String {
        let text = self.text.get_untracked();
        self.sent.set(text.clone());
        text
    }

    /// The account's server, with which it ends.
    pub fn server(self) -> String {
        let rules = self.rules.read();
        let server = rules.as_ref().map(|rules| rules.server.clone());
        server.unwrap_or_default()
    }
}

/// The field.
#[component]
pub fn AddressField(
    address: Address,
    /// The name, which suggests an address.
    name: RwSignal<String>,
    /// Why what was sent did not work.
    failure: Signal<Option<Failure>>,
    /// The field's name.
    #[prop(into)]
    label: Signal<String>,
    /// What it is good for.
    #[prop(into)]
    hint: Signal<String>,
) -> impl IntoView {
    let words = use_i18n();
    suggest(name, address.text);
    let check = use_answer(move || {
        let address = address.text.get();
        (!address.trim().is_empty()).then_some(CheckAddress { address })
    });
    let problem = Signal::derive(move || match check.now() {
        Some(Err(failure)) => field_problem(words, &failure, At::RoomAddress),
        Some(Ok(())) | None => {
            // What the server said is about what was sent.
            let is_same = *address.sent.read() == *address.text.read();
            let failure = failure.get().filter(|_| is_same)?;
            field_problem(words, &failure, At::RoomAddress)
        }
    });
    let state = move || match check.now() {
        _ if problem.get().is_some() => String::new(),
        Some(Ok(())) => t_string!(words, creation.address_free).to_owned(),
        Some(Err(failure)) => failure_text(words, &failure),
        None if check.is_pending.get() => t_string!(words, creation.address_checking).to_owned(),
        None => hint.get(),
    };
    view! {
        <div class="new-room__address">
            <Field
                label
                value=address.text
                before="#"
                after=Signal::derive(move || format!(":{}", address.server()))
                problem
                autocomplete="off"
            />
            <p class="field__hint" role="status">{state}</p>
        </div>
    }
}

/// The name suggests an address until somebody types another.
fn suggest(name: RwSignal<String>, address: RwSignal<String>) {
    let is_suggested = move |name: &str| {
        let address = address.read_untracked();
        address.is_empty() || *address == suggested(name)
    };
    if is_suggested("") {
        address.set(suggested(&name.read_untracked()));
    }
    Effect::watch(
        move || name.get(),
        move |now, before, _| {
            if is_suggested(before.map(String::as_str).unwrap_or_default()) {
                address.set(suggested(now));
            }
        },
        false,
    );
}
