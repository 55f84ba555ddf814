// The operators' sample for nginx, with a real nginx: what it promises about each file, and the app behind it.
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { LoginPage } from "../pages/login";
import { RoomPage } from "../pages/room";
import { Shell } from "../pages/shell";
import { Updates } from "../pages/updates";
import { thisBuild, type Files } from "../support/bundles";
import { expect, test as base } from "../support/fixtures";
import { Nginx } from "../support/nginx";
import { LocalServer, proxy } from "../support/servers";

/** Serves a bundle with nginx until the test is over. Windows are opened after this, and so are closed before. */
const test = base.extend<{ host: (files: Files, folder: string) => Promise<Nginx> }>({
  host: async ({}, use) => {
    const running: Nginx[] = [];
    await use(async (files, folder) => {
      const nginx = await Nginx.start(files, folder);
      running.push(nginx);
      return nginx;
    });
    for (const nginx of running) await nginx.stop();
  },
});

const FOREVER = "public, max-age=31536000, immutable";
/** Files, whether their names are the same in all builds, and their types. A hash stands for any. */
const KINDS: [RegExp, string, string][] = [
  [/^index\.html$/, "no-cache", "text/html"],
  [/^sw\.js$/, "no-cache", "text/javascript"],
  [/^config\.json$/, "no-cache", "application/json"],
  [/^version$/, "no-cache", "text/plain"],
  [/^engine-worker\.js$/, "no-cache", "text/javascript"],
  [/^engine\/engine_bg\.wasm$/, "no-cache", "application/wasm"],
  [/^manifest\.webmanifest$/, "no-cache", "application/manifest+json"],
  [/^logo\.svg$/, "no-cache", "image/svg+xml"],
  [/^icons\/any-192\.png$/, "no-cache", "image/png"],
  [/^loader-[0-9a-f]+\.js$/, FOREVER, "text/javascript"],
  [/^loggia-[0-9a-f]+\.css$/, FOREVER, "text/css"],
  [/^loggia-[0-9a-f]+_bg\.wasm$/, FOREVER, "application/wasm"],
  [/^inter-[0-9a-f]+\.woff2$/, FOREVER, "font/woff2"],
];

for (const folder of ["/", "/chat/"]) {
  test(`every file below ${folder} has the headers that were promised`, async ({ host }) => {
    const files = (await thisBuild()).set("version", Buffer.from("0.1.0 0123456789abcdef\n"));
    const nginx = await host(files, folder);
    for (const [name, cache, type] of KINDS) {
      const path = [...files.keys()].find((path) => name.test(path))!;
      const { status, headers, body } = await nginx.ask(path);
      const { etag, "content-type": sent } = headers;
      expect([status, sent, headers["cache-control"]], path).toEqual([200, type, cache]);
      expect(body.equals(files.get(path)!), path).toBe(true);
      expectSafe(headers, path);
      const again = await nginx.ask(path, { "If-None-Match": etag! });
      expect([again.status, again.headers["cache-control"], again.body.length], path).toEqual([304, cache, 0]);
    }
    const missing = await nginx.ask("loggia-0123456789abcdef.js");
    expect([missing.status, missing.headers["cache-control"]]).toEqual([404, "no-cache"]);
    expectSafe(missing.headers, "a file that is not there");
    // Whoever has no file of their own is told so, and gets no page in its place.
    expect((await nginx.ask("config.example.org.json")).status).toBe(404);
    const page = await nginx.ask("");
    expect(page.body.equals(files.get("index.html")!)).toBe(true);
    expect(page.headers["cache-control"]).toBe("no-cache");
    expectSafe(page.headers, "the page");
  });
}

/** Expects what holds for all files, and a policy of the page's or of the engine's. */
function expectSafe(headers: Record<string, string | string[] | undefined>, path: string) {
  const { "content-security-policy": policy } = headers;
  const isEngine = path === "engine-worker.js";
  expect(policy, path).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ");
  expect(policy, path).toContain("; require-trusted-types-for 'script'; trusted-types ");
  expect(policy, path).toContain(isEngine ? "; connect-src 'self' https: http:; " : "; connect-src 'self'; ");
  expect(headers, path).toMatchObject({
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
}

test("the policy of the page is the one that it brings along", async ({ host }) => {
  const files = await thisBuild();
  const nginx = await host(files, "/");
  const brought = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(files.get("index.html")!.toString())![1];
  const { headers } = await nginx.ask("");
  expect(headers["content-security-policy"]).toBe(`${brought}; frame-ancestors 'none'`);
});

test("each browser gets the copy that it takes", async ({ host }) => {
  const files = await thisBuild();
  const nginx = await host(files, "/chat/");
  for (const path of ["index.html", "sw.js", [...files.keys()].find((path) => /^loggia-.*wasm$/.test(path))!]) {
    const plain = files.get(path)!;
    for (const [accepted, encoding, unpack] of [
      ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
      ["gzip, deflate", "gzip", gunzipSync],
      ["identity", undefined, (body: Buffer) => body],
    ] as const) {
      const { headers, body } = await nginx.ask(path, { "Accept-Encoding": accepted });
      const { "content-type": type, vary } = headers;
      expect([headers["content-encoding"], vary], `${path}: ${accepted}`).toEqual([encoding, "Accept-Encoding"]);
      expect(unpack(body).equals(plain), `${path}: ${accepted}`).toBe(true);
      expect([type, headers["cache-control"]]).toEqual(await plainHeaders(nginx, path));
    }
  }
  const config = await nginx.ask("config.json", { "Accept-Encoding": "br, gzip" });
  expect(config.headers["content-encoding"]).toBe(undefined);
});

async function plainHeaders(nginx: Nginx, path: string) {
  const { headers } = await nginx.ask(path);
  return [headers["content-type"], headers["cache-control"]];
}

for (const folder of ["/", "/chat/"]) {
  test(`behind nginx at ${folder} people sign in and write, and the app starts without it afterwards`, async ({
    host, openApp, person,
  }) => {
    const alice = await person("Alice");
    const id = await alice.createRoom({ name: "Kitchen" });
    const nginx = await host(await thisBuild(), folder);
    const homeserver = await LocalServer.start(proxy(() => false));
    const page = await openApp(nginx.url);
    const [login, shell] = [new LoginPage(page), new Shell(page)];
    await expect(login.username).toBeEditable();
    await login.signIn(alice, homeserver.url);
    await shell.waitUntilOpen();
    await page.waitForFunction(() => [...document.fonts].some(({ family, status }) => family.replaceAll(`"`, "") === "Inter" && status === "loaded"));
    const kitchen = await shell.open("Kitchen");
    await kitchen.send("the kettle is on");
    await shell.waitUntilKept(() => alice.say(id, "come over"));
    await new Updates(page).waitUntilKept();

    await nginx.stop();
    await homeserver.stop();
    await page.reload();
    await expect(shell.row("Kitchen")).toBeVisible();
    await expect(new RoomPage(page, "Kitchen").message("the kettle is on")).toBeVisible();
    await expect(shell.connection).not.toHaveText("Online");
  });
}
