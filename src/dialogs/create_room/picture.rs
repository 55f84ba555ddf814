//! The picture of a new room or space: chosen, seen before it is sent, taken back.

use leptos::prelude::*;
use loggia_protocol::{Failure, failure::Field as At};
use web_sys::{File, Url};

use super::problem_at;
use crate::{
    i18n::{t, t_string, use_i18n},
    state::{Loadable, media::Picture},
    widgets::{Avatar, AvatarSize, Button, ButtonKind, PictureButton},
};

/// A picture that may be chosen.
pub type Chosen = RwSignal<Option<File>, LocalStorage>;

/// The choice.
#[component]
pub fn PictureChoice(
    picture: Chosen,
    /// The name that its place is taken by.
    name: RwSignal<String>,
    /// Why what was sent did not work.
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    let words = use_i18n();
    let has_picture = Memo::new(move |_| picture.with(Option::is_some));
    let problem = problem_at(failure, At::Picture);
    let label = move || match has_picture.get() {
        true => t_string!(words, account.change_picture),
        false => t_string!(words, creation.choose_picture),
    };
    view! {
        <div class="new-room__picture">
            <Preview picture name />
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
fn Preview(picture: Chosen, name: RwSignal<String>) -> impl IntoView {
    move || {
        let url = picture.with(|file| {
            let url = Url::create_object_url_with_blob(file.as_ref()?).ok()?;
            on_cleanup({
                let url = url.clone();
                move || drop(Url::revoke_object_url(&url))
            });
            Some(url)
        });
        let picture = url.map(|url| Picture::new(Loadable::Ready(url)));
        view! { <Avatar seed="" name=name.get() picture size=AvatarSize::Large /> }
    }
}
