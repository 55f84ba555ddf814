// The test's Synapse by its client API: people and rooms are made here, the app is driven only for what is under test.
import { randomBytes } from "node:crypto";

export const HOMESERVER = process.env.LOGGIA_TEST_HOMESERVER ?? "http://127.0.0.1:8008";

type Json = Record<string, unknown>;

/** A name that no other test uses. */
export const unique = (name: string) => `${name}-${randomBytes(4).toString("hex")}`;

/** Somebody with an account, acting through the client API. */
export class Person {
  private constructor(
    readonly name: string,
    readonly password: string,
    readonly id: string,
    readonly token: string,
  ) {}

  /** Registers somebody new. */
  static async register(name: string): Promise<Person> {
    const username = unique(name).toLowerCase();
    const password = `pass-${randomBytes(6).toString("hex")}`;
    const body = { username, password, auth: { type: "m.login.dummy" }, inhibit_login: false };
    const answer = await request("POST", "/_matrix/client/v3/register", body);
    const person = new Person(username, password, answer.user_id as string, answer.access_token as string);
    await person.put(`/profile/${encodeURIComponent(person.id)}/displayname`, { displayname: name });
    return person;
  }

  async createRoom(options: Json = {}): Promise<string> {
    const answer = await this.post("/createRoom", { preset: "private_chat", ...options });
    return answer.room_id as string;
  }

  /** A space; what is in it is put there one by one. */
  async createSpace(name: string, options: Json = {}): Promise<string> {
    return this.createRoom({ name, creation_content: { type: "m.space" }, ...options });
  }

  /** Puts a room or another space into a space. */
  async addToSpace(space: string, room: string, more: Json = {}): Promise<void> {
    const server = this.id.slice(this.id.indexOf(":") + 1);
    await this.setState(space, "m.space.child", { via: [server], ...more }, room);
  }

  /** Takes it out again. */
  async removeFromSpace(space: string, room: string): Promise<void> {
    await this.setState(space, "m.space.child", {}, room);
  }

  /** A direct chat as both see it. */
  async createDirectChat(other: Person, options: Json = {}): Promise<string> {
    const room = await this.createRoom({ is_direct: true, preset: "trusted_private_chat", invite: [other.id], ...options });
    await other.join(room);
    await this.putAccountData("m.direct", { [other.id]: [room] });
    await other.putAccountData("m.direct", { [this.id]: [room] });
    return room;
  }

  async join(room: string): Promise<void> {
    await this.post(`/join/${encodeURIComponent(room)}`, {});
  }

