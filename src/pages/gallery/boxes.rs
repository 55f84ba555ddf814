//! What opens over the page.

use icondata_lu::{LuPencil, LuTrash2};
use leptos::prelude::*;

use super::Part;
use crate::widgets::{
    Button, ButtonKind, ChoiceKind, Dialog, Menu, MenuChoice, MenuGroup, MenuItem, use_toasts,
};

/// The part.
#[component]
pub fn Boxes() -> impl IntoView {
    let toasts = use_toasts();
    let open = RwSignal::new(None::<bool>);
    view! {
        <Part title="Boxes">
            <div class="gallery__row">
                <Menu label="Menu" button=|| view! { "Menu" }>
                    <MenuItem icon=LuPencil label="Edit" on_choose=|()| {} />
                    <MenuItem icon=LuTrash2 label="Remove" is_dangerous=true on_choose=|()| {} />
                    <MenuGroup label="Choices">
                        <MenuChoice kind=ChoiceKind::One label="This" is_on=true on_choose=|()| {} />
                        <MenuChoice kind=ChoiceKind::One label="That" is_on=false on_choose=|()| {} />
                        <MenuChoice kind=ChoiceKind::Switch label="Also" is_on=true on_choose=|()| {} />
                    </MenuGroup>
                </Menu>
                <Button on_press=move |_| open.set(Some(false))>"Dialog"</Button>
                <Button on_press=move |_| open.set(Some(true))>"Large dialog"</Button>
                <Button on_press=move |_| toasts.say("Something was done.")>"Toast"</Button>
                <Button on_press=move |_| toasts.complain("Something failed.")>"Toast of an error"</Button>
            </div>
            {move || open.get().map(|is_large| view! { <Example is_large open /> })}
        </Part>
    }
}

#[component]
fn Example(is_large: bool, open: RwSignal<Option<bool>>) -> impl IntoView {
    let close = move || open.set(None);
    view! {
        <Dialog title="A question?" is_large on_close=move |()| close()>
            <p class="dialog__text">"What it is about, in a sentence or two."</p>
            <div class="dialog__actions">
                <Button on_press=move |_| close()>"Cancel"</Button>
                <Button kind=ButtonKind::Danger on_press=move |_| close()>"Delete"</Button>
            </div>
        </Dialog>
    }
}
