// The fault proxy itself: each fault is what it says, and what was asked is remembered.
import { randomBytes } from "node:crypto";

import { expect, test } from "../support/fixtures";
import { badGateway, captivePortal, cut, delay, hang, rateLimited, throttle, truncate, uploadLimit } from "../support/faults";

const VERSIONS = "/_matrix/client/versions";

test("requests go through, and discovery ends here", async ({ faults }) => {
  const answer = await fetch(faults.url + VERSIONS);
  expect(((await answer.json()) as { versions: string[] }).versions).toContain("v1.11");
  expect((await fetch(`${faults.url}/.well-known/matrix/client`)).status).toBe(404);
  expect(faults.requests(/versions/)).toMatchObject([{ method: "GET", status: 200, faults: [] }]);
});

test("who signs in is not told to go elsewhere", async ({ faults, person }) => {
  const { name, password, id } = await person("Alice");
  const body = { type: "m.login.password", identifier: { type: "m.id.user", user: name }, password };
  const answer = await fetch(`${faults.url}/_matrix/client/v3/login`, { method: "POST", body: JSON.stringify(body) });
  const told = (await answer.json()) as Record<string, unknown>;
  expect(told).toMatchObject({ user_id: id });
  expect(told).not.toHaveProperty("well_known");
});

test("answers are replaced, as often as is wanted", async ({ faults }) => {
  faults.when(/versions/, rateLimited(1500), { times: 1, method: "GET" });
  const refused = await fetch(faults.url + VERSIONS);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 1500 });
  expect((await fetch(faults.url + VERSIONS)).status).toBe(200);
  const portal = faults.when(/./, captivePortal());
  expect(await (await fetch(faults.url + VERSIONS)).text()).toContain("<h1>");
  faults.heal(portal);
  expect((await fetch(faults.url + VERSIONS)).headers.get("content-type")).toContain("json");
  expect(portal.hits).toBe(1);
});

test("connections break where they are to break", async ({ faults, person }) => {
  const alice = await person("Alice");
  const room = await alice.createRoom({ name: "Kitchen" });
  const say = (text: string) => {
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/send/m.room.message/${text}`;
    const headers = { Authorization: `Bearer ${alice.token}` };
    return fetch(faults.url + path, { method: "PUT", headers, body: JSON.stringify({ msgtype: "m.text", body: text }) });
  };
  for (const when of ["before", "upload", "midway", "after"] as const) {
    const rule = faults.when(/send/, cut(when));
    await expect(say(when).then((answer) => answer.text()), when).rejects.toThrow();
    faults.heal(rule);
  }
  await say("after");
  const texts = async () => (await alice.newest(room)).flatMap(({ content }) => (content as { body?: string }).body ?? []);
  expect(await texts()).toEqual(["after", "midway"]);
});

test("answers are shortened, slowed down and withheld", async ({ faults }) => {
  const short = faults.when(/versions/, truncate(10));
  expect((await (await fetch(faults.url + VERSIONS)).text()).length).toBe(10);
  faults.heal(short);
  faults.when(/versions/, delay(100), { times: 1 });
  faults.when(/versions/, throttle(10_000), { times: 1 });
  const begin = faults.now();
  await (await fetch(faults.url + VERSIONS)).text();
  expect(faults.now() - begin).toBeGreaterThan(150);
  faults.when(/versions/, hang());
  const patience = AbortSignal.timeout(300);
  await expect(fetch(faults.url + VERSIONS, { signal: patience })).rejects.toThrow("timeout");
});

test("files go up slowly, or to their middle", async ({ faults, person }) => {
  const alice = await person("Alice");
  const bytes = randomBytes(200_000);
  const upload = () => {
    const headers = { Authorization: `Bearer ${alice.token}`, "Content-Type": "application/octet-stream" };
    return fetch(`${faults.url}/_matrix/media/v3/upload`, { method: "POST", headers, body: new Uint8Array(bytes) });
  };
  faults.when(/upload/, cut("upload"), { times: 1 });
  await expect(upload()).rejects.toThrow();
  faults.when(/upload/, throttle(400_000));
  const begin = faults.now();
  const { content_uri } = (await (await upload()).json()) as { content_uri: string };
  expect(faults.now() - begin).toBeGreaterThan(400);
  expect((await alice.download(content_uri)).equals(bytes)).toBe(true);
  faults.when(/config/, uploadLimit(1000));
  const config = await fetch(`${faults.url}/_matrix/client/v1/media/config`);
  expect(await config.json()).toEqual({ "m.upload.size": 1000 });
});

test("it goes down and comes up at the same address", async ({ faults }) => {
  await faults.goDown();
  await expect(fetch(faults.url + VERSIONS)).rejects.toThrow();
  await faults.comeUp();
  expect((await fetch(faults.url + VERSIONS)).status).toBe(200);
  expect(faults.count(/versions/)).toBe(1);
});

test("tokens run out, and others go on; a fault may come every so often", async ({ faults, person }) => {
  const whoami = (token: string) => {
    return fetch(`${faults.url}/_matrix/client/v3/account/whoami`, { headers: { Authorization: `Bearer ${token}` } });
  };
  const alice = await person("Alice");
  expect((await whoami(alice.token)).status).toBe(200);
  faults.expireTokens();
  const answer = await whoami(alice.token);
  expect([answer.status, ((await answer.json()) as { soft_logout: boolean }).soft_logout]).toEqual([401, true]);
  const bob = await person("Bob");
  expect((await whoami(bob.token)).status).toBe(200);
  faults.heal();
  faults.when(/whoami/, badGateway(), { every: 3 });
  const statuses = [];
  for (let n = 0; n < 6; n++) statuses.push((await whoami(bob.token)).status);
  expect(statuses).toEqual([200, 200, 502, 200, 200, 502]);
});
