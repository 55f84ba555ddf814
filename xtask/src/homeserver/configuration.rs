//! How the throw-away Synapse is configured: no limits, nobody outside, and an application service that may act for
//! everyone.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::{Value, json};

use super::{DATABASE, LOG};

/// The token with which the demo's past is written: only an application service may set a message's time.
pub const PAST_TOKEN: &str = "loggia-local-past";

/// Writes all that Synapse reads at its start.
pub fn write(folder: &Path, name: &str, port: u16) -> Result<()> {
    // Synapse reads YAML, of which JSON is a part.
    fs::write(
        folder.join("homeserver.json"),
        configuration(folder, name, port).to_string(),
    )?;
    fs::write(folder.join("log.json"), log_configuration().to_string())?;
    fs::write(folder.join("past.json"), past_service().to_string())?;
    // The key signs nothing that anyone else sees, so it needs no randomness.
    Ok(fs::write(
        folder.join("signing.key"),
        format!("ed25519 a_local {}\n", "A".repeat(43)),
    )?)
}

fn configuration(folder: &Path, name: &str, port: u16) -> Value {
    let unlimited = json!({ "per_second": 100_000, "burst_count": 100_000 });
    let mut configuration = json!({
        "server_name": name,
        "public_baseurl": format!("http://localhost:{port}/"),
        "listeners": [{
            "port": port, "type": "http", "tls": false, "x_forwarded": false, "bind_addresses": ["127.0.0.1"],
            "resources": [{ "names": ["client"], "compress": false }],
        }],
        "database": { "name": "sqlite3", "args": { "database": folder.join(DATABASE) } },
        "log_config": folder.join("log.json"),
        "media_store_path": folder.join("media"),
        "signing_key_path": folder.join("signing.key"),
        "app_service_config_files": [folder.join("past.json")],
        "pid_file": folder.join("synapse.pid"),
        "report_stats": false,
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "enable_registration": true,
        "enable_registration_without_verification": true,
        "macaroon_secret_key": "loggia-local-macaroon",
        "form_secret": "loggia-local-form",
        "bcrypt_rounds": 4,
        "presence": { "enabled": false },
        "url_preview_enabled": false,
        "max_upload_size": "200M",
        // Synapse lets nobody publish rooms unless it is told otherwise; its directory is made from its statistics.
        "room_list_publication_rules": [{ "action": "allow" }],
        "rc_message": unlimited, "rc_registration": unlimited, "rc_admin_redaction": unlimited,
        "rc_registration_token_validity": unlimited, "rc_room_creation": unlimited, "rc_3pid_validation": unlimited,
        "rc_key_requests": unlimited, "rc_presence": { "per_user": unlimited },
        "rc_media_create": unlimited, "rc_reports": unlimited, "rc_delayed_event_mgmt": unlimited,
        "rc_login": { "address": unlimited, "account": unlimited, "failed_attempts": unlimited },
        "rc_joins": { "local": unlimited, "remote": unlimited }, "rc_joins_per_room": unlimited,
        "rc_invites": { "per_room": unlimited, "per_user": unlimited, "per_issuer": unlimited },
    });
    // Nobody outside is to be told what happens here.
    for duty in ["send_federation", "notify_appservices", "start_pushers"] {
        configuration[duty] = json!(false);
    }
    configuration
}

fn log_configuration() -> Value {
    json!({
        "version": 1,
        "formatters": { "plain": { "format": "%(asctime)s %(levelname)s %(name)s %(message)s" } },
        "handlers": { "file": { "class": "logging.FileHandler", "filename": LOG, "formatter": "plain" } },
        "root": { "level": "WARNING", "handlers": ["file"] },
    })
}

fn past_service() -> Value {
    json!({
        "id": "past", "url": null, "as_token": PAST_TOKEN, "hs_token": "loggia-local-unused",
        "sender_localpart": "past", "rate_limited": false,
        "namespaces": {
            "users": [{ "exclusive": false, "regex": "@.*" }],
            "aliases": [{ "exclusive": false, "regex": "#.*" }],
            "rooms": [],
        },
    })
}
