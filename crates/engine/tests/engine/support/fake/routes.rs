//! What the homeserver answers.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{ALICE, PASSWORD, RoomUpdate, World, classic, is_counting, sync};
use crate::support::http::{Reply, Request};

/// The size of the largest file that the homeserver says it takes.
const MAX_UPLOAD_BYTES: usize = 50_000;

/// Answers a request: by a rule of the test, or as homeservers do.
pub(super) async fn answer(world: Arc<World>, request: Request) -> Reply {
    if let Some(reply) = note(&world, &request) {
        return reply;
    }
    let path = request.path.strip_prefix("/_matrix/client/").unwrap_or("");
    let (_, path) = path.split_once('/').unwrap_or(("", path));
    if let Some(reply) = open_to_all(&world, &request, path) {
        return reply;
    }
    let ended = world.state.lock().unwrap().ended;
    if let (Some(is_soft), Some(_)) = (ended, &request.token) {
        return ended_session(is_soft);
    }
    if request.method == "POST" && request.path == "/_matrix/media/v3/upload" {
        return upload(&world);
    }
    let is_classic = world.state.lock().unwrap().is_classic;
    match request.path.strip_prefix("/_matrix/client/") {
        Some("unstable/org.matrix.simplified_msc3575/sync") if is_classic => {
            return error(404, "M_UNRECOGNIZED");
        }
        Some("unstable/org.matrix.simplified_msc3575/sync") => {
            return sync::answer(&world, &request).await;
        }
        Some("v3/sync") => return classic::answer(&world, &request).await,
        _ => {}
    }
    signed_in(&world, &request, path)
}

/// Notes the request; the answer of a rule if one fits.
fn note(world: &World, request: &Request) -> Option<Reply> {
    world.change(|known| {
        known.requests.push(request.clone());
        let index = known
            .rules
            .iter()
            .position(|rule| (rule.matches)(request))?;
        let reply = known.rules[index].reply.clone();
        if let Some(times) = &mut known.rules[index].times {
            *times -= 1;
            if *times == 0 {
                known.rules.remove(index);
            }
        }
        Some(reply)
    })
}

fn open_to_all(world: &World, request: &Request, path: &str) -> Option<Reply> {
    let reply = match (request.method.as_str(), path) {
        ("GET", "versions") | ("GET", "") if request.path.ends_with("/versions") => json!({
            "versions": ["v1.1", "v1.11"],
            "unstable_features": {
                "org.matrix.simplified_msc3575": !world.state.lock().unwrap().is_classic,
            },
        }),
        ("GET", "login") => json!({ "flows": [{ "type": "m.login.password" }] }),
        ("POST", "login") => return Some(log_in(world, request)),
        _ => return None,
    };
    Some(Reply::Json(200, reply))
}

fn log_in(world: &World, request: &Request) -> Reply {
    let body = &request.body;
    let name = body["identifier"]["user"].as_str().unwrap_or_default();
    if ![ALICE, "alice"].contains(&name) || body["password"] != PASSWORD {
        return error(403, "M_FORBIDDEN");
    }
    let device = world.change(|known| {
        known.ended = None;
        known.n_devices += 1;
        known.n_devices
    });
    let asked = body["device_id"].as_str().map(str::to_owned);
    let reply = json!({
        "user_id": ALICE,
        "access_token": format!("token-{device}"),
        "device_id": asked.unwrap_or_else(|| format!("DEVICE{device}")),
    });
    Reply::Json(200, reply)
}

/// Takes a file.
fn upload(world: &World) -> Reply {
    let number = world.change(|known| {
        known.n_uploads += 1;
        known.n_uploads
    });
    let uri = format!("mxc://fake.test/upload-{number}");
    Reply::Json(200, json!({ "content_uri": uri }))
}

fn ended_session(is_soft: bool) -> Reply {
    let body = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "ended", "soft_logout": is_soft });
    Reply::Json(401, body)
}

