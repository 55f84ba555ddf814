//! Who is in a room.

use icondata_lu::LuSearch;
use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    room_info::{Member, Members, MembersFeed, Role},
};

use super::knocks::KnockList;
use crate::{
    i18n::{failure_text, t_string, use_i18n},
    state::{Loadable, follow_state, media::avatar_url},
    widgets::{Avatar, AvatarSize, Banner, BannerKind, Icon},
};

/// The view.
#[component]
pub fn PeopleView(room: RoomId) -> impl IntoView {
    let words = use_i18n();
    let search = RwSignal::new(String::new());
    let asked = room.clone();
    let people = RwSignal::new(Loadable::Loading);
    Effect::new(move || {
        let feed = MembersFeed {
            room: room.clone(),
            search: search.get(),
        };
        follow_state(feed, people);
    });
    let members = Memo::new(move |_| {
        people
            .with(|people| people.ready().cloned())
            .unwrap_or_default()
    });
    let failure = move || match people.get() {
        Loadable::Failed(failure) => Some(view! {
            <Banner kind=BannerKind::Error text=failure_text(words, &failure) />
        }),
        _ => None,
    };
    let label = move || t_string!(words, room_info.search);
    view! {
        <div class="panel__search">
            <Icon icon=LuSearch />
            <input
                type="search"
                aria-label=label
                placeholder=label
                autocomplete="off"
                spellcheck="false"
                on:input=move |event| search.set(event_target_value(&event))
            />
        </div>
        {failure}
        <KnockList room=asked />
        <p class="panel__soft panel__count" role="status">{move || members.with(|members| count(words, members))}</p>
        <ul class="panel__people" aria-label=move || t_string!(words, room_info.people)>
            <For
                each=move || members.with(|members| members.shown.clone())
                key=|member| (member.person.user.0.clone(), member.role, member.is_invited, member.person.name.clone())
                children=|member| view! { <Somebody member /> }
            />
        </ul>
    }
}

fn count(words: crate::i18n::Words, members: &Members) -> String {
    let n_shown = members.shown.len() as u32;
    let count = members.n_found;
    match n_shown < count {
        true => t_string!(
            words,
            room_info.n_shown,
            shown = n_shown.to_string(),
            all = count.to_string()
        )
        .to_string(),
        false => t_string!(words, rooms.n_members, count = count).to_string(),
    }
}

#[component]
fn Somebody(member: Member) -> impl IntoView {
    let words = use_i18n();
    let Member {
        person,
        role,
        is_invited,
    } = member;
    let size = AvatarSize::Medium;
    let picture = person
        .avatar
        .clone()
        .map(|picture| avatar_url(picture, size.edge()));
    let standing = move || match (is_invited, role) {
        (true, _) => t_string!(words, room_info.is_invited),
        (_, Role::Creator) => t_string!(words, room_info.creator),
        (_, Role::Admin) => t_string!(words, room_info.admin),
        (_, Role::Moderator) => t_string!(words, room_info.moderator),
        (_, Role::Member) => "",
    };
    view! {
        <li class="panel__person">
            <Avatar seed=person.user.0.clone() name=person.name.clone() picture size />
            <span class="panel__person-text">
                <bdi class="panel__person-name">{person.name}</bdi>
                <bdi class="panel__soft">{person.user.0}</bdi>
            </span>
            <span class="panel__soft">{standing}</span>
        </li>
    }
}
