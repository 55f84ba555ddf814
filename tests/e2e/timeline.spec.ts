// The timeline: what is said and done in a room, and what can be done with it.
import { readFile } from "node:fs/promises";

import { expect, test } from "../support/fixtures";
import { png } from "../support/pictures";
import { LocalServer, json, proxy } from "../support/servers";

test("messages of all kinds are drawn", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Kitchen", topic: "Food and drink", invite: [alice.id] });
  await alice.join(id);
  await bob.say(id, "**bold**", { format: "org.matrix.custom.html", formatted_body: "<strong>bold</strong> and <a href='https://example.org'>a link</a>" });
  const first = await bob.say(id, "what about lunch?");
  await bob.send(id, "m.room.message", {
    msgtype: "m.text",
    body: "noon",
    "m.relates_to": { "m.in_reply_to": { event_id: first } },
  });
  const edited = await bob.say(id, "teh soup");
  await bob.send(id, "m.room.message", {
    msgtype: "m.text",
    body: "* the soup",
    "m.new_content": { msgtype: "m.text", body: "the soup" },
    "m.relates_to": { rel_type: "m.replace", event_id: edited },
  });
  await bob.redact(id, await bob.say(id, "regretted"));
  await bob.react(id, first, "🍲");
  await bob.send(id, "m.room.message", { msgtype: "m.emote", body: "sets the table" });
  await bob.setState(id, "m.room.name", { name: "Big kitchen" });
  const shell = await signIn(alice);
  const room = await shell.open("Big kitchen");
  await expect(room.message("bold").locator("strong")).toHaveText("bold");
  const link = room.timeline.getByRole("link", { name: "a link" });
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(room.message("noon")).toContainText("what about lunch?");
  await expect(room.message("the soup")).toContainText("edited");
  await expect(room.message("Message removed")).toBeVisible();
  await expect(room.timeline.getByText("regretted")).toBeHidden();
  await expect(room.timeline.getByRole("button", { name: "🍲: Bob" })).toBeVisible();
  await expect(room.message("sets the table")).toContainText("Bob");
  await expect(room.message("Bob named the room Big kitchen")).toBeVisible();
  await room.scroll(-5000);
  await expect(room.timeline.getByRole("separator", { name: "Today" })).toBeVisible();
  await expect(room.main.getByText("Food and drink", { exact: true })).toBeVisible();
});

test("write, reply, edit, react, remove @main", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createRoom({ name: "Kitchen", invite: [bob.id] });
  await bob.join(id);
  await bob.say(id, "who cooks?");
  const room = await (await signIn(alice)).open("Kitchen");
  const { page } = room;
  const question = room.timeline.getByRole("article", { name: /^Bob.*who cooks/ });
  await room.act(question, "Reply");
  await expect(page.getByText("Replying to Bob")).toBeVisible();
  await room.write("I *do*");
  const answer = await room.sent("I do");
  await expect(answer).toContainText("who cooks?");
  await expect(answer.locator("em")).toHaveText("do");
  await room.composer.press("ArrowUp");
  await expect(room.composer).toHaveValue("I *do*");
  await room.composer.fill("I do, at noon");
  await room.composer.press("Enter");
  await expect(room.message("I do, at noon")).toContainText("edited");
  await room.act(question, "React");
  await page.getByRole("dialog", { name: "React" }).getByRole("button", { name: "🎉" }).first().click();
  const reaction = room.timeline.getByRole("button", { name: "🎉: Alice" });
  await expect(reaction).toHaveAttribute("aria-pressed", "true");
  await reaction.click();
  await expect(reaction).toBeHidden();
  await room.choose(room.message("I do, at noon"), "Remove");
  await page.getByRole("dialog", { name: "Remove this message?" }).getByRole("button", { name: "Remove" }).click();
  await expect(room.message("Message removed")).toBeVisible();
  const kinds = async () => (await bob.newest(id)).map((event) => event.type);
  await expect.poll(kinds).toContain("m.room.redaction");
});

