// The bundle at an address of a test's own: as it was built, as a next build would be, or not at all.
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { LocalServer } from "./servers";

const APP = process.env.LOGGIA_APP_URL ?? "http://localhost:8080";
/** The name that all programs of the bundle know themselves by. */
const BUILD = process.env.LOGGIA_BUILD_HASH ?? "";

/** Paths and contents. */
export type Files = Map<string, Buffer>;

const TYPES: Record<string, string> = {
  html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm", json: "application/json",
  webmanifest: "application/manifest+json", svg: "image/svg+xml", png: "image/png", woff2: "font/woff2",
};

/** The list of files in the service worker. */
const LIST = /const FILES = (\{[^}]*\});/;
const HASHED = /\b(loggia|loader|door)-([0-9a-f]{12,16})\b/g;

/** All files of the bundle under test. */
export async function thisBuild(): Promise<Files> {
  const files: Files = new Map();
  const load = async (path: string) => {
    const answer = await fetch(`${APP}/${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    files.set(path, Buffer.from(await answer.arrayBuffer()));
  };
  await load("sw.js");
  await load("config.json");
  const list = LIST.exec(files.get("sw.js")!.toString())?.[1] ?? "{}";
  for (const path of Object.keys(JSON.parse(list))) await load(path);
  return files;
}

/** The same app as another build: other names, other contents, and all programs know themselves by another name. */
export function nextBuild(files: Files): Files {
  if (!BUILD) throw new Error("LOGGIA_BUILD_HASH says which build is under test");
  const backwards = (text: string) => [...text].reverse().join("");
  const renamed = (text: string) => text.replace(HASHED, (_, name, hash) => `${name}-${backwards(hash)}`);
  const next: Files = new Map();
  for (const [path, bytes] of files) {
    const text = () => renamed(bytes.toString());
    if (path.endsWith(".wasm")) next.set(renamed(path), replaced(bytes, BUILD, backwards(BUILD)));
    else if (path.endsWith(".js")) next.set(renamed(path), Buffer.from(`${text()}\n// The next build.\n`));
    else if (path.endsWith(".html")) next.set(path, Buffer.from(text()));
    else next.set(renamed(path), bytes);
  }
  const hashes = [...next].filter(([path]) => path !== "sw.js" && path !== "config.json").map(([path, bytes]) => {
    return [path, `sha256-${createHash("sha256").update(bytes).digest("base64")}`];
  });
  const worker = next.get("sw.js")!.toString()
    .replace(/const VERSION = "(\w+)"/, (_, version) => `const VERSION = "${backwards(version)}"`)
    .replace(LIST, `const FILES = ${JSON.stringify(Object.fromEntries(hashes))};`);
  return next.set("sw.js", Buffer.from(worker));
}

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes);
  let n = 0;
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1), n++) copy.write(to, at, "latin1");
  if (n === 0) throw new Error(`no program of the bundle is of build ${from}`);
  return copy;
}

/** A static host for one set of files after the other, in a folder below other things. */
export class Host {
  /** Whether it answers at all. */
  isUp = true;
  /** The status of answers with the operator's file. */
  configStatus = 200;
  /** Files that are asked for and never come. */
  held?: RegExp;
  private files: Files = new Map();
  private name = "";
  private server!: LocalServer;

  private constructor(private readonly folder: string) {}

  static async start(name: string, files: Files, folder = "/"): Promise<Host> {
    const host = new Host(folder);
    host.server = await LocalServer.start((request, response) => host.answer(request, response));
    host.deploy(name, files);
    return host;
  }

  get url(): string {
    return this.server.url + this.folder;
  }

  /** Serves other files from now on; each answer says whose it is. */
  deploy(name: string, files: Files) {
    [this.name, this.files] = [name, files];
  }

  stop() {
    return this.server.stop();
  }

  private answer(request: IncomingMessage, response: ServerResponse) {
    if (!this.isUp) {
      request.socket.destroy();
      return;
    }
    const address = (request.url ?? "/").split("?")[0];
    const path = address.startsWith(this.folder) ? address.slice(this.folder.length) || "index.html" : "";
    if (this.held?.test(path)) return;
    const bytes = this.files.get(path);
    const type = TYPES[path.split(".").pop() ?? ""] ?? "application/octet-stream";
    const cache = path.match(HASHED) ? "public, max-age=31536000, immutable" : "no-cache";
    const status = path === "config.json" ? this.configStatus : 200;
    response.writeHead(bytes ? status : 404, { "Content-Type": type, "Cache-Control": cache, "X-Build": this.name });
    response.end(bytes);
  }
}
