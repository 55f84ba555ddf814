//! Modal dialogs on the browser's own `<dialog>`: it traps the focus and gives it back.

use icondata_lu::LuX;
use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use web_sys::{HtmlDialogElement, MouseEvent};

use super::IconButton;
use crate::i18n::{t_string, use_i18n};

/// A dialog that is open for as long as it is drawn.
#[component]
pub fn Dialog(
    /// Its title, which is also its name.
    #[prop(into)]
    title: Signal<String>,
    /// Escape, the close button, or a press beside the dialog. Until it is not drawn any more, the dialog stays open.
    #[prop(into)]
    on_close: Callback<()>,
    /// Whether it is as large as it may be, so that it stays the same when its content changes.
    #[prop(optional)]
    is_large: bool,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let words = use_i18n();
    let node = NodeRef::<html::Dialog>::new();
    node.on_load(move |dialog| {
        // At once, so that what is typed next is typed into it. It cannot be shown before it is in the document.
        show(&dialog);
        let shown = dialog.clone();
        crate::platform::on_next_frame(move || show(&shown));
        let dialog = SendWrapper::new(dialog);
        on_cleanup(move || dialog.close());
    });
    let close_beside = move |event: MouseEvent| {
        if is_beside(&event) {
            on_close.run(());
        }
    };
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        on_close.run(());
    };
    // A second Escape in a row is one that the browser does not let us refuse: it is opened again if it is still drawn.
    let stay = move |event: ev::Event| {
        let dialog: HtmlDialogElement = event_target(&event);
        crate::platform::on_next_frame(move || show(&dialog));
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            data-size=is_large.then_some("large")
            aria-label=move || title.get()
            on:cancel=cancel
            on:close=stay
            on:mousedown=close_beside
        >
            <header class="dialog__header">
                <h2 class="dialog__title">{move || title.get()}</h2>
                <IconButton
                    icon=LuX
                    label=Signal::derive(move || t_string!(words, common.close).to_owned())
                    on_press=move |_| on_close.run(())
                />
            </header>
            <div class="dialog__content">{children()}</div>
        </dialog>
    }
}

fn show(dialog: &HtmlDialogElement) {
    if dialog.is_connected() && !dialog.open() {
        drop(dialog.show_modal());
    }
}

/// Whether the press was on the backdrop, which belongs to the dialog but lies outside its box.
fn is_beside(event: &MouseEvent) -> bool {
    let dialog: HtmlDialogElement = event_target(event);
    if event.target() != event.current_target() {
        return false;
    }
    let rect = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x < rect.left() || x > rect.right() || y < rect.top() || y > rect.bottom()
}
