//! Where the reader is: the address after `#`, both ways. Reload, back, links and new tabs work because nothing else decides it.

use leptos::{ev, prelude::*};
use loggia_protocol::{
    directory::RoomPlace,
    ids::{EventId, RoomId, UserId},
};
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
        /// What stands beside it.
        panel: Option<Panel>,
        /// Servers that may know it, for those who are not in it: `?via=example.org`
        via: Vec<String>,
    },
    /// A chat is begun that is not there yet: `#/new-chat/@a:server/@b:server`
    NewChat {
        /// With whom.
        people: Vec<UserId>,
    },
    /// A space's home is open: `#/space/!id:server`
    Space {
        /// Its id or alias.
        space: String,
        /// Servers that may know it, as of a room.
        via: Vec<String>,
    },
}

/// What stands beside an open room: `?panel=info`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What is known of the room.
    Info,
    /// Who is in it.
    People,
}

impl Panel {
    const ALL: [Self; 2] = [Self::Info, Self::People];

    /// What an address calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::People => "people",
        }
    }

    fn parse(query: &str) -> Option<Self> {
        let name = query
            .split('&')
            .find_map(|part| part.strip_prefix("panel="))?;
        Self::ALL.into_iter().find(|panel| panel.name() == name)
    }
}

impl Route {
    /// A room by its id.
    pub fn room(room: &RoomId) -> Self {
        Self::Room {
            address: room.0.clone(),
            event: None,
            panel: None,
            via: Vec::new(),
        }
    }

    /// The home of a space, by its id.
    pub fn space(space: &RoomId) -> Self {
        Self::Space {
            space: space.0.clone(),
            via: Vec::new(),
        }
    }

    /// What an address or a link leads to.
    pub fn place(place: RoomPlace) -> Self {
        let RoomPlace {
            address,
            event,
            via,
        } = place;
        Self::Room {
            address,
            event,
            panel: None,
            via,
        }
    }

    /// The same room with this beside it, or with nothing.
    pub fn with_panel(&self, panel: Option<Panel>) -> Self {
        match self {
            Self::Home | Self::NewChat { .. } | Self::Space { .. } => self.clone(),
            Self::Room { address, via, .. } => Self::Room {
                address: address.clone(),
                event: None,
                panel,
                via: via.clone(),
            },
        }
    }

    /// What stands beside the open room.
    pub fn panel(&self) -> Option<Panel> {
        match self {
            Self::Home | Self::NewChat { .. } | Self::Space { .. } => None,
            Self::Room { panel, .. } => *panel,
        }
    }

    /// Where somebody comes to who goes there from another place: what was beside a room stands beside the next one, too.
    fn after(self, before: &Self) -> Self {
        let is_other = self.address() != before.address() && self.address().is_some();
        match (self.panel(), before.panel()) {
            (None, Some(panel)) if is_other => match self {
                Self::Room {
                    address,
                    event,
                    via,
                    ..
                } => Self::Room {
                    address,
                    event,
                    panel: Some(panel),
                    via,
                },
                place => place,
            },
            _ => self,
        }
    }

    /// The address of the room that is open.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Home | Self::NewChat { .. } | Self::Space { .. } => None,
            Self::Room { address, .. } => Some(address),
        }
    }

    /// Reads an address's fragment. What means nothing leads home.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut parts = path.split('/').map(decode);
        match (parts.next().as_deref(), parts.next()) {
            (Some("room"), Some(address)) if !address.is_empty() => Self::Room {
                address,
                event: parts
                    .next()
                    .filter(|event| event.starts_with('$'))
                    .map(EventId),
                panel: Panel::parse(query),
                via: parse_via(query),
            },
            (Some("space"), Some(space)) if !space.is_empty() => Self::Space {
                space,
                via: parse_via(query),
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
            Self::NewChat { people } => {
                let people: Vec<_> = people.iter().map(|user| encode(&user.0)).collect();
                format!("#/new-chat/{}", people.join("/"))
            }
            Self::Space { space, via } => {
                with_query(format!("#/space/{}", encode(space)), None, via)
            }
            Self::Room {
                address,
                event,
                panel,
                via,
            } => {
                let mut fragment = format!("#/room/{}", encode(address));
                if let Some(event) = event {
                    fragment = format!("{fragment}/{}", encode(&event.0));
                }
                with_query(fragment, *panel, via)
            }
        }
    }
}

