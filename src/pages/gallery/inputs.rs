//! What is typed into, chosen from and switched.

use leptos::prelude::*;

use super::Part;
use crate::widgets::{
    Button, Field, FieldKind, InlineForm, PictureButton, Select, Switch, Tab, Tabs,
};

/// The part.
#[component]
pub fn Inputs() -> impl IntoView {
    view! {
        <Part title="Fields">
            <Fields />
        </Part>
        <Part title="Choices">
            <Choices />
        </Part>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let text = |text: &str| RwSignal::new(text.to_owned());
    let problem = Signal::derive(|| Some("This is what is wrong with it.".to_owned()));
    view! {
        <Field label="Field" value=text("") hint="What may be typed" />
        <Field label="Field with an example" value=text("") placeholder="An example" />
        <Field label="Field with text" value=text("A text that is there") />
        <Field label="Field with a problem" value=text("no such thing") problem />
        <Field label="Password field" kind=FieldKind::Password value=text("swordfish") />
        <Field label="Field within an address" before="#" after=":example.org" value=text("tea") />
        <PictureButton label="Choose picture" on_choose=|_| {} />
        <Field label="Field to be read" value=text("fixed") is_read_only=true />
        <InlineForm on_submit=|()| {}>
            <Field label="Field in a form in place" value=text("") />
            <div class="dialog__actions">
                <Button>"Go on"</Button>
            </div>
        </InlineForm>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let chosen = RwSignal::new(Some(1));
    let options = Signal::derive(|| ["One", "Two", "Three"].map(str::to_owned).to_vec());
    let switch = |label: &'static str, is_on: bool, hint: &'static str| {
        let is_on = RwSignal::new(is_on);
        view! { <Switch label is_on hint on_switch=move |now| is_on.set(now) /> }
    };
    let tab = |label: &'static str| Tab {
        label: Signal::derive(move || label.to_owned()),
        panel: ViewFn::from(move || view! { <p>"What “"{label}"” shows"</p> }),
    };
    view! {
        <Select
            label="Choice"
            options
            chosen
            hint="What it is good for"
            on_choose=move |place| chosen.set(Some(place))
        />
        {switch("Switch that is on", true, "")}
        {switch("Switch that is off", false, "What it is good for")}
        <Switch label="Switch that is fixed" is_on=true is_disabled=true on_switch=|_| {} />
        <Tabs label="Tabs" tabs=vec![tab("First"), tab("Second"), tab("Third")] />
    }
}
