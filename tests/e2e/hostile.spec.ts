// Messages that mean harm: none runs, none asks a stranger's server for anything, none stops the engine now or at the next start.
import { expect, test } from "../support/fixtures";
import { LocalServer } from "../support/servers";
import { soups, watchForHarm } from "../support/soup";

const html = (formatted_body: string, body: string) => ({ body, format: "org.matrix.custom.html", formatted_body });

test("hostile messages do nothing, and the room goes on", async ({ person, signIn }) => {
  const [alice, mallory] = [await person("Alice"), await person("Mallory")];
  const asked: string[] = [];
  const canary = await LocalServer.start((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  const id = await mallory.createRoom({ name: "Trap", invite: [alice.id] });
  await alice.join(id);
  const bodies = [
    `<img alt=a src="${canary.url}/image"><img src="${canary.url}/second" onerror="alert(1)">`,
    `<a foo href="javascript:alert(1)">press</a>`,
    `<svg onload="alert(1)"><script>alert(1)</script></svg><style>@import "${canary.url}/style"</style>`,
    `<iframe src="${canary.url}/frame"></iframe><object data="${canary.url}/object"></object>`,
    `<table background="${canary.url}/table"><tr><td style="background:url(${canary.url}/cell)">x</td></tr></table>`,
  ];
  for (const [n, body] of bodies.entries()) await mallory.say(id, `plain ${n}`, html(`${body} said ${n}`, `plain ${n}`));
  await mallory.say(id, "deep", html("<b>".repeat(13_000), "deep is told plainly"));
  await mallory.say(id, "wide", html("<td>".repeat(5_000), "wide is told plainly"));
  await mallory.say(id, "z".repeat(60_000));
  await mallory.say(id, "the last word");
  const shell = await signIn(alice);
  let room = await shell.open("Trap");
  await expect(room.message("the last word")).toBeVisible();
  await shell.page.reload();
  await shell.waitUntilOpen();
  await expect(room.message("the last word")).toBeVisible();
  await room.timeline.hover();
  await room.page.mouse.wheel(0, -4000);
  await expect(room.message("said 1").first()).toBeVisible();
  const links = await room.timeline.getByRole("link").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol));
  expect(links.filter((protocol) => !["http:", "https:"].includes(protocol))).toEqual([]);
  expect(asked).toEqual([]);
  await room.send("still writing");
  await canary.stop();
});

test("a thousand messages of HTML by chance do nothing @main", async ({ person, signIn }) => {
  test.slow();
  const [alice, mallory] = [await person("Alice"), await person("Mallory")];
  const asked: string[] = [];
  const canary = await LocalServer.start((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  const id = await mallory.createRoom({ name: "<u>Trap</u>", topic: "<svg onload=alert(1)>", invite: [alice.id] });
  await alice.join(id);
  await mallory.setState(id, "m.room.member", { membership: "join", displayname: "<img src=x onerror=alert(1)>" }, mallory.id);
  await mallory.say(id, "the first word");
  const bodies = soups(20, 1_000, canary.url);
  for (let n = 0; n < bodies.length; n += 20) {
    const batch = bodies.slice(n, n + 20).map((body, at) => mallory.say(id, `plain ${n + at}`, html(`${body}</title></style></xmp> said`, body)));
    await Promise.all(batch);
  }
  await mallory.say(id, "the last word");
  const shell = await signIn(alice);
  const harm = await watchForHarm(shell.page);
  const room = await shell.open("<u>Trap</u>");
  await expect(room.message("the last word")).toBeVisible();
  await expect(async () => {
    await room.scroll(-6_000);
    await expect(room.message("the first word")).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 90_000, intervals: [50] });
  expect(await harm()).toEqual([]);
  expect(asked).toEqual([]);
  await canary.stop();
});
