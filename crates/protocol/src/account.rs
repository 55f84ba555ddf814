//! The account: its name and picture as others see them, its password.

use serde::{Deserialize, Serialize};

/// Asks what the server lets the account's owner change (`/capabilities`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadAccountRights;

/// What the account's owner may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRights {
    /// The display name.
    pub can_set_name: bool,
    /// The picture.
    pub can_set_picture: bool,
    /// The password.
    pub can_change_password: bool,
}

/// Changes the display name; without one, others see the Matrix ID.
///
/// Fails with `Invalid` at [`crate::failure::Field::DisplayName`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDisplayName {
    /// What was typed.
    pub name: String,
}

/// Changes the picture to the file that travels beside the call.
///
/// Fails with `Invalid` at [`crate::failure::Field::Picture`], or with `TooLarge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPicture;

/// Removes the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovePicture;

/// Changes the password.
///
/// Fails with `Invalid` at [`crate::failure::Field::CurrentPassword`] or [`crate::failure::Field::NewPassword`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePassword {
    /// The password until now.
    pub password: String,
    /// The password from now on.
    pub new_password: String,
    /// What becomes of the account's other sessions.
    pub others: OtherSessions,
}

/// What becomes of the account's other sessions when its password changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherSessions {
    /// They stay signed in.
    Stay,
    /// They are signed out; messages whose keys only they have cannot be read any more.
    SignOut,
}

impl std::fmt::Debug for ChangePassword {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ChangePassword")
            .field("others", &self.others)
            .finish_non_exhaustive()
    }
}
