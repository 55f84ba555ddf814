//! What is in a space: the search, the tree, and what stands there while there is none.

use icondata_lu::{LuHash, LuSearch};
use leptos::{html, prelude::*};
use loggia_protocol::ids::RoomId;

use super::{
    home::{Home, use_home},
    tree::RoomTree,
};
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{failure_text, t, t_string, use_i18n},
    widgets::{Banner, BannerKind, Button, EmptyState, Icon, Spinner},
};

/// How many rows stand in for those that are on their way.
const N_SKELETONS: usize = 4;

/// What is known of the rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Nothing yet.
    Loading,
    /// Nothing, because it could not be had.
    Failed,
    /// That there are none.
    Nothing,
    /// Some.
    Rooms,
}

impl Known {
    fn follow(home: Home) -> Memo<Self> {
        let top = home.top;
        Memo::new(
            move |_| match (top.is_known.get(), top.failure.read().is_some()) {
                (false, true) => Self::Failed,
                (false, false) => Self::Loading,
                (true, _) if top.rows().with(Vec::is_empty) => Self::Nothing,
                (true, _) => Self::Rooms,
            },
        )
    }
}

/// The rooms.
#[component]
pub fn Contents(
    space: RoomId,
    /// What scrolls around them.
    scroller: NodeRef<html::Div>,
) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let known = Known::follow(home);
    let space = StoredValue::new(space);
    view! {
        <section class="space-rooms">
            <h3 class="space-rooms__title">{t!(words, space.rooms)}</h3>
            <Problem home />
            {move || match known.get() {
                Known::Loading => view! { <Skeletons /> }.into_any(),
                Known::Failed => ().into_any(),
                Known::Nothing => view! { <Nothing space=space.get_value() /> }.into_any(),
                Known::Rooms => view! {
                    <Bar space=space.get_value() />
                    <RoomTree scroller />
                    <State home />
                }
                .into_any(),
            }}
        </section>
    }
}

/// Why nothing, or nothing more, could be loaded.
#[component]
fn Problem(home: Home) -> impl IntoView {
    let words = use_i18n();
    move || {
        let failure = home.top.failure.get()?;
        let text = failure_text(words, &failure);
        Some(view! {
            <Banner kind=BannerKind::Error text>
                <Button on_press=move |_| home.top.reload()>{t!(words, common.retry)}</Button>
            </Banner>
        })
    }
}

/// The search, and what can be put in.
#[component]
fn Bar(space: RoomId) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let label = move || t_string!(words, space.search);
    view! {
        <div class="space-rooms__bar">
            <div class="space-rooms__search">
                <Icon icon=LuSearch />
                <input
                    type="search"
                    aria-label=label
                    placeholder=label
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || home.search.get()
                    on:input=move |event| home.search.set(event_target_value(&event))
                />
            </div>
            <PutIn space />
        </div>
    }
}

/// What those who arrange the space can put in.
#[component]
fn PutIn(space: RoomId) -> impl IntoView {
    let (words, home, dialogs) = (use_i18n(), use_home(), use_dialogs());
    let space = StoredValue::new(space);
    let new_room = move |_| {
        let space = Some(space.get_value());
        dialogs.open(OpenDialog::NewRoom { space });
    };
    let add = move |_| dialogs.open(OpenDialog::AddToSpace(space.get_value()));
    view! {
        <Show when=move || home.top.can_arrange.get()>
            <Button on_press=new_room>{t!(words, creation.new_room)}</Button>
            <Button on_press=add>{t!(words, space.add_title)}</Button>
        </Show>
    }
}

#[component]
fn Nothing(space: RoomId) -> impl IntoView {
    let words = use_i18n();
    view! {
        <EmptyState
            icon=LuHash
            title=Signal::derive(move || t_string!(words, space.empty).to_owned())
            text=Signal::derive(move || t_string!(words, space.empty_text).to_owned())
        >
            <PutIn space />
        </EmptyState>
    }
}

/// Whether more is on its way, or nothing was found.
#[component]
fn State(home: Home) -> impl IntoView {
    let words = use_i18n();
    let is_loading = move || home.top.is_pending.get() && home.top.has_more();
    let nothing = move || {
        let is_nothing = !home.has_found() && !is_loading();
        is_nothing.then(|| t_string!(words, space.no_match))
    };
    view! {
        <p class="space-child__soft" role="status">
            {nothing}
            <Show when=is_loading>
                <Spinner />
                " "
                {t!(words, common.loading)}
            </Show>
        </p>
    }
}

#[component]
fn Skeletons() -> impl IntoView {
    let words = use_i18n();
    let row = |_| {
        view! {
            <div class="space-child__row">
                <span class="space-child__gap"></span>
                <span class="skeleton skeleton--round"></span>
                <span class="skeleton space-rooms__skeleton"></span>
            </div>
        }
    };
    view! {
        <p class="said" role="status">{t!(words, common.loading)}</p>
        <div aria-hidden="true">{(0..N_SKELETONS).map(row).collect_view()}</div>
    }
}
