//! A new room's picture: chosen, seen before it is sent, taken back.

use leptos::prelude::*;
use loggia_protocol::failure::Field as At;
use web_sys::Url;

use super::{Form, problem_at};
use crate::{
    i18n::{t, t_string, use_i18n},
    state::{Action, Loadable, media::Picture},
    widgets::{Avatar, AvatarSize, Button, ButtonKind, PictureButton},
};

/// The choice.
#[component]
pub fn PictureChoice(form: Form, action: Action) -> impl IntoView {
    let words = use_i18n();
    let picture = form.picture;
    let has_picture = Memo::new(move |_| picture.with(Option::is_some));
    let problem = problem_at(action, At::Picture);
    let label = move || match has_picture.get() {
        true => t_string!(words, account.change_picture),
        false => t_string!(words, creation.choose_picture),
    };
    view! {
        <div class="new-room__picture">
            <Preview form />
            <PictureButton
                label=Signal::derive(move || label().to_owned())
                on_choose=move |file| picture.set(Some(file))
            />
            <Show when=move || has_picture.get()>
                <Button kind=ButtonKind::Quiet on_press=move |_| picture.set(None)>
                    {t!(words, account.remove_picture)}
                </Button>
            </Show>
            <p class="field__problem" role="alert">{move || problem.get()}</p>
        </div>
    }
}

/// What others will see in lists: the picture, or the name's initial.
#[component]
fn Preview(form: Form) -> impl IntoView {
    move || {
        let url = form.picture.with(|file| {
            let url = Url::create_object_url_with_blob(file.as_ref()?).ok()?;
            on_cleanup({
                let url = url.clone();
                move || drop(Url::revoke_object_url(&url))
            });
            Some(url)
        });
        let picture = url.map(|url| Picture::new(Loadable::Ready(url)));
        view! { <Avatar seed="" name=form.name.get() picture size=AvatarSize::Large /> }
    }
}
