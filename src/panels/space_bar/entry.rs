//! An entry of the bar.

use icondata_core::Icon as IconData;
use icondata_lu::{LuChevronDown, LuHash, LuHouse, LuMail, LuStar, LuUsers};
use leptos::prelude::*;
use loggia_protocol::{
    ids::{Mxc, RoomId},
    spaces::{News, Scope, Spaces},
};
use web_sys::MouseEvent;

use super::{
    bar::{Bar, Stop},
    menu::use_space_menu,
};
use crate::{
    i18n::{Words, t_string, use_i18n},
    models::space,
    panels::unread_badge::UnreadBadge,
    state::{media::avatar_url, spaces::use_spaces},
    widgets::{Avatar, AvatarSize, Icon, use_tab_stop},
};

/// What an entry shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    name: String,
    news: News,
    avatar: Option<Mxc>,
    depth: u32,
    has_spaces: bool,
    is_invitation: bool,
}

impl Shown {
    fn of(words: Words, scope: &Scope, bar: Option<&Spaces>) -> Self {
        let shown = Self {
            name: space::name(words, scope, bar),
            news: bar.map(|bar| space::news(scope, bar)).unwrap_or_default(),
            ..Self::default()
        };
        let row = match (scope, bar) {
            (Scope::Space(space), Some(bar)) => space::row_of(bar, space),
            _ => None,
        };
        match row {
            Some(row) => Self {
                avatar: row.avatar.clone(),
                depth: row.depth,
                has_spaces: row.has_spaces,
                is_invitation: row.is_invitation,
                ..shown
            },
            None => shown,
        }
    }

    fn label(&self, words: Words) -> String {
        space::label(words, self.name.clone(), self.news, self.is_invitation)
    }
}

/// The entry: a button, and below a space one for the spaces within it.
#[component]
pub fn EntryView(scope: Scope, bar: Bar) -> impl IntoView {
    let (words, spaces, menu) = (use_i18n(), use_spaces(), use_space_menu());
    let tab_stop = use_tab_stop::<Stop>();
    let shown = {
        let scope = scope.clone();
        Memo::new(move |_| {
            spaces
                .bar()
                .with(|bar| Shown::of(words, &scope, bar.ready()))
        })
    };
    let (is_chosen, is_stop) = {
        let (scope, stop) = (scope.clone(), Stop::Entry(scope.clone()));
        (
            Memo::new(move |_| spaces.scope().with(|chosen| *chosen == scope)),
            Memo::new(move |_| tab_stop.is_at(&stop)),
        )
    };
    let picture = view! { <Picture scope=scope.clone() shown /> };
    let space = match &scope {
        Scope::Space(space) => Some(space.clone()),
        _ => None,
    };
    let fold = space
        .clone()
        .map(|space| view! { <Fold space bar shown is_stop /> });
    let scope = StoredValue::new(scope);
    let ask = move |event: MouseEvent| {
        if let Some(space) = &space {
            menu.open_under(space, &event);
        }
    };
    view! {
        <div
            class="space-item"
            role="listitem"
            data-depth=move || shown.with(|shown| shown.depth.min(2).to_string())
        >
            <button
                class="space-entry"
                type="button"
                aria-label=move || shown.with(|shown| shown.label(words))
                title=move || shown.with(|shown| shown.name.clone())
                aria-current=move || is_chosen.get().then_some("true")
                tabindex=move || if is_stop.get() { "0" } else { "-1" }
                on:focus=move |_| tab_stop.move_to(&Stop::Entry(scope.get_value()))
                on:click=move |_| bar.enter(&scope.get_value())
                on:contextmenu=ask
            >
                {picture}
            </button>
            {fold}
        </div>
    }
}

/// A space's picture, or what stands for the entry; what is new is told at its corner.
#[component]
fn Picture(scope: Scope, shown: Memo<Shown>) -> impl IntoView {
    let badge = Memo::new(move |_| {
        shown.with(|shown| space::badge(shown.news).filter(|_| !shown.is_invitation))
    });
    let is_invitation = Memo::new(move |_| shown.with(|shown| shown.is_invitation));
    let picture = match scope {
        Scope::Home => icon(LuHouse),
        Scope::Favourites => icon(LuStar),
        Scope::People => icon(LuUsers),
        Scope::Others => icon(LuHash),
        Scope::Space(space) => view! { <SpaceAvatar space shown /> }.into_any(),
    };
    view! {
        <span class="space-entry__picture">
            {picture}
            <span class="space-entry__badge">
                <UnreadBadge badge />
                <Show when=move || is_invitation.get()>
                    <span class="space-entry__invitation">
                        <Icon icon=LuMail />
                    </span>
                </Show>
            </span>
        </span>
    }
}

fn icon(icon: IconData) -> AnyView {
    view! {
        <span class="space-entry__icon">
            <Icon icon />
        </span>
    }
    .into_any()
}

#[component]
fn SpaceAvatar(space: RoomId, shown: Memo<Shown>) -> impl IntoView {
    let look = Memo::new(move |_| shown.with(|shown| (shown.name.clone(), shown.avatar.clone())));
    move || {
        let (name, picture) = look.get();
        let size = AvatarSize::Medium;
        let picture = picture.map(|picture| avatar_url(picture, size.edge()));
        view! { <Avatar seed=space.0.clone() name picture size is_square=true /> }
    }
}

/// Shows the spaces within a space, or hides them.
#[component]
fn Fold(space: RoomId, bar: Bar, shown: Memo<Shown>, is_stop: Memo<bool>) -> impl IntoView {
    let words = use_i18n();
    let has_spaces = Memo::new(move |_| shown.with(|shown| shown.has_spaces));
    let label = move || {
        let name = shown.with(|shown| shown.name.clone());
        t_string!(words, spaces.show_spaces, name).to_string()
    };
    let is_open = {
        let space = space.clone();
        Memo::new(move |_| bar.unfolded.with(|unfolded| unfolded.has(&space)))
    };
    let space = StoredValue::new(space);
    let toggle = move |_| {
        space.with_value(|space| bar.unfolded.update(|unfolded| unfolded.toggle(space)));
    };
    view! {
        <Show when=move || has_spaces.get()>
            <button
                class="space-item__fold"
                type="button"
                aria-label=label
                title=label
                aria-expanded=move || is_open.get().to_string()
                tabindex=move || if is_stop.get() { "0" } else { "-1" }
                on:click=toggle
            >
                <Icon icon=LuChevronDown />
            </button>
        </Show>
    }
}
