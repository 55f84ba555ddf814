//! What is done one after the other: how far it is, what of it did not work and why.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::Failure;

use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    widgets::{Banner, BannerKind, Button, Meter},
};

/// How many of how many are done.
type Share = Option<(u32, u32)>;

/// Several deeds of a kind.
pub struct InTurn<T: Send + Sync + 'static> {
    /// Nothing while nothing is being done.
    progress: RwSignal<Share>,
    failed: RwSignal<Vec<(T, Failure)>>,
}

impl<T: Send + Sync + 'static> Clone for InTurn<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for InTurn<T> {}

impl<T: Clone + Send + Sync + 'static> InTurn<T> {
    /// Nothing was done yet.
    pub fn new() -> Self {
        Self {
            progress: RwSignal::new(None),
            failed: RwSignal::new(Vec::new()),
        }
    }

    /// Whether something is being done.
    pub fn is_pending(self) -> Signal<bool> {
        Signal::derive(move || self.progress.get().is_some())
    }

    /// How far it is.
    pub fn progress(self) -> Signal<Share> {
        self.progress.into()
    }

    /// What did not work.
    pub fn left(self) -> Vec<T> {
        self.failed
            .with_untracked(|failed| failed.iter().map(|(it, _)| it.clone()).collect())
    }

    /// What did not work and why, once everything was tried.
    pub fn undone(
        self,
        tell: impl Fn(&T) -> (String, Option<String>) + Send + Sync + 'static,
    ) -> Signal<Vec<Undone>> {
        Signal::derive(move || {
            if self.progress.get().is_some() {
                return Vec::new();
            }
            let told = |(it, failure): &(T, Failure)| {
                let (name, id) = tell(it);
                let failure = failure.clone();
                Undone { name, id, failure }
            };
            self.failed.with(|failed| failed.iter().map(told).collect())
        })
    }

    /// Does it with each of them, unless something is being done. What fails is handed back, and kept to be tried again.
    /// It goes on when nobody looks any more; `on_end` hears whether everything worked if somebody does.
    pub fn run<F>(
        self,
        all: Vec<T>,
        deed: impl Fn(T) -> F + 'static,
        on_end: impl FnOnce(bool) + 'static,
    ) where
        F: Future<Output = Result<(), (T, Failure)>> + 'static,
    {
        if all.is_empty() || self.progress.get_untracked().is_some() {
            return;
        }
        let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
        self.progress.set(Some((0, total)));
        self.failed.set(Vec::new());
        spawn_local(async move {
            for (it, done) in all.into_iter().zip(1..) {
                if let Err(left) = deed(it).await {
                    self.failed.try_update(|failed| failed.push(left));
                }
                self.progress.try_set(Some((done, total)));
            }
            self.progress.try_set(None);
            if let Some(n_failed) = self.failed.try_with_untracked(Vec::len) {
                on_end(n_failed == 0);
            }
        });
    }
}

/// Something that did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Whom or what it is about.
    pub name: String,
    /// The id, where the name alone does not say who it is.
    pub id: Option<String>,
    /// Why.
    pub failure: Failure,
}

/// How far it is, while it is being done.
#[component]
pub fn Progress(
    /// What is being done.
    label: Signal<String>,
    progress: Signal<Share>,
) -> impl IntoView {
    let words = use_i18n();
    let now = move || progress.get().unwrap_or((0, 1));
    let text = move || {
        let (done, total) = now();
        let (done, total) = (done.to_string(), total.to_string());
        t_string!(words, people.progress, done, total).to_string()
    };
    view! {
        <Show when=move || progress.get().is_some()>
            <Meter
                label
                share=Signal::derive(move || {
                    let (done, total) = now();
                    f64::from(done) / f64::from(total)
                })
                text=Signal::derive(text)
            />
        </Show>
    }
}

/// What did not work, and why; it can be tried again.
#[component]
pub fn NotDone(
    undone: Signal<Vec<Undone>>,
    /// How much that is, in words.
    #[prop(into)]
    summary: Callback<u32, String>,
    /// The list's name.
    label: Signal<String>,
    #[prop(into)] on_retry: Callback<()>,
) -> impl IntoView {
    let words = use_i18n();
    let row = move |Undone { name, id, failure }: Undone| {
        view! {
            <li>
                <bdi class="not-done__name">{name}</bdi>
                " "
                <bdi class="not-done__id">{id}</bdi>
                <p>{failure_text(words, &failure)}</p>
            </li>
        }
    };
    move || {
        let undone = undone.get();
        (!undone.is_empty()).then(|| {
            let text = summary.run(u32::try_from(undone.len()).unwrap_or(u32::MAX));
            view! {
                <Banner kind=BannerKind::Error text>
                    <Button on_press=move |_| on_retry.run(())>{t!(words, common.retry)}</Button>
                </Banner>
                <ul class="not-done" aria-label=label.get()>
                    {undone.into_iter().map(row).collect_view()}
                </ul>
            }
        })
    }
}
