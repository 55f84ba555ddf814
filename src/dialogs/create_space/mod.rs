//! A new space, step by step: for whom, what it is called and about, its first rooms; people are invited when it is there.

mod details;
mod first_rooms;
mod kind;
mod making;
mod plan;

use leptos::prelude::*;
use loggia_protocol::ids::RoomId;

use self::{
    details::Details,
    first_rooms::FirstRooms,
    kind::KindChoice,
    making::Unfinished,
    plan::{Plan, Step},
};
use super::{rooms::AddRooms, use_dialogs};
use crate::{
    i18n::{t_string, use_i18n},
    widgets::Dialog,
};

/// The dialog.
#[component]
pub fn NewSpaceDialog(
    /// The space that it stands in.
    parent: Option<RoomId>,
) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let plan = Plan::new(parent);
    // A space that is there is opened, whatever is still missing in it.
    let close = move |()| match plan.made.get_untracked() {
        Some(space) => plan.leave_for(&space),
        None => dialogs.close(),
    };
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, space.new_space).to_owned())
            on_close=close
        >
            {move || match plan.step.get() {
                Step::Kind => view! { <KindChoice plan /> }.into_any(),
                Step::Details => view! { <Details plan /> }.into_any(),
                Step::Rooms => view! { <FirstRooms plan /> }.into_any(),
                Step::Unfinished => view! { <Unfinished plan /> }.into_any(),
                Step::Existing => view! { <Existing plan /> }.into_any(),
            }}
        </Dialog>
    }
}

/// Rooms of the account that are put into the space, where nobody else is in it.
#[component]
fn Existing(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    plan.made.get_untracked().map(|space| {
        view! {
            <p class="dialog__text">{move || t_string!(words, space.existing_text)}</p>
            <AddRooms
                space
                other=Signal::derive(move || t_string!(words, space.skip).to_owned())
                on_end=move |()| plan.finish()
            />
        }
    })
}
