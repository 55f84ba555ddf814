//! The rooms that a new space begins with.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::failure::Field as At;

use super::{
    kind::BackButton,
    making::MakingProgress,
    plan::{Plan, Step},
};
use crate::{
    dialogs::failed::Failed,
    i18n::{t, t_string, use_i18n},
    widgets::{Button, ButtonKind, Field},
};

/// The names of the rooms.
#[component]
pub fn FirstRooms(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let is_pending =
        Signal::derive(move || plan.create.is_pending().get() || plan.turn.is_pending().get());
    // What is wrong with a field is told there.
    Effect::watch(
        move || plan.is_about_details(),
        move |is_about_details, _, _| {
            if *is_about_details {
                plan.step.set(Step::Details);
            }
        },
        false,
    );
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        plan.create(plan.first_rooms());
    };
    let field = move |(name, place): (RwSignal<String>, u32)| {
        let label = move || t_string!(words, space.room_name, n = place.to_string()).to_string();
        view! {
            <Field
                label=Signal::derive(label)
                value=name
                placeholder=Signal::derive(move || t_string!(words, space.support).to_owned())
                autocomplete="off"
                is_first={place == 1}
            />
        }
    };
    let fields: Vec<_> = plan.rooms.into_iter().zip(1..).map(field).collect();
    view! {
        <form class="dialog__form" on:submit=create novalidate>
            <p class="dialog__text">{t!(words, space.first_rooms_text)}</p>
            {fields}
            <MakingProgress plan />
            <Failed
                action=plan.create
                beside=&[At::RoomName, At::RoomTopic, At::RoomAddress, At::Picture]
            />
            <div class="dialog__actions">
                <BackButton plan to=Step::Details is_disabled=is_pending />
                <Button is_disabled=is_pending on_press=move |_| plan.create(Vec::new())>
                    {t!(words, space.skip_rooms)}
                </Button>
                <Button kind=ButtonKind::Primary is_pending>{t!(words, space.create)}</Button>
            </div>
        </form>
    }
}
