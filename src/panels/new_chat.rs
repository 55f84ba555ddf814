//! A chat that is not there yet: it is made, and its people are invited, with the first message.

use icondata_lu::LuMessageCircleDashed;
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    ids::UserId,
    members::Person,
    people::LookUpPerson,
    rooms::{FindDirectChat, Membership, RoomHead, RoomName},
};

use super::{
    composer::{Composer, draft_of, files::DropZone, provide_new_chat, use_composer},
    room::RoomHeader,
};
use crate::{
    engine::use_engine,
    i18n::{join_names, t, t_string, use_i18n},
    routes::{Route, use_router},
    widgets::{Banner, BannerKind, Button, EmptyState, EmptyStateKind, Spinner},
};

/// The region beside the room list.
#[component]
pub fn NewChatPane(people: Vec<UserId>) -> impl IntoView {
    let words = use_i18n();
    provide_new_chat(&people);
    lead_to_existing(&people);
    let people = look_up(people);
    let name = Signal::derive(move || {
        let names = people.get().into_iter().map(|person| person.name);
        join_names(words, &names.collect::<Vec<_>>())
    });
    let head = Signal::derive(move || Some(head(&people.read(), name.get())));
    let title = move || t_string!(words, people.chat_title, names = name.get()).to_string();
    view! {
        <main class="room" aria-label=move || name.get()>
            <RoomHeader head name />
            <DropZone name can_send=Signal::from(true)>
                <EmptyState
                    kind=EmptyStateKind::Region
                    icon=LuMessageCircleDashed
                    title=Signal::derive(title)
                    text=Signal::derive(move || t_string!(words, people.chat_text).to_owned())
                />
                <Outcome />
                <Composer head />
            </DropZone>
        </main>
    }
}

/// Whether the chat is being made, or why it was not.
#[component]
fn Outcome() -> impl IntoView {
    let (words, composer) = (use_i18n(), use_composer());
    view! {
        <p class="new-chat__status" role="status">
            {move || composer.is_starting().get().then(|| view! {
                <Spinner />
                " "
                {t!(words, people.starting)}
            })}
        </p>
        {move || composer.problem().get().map(|text| view! {
            <Banner kind=BannerKind::Error text>
                <Button on_press=move |_| composer.send()>{t!(words, common.retry)}</Button>
            </Banner>
        })}
    }
}

/// The head of a room that is not there yet.
fn head(people: &[Person], name: String) -> RoomHead {
    let first = people.first();
    RoomHead {
        room: draft_of(people.iter().map(|person| &person.user)),
        name: RoomName::Named(name),
        topic: None,
        avatar: first
            .filter(|_| people.len() == 1)
            .and_then(|person| person.avatar.clone()),
        is_encrypted: false,
        is_direct: true,
        n_members: 1,
        membership: Membership::Joined,
        removal: None,
        can_send: true,
        can_invite: false,
        unknown_version: None,
    }
}

/// Who they are: their Matrix IDs until more is known.
fn look_up(people: Vec<UserId>) -> RwSignal<Vec<Person>> {
    let strangers = people.iter().map(|user| Person {
        user: user.clone(),
        name: user.0.clone(),
        avatar: None,
    });
    let found = RwSignal::new(strangers.collect::<Vec<_>>());
    for (place, user) in people.into_iter().enumerate() {
        let engine = use_engine();
        spawn_local(async move {
            // Somebody who cannot be looked up keeps their Matrix ID for a name.
            if let Ok(Some(person)) = engine.call(LookUpPerson { user }).await {
                found.try_update(|found| found[place] = person);
            }
        });
    }
    found
}

/// A chat that there is already is opened in place of this one.
fn lead_to_existing(people: &[UserId]) {
    let ([user], engine, router) = (people, use_engine(), use_router()) else {
        return;
    };
    let (call, here) = (
        FindDirectChat { user: user.clone() },
        router.route().get_untracked(),
    );
    spawn_local(async move {
        let found = engine.call(call).await;
        if let Ok(Some(room)) = found
            && router.route().get_untracked() == here
        {
            router.replace(&Route::room(&room));
        }
    });
}
