//! The few calls of Matrix' client API that fill a homeserver. All but registration are made by the application service
//! of `homeserver`, which may act for everyone and say when something happened.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use ureq::{Agent, http::Request};

use crate::homeserver::{Homeserver, PAST_TOKEN};

/// A busy machine may need seconds for what usually takes ten milliseconds.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The homeserver, as seen by the application service.
pub struct Api {
    agent: Agent,
    address: String,
    /// The homeserver's name.
    pub server_name: String,
}

/// Who does something, and when (in milliseconds since 1970).
#[derive(Clone, Copy)]
pub struct Deed<'a> {
    pub by: &'a str,
    pub at: u64,
}

impl Api {
    /// For this homeserver.
    pub fn new(homeserver: &Homeserver) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.into(),
            address: homeserver.address.clone(),
            server_name: homeserver.name.clone(),
        }
    }

    /// The Matrix ID of a person.
    pub fn user_id(&self, name: &str) -> String {
        format!("@{name}:{}", self.server_name)
    }

    /// Makes an account.
    pub fn register(&self, name: &str, password: &str) -> Result<()> {
        let body = json!({
            "username": name, "password": password, "inhibit_login": true, "auth": { "type": "m.login.dummy" },
        });
        let url = format!("{}/_matrix/client/v3/register", self.address);
        let request = Request::post(url).body(body.to_string().into_bytes())?;
        self.answer(request).context("cannot register").map(drop)
    }

    /// Stores a file and returns its `mxc:` address.
    pub fn upload(&self, by: &str, media_type: &str, bytes: &[u8]) -> Result<String> {
        let url = self.url("/_matrix/media/v3/upload", by, "");
        let request = Request::post(url)
            .header("Authorization", format!("Bearer {PAST_TOKEN}"))
            .header("Content-Type", media_type)
            .body(bytes.to_vec())?;
        text_field(&self.answer(request)?, "content_uri")
    }

    /// Makes a room and returns its ID.
    pub fn create_room(&self, by: &str, body: &Value) -> Result<String> {
        let url = self.url("/_matrix/client/v3/createRoom", by, "");
        text_field(&self.call(Request::post(url), body)?, "room_id")
    }

    /// Sets a room's state and returns the event's ID.
    pub fn set_state(
        &self,
        deed: Deed<'_>,
        room: &str,
        (kind, key): (&str, &str),
        content: &Value,
    ) -> Result<String> {
        let path = format!(
            "/_matrix/client/v3/rooms/{}/state/{kind}/{}",
            encoded(room),
            encoded(key)
        );
        self.put_event(deed, &path, content)
    }

    /// Sends an event and returns its ID. The transaction must be new in this run.
    pub fn send(
        &self,
        deed: Deed<'_>,
        room: &str,
        (kind, transaction): (&str, usize),
        content: &Value,
    ) -> Result<String> {
        let path = format!(
            "/_matrix/client/v3/rooms/{}/send/{kind}/{transaction}",
            encoded(room)
        );
        self.put_event(deed, &path, content)
    }

    /// Sets something that belongs to one person: profile, account data, tags. `path` begins after the person's ID.
    pub fn set_own(&self, by: &str, area: &str, path: &str, content: &Value) -> Result<()> {
        let user = encoded(&self.user_id(by));
        let url = self.url(&format!("/_matrix/client/v3/{area}/{user}/{path}"), by, "");
        self.call(Request::put(url), content).map(drop)
    }

    /// Says that someone has read up to an event.
    pub fn mark_read(&self, by: &str, room: &str, event: &str) -> Result<()> {
        let path = format!("/_matrix/client/v3/rooms/{}/read_markers", encoded(room));
        let url = self.url(&path, by, "");
        let body = json!({ "m.fully_read": event, "m.read": event });
        self.call(Request::post(url), &body).map(drop)
    }

    fn put_event(&self, deed: Deed<'_>, path: &str, content: &Value) -> Result<String> {
        let url = self.url(path, deed.by, &format!("&ts={}", deed.at));
        text_field(&self.call(Request::put(url), content)?, "event_id")
    }

    fn url(&self, path: &str, by: &str, extra: &str) -> String {
        let user = encoded(&self.user_id(by));
        format!("{}{path}?user_id={user}{extra}", self.address)
    }

    fn call(&self, request: ureq::http::request::Builder, body: &Value) -> Result<Value> {
        let request = request.header("Authorization", format!("Bearer {PAST_TOKEN}"));
        self.answer(request.body(body.to_string().into_bytes())?)
    }

    fn answer(&self, request: Request<Vec<u8>>) -> Result<Value> {
        let what = format!("{} {}", request.method(), request.uri().path());
        let mut response = self
            .agent
            .run(request)
            .with_context(|| format!("{what}: no answer"))?;
        let body = response.body_mut().read_to_string()?;
        if !response.status().is_success() {
            bail!("{what}: {} {body}", response.status());
        }
        serde_json::from_str(&body).with_context(|| format!("{what}: the answer is no JSON"))
    }
}

fn text_field(answer: &Value, name: &str) -> Result<String> {
    let text = answer[name].as_str();
    Ok(text
        .with_context(|| format!("the answer has no {name}"))?
        .to_owned())
}

/// Percent-encodes what may not stand in a part of a path.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_parts_of_a_path() {
        assert_eq!(encoded("!a-1:b/ö"), "%21a-1%3Ab%2F%C3%B6");
    }
}
