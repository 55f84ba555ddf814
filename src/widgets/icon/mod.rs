//! Icons: Lucide's drawings, each as one path in the colour of the text around it.

mod outline;

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use icondata_core::Icon as IconData;
use leptos::prelude::*;

thread_local! {
    /// A drawing is worked out once.
    static DRAWN: RefCell<HashMap<&'static str, Arc<str>>> = RefCell::default();
}

/// An icon that says nothing to assistive technology: what it stands for is said by the control around it.
#[component]
pub fn Icon(icon: IconData) -> impl IntoView {
    let path = DRAWN.with_borrow_mut(|drawn| {
        drawn
            .entry(icon.data)
            .or_insert_with(|| outline::of(icon.data).into())
            .clone()
    });
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