fn signed_in(world: &World, request: &Request, path: &str) -> Reply {
    let parts: Vec<_> = path.split('/').collect();
    let reply = match (request.method.as_str(), parts.as_slice()) {
        (_, ["keys", "upload"]) => json!({ "one_time_key_counts": { "signed_curve25519": 50 } }),
        (_, ["keys", "query"]) => json!({ "device_keys": {} }),
        (_, ["keys", "device_signing", "upload"]) => json!({}),
        (_, ["keys", "signatures", "upload"]) => json!({ "failures": {} }),
        ("POST", ["room_keys", "version"]) => json!({ "version": "1" }),
        ("GET", ["media", "config"]) => json!({ "m.upload.size": MAX_UPLOAD_BYTES }),
        ("GET", ["profile", _]) => json!({ "displayname": "Alice" }),
        ("GET", ["user", _, "account_data", kind]) => return account_data(world, kind),
        ("PUT", ["user", _, "account_data", kind]) => {
            let content = request.body.clone();
            world.change(|known| known.account_data.insert((*kind).to_owned(), content));
            json!({})
        }
        ("PUT", ["rooms", room, "send", kind, transaction]) => {
            return send(world, request, room, kind, transaction);
        }
        ("PUT", ["rooms", room, "redact", event, transaction]) => {
            return redact(world, request, room, event, transaction);
        }
        ("GET", ["rooms", _, "members"]) => json!({ "chunk": [] }),
        ("GET", ["rooms", _, "messages"]) if is_counting(request) => {
            return Reply::Json(503, json!({ "errcode": "M_UNKNOWN", "error": "not now" }));
        }
        ("GET", ["rooms", _, "messages"]) => json!({ "chunk": [], "start": "older" }),
        ("PUT", ["rooms", _, "typing", _]) => json!({}),
        ("POST", ["rooms", _, "receipt", ..] | ["rooms", _, "read_markers"]) => json!({}),
        ("POST", ["join", room]) => json!({ "room_id": room }),
        ("POST", ["rooms", room, "join"]) => json!({ "room_id": room }),
        ("POST", ["rooms", _, "leave"] | ["logout"]) => json!({}),
        // Nothing is kept of the room's keys; the SDK asks before it shares them with somebody who is invited.
        ("GET", ["room_keys", "keys", _]) => json!({ "sessions": {} }),
        ("PUT" | "DELETE", ["user", _, "rooms", ..] | ["pushrules", ..]) => json!({}),
        _ => return error(404, "M_NOT_FOUND"),
    };
    Reply::Json(200, reply)
}

fn account_data(world: &World, kind: &str) -> Reply {
    let known = world.state.lock().unwrap();
    match known.account_data.get(kind) {
        Some(content) => Reply::Json(200, content.clone()),
        None => error(404, "M_NOT_FOUND"),
    }
}

/// Takes an event, and has its echo come with the next sync.
fn send(world: &World, request: &Request, room: &str, kind: &str, transaction: &str) -> Reply {
    let event = json!({ "type": kind, "content": request.body });
    echo(world, room, event, transaction)
}

fn redact(world: &World, request: &Request, room: &str, redacts: &str, transaction: &str) -> Reply {
    let mut content = request.body.clone();
    content["redacts"] = json!(redacts);
    let event = json!({ "type": "m.room.redaction", "content": content, "redacts": redacts });
    echo(world, room, event, transaction)
}

/// The same transaction is the same event, however often it is sent.
fn echo(world: &World, room: &str, mut event: Value, transaction: &str) -> Reply {
    world.change(|known| {
        let id = match known.transactions.get(transaction) {
            Some(id) => id.clone(),
            None => {
                known.n_sent += 1;
                let id = format!("$sent-{}", known.n_sent);
                event["event_id"] = json!(id);
                event["sender"] = json!(ALICE);
                event["origin_server_ts"] =
                    json!(1_700_000_100_000_u64 + u64::from(known.n_sent) * 1000);
                event["unsigned"] = json!({ "transaction_id": transaction });
                known
                    .updates
                    .push(sync::Update::Room(RoomUpdate::of(room).event(event)));
                known
                    .transactions
                    .insert(transaction.to_owned(), id.clone());
                id
            }
        };
        if known.n_lost_answers > 0 {
            known.n_lost_answers -= 1;
            return Reply::Hangup;
        }
        Reply::Json(200, json!({ "event_id": id }))
    })
}

/// An error of the Matrix API.
fn error(status: u16, code: &str) -> Reply {
    Reply::Json(status, json!({ "errcode": code, "error": "says the test" }))
}
