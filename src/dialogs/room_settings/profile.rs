//! A room's picture, name and topic.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    Call, CallSpec,
    failure::Field as At,
    room_settings::{RemoveRoomPicture, SetRoomName, SetRoomPicture, SetRoomTopic},
};

use super::Known;
use crate::{
    dialogs::failed::Failed,
    i18n::{Words, field_problem, t, t_string, use_i18n},
    state::{media::avatar_url, use_action},
    widgets::{Avatar, AvatarSize, Button, ButtonKind, Field, PictureButton, use_toasts},
};

/// The picture, and what is done with it.
#[component]
pub fn Picture(known: Known) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let shown = known.part(|settings| (settings.name.clone(), settings.avatar.clone()));
    let can_change = known.may(|rights| rights.can_picture);
    let has_picture = move || shown.get().is_some_and(|(_, picture)| picture.is_some());
    let size = AvatarSize::Large;
    let choose = move |file: web_sys::File| {
        let call = SetRoomPicture { room: known.room() };
        action.run_with_files(call, vec![file.into()], |()| {});
    };
    let remove = move |_| action.run(RemoveRoomPicture { room: known.room() }, |()| {});
    view! {
        <div class="profile">
            {move || shown.get().map(|(name, picture)| {
                let picture = picture.map(|picture| avatar_url(picture, size.edge()));
                view! { <Avatar seed=known.room().0 name picture size /> }
            })}
            <Show when=move || can_change.get()>
                <div class="profile__actions">
                    <PictureButton
                        label=Signal::derive(move || t_string!(words, creation.choose_picture).to_owned())
                        is_pending=action.is_pending()
                        on_choose=choose
                    />
                    <Show when=has_picture>
                        <Button kind=ButtonKind::Quiet is_disabled=action.is_pending() on_press=remove>
                            {t!(words, account.remove_picture)}
                        </Button>
                    </Show>
                </div>
            </Show>
        </div>
        <Failed action />
    }
}

/// The name.
#[component]
pub fn NameForm(known: Known) -> impl IntoView {
    view! {
        <TextForm
            known=known.part(|settings| settings.name.clone())
            label=|words| t_string!(words, creation.name)
            saved=|words| t_string!(words, room_settings.name_saved)
            at=At::RoomName
            can_change=known.may(|rights| rights.can_name)
            call=move |name| SetRoomName { room: known.room(), name }
        />
    }
}

/// The topic.
#[component]
pub fn TopicForm(known: Known) -> impl IntoView {
    view! {
        <TextForm
            known=known.part(|settings| settings.topic.clone())
            label=|words| t_string!(words, creation.topic)
            saved=|words| t_string!(words, room_settings.topic_saved)
            at=At::RoomTopic
            can_change=known.may(|rights| rights.can_describe)
            call=move |topic| SetRoomTopic { room: known.room(), topic }
        />
    }
}

/// A text of the room's that is saved by itself.
#[component]
fn TextForm<C>(
    /// What it is now.
    known: Memo<Option<String>>,
    label: fn(Words) -> &'static str,
    /// What is said when it is saved.
    saved: fn(Words) -> &'static str,
    /// Which field refusals are about.
    at: At,
    can_change: Signal<bool>,
    /// The call that saves it.
    call: impl Fn(String) -> C + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    C: CallSpec<Reply = ()> + Into<Call> + 'static,
{
    let (words, toasts) = (use_i18n(), use_toasts());
    let action = use_action();
    let typed = RwSignal::new(known.get_untracked().unwrap_or_default());
    follow_unless_typed(known, typed);
    let is_same = move || known.with(|known| known.as_deref() == Some(typed.read().trim()));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        action.run(call(typed.get_untracked()), move |()| {
            toasts.say(saved(words))
        });
    };
    let problem = Signal::derive(move || field_problem(words, &action.failure().get()?, at));
    let said: &'static [At] = match at {
        At::RoomName => &[At::RoomName],
        _ => &[At::RoomTopic],
    };
    view! {
        <form class="dialog__form" on:submit=save novalidate>
            <Field
                label=Signal::derive(move || label(words).to_owned())
                value=typed
                problem
                autocomplete="off"
                is_read_only=Signal::derive(move || !can_change.get())
            />
            <Failed action beside=said />
            <Show when=move || can_change.get()>
                <div>
                    <Button is_pending=action.is_pending() is_disabled=Signal::derive(is_same)>
                        {t!(words, common.save)}
                    </Button>
                </div>
            </Show>
        </form>
    }
}

/// A change made elsewhere shows, unless something else was typed.
fn follow_unless_typed(known: Memo<Option<String>>, typed: RwSignal<String>) {
    Effect::watch(
        move || known.get(),
        move |now, before, _| {
            let before = before.cloned().flatten().unwrap_or_default();
            if let Some(now) = now
                && *typed.read_untracked() == before
            {
                typed.set(now.clone());
            }
        },
        false,
    );
}
