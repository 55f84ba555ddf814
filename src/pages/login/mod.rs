//! The sign-in form.

mod homeserver;

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    Failure, FailureKind,
    failure::Field as At,
    session::{Parting, SignIn},
};

use self::homeserver::{HomeserverCheck, HomeserverField, LoginWays};
use crate::{
    app::Ending,
    config::Config,
    i18n::{Words, config_problem_text, failure_text, field_problem, t, t_string, use_i18n},
    platform,
    state::{Action, keeping::use_is_ephemeral, use_action},
    widgets::{Banner, BannerKind, Button, ButtonKind, Field, FieldKind, Logo},
};

/// What is typed into the form.
#[derive(Clone, Copy)]
struct Form {
    homeserver: RwSignal<String>,
    username: RwSignal<String>,
    password: RwSignal<String>,
    device_name: RwSignal<String>,
}

/// Signs in.
#[component]
pub fn LoginPage(
    /// What the operator has set.
    config: Config,
    /// Why the account before is not signed in any more, where nobody here asked for that.
    ending: Option<Ending>,
    /// Whether what comes after the form is on its way.
    is_leaving: Signal<bool>,
) -> impl IntoView {
    let words = use_i18n();
    let form = Form {
        homeserver: RwSignal::new(config.homeserver),
        username: RwSignal::default(),
        password: RwSignal::default(),
        device_name: RwSignal::new(default_device_name(words)),
    };
    let (brand, is_fixed) = (config.brand, config.is_homeserver_fixed);
    let problem = config.problem.map(|problem| {
        let text = move || {
            let reason = config_problem_text(words, &problem);
            t_string!(words, common.config_unusable, reason).to_string()
        };
        view! { <Banner kind=BannerKind::Warning text=Signal::derive(text) /> }
    });
    Effect::new(|| platform::mark("loggia:login-ready"));
    view! {
        <main class="login page">
            <div class="login__box">
                <Logo />
                <h1 class="login__title">{move || t_string!(words, session.welcome, brand = brand.clone()).to_string()}</h1>
                <p class="login__text">{t!(words, session.welcome_text)}</p>
                {ending.map(|ending| view! { <EndingBanner ending /> })}
                <NotKeptBanner />
                {problem}
                <SignInForm form is_fixed is_leaving />
            </div>
        </main>
    }
}

/// What became of the session before.
#[component]
fn EndingBanner(ending: Ending) -> impl IntoView {
    let words = use_i18n();
    let text = move || match ending {
        Ending::Parted(Parting::RemovedElsewhere) => t_string!(words, session.parted_removed),
        Ending::Parted(Parting::DataLost) => t_string!(words, session.parted_data_lost),
        Ending::NotKept => t_string!(words, session.ended_not_kept),
    };
    view! { <Banner kind=BannerKind::Warning text=Signal::derive(move || text().to_owned()) /> }
}

/// What to expect where this browser keeps nothing.
#[component]
fn NotKeptBanner() -> impl IntoView {
    let words = use_i18n();
    let is_ephemeral = use_is_ephemeral();
    view! {
        <Show when=move || is_ephemeral.get()>
            <Banner
                kind=BannerKind::Warning
                text=Signal::derive(move || t_string!(words, session.not_kept).to_owned())
            />
        </Show>
    }
}

#[component]
fn SignInForm(
    form: Form,
    /// Whether the homeserver may not be changed.
    is_fixed: bool,
    is_leaving: Signal<bool>,
) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let is_pending = Signal::derive(move || action.is_pending().get() || is_leaving.get());
    let check = HomeserverCheck::new(form.homeserver);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_leaving.get_untracked() {
            return;
        }
        check.look_up();
        action.run(form.call(), |_account| {});
    };
    let problem_at = move |at| {
        Signal::derive(move || {
            action.failure().with(|failure| {
                failure
                    .as_ref()
                    .and_then(|failure| field_problem(words, failure, at))
            })
        })
    };
    let label = |text: fn(Words) -> &'static str| Signal::derive(move || text(words).to_owned());
    view! {
        <form class="login__form" on:submit=submit novalidate>
            <HomeserverField value=form.homeserver check is_fixed refused=problem_at(At::Homeserver) />
            <LoginWays check />
            <Field
                label=label(|words| t_string!(words, session.username))
                hint=label(|words| t_string!(words, session.username_hint))
                value=form.username
                problem=problem_at(At::Username)
                autocomplete="username"
                is_first=true
            />
            <Field
                label=label(|words| t_string!(words, session.password))
                kind=FieldKind::Password
                value=form.password
                problem=problem_at(At::Password)
                autocomplete="current-password"
            />
            <details class="login__more">
                <summary>{t!(words, session.more_options)}</summary>
                <Field
                    label=label(|words| t_string!(words, session.device_name))
                    hint=label(|words| t_string!(words, session.device_name_hint))
                    value=form.device_name
                />
            </details>
            <FormFailure action />
            <Button
                kind=ButtonKind::Primary
                is_pending
                is_disabled=Signal::derive(move || check.has_no_password())
            >
                {move || match is_pending.get() {
                    true => t_string!(words, session.signing_in),
                    false => t_string!(words, session.sign_in),
                }}
            </Button>
        </form>
    }
}

/// What went wrong and belongs to no field.
#[component]
fn FormFailure(action: Action) -> impl IntoView {
    let words = use_i18n();
    let text = move || {
        action.failure().with(|failure| {
            let failure = failure.as_ref().filter(|failure| !is_at_a_field(failure))?;
            Some(failure_text(words, failure))
        })
    };
    view! { <p class="login__failure" role="alert">{text}</p> }
}

fn is_at_a_field(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::Invalid(..))
}

impl Form {
    fn call(self) -> SignIn {
        SignIn {
            homeserver: self.homeserver.get_untracked(),
            username: self.username.get_untracked(),
            password: self.password.get_untracked(),
            device_name: self.device_name.get_untracked(),
        }
    }
}

fn default_device_name(words: Words) -> String {
    let browser = platform::browser_name().unwrap_or(t_string!(words, session.device_name_browser));
    t_string!(words, session.device_name_default, browser = browser).to_string()
}
