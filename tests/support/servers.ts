// Small servers on this machine that are not the homeserver that somebody hoped for.
import { Agent, createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, type Transform } from "node:stream";

import { HOMESERVER } from "./homeserver";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Requested-With",
};

/** A server that runs until the test is over. */
export class LocalServer {
  private constructor(private readonly server: Server, readonly port: number) {}

  /** Starts one on this port, or on any. */
  static async start(handler: Handler, wanted = 0): Promise<LocalServer> {
    const server = createServer(handler);
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(wanted, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new LocalServer(server, port);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends it and every connection that it has; from here on connections are refused. */
  async stop() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

export const json = (response: ServerResponse, status: number, body: unknown, headers = CORS) => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
};

/** Answers what browsers ask before a request that is not theirs to make; says whether it was that. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== "OPTIONS") return false;
  response.writeHead(204, CORS).end();
  return true;
}

/** Hands requests on to Synapse, but for those that `answer` takes. */
export function proxy(answer: (path: string, method: string, response: ServerResponse) => boolean): Handler {
  return (request, response) => {
    if (answerPreflight(request, response)) return;
    if (request.url?.startsWith("/.well-known/")) {
      json(response, 404, { errcode: "M_NOT_FOUND", error: "it would lead around us" });
      return;
    }
    if (!answer(request.url ?? "/", request.method ?? "GET", response)) forward(request, response);
  };
}

/** What stands in the way between a client and Synapse. */
export type Way = {
  /** What the request's body goes through. */
  up?: Transform[];
  /** What the answer's body goes through. */
  down?: Transform[];
  /** Whether the body comes out as long as it went in. */
  keepsLength?: boolean;
  /** Is told when Synapse begins to answer; takes the answer, if it says so. */
  takes?: (answer: IncomingMessage) => boolean;
};

const agent = new Agent({ keepAlive: true });

/** Hands one request on to Synapse and the answer back, both while they come. */
export function forward(request: IncomingMessage, response: ServerResponse, way: Way = {}) {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const upstream = ask(HOMESERVER + request.url, { method: request.method, headers, agent });
  // Who has gone away is waited for by nobody.
  response.on("close", () => response.writableFinished || upstream.destroy());
  upstream.on("error", () => response.destroy());
  upstream.on("response", (answer) => {
    if (way.takes?.(answer)) return;
    const down = [...(way.down ?? [])];
    const { connection: _upstreams, ...told } = answer.headers;
    if (way.keepsLength === false) delete told["content-length"];
    if (isSignIn(request)) {
      void withoutOwnAddress(answer, response);
      return;
    }
    response.writeHead(answer.statusCode ?? 502, told);
    pipeline([answer, ...down, response], (error) => error && response.destroy());
  });
  pipeline([request, ...(way.up ?? []), upstream], (error) => error && response.destroy());
}

function isSignIn(request: IncomingMessage): boolean {
  return request.method === "POST" && /\/login$/.test(request.url ?? "");
}

/** Synapse tells who signs in where to go on; that would lead around us. */
async function withoutOwnAddress(answer: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const { well_known: _address, ...body } = JSON.parse(Buffer.concat(chunks).toString());
  json(response, answer.statusCode ?? 502, body);
}
