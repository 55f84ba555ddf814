//! Why what a dialog was asked to do did not work.

use leptos::prelude::*;
use loggia_protocol::{FailureKind, failure::Field};

use crate::{
    i18n::{failure_text, use_i18n},
    state::Action,
    widgets::{Banner, BannerKind},
};

/// The reason, until it is tried again; nothing where there is none.
#[component]
pub fn Failed(
    action: Action,
    /// Fields that say themselves what is wrong with them.
    #[prop(optional)]
    beside: &'static [Field],
) -> impl IntoView {
    let words = use_i18n();
    move || {
        let failure = action.failure().get()?;
        let is_said =
            matches!(failure.kind, FailureKind::Invalid(field, _) if beside.contains(&field));
        let text = (!is_said).then(|| failure_text(words, &failure))?;
        Some(view! { <Banner kind=BannerKind::Error text /> })
    }
}
