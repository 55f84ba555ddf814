//! A new chat: with whom. It is made with its first message.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::rooms::FindDirectChat;

use super::picker::{PeoplePicker, Picked};
use crate::{
    app::use_account,
    config::{link_to_user, use_config},
    dialogs::{failed::Failed, use_dialogs},
    i18n::{t, t_string, use_i18n},
    platform,
    routes::{Route, use_router},
    state::use_action,
    widgets::{Button, ButtonKind, Dialog, use_toasts},
};

/// The dialog.
#[component]
pub fn StartChatDialog() -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let action = use_action();
    let picked = Picked::nobody();
    let open = move |route: Route| {
        dialogs.close();
        router.go(&route);
    };
    let go = move |()| {
        let people: Vec<_> = picked
            .people
            .with_untracked(|people| people.iter().map(|person| person.user.clone()).collect());
        match people.as_slice() {
            [] => {}
            [user] => {
                let user = user.clone();
                action.run(FindDirectChat { user }, move |room| match room {
                    Some(room) => open(Route::room(&room)),
                    None => open(Route::NewChat { people }),
                });
            }
            _ => open(Route::NewChat { people }),
        }
    };
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, people.start_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <p class="dialog__text">{t!(words, people.start_text)}</p>
            <PeoplePicker picked outside=None on_done=go />
            <Failed action />
            <div class="dialog__actions">
                <CopyInviteLink />
                <Button
                    kind=ButtonKind::Primary
                    is_pending=action.is_pending()
                    is_disabled=Signal::derive(move || picked.people.read().is_empty())
                    on_press=move |_| go(())
                >
                    {t!(words, people.go)}
                </Button>
            </div>
        </Dialog>
    }
}

/// For whoever is not on Matrix yet.
#[component]
fn CopyInviteLink() -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let (account, config) = (use_account(), use_config());
    let copy = move |_| {
        let Some(account) = account.get_untracked() else {
            return;
        };
        let link = link_to_user(config.get_untracked().as_ref(), &account.user.0);
        spawn_local(async move {
            if platform::copy(&link).await {
                toasts.say(t_string!(words, people.link_copied));
            }
        });
    };
    view! { <Button on_press=copy>{t!(words, people.copy_link)}</Button> }
}
