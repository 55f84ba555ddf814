// Small servers on this machine that are not the homeserver that somebody hoped for.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { HOMESERVER } from "./homeserver";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Requested-With",
};

/** A server that runs until the test is over. */
export class LocalServer {
  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(handler: Handler): Promise<LocalServer> {
    const server = createServer(handler);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new LocalServer(server, `http://127.0.0.1:${port}`);
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const json = (response: ServerResponse, status: number, body: unknown, headers = CORS) => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
};

/** An answer to a login without Synapse's own address, which would lead the client past us. */
function withoutAddress(path: string, bytes: Buffer): Buffer {
  if (!path.endsWith("/login")) return bytes;
  const { well_known: _, ...answer } = JSON.parse(bytes.toString());
  return Buffer.from(JSON.stringify(answer));
}

/** Hands requests on to Synapse, but for those that `answer` takes. */
export function proxy(answer: (path: string, method: string, response: ServerResponse) => boolean): Handler {
  return async (request, response) => {
    const path = request.url ?? "/";
    if (request.method === "OPTIONS") {
      response.writeHead(204, CORS).end();
      return;
    }
    // Synapse's own would lead the client past us.
    if (path.startsWith("/.well-known/")) {
      json(response, 404, { errcode: "M_NOT_FOUND", error: "nothing here" });
      return;
    }
    if (answer(path, request.method ?? "GET", response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers: Record<string, string> = {};
    for (const name of ["authorization", "content-type"]) {
      const value = request.headers[name];
      if (typeof value === "string") headers[name] = value;
    }
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    try {
      const upstream = await fetch(HOMESERVER + path, { method: request.method, headers, body });
      const bytes = withoutAddress(path, Buffer.from(await upstream.arrayBuffer()));
      response.writeHead(upstream.status, {
        ...CORS,
        "Content-Type": upstream.headers.get("content-type") ?? "application/octet-stream",
      });
      response.end(bytes);
    } catch {
      response.destroy();
    }
  };
}
