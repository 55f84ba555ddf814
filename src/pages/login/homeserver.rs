//! The homeserver field: looked up while it is typed, with what is wrong with it or what it offers.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    failure::Field as At,
    session::{CheckHomeserver, Homeserver, LoginKind},
};

use crate::{
    engine::{EngineClient, use_engine},
    i18n::{Words, failure_text, field_problem, join_names, t, t_string, use_i18n},
    state::Loadable,
    widgets::{Field, FieldKind, Spinner},
};

/// How long after the last keystroke the server is looked up.
const PAUSE: Duration = Duration::from_millis(500);

/// What is known of the server in the field.
#[derive(Clone, Copy)]
pub struct HomeserverCheck {
    found: RwSignal<Loadable<Homeserver>>,
    /// The input that `found` is about, or is being looked up for.
    asked: StoredValue<String>,
    /// Whether the answer is still to come.
    is_pending: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    engine: StoredValue<EngineClient>,
    value: RwSignal<String>,
}

impl HomeserverCheck {
    /// Looks up what is in the field, now, after each change, and when the network is back.
    pub fn new(value: RwSignal<String>) -> Self {
        let check = Self {
            found: RwSignal::new(Loadable::Loading),
            asked: StoredValue::new(String::new()),
            is_pending: StoredValue::new(false),
            timer: StoredValue::new(None),
            engine: StoredValue::new(use_engine()),
            value,
        };
        check.look_up();
        Effect::watch(move || value.get(), move |_, _, _| check.wait(), false);
        let listener = window_event_listener(ev::online, move |_| check.look_up());
        on_cleanup(move || {
            listener.remove();
            check.stop_waiting();
        });
        check
    }

    /// Whether the server is known not to take passwords.
    pub fn has_no_password(self) -> bool {
        self.found.with(|found| {
            found
                .ready()
                .is_some_and(|server| !server.logins.contains(&LoginKind::Password))
        })
    }

    /// Looks the server up at once, unless that is under way or has told something: what failed is tried again.
    pub fn look_up(self) {
        self.stop_waiting();
        let input = self.value.get_untracked();
        if self.is_asked(&input) {
            let has_failed = self
                .found
                .with_untracked(|found| matches!(found, Loadable::Failed(_)));
            if self.is_pending.get_value() || !has_failed {
                return;
            }
            // The complaint stays until there is an answer: the form must not move under a press that leaves the field.
        } else {
            self.found.set(Loadable::Loading);
        }
        self.asked.set_value(input.clone());
        self.is_pending.set_value(true);
        let engine = self.engine.get_value();
        spawn_local(async move {
            let call = CheckHomeserver {
                input: input.clone(),
            };
            let found = engine.call(call).await;
            // Only the last question counts.
            if self.asked.try_get_value() == Some(input) {
                self.is_pending.try_set_value(false);
                self.found
                    .try_set(found.map_or_else(Loadable::Failed, Loadable::Ready));
            }
        });
    }

    fn wait(self) {
        self.stop_waiting();
        // Leaving the field sets the same text once more.
        if self.is_asked(&self.value.get_untracked()) {
            return;
        }
        let timer = set_timeout_with_handle(move || self.look_up(), PAUSE);
        self.timer.set_value(timer.ok());
    }

    fn is_asked(self, input: &str) -> bool {
        self.asked.with_value(|asked| asked == input)
    }

    fn stop_waiting(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }
}

/// The field.
#[component]
pub fn HomeserverField(
    value: RwSignal<String>,
    check: HomeserverCheck,
    /// Whether the operator lets nobody change it.
    is_fixed: bool,
    /// What was wrong with it when the form was sent.
    #[prop(into)]
    refused: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_i18n();
    let problem = Signal::derive(move || {
        check.found.with(|found| match found {
            Loadable::Failed(failure) => Some(problem_text(words, failure)),
            Loadable::Loading => None,
            Loadable::Ready(_) => refused.get(),
        })
    });
    let status = move || {
        check.found.with(|found| match found {
            Loadable::Loading => view! {
                <Spinner />
                " "
                {t!(words, session.homeserver_checking)}
            }
            .into_any(),
            Loadable::Ready(server) => found_text(words, server).into_any(),
            Loadable::Failed(_) => ().into_any(),
        })
    };
    view! {
        <div class="login__homeserver">
            <Field
                label=Signal::derive(move || t_string!(words, session.homeserver).to_owned())
                kind=FieldKind::Address
                value
                problem
                autocomplete="url"
                is_read_only=is_fixed
                on_leave=move |()| check.look_up()
            />
            <p class="login__status" role="status">{status}</p>
        </div>
    }
}

/// The ways to sign in that the server offers and that are not there yet.
#[component]
pub fn LoginWays(check: HomeserverCheck) -> impl IntoView {
    let words = use_i18n();
    let text = move || {
        check.found.with(|found| {
            let server = found.ready()?;
            let others: Vec<_> = server
                .logins
                .iter()
                .filter_map(|kind| way(words, kind))
                .collect();
            let has_password = server.logins.contains(&LoginKind::Password);
            let ways = join_names(words, &others);
            match (has_password, others.is_empty()) {
                (true, true) => None,
                (true, false) => Some(t_string!(words, session.not_yet, ways).to_string()),
                (false, true) => Some(t_string!(words, session.no_password).to_owned()),
                (false, false) => Some(format!(
                    "{} {}",
                    t_string!(words, session.no_password),
                    t_string!(words, session.only_not_yet, ways)
                )),
            }
        })
    };
    view! { <p class="login__ways" role="status">{text}</p> }
}

fn problem_text(words: Words, failure: &Failure) -> String {
    field_problem(words, failure, At::Homeserver).unwrap_or_else(|| failure_text(words, failure))
}

fn found_text(words: Words, server: &Homeserver) -> String {
    let name = server.name.clone();
    let host = server
        .url
        .split_once("://")
        .map_or(server.url.as_str(), |(_, host)| host);
    if host == name {
        return t_string!(words, session.homeserver_found, name).to_string();
    }
    t_string!(
        words,
        session.homeserver_found_at,
        name,
        url = host.to_owned()
    )
    .to_string()
}

fn way(words: Words, kind: &LoginKind) -> Option<String> {
    match kind {
        LoginKind::Password => None,
        LoginKind::Sso(providers) if providers.is_empty() => {
            Some(t_string!(words, session.way_sso).to_owned())
        }
        LoginKind::Sso(providers) => {
            let providers = join_names(words, providers);
            Some(t_string!(words, session.way_sso_with, providers).to_string())
        }
        LoginKind::Token => Some(t_string!(words, session.way_token).to_owned()),
        LoginKind::OAuth => Some(t_string!(words, session.way_oauth).to_owned()),
        LoginKind::Other(name) => Some(name.clone()),
    }
}
