// What goes wrong between the app and its server, and what people notice of it. Timeouts below are the targets.
import {
  badGateway, captivePortal, consentNotGiven, cut, hang, internalError, rateLimited, resourceLimit, userLocked, userSuspended,
} from "../support/faults";
import { expect, test } from "../support/fixtures";
import { inKitchen, texts } from "../support/kitchen";

const SYNC = /\/sync(\?|$)/;
const SEND = /\/send\/m\.room\.message\//;

test("a server that is down at the start leaves everything readable", async ({ person, signIn, faults }) => {
  const { shell, room } = await inKitchen(person, signIn, faults);
  await faults.goDown();
  await shell.page.reload();
  await expect(shell.row("Kitchen")).toBeVisible({ timeout: 3_000 });
  await expect(room.message("said before")).toBeVisible({ timeout: 3_000 });
  await expect(shell.connection).toHaveText(/Reconnecting|Offline/, { timeout: 5_000 });
  await expect(shell.page.getByRole("button", { name: "Sign in" })).toBeHidden();
  await faults.comeUp();
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
});

for (const [what, fault] of [["502 in HTML", badGateway], ["500", internalError]] as const) {
  test(`a sync that fails with ${what} is tried again, seldom`, async ({ person, signIn, faults }) => {
    const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
    const failing = faults.when(SYNC, fault());
    await alice.say(id, "wakes the sync");
    const begin = faults.now();
    await expect(shell.connection).toHaveText("Reconnecting");
    // Waits of 1, 2, 4 and 8 seconds, a quarter less at most.
    await expect.poll(() => faults.now() - begin, { timeout: 30_000 }).toBeGreaterThan(20_000);
    expect(failing.hits).toBeLessThanOrEqual(12);
    faults.heal();
    await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
    await expect(room.message("wakes the sync")).toBeVisible();
  });
}

test("a limit on sending is kept to the millisecond, and nothing is lost", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  const lines = Array.from({ length: 30 }, (_, n) => `line ${n}`);
  faults.when(SEND, rateLimited(4_000), { times: 2 });
  for (const line of lines) await room.write(line);
  await expect(room.message("line 29")).toHaveAttribute("data-send-state", "sending");
  await expect.poll(() => texts(alice, id), { timeout: 60_000 }).toEqual(["said before", ...lines]);
  await expect(room.timeline.locator("[data-send-state=failed]")).toHaveCount(0);
  for (const { at } of faults.requests(SEND).filter(({ status }) => status === 429)) {
    expect(faults.count(SEND, { since: at + 1, until: at + 4_000 })).toBe(0);
  }
});

test("a message outlives three failures of the server", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  faults.when(SEND, internalError(), { times: 3 });
  await room.write("through three failures");
  await expect(room.message("through three failures")).toHaveAttribute("data-send-state", "sent", { timeout: 60_000 });
  expect(await texts(alice, id)).toEqual(["said before", "through three failures"]);
});

for (const when of ["before", "midway", "after"] as const) {
  test(`a connection cut ${when} the server's answer sends a message once`, async ({ person, signIn, faults }) => {
    const { alice, id, room } = await inKitchen(person, signIn, faults);
    const broken = faults.when(SEND, cut(when), { times: 1 });
    await room.write("first");
    await room.write("second");
    await expect(room.message("second")).toHaveAttribute("data-send-state", "sent", { timeout: 30_000 });
    expect(broken.hits).toBe(1);
    expect(await texts(alice, id)).toEqual(["said before", "first", "second"]);
    await expect(room.message("first")).toHaveCount(1);
  });
}

test("what is written without a server is kept across a reload and sent when there is one", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  await faults.goDown();
  for (const line of ["one", "two", "three"]) await room.write(line);
  await expect(room.message("three")).toHaveAttribute("data-send-state", "sending");
  await shell.page.reload();
  for (const line of ["one", "two", "three"]) await expect(room.message(line)).toBeVisible();
  await faults.comeUp();
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
  await expect(room.message("three")).toHaveAttribute("data-send-state", "sent", { timeout: 5_000 });
  expect(await texts(alice, id)).toEqual(["said before", "one", "two", "three"]);
});

test("edits, reactions and removals wait for the server as well", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  await room.send("teh soup");
  await room.send("regretted");
  await faults.goDown();
  await expect(shell.connection).toHaveText("Reconnecting");
  await room.act(room.message("said before"), "React");
  await shell.dialog("React").getByRole("button", { name: "🎉" }).first().click();
  await expect(room.timeline.getByRole("button", { name: "🎉: Alice" })).toBeVisible();
  await room.act(room.message("teh soup"), "Edit");
  // The engine is asked for what was written.
  await expect(room.composer).toHaveValue("teh soup");
  await room.composer.fill("the soup");
  await room.composer.press("Enter");
  await expect(room.message("the soup")).toBeVisible();
  await room.act(room.message("regretted"), "More");
  await shell.page.getByRole("menuitem", { name: "Remove" }).click();
  await shell.dialog("Remove this message?").getByRole("button", { name: "Remove" }).click();
  await faults.comeUp();
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
  const kinds = async () => (await alice.newest(id)).map(({ type }) => type);
  await expect.poll(kinds, { timeout: 5_000 }).toEqual(expect.arrayContaining(["m.reaction", "m.room.redaction"]));
  await expect(room.message("Message removed")).toBeVisible();
  await expect(room.message("the soup")).toContainText("edited");
});

