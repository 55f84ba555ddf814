// Messages that mean harm: none runs, none asks a stranger's server for anything, none stops the engine now or at the next start.
import { expect, test } from "../support/fixtures";
import { LocalServer } from "../support/servers";

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
