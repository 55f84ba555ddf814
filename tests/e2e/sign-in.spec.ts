// Signing in: each way that works, and what is said about each that does not.
import { LoginPage } from "../pages/login";
import { Shell } from "../pages/shell";
import { expect, test } from "../support/fixtures";
import { HOMESERVER } from "../support/homeserver";
import { CORS, LocalServer, json, proxy, type Handler } from "../support/servers";

test("a user name and a password lead to the rooms @main", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const page = await openApp();
  const login = new LoginPage(page);
  await login.fill(alice.name, alice.password);
  await expect(page.getByText("can be used")).toBeVisible();
  await login.submit.click();
  await new Shell(page).waitUntilOpen();
  expect(await page.evaluate(() => performance.getEntriesByName("loggia:login-ready").length)).toBe(1);
});

test("a Matrix ID works as well, and the session has the name that was chosen", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const page = await openApp();
  const login = new LoginPage(page);
  await login.fill(alice.id, alice.password);
  await page.getByText("More options").click();
  await page.getByRole("textbox", { name: "Session name" }).fill("Kitchen tablet");
  await login.submit.click();
  await new Shell(page).waitUntilOpen();
  const { devices } = (await alice.get("/devices")) as { devices: { display_name?: string }[] };
  expect(devices.map((device) => device.display_name)).toContain("Kitchen tablet");
});

test("whoever is already in a field when the form comes is left there", async ({ openApp }) => {
  const page = await openApp("/logo.svg");
  await page.addInitScript(() => {
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      draw((now) => {
        const field = document.querySelector<HTMLInputElement>("[inputmode=url]:not([data-met])");
        field?.setAttribute("data-met", "");
        field?.focus();
        callback(now);
      });
  });
  await page.goto("/");
  const login = new LoginPage(page);
  await expect(login.homeserver).toHaveAttribute("data-met");
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(login.homeserver).toBeFocused();
});

test("a wrong password is told at the password, and what was typed stays", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const login = new LoginPage(await openApp());
  await login.fill(alice.name, "not it");
  await login.submit.click();
  await login.expectProblem("The user name or the password is wrong");
  await expect(login.username).toHaveValue(alice.name);
  await expect(login.password).toHaveAttribute("aria-invalid", "true");
});

test("empty fields and impossible names are told where they are", async ({ openApp }) => {
  const login = new LoginPage(await openApp());
  await login.fill("", "");
  await login.submit.click();
  await login.expectProblem("Enter your user name");
  await login.username.fill("two words");
  await login.submit.click();
  await login.expectProblem("That is not a user name");
});

const servers: [string, Handler | undefined, string, RegExp][] = [
  ["nothing answers", undefined, "http://127.0.0.1:9", /No server answers there/],
  ["it is not a Matrix server", (_, response) => json(response, 404, {}), "", /not a Matrix homeserver/],
  [
    "it is too old",
    (_, response) => json(response, 200, { versions: ["r0.5.0", "r0.6.1"] }),
    "",
    /too old for Loggia \(it speaks Matrix r0\.6\.1/,
  ],
  [
    "it does not let web pages talk to it",
    (_, response) => json(response, 200, { versions: ["v1.11"] }, {} as typeof CORS),
    "",
    /does not let web apps talk to it \(CORS\)/,
  ],
];

for (const [what, handler, url, text] of servers) {
  test(`the homeserver field says that ${what}`, async ({ openApp }) => {
    const server = handler && (await LocalServer.start(handler));
    const login = new LoginPage(await openApp());
    await login.homeserver.fill(server?.url ?? url);
    await login.expectProblem(text);
    await server?.stop();
  });
}

const occasions: [string, (login: LoginPage) => Promise<void>][] = [
  ["the field is left", (login) => login.username.focus()],
  ["the form is sent", (login) => login.homeserver.press("Enter")],
  ["the network is back", (login) => login.page.evaluate(() => void window.dispatchEvent(new Event("online")))],
];

for (const [when, again] of occasions) {
  test(`a server that did not answer is looked for again when ${when}`, async ({ openApp }) => {
    const gone = await LocalServer.start(proxy(() => false));
    await gone.stop();
    const page = await openApp();
    const login = new LoginPage(page);
    await login.homeserver.fill(gone.url);
    await login.expectProblem(/No server answers there/);
    const server = await LocalServer.start(proxy(() => false), gone.port);
    await again(login);
    await expect(page.getByText("can be used")).toBeVisible();
    await expect(login.homeserver).not.toHaveAttribute("aria-invalid");
    await server.stop();
  });
}

test("a look-up that succeeded is not made again", async ({ openApp }) => {
  let n_looks = 0;
  const server = await LocalServer.start(
    proxy((path) => {
      if (path.startsWith("/_matrix/client/versions")) n_looks++;
      return false;
    }),
  );
  const page = await openApp();
  const login = new LoginPage(page);
  await login.homeserver.fill(server.url);
  await expect(page.getByText("can be used")).toBeVisible();
  const before = n_looks;
  await login.username.focus();
  await page.evaluate(() => void window.dispatchEvent(new Event("online")));
  // The server answers this after all that was asked before.
  await login.fill("nobody", "wrong", server.url);
  await login.submit.click();
  await login.expectProblem("The user name or the password is wrong");
  expect(n_looks).toBe(before);
  await server.stop();
});

test("what is not a server name is told while it is typed", async ({ openApp }) => {
  const login = new LoginPage(await openApp());
  await login.homeserver.fill("not a server");
  await login.expectProblem("That is not a server name");
});

test("a limit is told with its wait", async ({ openApp, person }) => {
  const alice = await person("Alice");
  const limited = proxy((path, method, response) => {
    if (!path.endsWith("/login") || method !== "POST") return false;
    json(response, 429, { errcode: "M_LIMIT_EXCEEDED", error: "slow down", retry_after_ms: 41_500 });
    return true;
  });
  const server = await LocalServer.start(limited);
  const login = new LoginPage(await openApp());
  await login.fill(alice.name, alice.password, server.url);
  await login.submit.click();
  await login.expectProblem("wait 42 seconds");
  await server.stop();
});

test("ways to sign in that are not there yet are named", async ({ openApp }) => {
  const flows = [{ type: "m.login.sso", identity_providers: [{ id: "x", name: "Harbour ID" }] }, { type: "m.login.token" }];
  const other = proxy((path, method, response) => {
    if (!path.endsWith("/login") || method !== "GET") return false;
    json(response, 200, { flows });
    return true;
  });
  const server = await LocalServer.start(other);
  const page = await openApp();
  const login = new LoginPage(page);
  await login.homeserver.fill(server.url);
  await expect(page.getByText("single sign-on with Harbour ID and a sign-in link (token)")).toBeVisible();
  await expect(login.submit).toBeDisabled();
  await server.stop();
});

test("the operator's homeserver stands in the field", async ({ openApp }) => {
  const login = new LoginPage(await openApp());
  await expect(login.homeserver).toHaveValue("matrix.org");
  await login.homeserver.fill(HOMESERVER);
  await expect(login.homeserver).toHaveValue(HOMESERVER);
});