fn with_query(fragment: String, panel: Option<Panel>, via: &[String]) -> String {
    let panel = panel.map(|panel| format!("panel={}", panel.name()));
    let via = via.iter().map(|server| format!("via={}", encode(server)));
    let query: Vec<_> = panel.into_iter().chain(via).collect();
    match query.is_empty() {
        true => fragment,
        false => format!("{fragment}?{}", query.join("&")),
    }
}

fn parse_via(query: &str) -> Vec<String> {
    let parts = query.split('&');
    parts
        .filter_map(|part| part.strip_prefix("via=").map(decode))
        .collect()
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
        let before = router.route.get_untracked();
        let mut now = current();
        // Where the window shows one pane, nothing stands beside the next room.
        if platform::is_wide() {
            now = now.after(&before);
        }
        if now != current() {
            router.replace(&now);
        }
        if now != before {
            router.route.set(now);
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

    /// Shows this beside the open room, or nothing.
    pub fn show(self, panel: Option<Panel>) {
        let route = self.route.get_untracked().with_panel(panel);
        match panel {
            Some(_) => self.go(&route),
            // The way back leads to where the panel was opened from, not to the panel.
            None => self.replace(&route),
        }
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
            panel: None,
            via: Vec::new(),
        }
    }

    #[test]
    fn what_is_beside_a_room_stays_as_rooms_change() {
        let with_info = |address| room(address, None).with_panel(Some(Panel::Info));
        let after = |now: Route, before: &Route| now.after(before);
        assert_eq!(
            after(room("!b:x", None), &with_info("!a:x")),
            with_info("!b:x")
        );
        assert_eq!(
            after(room("!a:x", None), &with_info("!a:x")),
            room("!a:x", None)
        );
        let space = Route::space(&RoomId::from("!s:x"));
        for place in [Route::Home, space] {
            assert_eq!(after(place.clone(), &with_info("!a:x")), place);
        }
        let people = room("!b:x", None).with_panel(Some(Panel::People));
        assert_eq!(after(people.clone(), &with_info("!a:x")), people);
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
                "#/room/!a:b?panel=people",
                room("!a:b", None).with_panel(Some(Panel::People)),
            ),
            (
                "#/new-chat/@a:b/@c%2Fd:e",
                Route::NewChat {
                    people: ["@a:b", "@c/d:e"].map(UserId::from).to_vec(),
                },
            ),
            ("#/space/!a:b", Route::space(&RoomId::from("!a:b"))),
            (
                "#/space/#tea:b?via=c.org&via=d.org:8448",
                Route::Space {
                    space: "#tea:b".to_owned(),
                    via: ["c.org", "d.org:8448"].map(str::to_owned).to_vec(),
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
            "#/space/",
            "#/new-chat/",
            "nonsense",
        ] {
            assert_eq!(Route::parse(fragment), Route::Home, "{fragment:?}");
        }
    }

    #[test]
    fn only_events_are_events() {
        assert_eq!(Route::parse("#/room/!a:b/c?x=d"), room("!a:b", None));
    }

    #[test]
    fn servers_that_know_a_room_are_kept() {
        let route = Route::parse("#/room/!a:b?via=c.org&via=d.org:8448");
        let Route::Room { via, .. } = &route else {
            panic!("{route:?}")
        };
        assert_eq!(*via, ["c.org", "d.org:8448"]);
        assert_eq!(route.fragment(), "#/room/!a:b?via=c.org&via=d.org:8448");
    }
}
