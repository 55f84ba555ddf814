//! What is unread in all rooms together, in the few letters that the window's title and icons have room for.

use super::room::Badge;

/// What is unread in all rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnreadTotal {
    /// Nothing.
    #[default]
    Nothing,
    /// Something that is not counted.
    Something,
    /// So many messages that notify, and invitations.
    Count(u32),
}

impl UnreadTotal {
    /// What all rooms have together.
    pub fn of(badge: Option<Badge>) -> Self {
        match badge {
            None => Self::Nothing,
            Some(Badge::Dot) => Self::Something,
            Some(Badge::Count(n) | Badge::Mention(n)) => Self::Count(n),
        }
    }

    /// What the window's title begins with.
    pub fn title_prefix(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Something => "• ".to_owned(),
            Self::Count(n) => format!("({n}) "),
        }
    }

    /// What stands on the window's icon: nothing within the badge where there is no number.
    pub fn icon_text(self) -> Option<String> {
        const MOST: u32 = 99;
        match self {
            Self::Nothing => None,
            Self::Something => Some(String::new()),
            Self::Count(n) if n > MOST => Some(format!("{MOST}+")),
            Self::Count(n) => Some(n.to_string()),
        }
    }

    /// The number for the installed app's icon: 0 where there is something without a number.
    pub fn count(self) -> Option<u32> {
        match self {
            Self::Nothing => None,
            Self::Something => Some(0),
            Self::Count(n) => Some(n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_has_the_number_and_an_icon_no_more_than_it_has_room_for() {
        for (total, prefix, icon, count) in [
            (UnreadTotal::Nothing, "", None, None),
            (UnreadTotal::Something, "• ", Some(""), Some(0)),
            (UnreadTotal::Count(3), "(3) ", Some("3"), Some(3)),
            (UnreadTotal::Count(99), "(99) ", Some("99"), Some(99)),
            (UnreadTotal::Count(100), "(100) ", Some("99+"), Some(100)),
        ] {
            assert_eq!(total.title_prefix(), prefix);
            assert_eq!(total.icon_text().as_deref(), icon);
            assert_eq!(total.count(), count);
        }
    }
}
