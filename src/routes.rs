//! Where the reader is: the address after `#`, both ways. Reload, back, links and new tabs work because nothing else decides it.

use leptos::{ev, prelude::*};
use loggia_protocol::ids::{EventId, RoomId, UserId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::platform;

/// What may stand in a part of the address as it is: what Matrix ids are made of.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'-')
    .remove(b'.')
    .remove(b':')
    .remove(b'=')
    .remove(b'@')
    .remove(b'_')
    .remove(b'~');

/// A place in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// No room is open: `#/`
    #[default]
    Home,
    /// A room is open: `#/room/!id:server`, `#/room/#alias:server/$event`
    Room {
        /// Its id or alias.
        address: String,
        /// The event to show, if one is named.
        event: Option<EventId>,
    },
    /// A chat is begun that is not there yet: `#/new-chat/@a:server/@b:server`
    NewChat {
        /// With whom.
        people: Vec<UserId>,
    },
}

impl Route {
    /// A room by its id.
    pub fn room(room: &RoomId) -> Self {
        Self::Room {
            address: room.0.clone(),
            event: None,
        }
    }

    /// The address of the room that is open.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Home | Self::NewChat { .. } => None,
            Self::Room { address, .. } => Some(address),
        }
    }

    /// Reads an address's fragment. What means nothing leads home.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_start_matches('/');
        let path = path.split('?').next().unwrap_or_default();
        let mut parts = path.split('/').map(decode);
        match (parts.next().as_deref(), parts.next()) {
            (Some("room"), Some(address)) if !address.is_empty() => Self::Room {
                address,
                event: parts
                    .next()
                    .filter(|event| event.starts_with('$'))
                    .map(EventId),
            },
            (Some("new-chat"), Some(first)) if first.starts_with('@') => Self::NewChat {
                people: [first].into_iter().chain(parts).map(UserId).collect(),
            },
            _ => Self::Home,
        }
    }

    /// The fragment that leads here.
    pub fn fragment(&self) -> String {
        match self {
            Self::Home => "#/".to_owned(),
            Self::Room {
                address,
                event: None,
            } => format!("#/room/{}", encode(address)),
            Self::Room {
                address,
                event: Some(event),
            } => format!("#/room/{}/{}", encode(address), encode(&event.0)),
            Self::NewChat { people } => {
                let people: Vec<_> = people.iter().map(|user| encode(&user.0)).collect();
                format!("#/new-chat/{}", people.join("/"))
            }
        }
    }
}

fn encode(part: &str) -> String {
    utf8_percent_encode(part, ESCAPED).to_string()
}

fn decode(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// What the app may be opened for, from the menu of its icon: addresses of the manifest. They are no places to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// `#/search`
    Search,
    /// `#/settings`
    Settings,
}

impl Errand {
    /// The address after `#`.
    fn fragment(self) -> &'static str {
        match self {
            Self::Search => "#/search",
            Self::Settings => "#/settings",
        }
    }
}

/// The reader's place, for all components below.
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
}

/// Follows the address from now on.
pub fn provide_router() -> Router {
    let router = Router {
        route: RwSignal::new(current()),
    };
    let listener = window_event_listener(ev::hashchange, move |_| {
        if router.route.get_untracked() != current() {
            router.route.set(current());
        }
    });
    on_cleanup(move || listener.remove());
    provide_context(router);
    router
}

/// The router.
pub fn use_router() -> Router {
    expect_context()
}

impl Router {
    /// Where the reader is.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// Opens this room, if the address names no place and there is room for it beside the list.
    pub fn begin_at(self, room: &RoomId) {
        let is_nowhere = window().location().hash().is_ok_and(|hash| hash.is_empty());
        if is_nowhere && platform::is_wide() {
            let route = Route::room(room);
            drop(window().location().replace(&route.fragment()));
            self.route.set(route);
        }
    }

    /// Whether the app was opened for this. Says so once.
    pub fn take(self, errand: Errand) -> bool {
        let location = window().location();
        let is_asked = location.hash().is_ok_and(|hash| hash == errand.fragment());
        if is_asked {
            drop(location.replace(&Route::Home.fragment()));
        }
        is_asked
    }

    /// Leads somewhere else.
    pub fn go(self, route: &Route) {
        // The listener hears of it and sets the signal.
        drop(window().location().set_hash(&route.fragment()));
    }

    /// Leads somewhere else, from where nobody wants to come back to.
    pub fn replace(self, route: &Route) {
        drop(window().location().replace(&route.fragment()));
    }
}

fn current() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(address: &str, event: Option<&str>) -> Route {
        Route::Room {
            address: address.to_owned(),
            event: event.map(EventId::from),
        }
    }

    #[test]
    fn addresses_lead_there_and_back() {
        let cases = [
            ("#/", Route::Home),
            ("#/room/!a:example.org", room("!a:example.org", None)),
            (
                "#/room/#tea:example.org:8448",
                room("#tea:example.org:8448", None),
            ),
            ("#/room/!a:b/$event_-1", room("!a:b", Some("$event_-1"))),
            ("#/room/!a%2Fb:c%20d", room("!a/b:c d", None)),
            (
                "#/new-chat/@a:b/@c%2Fd:e",
                Route::NewChat {
                    people: ["@a:b", "@c/d:e"].map(UserId::from).to_vec(),
                },
            ),
        ];
        for (fragment, route) in cases {
            assert_eq!(Route::parse(fragment), route);
            assert_eq!(route.fragment(), fragment);
        }
    }

    #[test]
    fn what_means_nothing_leads_home() {
        for fragment in [
            "",
            "#",
            "#/moon",
            "#/room",
            "#/room/",
            "#/new-chat/",
            "nonsense",
        ] {
            assert_eq!(Route::parse(fragment), Route::Home, "{fragment:?}");
        }
    }

    #[test]
    fn only_events_are_events() {
        assert_eq!(Route::parse("#/room/!a:b/c?via=d"), room("!a:b", None));
    }
}
