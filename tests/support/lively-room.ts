// A room in which all kinds of things have happened.
import type { Person } from "./homeserver";
import { png } from "./pictures";

/** Somebody's room with a friend in it, who has sent one of each kind. */
export async function makeLivelyRoom(host: Person, friend: Person): Promise<string> {
  const id = await host.createRoom({ name: "Kitchen", topic: "Food and drink", invite: [friend.id] });
  await friend.join(id);
  await sayAll(host, friend, id);
  await showAll(friend, id);
  await friend.setState(id, "m.room.member", { membership: "join", displayname: "Bobby" }, friend.id);
  return id;
}

async function sayAll(host: Person, friend: Person, id: string) {
  const html = `<h1>Menu</h1><p>a <a href="https://example.org">link</a>, <code>code</code>, <span data-mx-spoiler>secret</span></p>
    <pre><code>let soup = 1;</code></pre><blockquote>quoted</blockquote><ul><li>one</li></ul>
    <table><thead><tr><th>soup</th></tr></thead><tbody><tr><td>red</td></tr></tbody></table>
    <details><summary>more</summary>inside</details>`;
  await friend.say(id, "Menu", { format: "org.matrix.custom.html", formatted_body: html });
  const question = await friend.say(id, "what about lunch?");
  await host.say(id, "noon", { "m.relates_to": { "m.in_reply_to": { event_id: question } } });
  await host.say(id, "lost", { "m.relates_to": { "m.in_reply_to": { event_id: "$nowhere" } } });
  await friend.react(id, question, "🍲");
  await host.react(id, question, "👍");
  const edited = await friend.say(id, "teh soup");
  const text = { msgtype: "m.text", body: "the soup" };
  await friend.say(id, "* the soup", { "m.new_content": text, "m.relates_to": { rel_type: "m.replace", event_id: edited } });
  await friend.redact(id, await friend.say(id, "regretted"));
  await friend.say(id, "sets the table", { msgtype: "m.emote" });
  await friend.say(id, "the oven is hot", { msgtype: "m.notice" });
  const pill = `<a href="https://matrix.to/#/${host.id}">Alice</a> come`;
  await friend.say(id, "Alice come", { format: "org.matrix.custom.html", formatted_body: pill, "m.mentions": { user_ids: [host.id] } });
  await friend.send(id, "m.room.encrypted", {
    algorithm: "m.megolm.v1.aes-sha2", ciphertext: "AwgAEnACgAkLmt6qF84IK", sender_key: "none", session_id: "none", device_id: "none",
  });
}

async function showAll(friend: Person, id: string) {
  const picture = await friend.upload(png(200, 120), "image/png", "soup.png");
  await friend.send(id, "m.room.message", {
    msgtype: "m.image", body: "soup.png", url: picture, info: { w: 200, h: 120, mimetype: "image/png" },
  });
  await friend.send(id, "m.room.message", { msgtype: "m.image", body: "gone.png", url: "mxc://localhost/none", info: { w: 90, h: 60 } });
  const file = await friend.upload(Buffer.from("a recipe"), "text/plain", "recipe.txt");
  await friend.send(id, "m.room.message", { msgtype: "m.file", body: "recipe.txt", url: file, info: { size: 8 } });
  const poll = "org.matrix.msc3381.poll";
  const answers = ["red", "green"].map((text, n) => ({ id: `${n}`, "org.matrix.msc1767.text": text }));
  const asked = await friend.send(id, `${poll}.start`, {
    "org.matrix.msc1767.text": "which soup?",
    [`${poll}.start`]: { question: { "org.matrix.msc1767.text": "which soup?" }, kind: `${poll}.disclosed`, max_selections: 1, answers },
  });
  await friend.send(id, `${poll}.response`, {
    "m.relates_to": { rel_type: "m.reference", event_id: asked }, [`${poll}.response`]: { answers: ["0"] },
  });
}
