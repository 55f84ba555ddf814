//! The files that are to be sent, above the text box.

use icondata_lu::{LuFile, LuX};
use leptos::prelude::*;

use super::{super::use_composer, StagedFile};
use crate::{
    i18n::{failure_text, file_size, t_string, use_i18n},
    widgets::Icon,
};

/// The list; nothing where there are no files.
#[component]
pub fn AttachedFiles() -> impl IntoView {
    let words = use_i18n();
    let files = use_composer().files();
    view! {
        <Show when=move || !files.is_empty()>
            <ul class="attached" role="list" aria-label=move || t_string!(words, composer.files)>
                <For
                    each=move || files.list().get()
                    key=|file| (file.number, file.refusal.is_some())
                    children=|file| view! { <AttachedFile file /> }
                />
            </ul>
        </Show>
    }
}

#[component]
fn AttachedFile(file: StagedFile) -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let (number, name, n_bytes) = (file.number, file.name.clone(), file.n_bytes);
    let id = file.button_id();
    let problem_id = format!("{id}-problem");
    let picture = match &file.preview {
        Some(url) => {
            let url = url.0.clone();
            view! { <img class="attached__picture" src=url alt="" decoding="async" draggable="false" /> }
                .into_any()
        }
        None => view! { <span class="attached__picture"><Icon icon=LuFile /></span> }.into_any(),
    };
    let problem = Memo::new(move |_| {
        let failure = composer.files().problem(&file);
        failure.map(|failure| failure_text(words, &failure))
    });
    let label = {
        let name = name.clone();
        move || t_string!(words, composer.remove_file, name = name.clone()).to_string()
    };
    view! {
        <li class="attached__file" data-refused=move || problem.with(Option::is_some).then_some("true")>
            {picture}
            <bdi class="attached__name" title=name.clone()>{name.clone()}</bdi>
            <span class="attached__size">{move || file_size(words, n_bytes)}</span>
            <button
                class="icon-button"
                type="button"
                id=id
                aria-label=label.clone()
                title=label
                aria-describedby=problem_id.clone()
                on:click=move |_| composer.unstage(number)
            >
                <Icon icon=LuX />
            </button>
            <p class="attached__problem" role="alert" id=problem_id>{move || problem.get()}</p>
        </li>
    }
}
