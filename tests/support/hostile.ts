// Events as no client would make them: fields of the wrong type, by chance, the same in each run.

type Json = Record<string, unknown>;

/** Numbers by chance from a seed. */
export function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WRONG: unknown[] = [
  null, true, 0, -1, 9_007_199_254_740_991, "", " ", "\u0000", "\u202e", "x".repeat(5_000), "mxc://", "mxc://a/../b", "$", "@", "!:",
  "javascript:alert(1)", [], [null], [[[[]]]], {}, { a: { b: {} } }, { "": "" }, { constructor: "x" },
];

const text = (more: Json): [string, Json] => ["m.room.message", { msgtype: "m.text", body: "text", ...more }];
const file = (msgtype: string, info: Json, more: Json = {}): [string, Json] => {
  return ["m.room.message", { msgtype, body: "a", url: "mxc://a/b", info: { size: 1, mimetype: "image/png", ...info }, ...more }];
};

const KEY = { k: "", alg: "A256CTR", ext: true, key_ops: [], kty: "oct" };
const UNSTABLE_POLL = {
  kind: "org.matrix.msc3381.poll.disclosed", question: { "org.matrix.msc1767.text": "q" }, answers: [{ id: "a", "org.matrix.msc1767.text": "a" }],
};

const USUAL: [string, Json][] = [
  text({ format: "org.matrix.custom.html", formatted_body: "<b>text</b>" }),
  text({ msgtype: "m.notice", "m.mentions": { user_ids: ["@a:b"], room: true } }),
  file("m.image", { w: 1, h: 1, thumbnail_url: "mxc://a/b" }),
  file("m.video", { w: 1, h: 1, duration: 1 }),
  file("m.audio", { duration: 1 }, { "org.matrix.msc3245.voice": {}, "org.matrix.msc1767.audio": { duration: 1, waveform: [1] } }),
  file("m.file", {}, { filename: "b", file: { url: "mxc://a/b", key: KEY, iv: "", hashes: { sha256: "" }, v: "v2" } }),
  text({ msgtype: "m.location", geo_uri: "geo:1,1", info: {} }),
  text({ msgtype: "m.key.verification.request", methods: [], to: "@a:b", from_device: "D" }),
  text({ "m.new_content": { msgtype: "m.text", body: "a" }, "m.relates_to": { rel_type: "m.replace", event_id: "$a" } }),
  text({ "m.relates_to": { "m.in_reply_to": { event_id: "$a" }, rel_type: "m.thread", event_id: "$a", is_falling_back: true } }),
  ["m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: "$a", key: "x" } }],
  ["m.sticker", { body: "a", url: "mxc://a/b", info: { w: 1, h: 1 } }],
  ["m.poll.start", { "m.poll": { kind: "m.disclosed", question: { "m.text": [{ body: "q" }] }, answers: [], max_selections: 1 } }],
  ["org.matrix.msc3381.poll.start", { "org.matrix.msc3381.poll.start": UNSTABLE_POLL }],
  ["m.room.encrypted", { algorithm: "m.megolm.v1.aes-sha2", ciphertext: "AA", device_id: "D", sender_key: "k", session_id: "s" }],
  ["m.call.invite", { call_id: "c", version: "1", lifetime: 1, party_id: "p", offer: { type: "offer", sdp: "" } }],
  ["m.beacon", { "m.relates_to": { rel_type: "m.reference", event_id: "$a" }, "m.location": { uri: "geo:1,1" }, "m.ts": 1 }],
  ["org.example.unheard", { body: "of a kind that nobody knows" }],
];

/** So many events of all kinds, each with one or two fields of the wrong type, or without them. */
export function malformed(seed: number, count: number): [string, Json][] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, n) => {
    const [type, content] = structuredClone(USUAL[n % USUAL.length]);
    for (let times = 1 + roll(2); times > 0; times--) spoil(content, roll);
    return [type, content];
  });
}

function spoil(content: Json, roll: (below: number) => number) {
  const keys = Object.keys(content);
  if (keys.length === 0) return;
  const key = keys[roll(keys.length)];
  const value = content[key];
  if (typeof value === "object" && value !== null && roll(3) > 0) spoil(value as Json, roll);
  else if (roll(6) === 0) delete content[key];
  else content[key] = WRONG[roll(WRONG.length)];
}
