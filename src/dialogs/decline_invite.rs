//! Declining an invitation from somebody one does not want to hear of again.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId, members::Person, people::IgnorePerson, room_info::ReportRoom, rooms::LeaveRoom,
};

use super::{failed::Failed, use_dialogs};
use crate::{
    i18n::{t, t_string, use_i18n},
    routes::{Route, use_router},
    state::use_action,
    widgets::{Button, ButtonKind, Dialog, Field, Switch, use_toasts},
};

/// The dialog.
#[component]
pub fn DeclineInviteDialog(
    room: RoomId,
    /// Who invited.
    inviter: Person,
) -> impl IntoView {
    let (words, dialogs, router, toasts) = (use_i18n(), use_dialogs(), use_router(), use_toasts());
    let (report, decline, ignore) = (use_action(), use_action(), use_action());
    let (is_ignored, is_reported) = (RwSignal::new(true), RwSignal::new(false));
    let reason = RwSignal::new(String::new());
    let name = inviter.name.clone();
    let label = {
        let name = name.clone();
        move || t_string!(words, room_info.ignore, name = name.clone()).to_string()
    };
    let (room, user) = (StoredValue::new(room), StoredValue::new(inviter.user));
    let done = move || {
        dialogs.close();
        router.go(&Route::Home);
        if is_ignored.get_untracked() {
            toasts.say(t_string!(words, room_info.ignored, name = name.clone()).to_string());
        }
    };
    let done = StoredValue::new(done);
    // What can still be taken back comes last: an invitation that is declined cannot be reported any more.
    let go_on = move || {
        decline.run(
            LeaveRoom {
                room: room.get_value(),
            },
            move |()| {
                if !is_ignored.get_untracked() {
                    return done.with_value(|done| done());
                }
                let call = IgnorePerson {
                    user: user.get_value(),
                    is_ignored: true,
                };
                ignore.run(call, move |()| done.with_value(|done| done()));
            },
        );
    };
    let go = move |_| {
        if !is_reported.get_untracked() {
            return go_on();
        }
        let call = ReportRoom {
            room: room.get_value(),
            reason: reason.get_untracked(),
        };
        report.run(call, move |()| {
            // A second try must not report it twice.
            is_reported.set(false);
            go_on();
        });
    };
    let is_pending = Signal::derive(move || {
        [report, decline, ignore]
            .iter()
            .any(|action| action.is_pending().get())
    });
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, room_info.decline_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <Switch
                label=Signal::derive(label)
                hint=Signal::derive(move || t_string!(words, room_info.ignore_hint).to_owned())
                is_on=is_ignored
                on_switch=move |is_on| is_ignored.set(is_on)
            />
            <Switch
                label=Signal::derive(move || t_string!(words, room_info.report).to_owned())
                hint=Signal::derive(move || t_string!(words, room_info.report_hint).to_owned())
                is_on=is_reported
                on_switch=move |is_on| is_reported.set(is_on)
            />
            <Show when=move || is_reported.get()>
                <Field
                    label=Signal::derive(move || t_string!(words, room_info.report_reason).to_owned())
                    value=reason
                />
            </Show>
            <Failed action=report />
            <Failed action=decline />
            <Failed action=ignore />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                <Button kind=ButtonKind::Danger is_pending on_press=go>
                    {t!(words, rooms.decline)}
                </Button>
            </div>
        </Dialog>
    }
}
