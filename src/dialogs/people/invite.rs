//! Inviting people to a room: several at once, with who could not be invited and why.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure, ids::RoomId, members::Person, people::InvitePerson, rooms::RoomFeed,
};

use super::picker::{PeoplePicker, Picked};
use crate::{
    dialogs::use_dialogs,
    engine::use_engine,
    i18n::{failure_text, t, t_string, use_i18n},
    models::room,
    state::use_state_feed,
    widgets::{Banner, BannerKind, Button, ButtonKind, Dialog, Meter, use_toasts},
};

/// How far the invitations are.
#[derive(Clone, Copy)]
struct Inviting {
    picked: Picked,
    /// How many of how many were sent; nothing while none are.
    progress: RwSignal<Option<(u32, u32)>>,
    /// Who could not be invited, and why.
    failed: RwSignal<Vec<(Person, Failure)>>,
}

impl Inviting {
    fn is_pending(self) -> Signal<bool> {
        Signal::derive(move || self.progress.get().is_some())
    }
}

/// The dialog.
#[component]
pub fn InviteDialog(room: RoomId) -> impl IntoView {
    let (words, dialogs, toasts) = (use_i18n(), use_dialogs(), use_toasts());
    let head = use_state_feed(RoomFeed { room: room.clone() });
    let inviting = Inviting {
        picked: Picked::nobody(),
        progress: RwSignal::default(),
        failed: RwSignal::default(),
    };
    let title = move || {
        let name = head.with(|head| head.ready().map(|head| room::title(words, &head.name)));
        t_string!(words, people.invite_title, room = name.unwrap_or_default()).to_string()
    };
    let (engine, outside) = (StoredValue::new(use_engine()), room.clone());
    let invite = move |people: Vec<Person>| {
        if people.is_empty() || inviting.progress.get_untracked().is_some() {
            return;
        }
        let total = u32::try_from(people.len()).unwrap_or(u32::MAX);
        inviting.progress.set(Some((0, total)));
        inviting.failed.set(Vec::new());
        let (engine, room) = (engine.get_value(), room.clone());
        spawn_local(async move {
            for (person, done) in people.into_iter().zip(1..) {
                let call = InvitePerson {
                    room: room.clone(),
                    user: person.user.clone(),
                };
                if let Err(failure) = engine.call(call).await {
                    inviting
                        .failed
                        .try_update(|failed| failed.push((person, failure)));
                }
                inviting.progress.try_set(Some((done, total)));
            }
            inviting.progress.try_set(None);
            let n_failed = inviting.failed.try_with_untracked(Vec::len);
            if n_failed == Some(0) {
                toasts.say(t_string!(words, people.invited, count = total).to_string());
                dialogs.close();
            }
        });
    };
    let invite = Callback::new(invite);
    let go = move |()| {
        let people = inviting.picked.people.get_untracked();
        inviting.picked.people.set(Vec::new());
        invite.run(people);
    };
    let retry = move |()| {
        let failed = inviting.failed.get_untracked();
        invite.run(failed.into_iter().map(|(person, _)| person).collect());
    };
    view! {
        <Dialog title=Signal::derive(title) on_close=move |()| dialogs.close()>
            <PeoplePicker picked=inviting.picked outside=Some(outside) on_done=go />
            <Progress inviting />
            <NotInvited inviting on_retry=retry />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.close)}</Button>
                <Button
                    kind=ButtonKind::Primary
                    is_pending=inviting.is_pending()
                    is_disabled=Signal::derive(move || inviting.picked.people.read().is_empty())
                    on_press=move |_| go(())
                >
                    {t!(words, people.invite_go)}
                </Button>
            </div>
        </Dialog>
    }
}

#[component]
fn Progress(inviting: Inviting) -> impl IntoView {
    let words = use_i18n();
    let progress = move || inviting.progress.get().unwrap_or((0, 1));
    let text = move || {
        let (done, total) = progress();
        let (done, total) = (done.to_string(), total.to_string());
        t_string!(words, people.progress, done, total).to_string()
    };
    view! {
        <Show when=move || inviting.progress.get().is_some()>
            <Meter
                label=Signal::derive(move || t_string!(words, people.inviting).to_owned())
                share=Signal::derive(move || {
                    let (done, total) = progress();
                    f64::from(done) / f64::from(total)
                })
                text=Signal::derive(text)
            />
        </Show>
    }
}

/// Who could not be invited, and why.
#[component]
fn NotInvited(inviting: Inviting, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    let words = use_i18n();
    let row = move |(person, failure): (Person, Failure)| {
        view! {
            <li>
                <bdi class="picker__name">{person.name}</bdi>
                " "
                <bdi class="picker__id">{person.user.0}</bdi>
                <p>{failure_text(words, &failure)}</p>
            </li>
        }
    };
    move || {
        let failed = inviting.failed.get();
        let is_over = inviting.progress.get().is_none();
        (is_over && !failed.is_empty()).then(|| {
            let count = u32::try_from(failed.len()).unwrap_or(u32::MAX);
            let text = t_string!(words, people.not_invited, count = count).to_string();
            view! {
                <Banner kind=BannerKind::Error text>
                    <Button on_press=move |_| on_retry.run(())>{t!(words, common.retry)}</Button>
                </Banner>
                <ul class="picker__failed" aria-label=t_string!(words, people.failed)>
                    {failed.into_iter().map(row).collect_view()}
                </ul>
            }
        })
    }
}
