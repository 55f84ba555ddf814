// A real nginx with the operators' sample, `hosting/nginx.conf`: a process of the test's own, in a folder that goes with it.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request, type IncomingHttpHeaders } from "node:http";
import { createConnection, createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import type { Files } from "./bundles";

const PROGRAM = process.env.NGINX_PATH ?? "/usr/sbin/nginx";
const SAMPLE = new URL("../../hosting/nginx.conf", import.meta.url);
/** Kinds of files that a release has compressed copies of. */
const COMPRESSED = /\.(wasm|js|css|json|svg|html|webmanifest)$/;

/** What came back for one address. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export class Nginx {
  private constructor(
    private readonly process: ChildProcess, private readonly home: string, private readonly port: number,
    private readonly folder: string,
  ) {}

  /** Serves these files, with compressed copies as in a release, in a folder such as `/` or `/chat/`. */
  static async start(files: Files, folder = "/"): Promise<Nginx> {
    const home = await mkdtemp(join(tmpdir(), "loggia-nginx-"));
    const port = await freePort();
    const root = join(home, "www");
    await Promise.all([...files].map(([path, bytes]) => write(join(root, folder, path), bytes)));
    await writeFile(join(home, "site.conf"), await site(port, folder, root));
    await writeFile(join(home, "nginx.conf"), frame(home));
    const program = spawn(PROGRAM, ["-p", home, "-c", join(home, "nginx.conf"), "-e", join(home, "error.log")], {
      stdio: "inherit",
    });
    const nginx = new Nginx(program, home, port, folder);
    await nginx.waitUntilUp();
    return nginx;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.folder}`;
  }

  /** Asks for a file as a browser would that takes these encodings. */
  async ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const question = request(this.url + path, { headers, agent: false }).end();
    const [answer] = await once(question, "response");
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
  }

  /** Ends it and every connection that it has; from here on connections are refused. */
  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      await ended;
    }
    await rm(this.home, { recursive: true, force: true });
  }

  /** It listens a moment after its start, or has ended by then and said why. */
  private async waitUntilUp() {
    while (!(await isListening(this.port))) {
      const { exitCode } = this.process;
      if (exitCode !== null) throw new Error(`nginx ended with ${exitCode}`);
      await new Promise(setImmediate);
    }
  }
}

/** The sample with its three lines filled in, and its path. */
async function site(port: number, folder: string, root: string): Promise<string> {
  const sample = await readFile(SAMPLE, "utf8");
  const lines: [string, string][] = [
    ["listen 8080;", `listen 127.0.0.1:${port};`],
    ["location / {", `location ${folder} {`],
    ["root /var/www/loggia;", `root ${root};`],
  ];
  return lines.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the sample has no line ${from}`);
    return text.replace(from, to);
  }, sample);
}

/** What stands around a site: as on Debian, but for the places, and the system's list of types, which must not be needed. */
const frame = (home: string) => `
${userInfo().uid === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
pid ${home}/nginx.pid;
error_log ${home}/error.log;
events {}
http {
  sendfile on;
  gzip on;
  default_type application/octet-stream;
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${home}/${name};`).join("\n  ")}
  include ${home}/site.conf;
}
`;

async function write(file: string, bytes: Buffer) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  // The operator's file is no part of a release, and has no copies that could outlive it.
  if (!COMPRESSED.test(file) || file.endsWith("config.json")) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MIN_QUALITY };
  await writeFile(`${file}.br`, brotliCompressSync(bytes, { params }));
  await writeFile(`${file}.gz`, gzipSync(bytes, { level: 1 }));
}

/** nginx cannot say which port it was given. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = createConnection(port, "127.0.0.1");
  const is = await once(socket, "connect").then(() => true, () => false);
  socket.destroy();
  return is;
}
