// Messages that are too much, or not what they say they are: each is drawn as well as it can be, and the room goes on.
import type { Page } from "@playwright/test";

import { RoomPage } from "../pages/room";
import { expect, test } from "../support/fixtures";
import { malformed } from "../support/hostile";
import type { Person } from "../support/homeserver";
import { times } from "../support/length";

const cells = `<table>${"<tr>" + "<td>c</td>".repeat(50) + "</tr>"}</table>`.replace(/<tr>.*<\/tr>/, (row) => row.repeat(100));
const long: [string, string, string?][] = [
  ["64 KB of text", "lorem ipsum dolor sit amet ".repeat(2_300)],
  ["one word of 60 KB", "w".repeat(60_000)],
  ["ten thousand emoji", "🦆".repeat(10_000)],
  ["marks upon marks", ("Z" + "\u0300\u0315\u035f\u0489".repeat(60)).repeat(60)],
  ["five thousand table cells", "a table", cells],
  ["a thousand lines", "line\n".repeat(1_000)],
];

/** How many malformed events come, all in all and before each message that is not. */
const [N_ROUNDS, PER_ROUND] = [times(4, 134), 75];

/** Somebody who looks, and somebody who sends, in a room of both. */
async function twoOfThem(person: (name: string) => Promise<Person>) {
  const [alice, mallory] = [await person("Alice"), await person("Mallory")];
  const id = await mallory.createRoom({ name: "Trap", invite: [alice.id] });
  await alice.join(id);
  return { alice, mallory, id };
}

/** Whether nothing stands out of the room's width. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

for (const [what, body, formatted_body] of long) {
  test(`${what}: the room goes on, and nothing stands out of it`, async ({ person, signIn }) => {
    const { alice, mallory, id } = await twoOfThem(person);
    await mallory.say(id, "said before");
    await mallory.say(id, body, formatted_body ? { format: "org.matrix.custom.html", formatted_body } : {});
    const shell = await signIn(alice);
    const room = await shell.open("Trap");
    await expect(room.timeline.getByRole("article").last()).toBeVisible();
    expect(await fits(shell.page)).toBe(true);
    await mallory.say(id, "said afterwards");
    await expect(room.message("said afterwards")).toBeVisible();
    await room.send("and answered");
    await shell.page.reload();
    await expect(room.message("and answered")).toBeVisible();
  });
}

test("malformed events end no engine and hide no other message", async ({ person, signIn }) => {
  test.setTimeout(60_000 + N_ROUNDS * 15_000);
  const { alice, mallory, id } = await twoOfThem(person);
  const shell = await signIn(alice);
  const crashes: string[] = [];
  shell.page.on("console", (message) => message.text().includes("the engine ended") && crashes.push(message.text()));
  const room = await shell.open("Trap");
  let nTaken = 0;
  const events = malformed(20_261_125, N_ROUNDS * PER_ROUND);
  for (let round = 1; round <= N_ROUNDS; round++) {
    // Some of them no server takes.
    const sending = events.splice(0, PER_ROUND).map(([type, content]) => mallory.send(id, type, content));
    nTaken += (await Promise.allSettled(sending)).filter(({ status }) => status === "fulfilled").length;
    await mallory.say(id, `still there ${round};`);
    await expect(room.message(`still there ${round};`)).toBeVisible();
  }
  expect(nTaken).toBeGreaterThan((N_ROUNDS * PER_ROUND) / 2);
  await shell.page.reload();
  const again = new RoomPage(shell.page, "Trap");
  await expect(again.message(`still there ${N_ROUNDS};`)).toBeVisible();
  await again.timeline.hover();
  await expect(async () => {
    await shell.page.mouse.wheel(0, -2_000);
    await expect(again.timeline.getByText("This is the beginning of Trap.")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 + N_ROUNDS * 5_000 });
  expect(crashes).toEqual([]);
});

test("a message of an unknown kind is shown by its text", async ({ person, signIn }) => {
  const { alice, mallory, id } = await twoOfThem(person);
  await mallory.send(id, "m.room.message", { msgtype: "org.example.dance", body: "Mallory dances" });
  const shell = await signIn(alice);
  await expect(shell.row("Trap")).toContainText("Mallory dances");
  const room = await shell.open("Trap");
  await expect(room.message("Mallory dances")).toBeVisible();
});

test("unknown events and unknown rules keep nobody out, and the newest version of rooms is spoken", async ({ person, signIn }) => {
  const { alice, mallory, id } = await twoOfThem(person);
  await mallory.send(id, "org.example.event", { body: "not a message" });
  await mallory.setState(id, "m.room.join_rules", { join_rule: "org.example.dance" });
  await mallory.setState(id, "m.room.history_visibility", { history_visibility: "org.example.dance" });
  await mallory.setState(id, "m.room.guest_access", { guest_access: ["org.example.dance"] });
  await mallory.setState(id, "org.example.state", { any: "thing" });
  await mallory.createRoom({ name: "Newest", room_version: "12", invite: [alice.id] });
  const shell = await signIn(alice);
  const room = await shell.open("Trap");
  await mallory.say(id, "said afterwards");
  await expect(room.message("said afterwards")).toBeVisible();
  await room.send("and answered");
  await shell.row("Newest").click();
  await shell.page.getByRole("button", { name: "Accept" }).click();
  await new RoomPage(shell.page, "Newest").send("in a room of the newest version");
});
