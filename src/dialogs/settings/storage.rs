//! What this device keeps: how much that is, how much media it may be, and deleting it.

use leptos::prelude::*;
use loggia_protocol::storage::{ClearMedia, SetMediaLimit};

use crate::{
    dialogs::failed::Failed,
    i18n::{file_size, t, t_string, use_i18n},
    state::{storage::use_storage, use_action},
    widgets::{Button, Meter, Select, use_toasts},
};

/// What can be chosen, in bytes.
const LIMITS: [u64; 5] = [
    100_000_000,
    250_000_000,
    500_000_000,
    1_000_000_000,
    4_000_000_000,
];

/// The tab.
#[component]
pub fn StorageTab() -> impl IntoView {
    view! {
        <UsedSpace />
        <MediaLimit />
        <ClearMediaButton />
    }
}

#[component]
fn UsedSpace() -> impl IntoView {
    let words = use_i18n();
    let storage = use_storage();
    let space = Memo::new(move |_| storage.with(|storage| storage.as_ref()?.space));
    let share = move || {
        space
            .get()
            .map_or(0.0, |space| space.used as f64 / space.total.max(1) as f64)
    };
    let text = move || match space.get() {
        Some(space) => t_string!(
            words,
            settings.used_of,
            used = file_size(words, space.used),
            total = file_size(words, space.total)
        ),
        None => t_string!(words, settings.used_unknown).to_owned(),
    };
    view! {
        <Meter
            label=Signal::derive(move || t_string!(words, settings.used).to_owned())
            share=Signal::derive(share)
            text=Signal::derive(text)
        />
    }
}

#[component]
fn MediaLimit() -> impl IntoView {
    let words = use_i18n();
    let (storage, action) = (use_storage(), use_action());
    let limit = Memo::new(move |_| {
        storage.with(|storage| storage.as_ref().map(|storage| storage.media_limit))
    });
    let limits = Memo::new(move |_| offered(limit.get()));
    let options = move || {
        let limits = limits.get();
        limits
            .into_iter()
            .map(|n_bytes| file_size(words, n_bytes))
            .collect()
    };
    let chosen = move || {
        let limit = limit.get()?;
        limits.with(|limits| limits.iter().position(|n_bytes| *n_bytes == limit))
    };
    let choose = move |place: usize| {
        if let Some(n_bytes) = limits.with_untracked(|limits| limits.get(place).copied()) {
            action.run(SetMediaLimit { n_bytes }, |()| {});
        }
    };
    view! {
        <Select
            label=Signal::derive(move || t_string!(words, settings.media_limit).to_owned())
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=choose
            hint=Signal::derive(move || t_string!(words, settings.media_limit_hint).to_owned())
        />
        <Failed action />
    }
}

/// The limits that are offered: one of another build is among them.
fn offered(limit: Option<u64>) -> Vec<u64> {
    let mut limits = LIMITS.to_vec();
    limits.extend(limit);
    limits.sort_unstable();
    limits.dedup();
    limits
}

#[component]
fn ClearMediaButton() -> impl IntoView {
    let words = use_i18n();
    let (action, toasts) = (use_action(), use_toasts());
    let clear = move |_| {
        action.run(ClearMedia, move |()| {
            toasts.say(t_string!(words, settings.media_cleared));
        });
    };
    view! {
        <div>
            <Button is_pending=action.is_pending() on_press=clear>
                {t!(words, settings.clear_media)}
            </Button>
            <Failed action />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_offered() {
        assert_eq!(offered(None), LIMITS);
        assert_eq!(offered(Some(250_000_000)), LIMITS);
        assert_eq!(offered(Some(7))[0], 7);
    }
}
