//! All keys, for the dialog that shows them. Whoever adds a key adds its line.

use crate::{
    i18n::{Words, t_string},
    state::preferences::Preference,
};

/// Where keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Wherever the focus is.
    Everywhere,
    /// In the space bar.
    Spaces,
    /// In the list of rooms.
    Rooms,
    /// Among the messages of a room.
    Timeline,
    /// Where messages are written.
    Composer,
}

/// The groups in their order.
pub const GROUPS: [Group; 5] = [
    Group::Everywhere,
    Group::Spaces,
    Group::Rooms,
    Group::Timeline,
    Group::Composer,
];

/// Keys that are pressed together, one for each way, and what they do.
pub struct Shortcut {
    /// Such as `Ctrl` and `F6`.
    pub keys: Vec<Vec<String>>,
    /// What they do.
    pub text: &'static str,
}

impl Group {
    /// Its name.
    pub fn name(self, words: Words) -> &'static str {
        match self {
            Self::Everywhere => t_string!(words, keyboard.everywhere),
            Self::Spaces => t_string!(words, spaces.spaces),
            Self::Rooms => t_string!(words, rooms.rooms),
            Self::Timeline => t_string!(words, timeline.timeline),
            Self::Composer => t_string!(words, composer.message),
        }
    }

    /// Its lines.
    pub fn shortcuts(self, words: Words) -> Vec<Shortcut> {
        let names = Names { words };
        match self {
            Self::Everywhere => vec![
                names.line(&[&["Ctrl", "/"]], t_string!(words, keyboard.show)),
                names.line(&[&["Ctrl", "K"]], t_string!(words, keyboard.switch_room)),
                names.line(
                    &[&["Ctrl", "1–9"], &["Alt", "1–9"]],
                    t_string!(words, keyboard.choose_space),
                ),
                names.line(
                    &[&["Alt", "↑"], &["Alt", "↓"]],
                    t_string!(words, keyboard.next_room),
                ),
                names.line(
                    &[&["Alt", "Shift", "↑"], &["Alt", "Shift", "↓"]],
                    t_string!(words, keyboard.next_unread),
                ),
                names.line(&[&["Ctrl", "F6"]], t_string!(words, keyboard.next_region)),
                names.line(
                    &[&["Ctrl", "Shift", "F6"]],
                    t_string!(words, keyboard.previous_region),
                ),
                names.line(&[&["Escape"]], t_string!(words, keyboard.close)),
            ],
            Self::Spaces => vec![
                names.line(&[&["↑"], &["↓"]], t_string!(words, keyboard.move_spaces)),
                names.line(&[&["Home"], &["End"]], t_string!(words, keyboard.ends)),
                names.line(
                    &[&["Shift", "F10"]],
                    t_string!(words, keyboard.space_actions),
                ),
            ],
            Self::Rooms => vec![
                names.line(&[&["↑"], &["↓"]], t_string!(words, keyboard.move_rooms)),
                names.line(&[&["Home"], &["End"]], t_string!(words, keyboard.ends)),
                names.line(&[&["Enter"]], t_string!(words, keyboard.open_room)),
                names.line(
                    &[&["Tab"], &["Shift", "F10"]],
                    t_string!(words, keyboard.room_actions),
                ),
            ],
            Self::Timeline => vec![
                names.line(&[&["↑"], &["↓"]], t_string!(words, keyboard.move_messages)),
                names.line(&[&["Home"], &["End"]], t_string!(words, keyboard.ends)),
                names.line(&[&["Tab"]], t_string!(words, keyboard.actions)),
            ],
            Self::Composer => composer(&names),
        }
    }
}

fn composer(names: &Names) -> Vec<Shortcut> {
    let words = names.words;
    let (send, line): (&[&str], &[&str]) = match Preference::SendWithModifier.is_on() {
        true => (&["Ctrl", "Enter"], &["Enter"]),
        false => (&["Enter"], &["Shift", "Enter"]),
    };
    vec![
        names.line(&[send], t_string!(words, keyboard.send)),
        names.line(&[line], t_string!(words, keyboard.new_line)),
        names.line(&[&["↑"]], t_string!(words, keyboard.edit_last)),
        names.line(&[&["Escape"]], t_string!(words, keyboard.cancel)),
    ]
}

/// What keys are called on the reader's keyboard.
struct Names {
    words: Words,
}

impl Names {
    fn line(&self, keys: &[&[&str]], text: &'static str) -> Shortcut {
        let name = |key: &&str| self.name(key).to_owned();
        Shortcut {
            keys: keys
                .iter()
                .map(|keys| keys.iter().map(name).collect())
                .collect(),
            text,
        }
    }

    fn name<'a>(&self, key: &'a str) -> &'a str {
        let words = self.words;
        match key {
            "Ctrl" => t_string!(words, keyboard.key_control),
            "Alt" => t_string!(words, keyboard.key_alt),
            "Shift" => t_string!(words, keyboard.key_shift),
            "Escape" => t_string!(words, keyboard.key_escape),
            "Enter" => t_string!(words, keyboard.key_enter),
            "Home" => t_string!(words, keyboard.key_home),
            "End" => t_string!(words, keyboard.key_end),
            "Tab" => t_string!(words, keyboard.key_tab),
            other => other,
        }
    }
}