  async invite(room: string, other: Person): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(room)}/invite`, { user_id: other.id });
  }

  async leave(room: string): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(room)}/leave`, {});
  }

  /** Sends a text; replies with its event id. */
  async say(room: string, body: string, more: Json = {}): Promise<string> {
    return this.send(room, "m.room.message", { msgtype: "m.text", body, ...more });
  }

  async send(room: string, type: string, content: Json): Promise<string> {
    const path = `/rooms/${encodeURIComponent(room)}/send/${type}/${unique("txn")}`;
    return (await this.put(path, content)).event_id as string;
  }

  async setState(room: string, type: string, content: Json, key = ""): Promise<void> {
    await this.put(`/rooms/${encodeURIComponent(room)}/state/${type}/${encodeURIComponent(key)}`, content);
  }

  async redact(room: string, event: string): Promise<void> {
    await this.put(`/rooms/${encodeURIComponent(room)}/redact/${encodeURIComponent(event)}/${unique("txn")}`, {});
  }

  async react(room: string, event: string, key: string): Promise<void> {
    await this.send(room, "m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: event, key } });
  }

  async markRead(room: string, event: string): Promise<void> {
    await this.post(`/rooms/${encodeURIComponent(room)}/receipt/m.read/${encodeURIComponent(event)}`, {});
  }

  async setTyping(room: string, typing: boolean): Promise<void> {
    await this.put(`/rooms/${encodeURIComponent(room)}/typing/${encodeURIComponent(this.id)}`, { typing, timeout: 20_000 });
  }

  async tag(room: string, tag: string): Promise<void> {
    await this.put(`/user/${encodeURIComponent(this.id)}/rooms/${encodeURIComponent(room)}/tags/${tag}`, { order: 0.5 });
  }

  /** The tags of a room, by their names. */
  async tags(room: string): Promise<string[]> {
    const path = `/user/${encodeURIComponent(this.id)}/rooms/${encodeURIComponent(room)}/tags`;
    return Object.keys((await this.get(path)).tags as Json);
  }

  /** Whether another device marked the room as unread. */
  async isMarkedUnread(room: string): Promise<boolean> {
    const path = `/user/${encodeURIComponent(this.id)}/rooms/${encodeURIComponent(room)}/account_data/m.marked_unread`;
    return this.get(path).then((content) => content.unread === true, () => false);
  }

  /** The push rules about a room: their kinds, and whether they notify. */
  async pushRules(room: string): Promise<string[]> {
    const all = (await this.get("/pushrules/")).global as Record<string, { rule_id: string; actions: unknown[] }[]>;
    const own = Object.entries(all).flatMap(([kind, rules]) => {
      return rules.filter((rule) => rule.rule_id === room).map((rule) => `${kind}: ${rule.actions[0] ?? "nothing"}`);
    });
    return own.sort();
  }

  async mute(room: string): Promise<void> {
    const conditions = [{ kind: "event_match", key: "room_id", pattern: room }];
    await this.put(`/pushrules/global/override/${encodeURIComponent(room)}`, { actions: [], conditions });
  }

  async putAccountData(type: string, content: Json): Promise<void> {
    await this.put(`/user/${encodeURIComponent(this.id)}/account_data/${type}`, content);
  }

  /** Uploads bytes; replies with their address. */
  async upload(bytes: Buffer, type: string, name: string): Promise<string> {
    const answer = await fetch(`${HOMESERVER}/_matrix/media/v3/upload?filename=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": type },
      body: new Uint8Array(bytes),
    });
    return ((await answer.json()) as { content_uri: string }).content_uri;
  }

  /** The bytes at an address. */
  async download(mxc: string): Promise<Buffer> {
    const path = mxc.replace("mxc://", "/_matrix/client/v1/media/download/");
    const answer = await fetch(HOMESERVER + path, { headers: { Authorization: `Bearer ${this.token}` } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** The newest events of a room, newest first. */
  async newest(room: string, limit = 20): Promise<Json[]> {
    const answer = await this.get(`/rooms/${encodeURIComponent(room)}/messages?dir=b&limit=${limit}`);
    return answer.chunk as Json[];
  }

  /** The name and the picture that others see. */
  profile(): Promise<Json> {
    return request("GET", `/_matrix/client/v3/profile/${encodeURIComponent(this.id)}`).catch(() => ({}));
  }

  /** Whether somebody can sign in with this password. */
  async canSignIn(password: string): Promise<boolean> {
    const identifier = { type: "m.id.user", user: this.name };
    const body = { type: "m.login.password", identifier, password };
    return request("POST", "/_matrix/client/v3/login", body).then(() => true, () => false);
  }

  async deviceNames(): Promise<(string | null)[]> {
    const answer = await this.get("/devices");
    return (answer.devices as { display_name: string | null }[]).map((device) => device.display_name);
  }

  async deviceIds(): Promise<string[]> {
    const answer = await this.get("/devices");
    return (answer.devices as { device_id: string }[]).map((device) => device.device_id);
  }

  get(path: string): Promise<Json> {
    return request("GET", `/_matrix/client/v3${path}`, undefined, this.token);
  }

  post(path: string, body: Json): Promise<Json> {
    return request("POST", `/_matrix/client/v3${path}`, body, this.token);
  }

  put(path: string, body: Json): Promise<Json> {
    return request("PUT", `/_matrix/client/v3${path}`, body, this.token);
  }
}

async function request(method: string, path: string, body?: Json, token?: string): Promise<Json> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(HOMESERVER + path, { method, headers, body: body && JSON.stringify(body) });
  const json = (await answer.json()) as Json;
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json)}`);
  return json;
}
