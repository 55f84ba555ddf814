//! Full-window screens.

mod ended_page;
#[cfg(gallery)]
pub mod gallery;
mod login;
mod lost_page;
mod shell;
mod splash_page;
mod unreadable_page;

pub use ended_page::EndedPage;
pub use login::LoginPage;
pub use lost_page::{ElsewherePage, LostPage, OutdatedPage};
pub use shell::ShellPage;
pub use splash_page::SplashPage;
pub use unreadable_page::UnreadablePage;
