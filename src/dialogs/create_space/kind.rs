//! For whom a new space is.

use icondata_core::Icon as IconData;
use icondata_lu::{LuGlobe, LuLock, LuUser};
use leptos::prelude::*;

use super::plan::{Kind, Plan, Step};
use crate::{
    i18n::{Words, t, t_string, use_i18n},
    widgets::{Button, Icon},
};

impl Kind {
    const ALL: [Self; 3] = [Self::Public, Self::Private, Self::JustMe];

    fn icon(self) -> IconData {
        match self {
            Self::Public => LuGlobe,
            Self::Private => LuLock,
            Self::JustMe => LuUser,
        }
    }

    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Public => t_string!(words, space.kind_public),
            Self::Private => t_string!(words, space.kind_private),
            Self::JustMe => t_string!(words, space.kind_just_me),
        }
    }

    fn hint(self, words: Words) -> &'static str {
        match self {
            Self::Public => t_string!(words, space.kind_public_hint),
            Self::Private => t_string!(words, space.kind_private_hint),
            Self::JustMe => t_string!(words, space.kind_just_me_hint),
        }
    }
}

/// The choice.
#[component]
pub fn KindChoice(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let choose = move |kind: Kind| {
        plan.kind.set(kind);
        plan.step.set(Step::Details);
    };
    let option = move |kind: Kind| {
        view! {
            <li>
                <button class="space-kind" type="button" on:click=move |_| choose(kind)>
                    <Icon icon=kind.icon() />
                    <span class="space-kind__words">
                        <span class="space-kind__name">{move || kind.name(words)}</span>
                        <span class="space-kind__hint">{move || kind.hint(words)}</span>
                    </span>
                </button>
            </li>
        }
    };
    view! {
        <p class="dialog__text">{t!(words, space.new_text)}</p>
        <ul class="space-kinds" aria-label=move || t_string!(words, space.kinds)>
            {Kind::ALL.map(option)}
        </ul>
    }
}

/// The way back to an earlier step.
#[component]
pub fn BackButton(plan: Plan, to: Step, #[prop(into)] is_disabled: Signal<bool>) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Button is_disabled on_press=move |_| plan.step.set(to)>{t!(words, common.back)}</Button>
    }
}
