//! The settings of a space: what it is called and looks like, and who sees it.

mod general;
mod profile;
mod visibility;

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    room_settings::{RoomRights, RoomSettings, RoomSettingsFeed},
};

use self::{general::GeneralTab, visibility::VisibilityTab};
use super::use_dialogs;
use crate::{
    i18n::{failure_text, t_string, use_i18n},
    state::{Loadable, use_state_feed},
    widgets::{Banner, BannerKind, Dialog, Tab, Tabs},
};

/// What is known of the room whose settings are open.
#[derive(Clone, Copy)]
struct Known {
    room: StoredValue<RoomId>,
    settings: RwSignal<Loadable<RoomSettings>>,
}

impl Known {
    fn room(self) -> RoomId {
        self.room.get_value()
    }

    /// A part of the settings, once they are known.
    fn part<T>(self, part: fn(&RoomSettings) -> T) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.settings.with(|settings| settings.ready().map(part)))
    }

    /// Whether the reader may change something; not while that is not known.
    fn may(self, right: fn(&RoomRights) -> bool) -> Signal<bool> {
        Signal::derive(move || {
            let settings = self.settings.read();
            settings
                .ready()
                .is_some_and(|settings| right(&settings.rights))
        })
    }
}

/// The dialog.
#[component]
pub fn SpaceSettingsDialog(space: RoomId) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let known = Known {
        room: StoredValue::new(space.clone()),
        settings: use_state_feed(RoomSettingsFeed { room: space }),
    };
    let title = Signal::derive(move || t_string!(words, room_settings.space_title).to_owned());
    let tabs = vec![
        Tab {
            label: Signal::derive(move || t_string!(words, room_settings.general).to_owned()),
            panel: ViewFn::from(move || view! { <GeneralTab known /> }),
        },
        Tab {
            label: Signal::derive(move || t_string!(words, room_settings.visibility).to_owned()),
            panel: ViewFn::from(move || view! { <VisibilityTab known /> }),
        },
    ];
    let failed = move || {
        known.settings.with(|settings| match settings {
            Loadable::Failed(failure) => Some(failure_text(words, failure)),
            Loadable::Loading | Loadable::Ready(_) => None,
        })
    };
    view! {
        <Dialog title is_large=true on_close=move |()| dialogs.close()>
            {move || failed().map(|text| view! { <Banner kind=BannerKind::Error text /> })}
            <Tabs label=title tabs first=0 />
        </Dialog>
    }
}
