//! The signed-in app: the space bar, the rooms, the open room or space, modals.

use leptos::prelude::*;

use crate::{
    dialogs::{DialogHost, OpenDialog, SettingsTab, provide_dialogs, use_dialogs},
    keyboard,
    panels::{
        blocked_banner::BlockedBanner,
        composer::{files::refuse_dropped_files, provide_drafts},
        ephemeral_banner::EphemeralBanner,
        refusal_banner::RefusalBanner,
        room::RoomPane,
        room_list::RoomListPanel,
        space_bar::SpaceBar,
        storage_banner::StorageBanner,
    },
    platform,
    routes::{Errand, Route, use_router},
    state::{
        connection::provide_connection, crypto::provide_crypto, media::provide_media,
        spaces::provide_spaces, storage::provide_storage,
    },
};

/// The shell. On a narrow window it shows the space bar and the rooms, or the open room or space.
#[component]
pub fn ShellPage() -> impl IntoView {
    provide_connection();
    provide_media();
    provide_crypto();
    provide_storage();
    provide_spaces();
    provide_dialogs();
    provide_drafts();
    refuse_dropped_files();
    keyboard::listen();
    if use_router().take(Errand::Settings) {
        use_dialogs().open(OpenDialog::Settings(SettingsTab::Account));
    }
    let route = use_router().route();
    let pane = move || {
        route.with(|route| match route {
            Route::Home => "rooms",
            Route::Room { panel: None, .. } | Route::NewChat { .. } | Route::Space { .. } => "room",
            Route::Room { panel: Some(_), .. } => "panel",
        })
    };
    // The messages of the open room take as long to draw as everything else: the rooms are seen before.
    let is_room_due = RwSignal::new(!platform::is_wide());
    platform::after_paint(move || {
        is_room_due.try_set(true);
    });
    view! {
        <div class="shell-page">
            <div>
                <BlockedBanner />
                <EphemeralBanner />
                <RefusalBanner />
                <StorageBanner />
            </div>
            <div class="shell" data-pane=pane>
                <SpaceBar />
                <RoomListPanel />
                {move || is_room_due.get().then(|| view! { <RoomPane /> })}
                <DialogHost />
            </div>
        </div>
    }
}