test("what can be done with a message is offered while the pointer or the focus is on it", async ({ person, signIn }) => {
  const alice = await person("Alice");
  await alice.say(await alice.createRoom({ name: "Kitchen" }), "who cooks?");
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  const message = room.message("who cooks?");
  const toolbar = message.getByRole("toolbar", { name: "Message actions" });
  // What comes in meanwhile is drawn anew under a pointer that does not move.
  await expect(async () => {
    await shell.search.hover();
    await message.hover();
    await expect(toolbar).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await shell.search.hover();
  await expect(toolbar).toBeHidden();
  await message.focus();
  await expect(toolbar).toBeVisible();
  await toolbar.getByRole("button", { name: "More" }).press("Enter");
  await expect(shell.page.getByRole("menuitem", { name: "Copy text" })).toBeFocused();
  await expect(toolbar).toBeVisible();
});

test("who reads and who types is shown, both ways", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await alice.createRoom({ name: "Kitchen", invite: [bob.id] });
  await bob.join(id);
  const room = await (await signIn(alice)).open("Kitchen");
  const message = await room.send("read this");
  const event = await message.getAttribute("data-event-id");
  await bob.markRead(id, event!);
  await expect(message.getByRole("img", { name: "Read by Bob" })).toBeVisible();
  await bob.setTyping(id, true);
  await expect(room.main.getByText("Bob is typing")).toBeVisible();
  await bob.setTyping(id, false);
  await expect(room.main.getByText("Bob is typing")).toBeHidden();
  const typing = bob.get("/sync?timeout=0").then((answer) => bob.get(`/sync?timeout=20000&since=${answer.next_batch}`));
  await room.composer.pressSequentially("hm");
  expect(JSON.stringify(await typing)).toContain("m.typing");
});

test("older messages load as the reader scrolls up, and nothing jumps", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Archive", invite: [alice.id] });
  await alice.join(id);
  for (let n = 0; n < 150; n++) await bob.say(id, `message ${n}${"\nmore".repeat(n % 4)}`);
  const room = await (await signIn(alice)).open("Archive");
  await expect(room.message("message 149")).toBeInViewport();
  await room.timeline.hover();
  await expect(async () => {
    await room.page.mouse.wheel(0, -900);
    await expect(room.message(/message 0$/)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  expect(await room.timeline.getByRole("article").count()).toBeLessThan(80);
  expect(await room.page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(2000);
  await room.main.getByRole("button", { name: "Jump to the newest message" }).click();
  await expect(room.message("message 149")).toBeInViewport();
  await bob.say(id, "one more");
  await expect(room.message("one more")).toBeInViewport();
});

test("what the reader looks at stays where it is when messages come and pages load", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Archive", invite: [alice.id] });
  await alice.join(id);
  for (let n = 0; n < 120; n++) await bob.say(id, `message ${n}${"\nmore".repeat(n % 5)}`);
  const room = await (await signIn(alice)).open("Archive");
  await expect(room.message("message 119")).toBeInViewport();
  const looked = room.message("message 107");
  await expect(async () => {
    await room.scroll(-200);
    await expect(looked).toBeInViewport({ timeout: 500 });
  }).toPass();
  const before = await looked.boundingBox();
  await bob.say(id, "something new below");
  await expect(room.main.getByRole("button", { name: "Jump to the newest message" })).toBeVisible();
  await expect(async () => {
    const after = await looked.boundingBox();
    expect(Math.abs(after!.y - before!.y)).toBeLessThan(2);
  }).toPass();
});

test("pictures open in full, files are saved", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "Kitchen", invite: [alice.id] });
  await alice.join(id);
  const picture = await bob.upload(png(200, 120), "image/png", "soup.png");
  await bob.send(id, "m.room.message", {
    msgtype: "m.image", body: "soup.png", url: picture, info: { w: 200, h: 120, mimetype: "image/png" },
  });
  const file = await bob.upload(Buffer.from("a recipe"), "text/plain", "recipe.txt");
  await bob.send(id, "m.room.message", {
    msgtype: "m.file", body: "recipe.txt", url: file, info: { size: 8, mimetype: "text/plain" },
  });
  const room = await (await signIn(alice)).open("Kitchen");
  const { page } = room;
  await expect(room.timeline.getByRole("img", { name: "Picture soup.png" })).toBeVisible();
  await room.timeline.getByRole("button", { name: "Open picture soup.png" }).click();
  const viewer = page.getByRole("dialog", { name: "soup.png" });
  await expect(viewer.getByRole("img", { name: "soup.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  const download = page.waitForEvent("download");
  await room.timeline.getByRole("button", { name: "Download recipe.txt" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("recipe.txt");
  expect(await readFile(await saved.path(), "utf8")).toBe("a recipe");
});

test("a message that the server refuses says so, waits, and is sent again", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  let isRefusing = true;
  const server = await LocalServer.start(
    proxy((path, method, response) => {
      if (!isRefusing || method !== "PUT" || !path.includes("/send/m.room.message/")) return false;
      json(response, 403, { errcode: "M_FORBIDDEN", error: "not now" });
      return true;
    }),
  );
  const room = await (await signIn(alice, server.url)).open("Kitchen");
  await room.write("first try");
  const message = room.message("first try");
  await expect(message).toHaveAttribute("data-send-state", "failed");
  await expect(message.getByRole("alert")).toContainText("Not sent. The server does not allow this.");
  isRefusing = false;
  await message.getByRole("button", { name: "Retry" }).click();
  await expect(message).toHaveAttribute("data-send-state", "sent");
  expect((await alice.newest(id)).filter((event) => event.type === "m.room.message").length).toBe(1);
  await server.stop();
});

test("who may not write is told so", async ({ person, signIn }) => {
  const [alice, bob] = [await person("Alice"), await person("Bob")];
  const id = await bob.createRoom({ name: "News", invite: [alice.id], power_level_content_override: { events_default: 50 } });
  await alice.join(id);
  const room = await (await signIn(alice)).open("News");
  await expect(room.main.getByText("You may not write in this room.")).toBeVisible();
  await expect(room.composer).toBeHidden();
});
