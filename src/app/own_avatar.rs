//! The picture of the account that is signed in.

use leptos::prelude::*;

use super::use_account;
use crate::{
    state::media::avatar_url,
    widgets::{Avatar, AvatarSize},
};

/// The picture, or the initial of the account's name.
#[component]
pub fn OwnAvatar(size: AvatarSize) -> impl IntoView {
    let account = use_account();
    move || {
        account.get().map(|account| {
            let picture = account.avatar.map(|avatar| avatar_url(avatar, size.edge()));
            let name = account
                .display_name
                .unwrap_or_else(|| account.user.0.clone());
            view! { <Avatar seed=account.user.0 name picture size /> }
        })
    }
}
