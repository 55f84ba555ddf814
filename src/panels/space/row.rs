//! A room or a space in a space: what it is, whether the reader is in it, what can be done with it.

use icondata_lu::{LuChevronRight, LuEllipsis};
use leptos::prelude::*;
use loggia_protocol::spaces::SpaceChild;
use web_sys::{Element, MouseEvent};

use super::{
    child::{label, place, title},
    home::use_home,
    level::Level,
    path::Path,
    row_menu::{About, use_child_menu},
    tree::rows,
    way_in::{Refused, WayIn},
};
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    state::{Row, media::avatar_url, use_action},
    widgets::{Avatar, AvatarSize, Button, Icon, Spinner, use_tab_stop},
};

/// The row.
#[component]
pub fn ChildRow(
    row: Row<SpaceChild>,
    /// What it is in.
    level: Level,
    /// Where it stands.
    at: Path,
) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let (value, stop) = (row.value.clone(), use_tab_stop::<Path>());
    let at = StoredValue::new(at);
    let is_stop = Memo::new(move |_| at.with_value(|at| stop.is_at(at)));
    let is_shown = {
        let value = value.clone();
        Memo::new(move |_| at.with_value(|at| home.is_found(at, &value.read())))
    };
    let is_folder = {
        let value = value.clone();
        Memo::new(move |_| {
            let child = value.read();
            let has_rooms = child.room.is_space && child.n_children > 0;
            has_rooms && !at.with_value(Path::is_circle)
        })
    };
    let is_open = RwSignal::new(false);
    let said = value.clone();
    let action = use_action();
    view! {
        <li
            class="space-child"
            role="treeitem"
            aria-label=move || label(words, &said.read(), home.is_joined(&said.read()))
            aria-expanded=move || is_folder.get().then(|| is_open.get().to_string())
            tabindex=move || tab_index(is_stop.get())
            hidden=move || !is_shown.get()
            on:focusin=move |event| {
                // Rows around it have not got the focus.
                event.stop_propagation();
                at.with_value(|at| stop.move_to(at));
            }
        >
            <div class="space-child__row">
                <Toggle value=value.clone() is_folder is_open />
                <Link value=value.clone() />
                <WayIn value=value.clone() action is_stop />
                <Options row level is_stop />
            </div>
            <Refused action />
            {move || (is_folder.get() && is_open.get()).then(|| {
                let child = value.get_untracked();
                view! { <Branch child level at=at.get_value() /> }
            })}
        </li>
    }
}

/// The row that the Tab key stops at is the one whose buttons it leads to.
pub fn tab_index(is_stop: bool) -> &'static str {
    if is_stop { "0" } else { "-1" }
}

/// Unfolds a space in place.
#[component]
fn Toggle(
    value: ArcRwSignal<SpaceChild>,
    is_folder: Memo<bool>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let words = use_i18n();
    let label = move || {
        let name = title(&value.read());
        match is_open.get() {
            true => t_string!(words, space.hide_rooms, name).to_string(),
            false => t_string!(words, space.show_rooms, name).to_string(),
        }
    };
    let label = Signal::derive(label);
    move || match is_folder.get() {
        true => view! {
            <button
                class="space-child__toggle"
                type="button"
                aria-label=move || label.get()
                title=move || label.get()
                aria-expanded=move || is_open.get().to_string()
                tabindex="-1"
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <Icon icon=LuChevronRight />
            </button>
        }
        .into_any(),
        false => view! { <span class="space-child__gap"></span> }.into_any(),
    }
}

/// What it is, and the way there.
#[component]
fn Link(value: ArcRwSignal<SpaceChild>) -> impl IntoView {
    let words = use_i18n();
    let [way, name, signs, topic, picture] = std::array::from_fn(|_| value.clone());
    let members = move || {
        let count = value.read().room.n_members;
        t_string!(words, rooms.n_members, count = count).to_string()
    };
    view! {
        <a
            class="space-child__link"
            href=move || place(&way.read()).fragment()
            tabindex="-1"
            draggable="false"
        >
            <Picture value=picture />
            <span class="space-child__text">
                <span class="space-child__first">
                    <bdi class="space-child__name">{move || title(&name.read())}</bdi>
                    <Signs value=signs />
                </span>
                <span class="space-child__soft">{members}</span>
                <bdi class="space-child__soft">{move || topic.read().room.topic.clone()}</bdi>
            </span>
        </a>
    }
}

#[component]
fn Picture(value: ArcRwSignal<SpaceChild>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let child = value.read();
        let room = &child.room;
        let name = title(&child);
        (
            room.room.0.clone(),
            name,
            room.avatar.clone(),
            room.is_space,
        )
    });
    move || {
        let (seed, name, picture, is_square) = shown.get();
        let size = AvatarSize::Medium;
        let picture = picture.map(|picture| avatar_url(picture, size.edge()));
        view! { <Avatar seed name picture size is_square /> }
    }
}

#[component]
fn Signs(value: ArcRwSignal<SpaceChild>) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let suggested = value.clone();
    let sign = |text: &'static str| view! { <span class="space-child__sign">{text}</span> };
    view! {
        {move || suggested.read().is_suggested.then(|| sign(t_string!(words, space.suggested)))}
        {move || home.is_joined(&value.read()).then(|| sign(t_string!(words, directory.joined)))}
    }
}

/// The button that opens the row's menu, for those who arrange what is in the space.
#[component]
fn Options(row: Row<SpaceChild>, level: Level, is_stop: Memo<bool>) -> impl IntoView {
    let (words, menu) = (use_i18n(), use_child_menu());
    let about = StoredValue::new(About { row, level });
    let ask = move |event: MouseEvent| {
        let button: Element = event_target(&event);
        if let Some(button) = button.closest("button").ok().flatten() {
            menu.open_at(about.get_value(), &button);
        }
    };
    move || {
        level.can_arrange.get().then(|| {
            view! {
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t_string!(words, rooms.options)
                    title=t_string!(words, rooms.options)
                    aria-haspopup="menu"
                    aria-expanded=move || about.with_value(|about| menu.is_about(about)).to_string()
                    tabindex=move || tab_index(is_stop.get())
                    popovertarget=menu.id()
                    on:click=ask
                >
                    <Icon icon=LuEllipsis />
                </button>
            }
        })
    }
}

/// What is in a space that is unfolded.
#[component]
fn Branch(child: SpaceChild, level: Level, at: Path) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let name = title(&child);
    let below = Level::open(child.room.room, level.tree());
    home.unfold(at.clone(), below);
    let problem = move || {
        let failure = below.failure.get()?;
        Some(view! {
            <p class="space-child__problem" role="alert">{failure_text(words, &failure)}</p>
            <Button on_press=move |_| below.reload()>{t!(words, common.retry)}</Button>
        })
    };
    let more =
        Signal::derive(move || t_string!(words, space.show_more, name = name.clone()).to_string());
    let go_on = move || {
        let is_offered =
            below.has_more() && !below.is_pending.get() && below.failure.with(Option::is_none);
        is_offered.then(|| {
            view! {
                <Button on_press=move |_| below.go_on()>
                    {move || more.get()}
                </Button>
            }
        })
    };
    view! {
        <ul class="space-tree" role="group">{rows(below, at)}</ul>
        <div class="space-child__below">
            <Show when=move || below.is_pending.get() && !below.is_known.get()>
                <p class="space-child__soft" role="status">
                    <Spinner />
                    " "
                    {t!(words, common.loading)}
                </p>
            </Show>
            {problem}
            {go_on}
        </div>
    }
}
