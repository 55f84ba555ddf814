//! Inviting people to a room: several at once, with who could not be invited and why.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    ids::RoomId,
    members::Person,
    people::InvitePerson,
    room_info::{Access, RoomInfoFeed},
    rooms::{LinkToRoom, RoomFeed},
};

use super::picker::{PeoplePicker, Picked};
use crate::{
    config::{own_link, use_config},
    dialogs::{
        failed::Failed,
        in_turn::{InTurn, NotDone, Progress},
        use_dialogs,
    },
    engine::{EngineClient, use_engine},
    i18n::{t, t_string, use_i18n},
    models::room,
    platform,
    state::{Loadable, use_action, use_state_feed},
    widgets::{Button, ButtonKind, Dialog, use_toasts},
};

/// The dialog.
#[component]
pub fn InviteDialog(room: RoomId) -> impl IntoView {
    let (words, dialogs, toasts) = (use_i18n(), use_dialogs(), use_toasts());
    let head = use_state_feed(RoomFeed { room: room.clone() });
    let (picked, inviting) = (Picked::nobody(), InTurn::new());
    let title = move || {
        let name = head.with(|head| head.ready().map(|head| room::title(words, &head.name)));
        t_string!(words, people.invite_title, room = name.unwrap_or_default()).to_string()
    };
    let (engine, outside) = (StoredValue::new(use_engine()), room.clone());
    let (link, room) = (room.clone(), StoredValue::new(room));
    let invite = move |people: Vec<Person>| {
        let total = u32::try_from(people.len()).unwrap_or(u32::MAX);
        let (engine, room) = (engine.get_value(), room.get_value());
        let deed = move |person| invite_person(engine.clone(), room.clone(), person);
        inviting.run(people, deed, move |is_done| {
            if is_done {
                toasts.say(t_string!(words, people.invited, count = total).to_string());
                dialogs.close();
            }
        });
    };
    let go = move |()| {
        if !inviting.is_pending().get_untracked() {
            let people = picked.people.get_untracked();
            picked.people.set(Vec::new());
            invite(people);
        }
    };
    let undone =
        inviting.undone(|person: &Person| (person.name.clone(), Some(person.user.0.clone())));
    let summary = move |count| t_string!(words, people.not_invited, count = count).to_string();
    view! {
        <Dialog title=Signal::derive(title) on_close=move |()| dialogs.close()>
            <PeoplePicker picked outside=Some(outside) on_done=go />
            <Progress
                label=Signal::derive(move || t_string!(words, people.inviting).to_owned())
                progress=inviting.progress()
            />
            <NotDone
                undone
                summary
                label=Signal::derive(move || t_string!(words, people.failed).to_owned())
                on_retry=move |()| invite(inviting.left())
            />
            <div class="dialog__actions">
                <CopyLink room=link />
                <Button on_press=move |_| dialogs.close()>{t!(words, common.close)}</Button>
                <Button
                    kind=ButtonKind::Primary
                    is_pending=inviting.is_pending()
                    is_disabled=Signal::derive(move || picked.people.read().is_empty())
                    on_press=move |_| go(())
                >
                    {t!(words, people.invite_go)}
                </Button>
            </div>
        </Dialog>
    }
}

async fn invite_person(
    engine: EngineClient,
    room: RoomId,
    person: Person,
) -> Result<(), (Person, Failure)> {
    let user = person.user.clone();
    let invited = engine.call(InvitePerson { room, user }).await;
    invited.map_err(|failure| (person, failure))
}

/// Copies a link, where everybody who has it may come in.
#[component]
fn CopyLink(room: RoomId) -> impl IntoView {
    let (words, toasts, config) = (use_i18n(), use_toasts(), use_config());
    let action = use_action();
    let info = use_state_feed(RoomInfoFeed { room: room.clone() });
    let is_public = Memo::new(move |_| {
        info.with(|info| Loadable::ready(info).is_some_and(|info| info.access == Access::Public))
    });
    let copy = move |_| {
        let (call, config) = (LinkToRoom { room: room.clone() }, config.get_untracked());
        action.run(call, move |link| {
            spawn_local(async move {
                if platform::copy(&own_link(config.as_ref(), link)).await {
                    toasts.say(t_string!(words, people.link_copied));
                }
            });
        });
    };
    let copy = Callback::new(copy);
    view! {
        <Failed action />
        <Show when=move || is_public.get()>
            <Button is_pending=action.is_pending() on_press=copy>
                {t!(words, people.copy_link)}
            </Button>
        </Show>
    }
}
