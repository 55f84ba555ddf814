//! What a new space is called and about, its picture, and its address where everybody may come in.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::failure::Field as At;

use super::{
    kind::BackButton,
    plan::{Kind, Plan, Step},
};
use crate::{
    dialogs::{
        create_room::{address::AddressField, picture::PictureChoice, problem_at, space_name},
        failed::Failed,
    },
    i18n::{t_string, use_i18n},
    widgets::{Button, ButtonKind, Field},
};

/// The fields.
#[component]
pub fn Details(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        plan.go_on();
    };
    let is_pending = Signal::derive(move || {
        plan.check.is_pending().get()
            || plan.create.is_pending().get()
            || plan.turn.is_pending().get()
    });
    let label = move || match plan.kind.get() {
        Kind::JustMe => t_string!(words, space.create),
        Kind::Public | Kind::Private => t_string!(words, common.go_on),
    };
    view! {
        <form class="dialog__form" on:submit=go_on novalidate>
            <Within plan />
            <PictureChoice
                picture=plan.picture
                name=plan.name
                failure=plan.create.failure()
            />
            <NameField plan />
            <Field
                label=Signal::derive(move || t_string!(words, creation.topic).to_owned())
                hint=Signal::derive(move || t_string!(words, space.topic_hint).to_owned())
                value=plan.topic
                problem=problem_at(plan.create.failure(), At::RoomTopic)
                autocomplete="off"
            />
            <AddressOfPublic plan />
            <Failed action=plan.check beside=&[At::RoomAddress] />
            <Failed
                action=plan.create
                beside=&[At::RoomName, At::RoomTopic, At::RoomAddress, At::Picture]
            />
            <div class="dialog__actions">
                <BackButton plan to=Step::Kind is_disabled=is_pending />
                <Button kind=ButtonKind::Primary is_pending>{label}</Button>
            </div>
        </form>
    }
}

/// Which space it stands in.
#[component]
fn Within(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let parent = plan.parent.get_value();
    let is_within = parent.is_some();
    let name = space_name(parent);
    is_within.then(|| {
        view! {
            <p class="dialog__text">
                {move || t_string!(words, space.within, space = name.get()).to_string()}
            </p>
        }
    })
}

#[component]
fn NameField(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let told = problem_at(plan.create.failure(), At::RoomName);
    let problem = move || {
        let is_missing = plan.is_nameless.get() && plan.name.with(|name| name.trim().is_empty());
        match is_missing {
            true => Some(t_string!(words, space.name_empty).to_owned()),
            false => told.get(),
        }
    };
    view! {
        <Field
            label=Signal::derive(move || t_string!(words, creation.name).to_owned())
            value=plan.name
            problem=Signal::derive(problem)
            autocomplete="off"
            is_first=true
        />
    }
}

#[component]
fn AddressOfPublic(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let failure = Signal::derive(move || {
        let checked = plan.check.failure().get();
        checked.or_else(|| plan.create.failure().get())
    });
    move || {
        (plan.kind.get() == Kind::Public).then(|| {
            view! {
                <AddressField
                    address=plan.address
                    name=plan.name
                    failure
                    label=Signal::derive(move || t_string!(words, space.address).to_owned())
                    hint=Signal::derive(move || t_string!(words, space.address_hint).to_owned())
                />
            }
        })
    }
}
