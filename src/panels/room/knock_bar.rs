//! That somebody asks to be let into the room, above its messages.

use leptos::prelude::*;
use loggia_protocol::ids::RoomId;

use crate::{
    i18n::{t, t_string, use_i18n},
    panels::room_info::{KnockAnswers, use_knocks},
    routes::{Panel, use_router},
    widgets::{Banner, BannerKind, Button},
};

/// The bar; nothing while nobody asks.
#[component]
pub fn KnockBar(room: RoomId) -> impl IntoView {
    let (words, router) = (use_i18n(), use_router());
    let knocks = use_knocks(room.clone());
    let is_listed = Memo::new(move |_| {
        router
            .route()
            .with(|route| route.panel() == Some(Panel::People))
    });
    let can_turn_away = Signal::derive(move || knocks.with(|knocks| knocks.can_turn_away));
    move || {
        let people = knocks.get().people;
        match &people[..] {
            [] => None,
            // The panel beside the room says it.
            _ if is_listed.get() => None,
            [knock] => {
                let name = knock.person.name.clone();
                let text = match &knock.reason {
                    Some(reason) => {
                        t_string!(words, room_info.asks_because, name, reason = reason.clone())
                            .to_string()
                    }
                    None => t_string!(words, room_info.asks, name).to_string(),
                };
                let (room, knock) = (room.clone(), knock.clone());
                Some(
                    view! {
                        <Banner kind=BannerKind::Notice text>
                            <KnockAnswers room knock can_turn_away />
                        </Banner>
                    }
                    .into_any(),
                )
            }
            several => {
                let count = several.len() as u32;
                let text = t_string!(words, room_info.n_ask, count = count).to_string();
                Some(
                    view! {
                        <Banner kind=BannerKind::Notice text>
                            <Button on_press=move |_| router.show(Some(Panel::People))>
                                {t!(words, room_info.show_asking)}
                            </Button>
                        </Banner>
                    }
                    .into_any(),
                )
            }
        }
    }
}
