//! One good event of each kind, to be spoilt.

use serde_json::{Value, json};

use crate::support::fake::ALICE;

fn relation(kind: &str, to: &str) -> Value {
    json!({ "rel_type": kind, "event_id": to, "key": "👍" })
}

/// One good content of each kind of event that a timeline holds.
pub fn message_like(to: &str) -> Vec<(&'static str, Value)> {
    let media = json!({
        "body": "a", "filename": "a.png", "url": "mxc://fake.test/a",
        "info": {
            "mimetype": "image/png", "size": 1, "w": 1, "h": 1, "duration": 1, "xyz.amorgan.blurhash": "LEHV6nWB2yk8",
            "thumbnail_url": "mxc://fake.test/b", "thumbnail_info": { "w": 1, "h": 1, "size": 1, "mimetype": "image/png" },
        },
    });
    let typed = |kind: &str| {
        let mut content = media.clone();
        content["msgtype"] = json!(kind);
        content
    };
    let text = json!({
        "msgtype": "m.text", "body": "a", "format": "org.matrix.custom.html", "formatted_body": "<b>a</b>",
        "m.mentions": { "user_ids": [ALICE], "room": true },
        "m.relates_to": { "m.in_reply_to": { "event_id": to } },
    });
    let edit = json!({
        "msgtype": "m.text", "body": "* b", "m.new_content": { "msgtype": "m.text", "body": "b" },
        "m.relates_to": relation("m.replace", to),
    });
    let poll = json!({
        "org.matrix.msc1767.text": "a",
        "org.matrix.msc3381.poll.start": {
            "kind": "org.matrix.msc3381.poll.disclosed", "max_selections": 1,
            "question": { "org.matrix.msc1767.text": "a" },
            "answers": [{ "id": "1", "org.matrix.msc1767.text": "a" }],
        },
    });
    let vote = json!({
        "m.relates_to": relation("m.reference", to), "org.matrix.msc3381.poll.response": { "answers": ["1"] },
    });
    let encrypted = json!({
        "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgAEnACgAkLmt6q", "device_id": "D",
        "sender_key": "IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA", "session_id": "s",
    });
    let request = json!({
        "msgtype": "m.key.verification.request", "body": "a", "from_device": "D", "methods": ["m.sas.v1"], "to": ALICE,
    });
    vec![
        ("m.room.message", text),
        ("m.room.message", edit),
        ("m.room.message", typed("m.image")),
        ("m.room.message", typed("m.video")),
        ("m.room.message", typed("m.audio")),
        ("m.room.message", typed("m.file")),
        (
            "m.room.message",
            json!({ "msgtype": "m.location", "body": "a", "geo_uri": "geo:1,2" }),
        ),
        (
            "m.room.message",
            json!({ "msgtype": "m.server_notice", "body": "a", "server_notice_type": "a" }),
        ),
        (
            "m.room.message",
            json!({ "msgtype": "org.example.odd", "body": "a", "data": {} }),
        ),
        ("m.room.message", request),
        ("m.sticker", media.clone()),
        (
            "m.reaction",
            json!({ "m.relates_to": relation("m.annotation", to) }),
        ),
        (
            "m.room.redaction",
            json!({ "redacts": "$nothing", "reason": "a" }),
        ),
        ("m.room.encrypted", encrypted),
        ("org.matrix.msc3381.poll.start", poll),
        ("org.matrix.msc3381.poll.response", vote),
        (
            "m.call.invite",
            json!({ "call_id": "a", "version": "1", "lifetime": 1, "party_id": "a", "offer": { "type": "offer", "sdp": "a" } }),
        ),
        (
            "m.key.verification.ready",
            json!({ "from_device": "D", "methods": ["m.sas.v1"], "m.relates_to": relation("m.reference", to) }),
        ),
        ("org.example.odd", json!({ "a": { "b": ["c"] } })),
    ]
}

/// One good content of each kind of state.
pub fn states() -> Vec<(&'static str, &'static str, Value)> {
    let carol = "@carol:fake.test";
    vec![
        (
            "m.room.member",
            carol,
            json!({ "membership": "join", "displayname": "Carol", "avatar_url": "mxc://fake.test/a", "reason": "a" }),
        ),
        ("m.room.name", "", json!({ "name": "B" })),
        (
            "m.room.topic",
            "",
            json!({ "topic": "a", "m.topic": { "m.text": [{ "body": "a" }] } }),
        ),
        (
            "m.room.avatar",
            "",
            json!({ "url": "mxc://fake.test/a", "info": { "w": 1, "h": 1 } }),
        ),
        (
            "m.room.join_rules",
            "",
            json!({ "join_rule": "restricted", "allow": [{ "type": "m.room_membership", "room_id": "!b:fake.test" }] }),
        ),
        (
            "m.room.history_visibility",
            "",
            json!({ "history_visibility": "shared" }),
        ),
        (
            "m.room.guest_access",
            "",
            json!({ "guest_access": "can_join" }),
        ),
        (
            "m.room.canonical_alias",
            "",
            json!({ "alias": "#a:fake.test", "alt_aliases": ["#b:fake.test"] }),
        ),
        ("m.room.pinned_events", "", json!({ "pinned": ["$1"] })),
        (
            "m.room.server_acl",
            "",
            json!({ "allow": ["*"], "deny": [], "allow_ip_literals": true }),
        ),
        (
            "m.room.third_party_invite",
            "a",
            json!({ "display_name": "a", "key_validity_url": "a", "public_key": "a" }),
        ),
        (
            "m.space.child",
            "!b:fake.test",
            json!({ "via": ["fake.test"], "order": "a" }),
        ),
        (
            "org.matrix.msc3672.beacon_info",
            ALICE,
            json!({ "description": "a", "live": true, "timeout": 1 }),
        ),
        ("org.example.odd", "a", json!({ "a": 1 })),
    ]
}
