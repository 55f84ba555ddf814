//! What the server lays down for new rooms: by what it says of itself, and by what its operator wants of clients.

use std::time::Duration;

use loggia_protocol::{
    Failure,
    creation::{CreationRules, EncryptionRule, LoadCreationRules},
};
use matrix_sdk::{Client, ruma::api::FeatureFlag};
use serde::Deserialize;

use crate::{
    Engine,
    failure::internal,
    platform::Platform,
    services::session::{get, within},
};

/// How long servers may take to say it; without, rooms are as everywhere.
const PATIENCE: Duration = Duration::from_secs(5);

/// Says that the server encrypts all rooms that are not public.
const FORCED: &str = "io.element.e2ee_forced.private";

/// Asks what the server lays down.
pub async fn handle_load_creation_rules(
    engine: Engine,
    _call: LoadCreationRules,
) -> Result<CreationRules, Failure> {
    let client = engine.session()?.client.clone();
    let user = client.user_id().ok_or_else(|| internal("not signed in"))?;
    Ok(CreationRules {
        server: user.server_name().to_string(),
        encryption: encryption(&engine, &client).await,
        can_knock: within(PATIENCE, can_knock(&client)).await.unwrap_or(true),
    })
}

/// Whether rooms that are not public are encrypted.
pub(super) async fn encryption(engine: &Engine, client: &Client) -> EncryptionRule {
    let is_forced = within(PATIENCE, is_forced(client))
        .await
        .unwrap_or_default();
    if is_forced {
        return EncryptionRule::Forced;
    }
    let wishes = match client.user_id() {
        Some(user) => wishes(engine.platform(), user.server_name().as_str()).await,
        None => None,
    };
    wishes.map_or(EncryptionRule::On, Wishes::rule)
}

async fn is_forced(client: &Client) -> bool {
    match client.supported_versions().await {
        Ok(versions) => versions.features.contains(&FeatureFlag::from(FORCED)),
        Err(error) => {
            tracing::warn!(%error, "the server does not say what it encrypts");
            false
        }
    }
}

async fn can_knock(client: &Client) -> bool {
    match client.homeserver_capabilities().room_versions().await {
        // Of a version that is newer than Loggia nothing else is known.
        Ok(versions) => (versions.default.rules()).is_none_or(|rules| rules.authorization.knocking),
        Err(error) => {
            tracing::warn!(%error, "the server does not say which rooms it makes");
            true
        }
    }
}

/// What the server's operator wants of clients, as Element has it in `.well-known`.
#[derive(Default, Deserialize)]
struct WellKnown {
    #[serde(rename = "io.element.e2ee")]
    wishes: Option<Wishes>,
}

#[derive(Default, Deserialize)]
struct Wishes {
    #[serde(default = "yes")]
    default: bool,
    #[serde(default)]
    force_disable: bool,
}

fn yes() -> bool {
    true
}

impl Wishes {
    fn rule(self) -> EncryptionRule {
        match self {
            Self {
                force_disable: true,
                ..
            } => EncryptionRule::Forbidden,
            Self { default: false, .. } => EncryptionRule::Off,
            Self { default: true, .. } => EncryptionRule::On,
        }
    }
}

async fn wishes(platform: &Platform, server: &str) -> Option<Wishes> {
    let url = format!("https://{server}/.well-known/matrix/client");
    let answer = within(PATIENCE, get(platform, &url)).await?;
    answer.json::<WellKnown>()?.wishes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_wishes_are_read() {
        let check = |file: &str, expected: EncryptionRule| {
            let file: WellKnown = serde_json::from_str(file).unwrap();
            let rule = file.wishes.map_or(EncryptionRule::On, Wishes::rule);
            assert_eq!(rule, expected);
        };
        check("{}", EncryptionRule::On);
        check(r#"{"io.element.e2ee":{}}"#, EncryptionRule::On);
        check(
            r#"{"io.element.e2ee":{"default":false}}"#,
            EncryptionRule::Off,
        );
        check(
            r#"{"io.element.e2ee":{"default":true,"force_disable":true}}"#,
            EncryptionRule::Forbidden,
        );
    }
}
