// The operator's file: what it sets, and what is told of one that cannot be used.
import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { Updates } from "../pages/updates";
import { thisBuild } from "../support/bundles";
import { expect, test } from "../support/fixtures";
import { HOMESERVER } from "../support/homeserver";

const file = (content: unknown) => Buffer.from(JSON.stringify(content));
const server = (base_url: string) => ({ default_server_config: { "m.homeserver": { base_url } } });

test("the operator sets the homeserver for good, the name and the theme", async ({ serve, openApp, person }) => {
  const alice = await person("Alice");
  await alice.createRoom({ name: "Kitchen" });
  const config = { ...server(HOMESERVER), disable_custom_urls: true, brand: "Example Chat", default_theme: "dark-high-contrast" };
  const host = await serve("this", (await thisBuild()).set("config.json", file(config)));
  const page = await openApp(host.url);
  await expect(page.getByRole("heading", { name: "Sign in to Example Chat" })).toBeVisible();
  await expect(page).toHaveTitle("Example Chat");
  const login = new LoginPage(page);
  await expect(login.homeserver).toHaveValue(HOMESERVER);
  await expect(login.homeserver).not.toBeEditable();
  const root = page.locator("html");
  await expect(root).toHaveCSS("color-scheme", "dark");
  await expect(root).toHaveAttribute("data-contrast", "more");
  await login.username.fill(alice.name);
  await login.password.fill(alice.password);
  await login.submit.click();
  const shell = new Shell(page);
  await shell.waitUntilOpen();
  await shell.open("Kitchen");
  await expect(page).toHaveTitle("Kitchen · Example Chat");
  // What somebody chooses counts more.
  const appearance = await shell.openSettings("Appearance");
  const theme = appearance.getByRole("combobox", { name: "Theme" });
  await expect(theme.getByRole("option", { selected: true })).toHaveText("Dark, high contrast");
  await theme.selectOption("Like the system");
  await expect(root).toHaveCSS("color-scheme", "light dark");
  await page.reload();
  await expect(root).toHaveCSS("color-scheme", "light dark");
});

test("a host's own file is taken in place of the common one, also where no server answers", async ({ serve, openApp }) => {
  const files = (await thisBuild()).set("config.json", file(server("https://common.example.org")));
  const host = await serve("this", files);
  const own = `config.${new URL(host.url).hostname}.json`;
  files.set(own, file(server("https://own.example.org")));
  const page = await openApp(host.url);
  const login = new LoginPage(page);
  await expect(login.homeserver).toHaveValue("https://own.example.org");
  await new Updates(page).waitUntilKept();
  await page.reload();
  await expect(login.homeserver).toHaveValue("https://own.example.org");
  host.isUp = false;
  await page.reload();
  await expect(login.homeserver).toHaveValue("https://own.example.org");
  host.isUp = true;
  files.delete(own);
  await page.reload();
  await expect(login.homeserver).toHaveValue("https://common.example.org");
});

test("links to messages lead where the operator wants, and to matrix.to otherwise", async ({ serve, openApp, person }) => {
  const alice = await person("Alice");
  const kitchen = await alice.createRoom({ name: "Kitchen" });
  const event = await alice.say(kitchen, "look here");
  const link = async (prefix?: string) => {
    const config = { ...server(HOMESERVER), permalink_prefix: prefix };
    const host = await serve("this", (await thisBuild()).set("config.json", file(config)));
    const page = await openApp(host.url);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await new LoginPage(page).signIn(alice);
    const room = await new Shell(page).open("Kitchen");
    await room.choose(room.message("look here"), "Copy link");
    await expect(page.getByText("Copied")).toBeVisible();
    return decodeURIComponent(await page.evaluate(() => navigator.clipboard.readText()));
  };
  expect(await link()).toContain(`https://matrix.to/#/${kitchen}/${event}?via=`);
  expect(await link("https://chat.example.org/")).toContain(`https://chat.example.org/#/room/${kitchen}/${event}?via=`);
});

const faults: [string, number, string, string][] = [
  ["is missing", 404, "<!doctype html>", "there is no such file"],
  ["cannot be had", 503, "", "the web server answers with status 503"],
  ["is a web page", 200, "<!doctype html><title>Welcome to Hotel Harbour</title>", "a web page comes in its place"],
  ["is not JSON", 200, '{ "default_server_config": ', "it is not valid JSON ("],
  ["is a list", 200, "[]", "it must hold an object"],
  ["has a text in the wrong place", 200, '{ "default_server_config": "a.org" }', "“default_server_config” must be an object"],
  [
    "has a number in the wrong place", 200,
    '{ "default_server_config": { "m.homeserver": { "base_url": 1 } } }', "“base_url” must be a text",
  ],
  ["has a word for a switch", 200, '{ "disable_custom_urls": "yes" }', "“disable_custom_urls” must be true or false"],
  ["has a word for an address", 200, '{ "permalink_prefix": "chat" }', "“permalink_prefix” must be an address"],
  ["names no theme", 200, '{ "default_theme": "sunset" }', "“default_theme” names no theme that there is"],
];

for (const [what, status, body, reason] of faults) {
  test(`a config.json that ${what} is told, and does no harm`, async ({ serve, openApp }) => {
    const files = (await thisBuild()).set("config.json", Buffer.from(body));
    const host = await serve("this", files);
    host.configStatus = status;
    const page = await openApp(host.url);
    const notice = `The operator's config.json cannot be used: ${reason}`;
    await expect(page.getByRole("status").filter({ hasText: notice })).toBeVisible();
    await expect(new LoginPage(page).homeserver).toHaveValue("matrix.org");
  });
}
