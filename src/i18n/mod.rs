//! Words: the typed catalogues of `locales/`, failure texts, dates and numbers as the reader's language writes them.

mod clock;
mod config_problems;
mod failures;
mod format;
mod language;

/// What `build.rs` makes of the catalogues.
#[allow(
    missing_docs,
    unused,
    clippy::all,
    clippy::unwrap_used,
    clippy::needless_pass_by_value
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

pub use clock::Clock;
pub use config_problems::config_problem_text;
pub use failures::{failure_text, field_problem, refusal_text};
pub use format::{clock_time, day_name, file_size, full_time, join_names, short_time};
pub use generated::i18n::*;
pub use language::{WordsProvider, own_name, use_language};
pub use leptos_i18n::{t, t_string};

/// The words of the language in use.
pub type Words = leptos_i18n::I18nContext<Locale>;
