//! Controls that know nothing of Matrix.

mod avatar;
mod banner;
mod button;
mod copy_button;
mod dialog;
mod empty_state;
mod field;
mod fixed_list;
mod icon;
mod logo;
mod menu;
mod meter;
mod select;
mod spinner;
mod switch;
mod tabs;
mod toast;
pub mod virtual_list;

pub use avatar::{Avatar, AvatarSize, hue};
pub use banner::{Banner, BannerKind};
pub use button::{Button, ButtonKind, IconButton};
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use empty_state::{EmptyState, EmptyStateKind};
pub use field::{Field, FieldKind, next_id};
pub use fixed_list::{FixedRows, Place, Scroll, rows_in_view};
pub use icon::Icon;
pub use logo::Logo;
pub use menu::{Menu, MenuItem};
pub use meter::Meter;
pub use select::Select;
pub use spinner::Spinner;
pub use switch::Switch;
pub use tabs::{Tab, Tabs};
pub use toast::{ToastQueue, Toasts, provide_toasts, use_toasts};
pub use virtual_list::{ListView, Virtual, VirtualList};