test("a captive portal's pages are a network that does not work, never the end of a session", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  faults.when(/./, captivePortal());
  await alice.say(id, "said behind the portal");
  await expect(shell.connection).toHaveText("Reconnecting");
  await shell.page.reload();
  await expect(room.message("said before")).toBeVisible();
  await expect(shell.page.getByRole("button", { name: "Sign in" })).toBeHidden();
  faults.heal();
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
  await expect(room.message("said behind the portal")).toBeVisible();
});

test("a message whose request hangs is sent once, later", async ({ person, signIn, faults }) => {
  const { alice, id, room } = await inKitchen(person, signIn, faults);
  faults.when(SEND, hang(), { times: 1 });
  await room.write("meanwhile");
  await expect(room.message("meanwhile")).toHaveAttribute("data-send-state", "sent", { timeout: 45_000 });
  expect(await texts(alice, id)).toEqual(["said before", "meanwhile"]);
});

test("sockets that hang hold up neither the people nor, for long, the sync", async ({ person, signIn, faults }) => {
  test.slow();
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  await alice.createRoom({ name: "Garden" });
  await expect(shell.row("Garden")).toBeVisible();
  const hanging = faults.when(/./, hang());
  await alice.say(id, "wakes the sync");
  await expect.poll(() => hanging.hits).toBeGreaterThan(0);
  await room.write("meanwhile");
  await expect(room.message("meanwhile")).toBeVisible({ timeout: 1_000 });
  await shell.open("Garden");
  await shell.open("Kitchen");
  await expect(room.message("meanwhile")).toHaveAttribute("data-send-state", "sending");
  await expect(shell.connection).toHaveText("Reconnecting", { timeout: 60_000 });
  faults.heal();
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
  await expect(room.message("meanwhile")).toHaveAttribute("data-send-state", "sent", { timeout: 60_000 });
  expect(await texts(alice, id)).toEqual(["said before", "wakes the sync", "meanwhile"]);
});

test("what was written behind a captive portal is sent when it is gone", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  faults.when(/./, captivePortal());
  await alice.say(id, "said behind the portal");
  await expect(shell.connection).toHaveText("Reconnecting");
  await room.write("written behind the portal");
  await expect(room.message("written behind the portal")).toHaveAttribute("data-send-state", "sending");
  await shell.page.reload();
  await expect(room.message("written behind the portal")).toHaveAttribute("data-send-state", "sending");
  faults.heal();
  await expect(shell.connection).toHaveText("Online", { timeout: 60_000 });
  await expect(room.message("written behind the portal")).toHaveAttribute("data-send-state", "sent");
});

for (const [what, fault, words, link] of [
  ["locked", userLocked, /have locked your account/, undefined],
  ["suspended", userSuspended, /account is suspended/, undefined],
  ["over the server's limit", resourceLimit, /has reached a limit/, "mailto:admin@example.org"],
  ["asked for consent", consentNotGiven, /agree to its terms/, "https://example.org/consent"],
] as const) {
  test(`an account that is ${what} is told so, keeps its data, and asks seldom`, async ({ person, signIn, faults }) => {
    const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
    const refused = faults.when(/./, fault());
    await alice.say(id, "wakes the sync");
    // The open room may say so too, further down.
    const banner = shell.page.getByRole("alert").filter({ hasText: words }).first();
    await expect(banner).toBeVisible();
    if (link) await expect(banner.getByRole("link")).toHaveAttribute("href", link);
    const begin = faults.now();
    await expect.poll(() => faults.now() - begin, { timeout: 30_000 }).toBeGreaterThan(20_000);
    expect(refused.hits).toBeLessThanOrEqual(12);
    await shell.page.reload();
    await expect(banner).toBeVisible();
    await expect(room.message("said before")).toBeVisible();
    faults.heal();
    await banner.getByRole("button", { name: "Retry" }).click();
    await expect(shell.connection).toHaveText("Online");
    await expect(banner).toBeHidden();
    await expect(room.message("wakes the sync")).toBeVisible();
  });
}

test("without a network that is told, and what was written goes out when it is back", async ({ person, signIn, faults }) => {
  const { alice, id, shell, room } = await inKitchen(person, signIn, faults);
  await faults.goDown();
  await shell.page.context().setOffline(true);
  await expect(shell.connection).toHaveText("Offline");
  await room.write("written offline");
  await expect(room.message("written offline")).toHaveAttribute("data-send-state", "sending");
  await faults.comeUp();
  await shell.page.context().setOffline(false);
  await expect(shell.connection).toHaveText("Online");
  await expect(room.message("written offline")).toHaveAttribute("data-send-state", "sent");
  expect(await texts(alice, id)).toEqual(["said before", "written offline"]);
});
