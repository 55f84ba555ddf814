// Coming back: what was seen last is there before the engine, and before the server.
import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { thisBuild } from "../support/bundles";
import { expect, test } from "../support/fixtures";
import { LocalServer, proxy } from "../support/servers";

// It would have the engine's files.
test.use({ serviceWorkers: "block" });

test("the rooms and the newest messages are drawn before the engine has started", async ({ person, serve, openApp }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.createRoom({ name: "Garden" });
  await alice.say(id, "who cooks?");
  const app = await serve("this", await thisBuild());
  const page = await openApp(app.url);
  await new LoginPage(page).signIn(alice);
  const shell = new Shell(page);
  await shell.waitUntilOpen();
  const room = await shell.open("Kitchen");
  await room.send("I do");
  await shell.waitUntilKept(() => alice.say(id, "bye"));
  await page.close();
  app.held = /engine_bg\.wasm$/;
  const again = await page.context().newPage();
  await again.goto(app.url);
  await expect(new Shell(again).row("Garden")).toBeVisible();
  await expect(new RoomPage(again, "Kitchen").message("I do")).toBeInViewport();
  await expect(new Shell(again).connection).not.toHaveText("Online");
});

test("what was being written is there again, with the message that it answers", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.say(id, "who cooks?");
  const shell = await signIn(alice);
  const room = await shell.open("Kitchen");
  const nKept = () => shell.page.evaluate(() => performance.getEntriesByName("loggia:draft").length);
  await room.act(room.message("who cooks?"), "Reply");
  await expect.poll(nKept).toBe(1);
  await room.composer.fill("half a sen");
  await expect.poll(nKept).toBe(2);
  await shell.page.reload();
  await expect(room.composer).toHaveValue("half a sen");
  await room.composer.press("End");
  await room.composer.pressSequentially("tence");
  await room.composer.press("Enter");
  const sent = await room.sent("half a sentence");
  await expect(sent).toContainText("who cooks?");
  await shell.page.reload();
  await expect(room.message("half a sentence")).toBeVisible();
  await expect(room.composer).toHaveValue("");
});

test("without the server, the rooms and their messages are there", async ({ person, signIn }) => {
  const alice = await person("Alice");
  const id = await alice.createRoom({ name: "Kitchen" });
  await alice.say(id, "who cooks?");
  const server = await LocalServer.start(proxy(() => false));
  const shell = await signIn(alice, server.url);
  const { page } = shell;
  const room = await shell.open("Kitchen");
  await room.send("I do");
  await shell.waitUntilKept(() => alice.say(id, "bye"));
  await page.close();
  await server.stop();
  const again = await page.context().newPage();
  await again.goto("/");
  const kitchen = new RoomPage(again, "Kitchen");
  await expect(kitchen.message("I do")).toBeInViewport();
  await kitchen.write("at noon");
  await expect(kitchen.message("at noon")).toHaveAttribute("data-send-state", "sending");
});
