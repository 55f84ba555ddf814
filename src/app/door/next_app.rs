//! The app as the door sees it: files that are fetched while nobody waits for them, and started when somebody is signed in.

use js_sys::{Function, Promise};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    engine::EngineClient,
    i18n::{t, t_string, use_i18n},
    panels::update_banner::ReloadButton,
    platform::slot,
    widgets::{Banner, BannerKind, Button},
};

/// Where the page's loader leaves the function that fetches the app. It promises another one, which starts it.
const SLOT: &str = "loggiaApp";

/// How far the app is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Fetching,
    Fetched,
    Started,
    Failed,
}

/// The app that comes next.
#[derive(Clone, Copy)]
pub struct NextApp {
    stage: RwSignal<Stage>,
    is_wanted: RwSignal<bool>,
    parts: StoredValue<Parts, LocalStorage>,
}

#[derive(Clone)]
struct Parts {
    fetch: Option<Function>,
    start: Option<Function>,
    engine: EngineClient,
}

impl NextApp {
    /// Takes what the loader has left.
    pub fn find(engine: EngineClient) -> Self {
        let fetch = slot::take(SLOT).and_then(|fetch| fetch.dyn_into().ok());
        Self {
            stage: RwSignal::new(Stage::Waiting),
            is_wanted: RwSignal::new(false),
            parts: StoredValue::new_local(Parts {
                fetch,
                start: None,
                engine,
            }),
        }
    }

    /// Fetches the app's files, unless they are on their way or there.
    pub fn fetch(self) {
        let is_idle = matches!(
            self.stage.try_get_untracked(),
            Some(Stage::Waiting | Stage::Failed)
        );
        if !is_idle {
            return;
        }
        self.stage.set(Stage::Fetching);
        let fetch = self.parts.with_value(|parts| parts.fetch.clone());
        spawn_local(async move {
            let start = promised(fetch).await.and_then(JsValue::dyn_into);
            let stage = match start {
                Ok(start) => {
                    self.parts.update_value(|parts| parts.start = Some(start));
                    Stage::Fetched
                }
                Err(error) => {
                    leptos::logging::warn!("the app could not be fetched: {error:?}");
                    Stage::Failed
                }
            };
            self.stage.set(stage);
        });
    }

    /// Starts the app as soon as it is wanted and there.
    pub fn start_when(self, is_wanted: Memo<bool>) {
        Effect::new(move || {
            self.is_wanted.set(is_wanted.get());
            // What could not be fetched before may be there now.
            if is_wanted.get() {
                self.fetch();
            }
        });
        Effect::new(move || {
            if self.is_wanted.get() && self.stage.get() == Stage::Fetched {
                self.start();
            }
        });
    }

    fn start(self) {
        self.stage.set(Stage::Started);
        let Parts { start, engine, .. } = self.parts.get_value();
        engine.hand_over();
        spawn_local(async move {
            if let Err(error) = promised(start).await {
                leptos::logging::warn!("the app could not be started: {error:?}");
                engine.keep();
                self.stage.set(Stage::Failed);
            }
        });
    }

    /// Whether somebody waits for the app in vain.
    fn is_missed(self) -> bool {
        self.is_wanted.get() && self.stage.get() == Stage::Failed
    }
}

/// What a function of the loader's promises.
async fn promised(function: Option<Function>) -> Result<JsValue, JsValue> {
    let function = function.ok_or("the loader has left nothing")?;
    let promise: Promise = function.call0(&JsValue::NULL)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// That the app could not be had, for whoever has signed in.
#[component]
pub fn NextAppBanner(next: NextApp) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Show when=move || next.is_missed()>
            <Banner
                kind=BannerKind::Error
                text=Signal::derive(move || t_string!(words, common.app_missing).to_owned())
            >
                <Button on_press=move |_| next.fetch()>{t!(words, common.retry)}</Button>
                <ReloadButton />
            </Banner>
        </Show>
    }
}
