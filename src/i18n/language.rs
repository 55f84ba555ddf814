//! Which language the words are in: the one that was chosen on this device, else the first of the reader's that there is.

use leptos::{ev, prelude::*};
use leptos_i18n::{Direction, Locale as _, td_string};

use super::{
    Locale,
    generated::i18n::{I18nSubContextProvider, use_i18n},
};
use crate::platform;

/// The choice's name in the device's storage. Without one, the browser decides.
const NAME: &str = "language";

/// The choice of a language.
#[derive(Clone, Copy)]
pub struct Language {
    chosen: RwSignal<Option<Locale>>,
}

/// The choice of a language.
pub fn use_language() -> Language {
    expect_context()
}

impl Language {
    /// What was chosen, if anything was.
    pub fn chosen(self) -> Option<Locale> {
        self.chosen.get()
    }

    /// Takes this language from now on, in all tabs; without one, the reader's own.
    pub fn choose(self, language: Option<Locale>) {
        match language {
            Some(language) => platform::store(NAME, language.as_str()),
            None => platform::forget(NAME),
        }
        self.chosen.set(language);
    }

    fn load() -> Option<Locale> {
        named(&platform::load(NAME)?)
    }
}

/// What a language calls itself.
pub fn own_name(language: Locale) -> &'static str {
    td_string!(language, common.own_language)
}

/// The first of the reader's languages that there is.
fn language_of_reader() -> Locale {
    let languages = window().navigator().languages();
    let languages = languages.into_iter().filter_map(|tag| tag.as_string());
    first_known(languages)
}

fn first_known(mut tags: impl Iterator<Item = String>) -> Locale {
    let known = |tag: String| named(&tag).or_else(|| named(tag.split('-').next()?));
    tags.find_map(known).unwrap_or_default()
}

fn named(tag: &str) -> Option<Locale> {
    let mut all = Locale::get_all().iter().copied();
    all.find(|language| language.as_str() == tag)
}

/// Makes the words known to all components below.
#[component]
pub fn WordsProvider<C: IntoView + 'static>(children: TypedChildren<C>) -> impl IntoView {
    let language = Language {
        chosen: RwSignal::new(Language::load()),
    };
    provide_context(language);
    let listener = window_event_listener(ev::storage, move |_| {
        let chosen = Language::load();
        if language.chosen.get_untracked() != chosen {
            language.chosen.set(chosen);
        }
    });
    on_cleanup(move || listener.remove());
    let in_use = Signal::derive(move || language.chosen.get().unwrap_or_else(language_of_reader));
    view! {
        <I18nSubContextProvider initial_locale=in_use>
            <PageLanguage />
            {children.into_inner()()}
        </I18nSubContextProvider>
    }
}

/// Tells the browser, and with it the style sheet and whoever reads aloud.
#[component]
fn PageLanguage() -> impl IntoView {
    let words = use_i18n();
    Effect::new(move || {
        let language = words.get_locale();
        let direction = match language.direction() {
            Direction::RightToLeft => "rtl",
            Direction::LeftToRight | Direction::Auto => "ltr",
        };
        let Some(page) = document().document_element() else {
            return;
        };
        for (name, value) in [("lang", language.as_str()), ("dir", direction)] {
            let set = page.set_attribute(name, value);
            debug_assert!(set.is_ok(), "pages take these attributes");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_there_is_is_taken() {
        let first = |tags: &[&str]| first_known(tags.iter().map(|tag| (*tag).to_owned()));
        assert_eq!(first(&["de-AT", "en"]), Locale::de);
        assert_eq!(first(&["fr", "en-GB", "de"]), Locale::en);
        assert_eq!(first(&["fr"]), Locale::en);
        assert_eq!(first(&[]), Locale::en);
    }
}
