//! Removing a message: asked once, as it cannot be undone.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    composer::RemoveMessage,
    ids::{ItemKey, RoomId},
};

use super::{failed::Failed, use_dialogs};
use crate::{
    i18n::{t, t_string, use_i18n},
    state::use_action,
    widgets::{Button, ButtonKind, Dialog, Field},
};

/// The question.
#[component]
pub fn RemoveMessageDialog(room: RoomId, item: ItemKey) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let action = use_action();
    let reason = RwSignal::new(String::new());
    let remove = move |event: SubmitEvent| {
        event.prevent_default();
        let reason = reason.get_untracked();
        let call = RemoveMessage {
            room: room.clone(),
            item: item.clone(),
            reason: (!reason.trim().is_empty()).then_some(reason),
        };
        action.run(call, move |()| dialogs.close());
    };
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, composer.remove_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <p class="dialog__text">{t!(words, composer.remove_text)}</p>
            <form class="dialog__form" on:submit=remove>
                <Field
                    label=Signal::derive(move || t_string!(words, composer.remove_reason).to_owned())
                    value=reason
                />
                <Failed action />
                <div class="dialog__actions">
                    <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                    <Button kind=ButtonKind::Danger is_pending=action.is_pending()>
                        {t!(words, timeline.remove)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
