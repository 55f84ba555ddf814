// A proxy between the app and Synapse in which things go wrong as a test wants, and which remembers what was asked.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Transform } from "node:stream";

import { beginning, slowly, unknownToken, type Fault } from "./faults";
import { CORS, LocalServer, answerPreflight, forward, json } from "./servers";

/** Which requests of a path are meant. */
type Only = {
  method?: string;
  /** For how many requests a fault holds; for all, if this is missing. */
  times?: number;
  /** For one request of so many; the first of them is not it. */
  every?: number;
  /** Those alone that bear one of these access tokens. */
  tokens?: ReadonlySet<string>;
};

/** A fault that holds for some requests. */
export class Rule {
  /** How many requests it has met. */
  hits = 0;
  private nMet = 0;

  constructor(readonly path: RegExp, readonly fault: Fault, private readonly only: Only) {}

  fits(path: string, method: string, token: string): boolean {
    const isMeant = this.only.method === undefined || this.only.method === method;
    const isBearer = this.only.tokens === undefined || this.only.tokens.has(token);
    return isMeant && isBearer && this.path.test(path) && this.hits < (this.only.times ?? Infinity);
  }

  /** Whether it happens to this request, which fits. */
  strikes(): boolean {
    const isDue = ++this.nMet % (this.only.every ?? 1) === 0;
    if (isDue) this.hits++;
    return isDue;
  }
}

/** A request as it came; preflights are not among them. */
export type Logged = {
  /** When, on the clock of `FaultProxy.now`. */
  at: number;
  /** When it was answered, or given up. */
  endedAt?: number;
  method: string;
  path: string;
  /** The access token that it bore. */
  token: string;
  /** The faults that it met. */
  faults: Fault[];
  /** What was answered: by Synapse, even where the client never heard it, or by a fault. */
  status?: number;
};

/** Which requests are asked for. */
type Question = { method?: string; since?: number; until?: number };

export class FaultProxy {
  private rules: Rule[] = [];
  private readonly log: Logged[] = [];
  private isUp = true;

  private constructor(private server: LocalServer) {}

  static async start(): Promise<FaultProxy> {
    const handler = (request: IncomingMessage, response: ServerResponse) => void proxy.handle(request, response);
    const proxy: FaultProxy = new FaultProxy(await LocalServer.start(handler));
    return proxy;
  }

  /** What the app takes for its homeserver. It stays the same through `goDown` and `comeUp`. */
  get url(): string {
    return this.server.url;
  }

  /** A clock that nobody sets, in milliseconds. */
  now(): number {
    return performance.now();
  }

  /** Lets a fault happen to requests of these paths. All that fit happen; of two answers the later rule's counts. */
  when(path: RegExp, fault: Fault, only: Only = {}): Rule {
    const rule = new Rule(path, fault, only);
    this.rules.push(rule);
    return rule;
  }

  /** Ends one fault, or all. */
  heal(rule?: Rule) {
    this.rules = rule ? this.rules.filter((other) => other !== rule) : [];
  }

  /** Breaks all connections and refuses new ones. */
  async goDown() {
    this.isUp = false;
    await this.server.stop();
  }

  /** Listens again where it did. */
  async comeUp() {
    this.server = await LocalServer.start((request, response) => void this.handle(request, response), this.server.port);
    this.isUp = true;
  }

  async stop() {
    if (this.isUp) await this.goDown();
  }

  /** What was asked for, in order. */
  requests(path: RegExp, { method, since = 0, until = Infinity }: Question = {}): Logged[] {
    const isMeant = (entry: Logged) => (method === undefined || entry.method === method) && path.test(entry.path);
    return this.log.filter((entry) => isMeant(entry) && entry.at >= since && entry.at < until);
  }

  count(path: RegExp, question: Question = {}): number {
    return this.requests(path, question).length;
  }

  /** Lets all access tokens that were used so far run out, as a server does whose tokens live for a while only. */
  expireTokens(): Rule {
    const tokens = new Set(this.log.map(({ token }) => token).filter((token) => token !== ""));
    return this.when(/./, unknownToken(true), { tokens });
  }

  private async handle(request: IncomingMessage, response: ServerResponse) {
    const { url: path = "/", method = "GET" } = request;
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const isPreflight = method === "OPTIONS";
    const fitting = this.rules.filter((rule) => rule.fits(path, isPreflight ? asked(request) : method, token));
    const rules = isPreflight ? fitting : fitting.filter((rule) => rule.strikes());
    const late = rules.reduce((ms, { fault }) => ms + (fault.kind === "delay" ? fault.ms : 0), 0);
    const entry: Logged = { at: this.now(), method, path, token, faults: rules.map((rule) => rule.fault) };
    response.on("close", () => (entry.endedAt = this.now()));
    if (!isPreflight) this.log.push(entry);
    if (late > 0) await new Promise((resolve) => setTimeout(resolve, late));
    if (answerPreflight(request, response)) return;
    // Otherwise discovery would lead around us.
    if (path.startsWith("/.well-known/")) json(response, 404, { errcode: "M_NOT_FOUND" });
    else pass(request, response, entry);
  }
}

/** What the request is to be that a preflight asks about. */
function asked(preflight: IncomingMessage): string {
  return String(preflight.headers["access-control-request-method"] ?? "GET");
}

/** Answers a request as its faults want. */
function pass(request: IncomingMessage, response: ServerResponse, entry: Logged) {
  const { faults } = entry;
  const last = faults.findLast(({ kind }) => kind === "answer" || kind === "hang" || kind === "cut");
  switch (last?.kind) {
    case "hang":
      request.resume();
      return;
    case "answer":
      entry.status = last.status;
      request.resume();
      request.on("end", () => {
        response.writeHead(last.status, { ...CORS, "Content-Type": last.type }).end(last.body);
      });
      return;
    case "cut":
      cutOff(request, response, entry, last.when);
      return;
    default: {
      const short = faults.flatMap((fault) => (fault.kind === "truncate" ? [beginning(fault.bytes)] : []));
      const stuck = faults.flatMap((fault) => (fault.kind === "stall" ? [beginning(fault.bytes, () => {})] : []));
      const down = [...slow(faults), ...short, ...stuck];
      forward(request, response, { up: slow(faults), down, keepsLength: short.length === 0, takes: note(entry) });
    }
  }
}

function cutOff(request: IncomingMessage, response: ServerResponse, entry: Logged, when: string) {
  const destroy = () => void response.destroy();
  const up = slow(entry.faults);
  switch (when) {
    case "before":
      destroy();
      return;
    case "upload":
      up.push(beginning(half(request), destroy));
      forward(request, response, { up });
      return;
    case "after":
      forward(request, response, {
        up,
        takes: (answer) => {
          note(entry)(answer);
          answer.resume().on("end", destroy);
          return true;
        },
      });
      return;
    default: {
      const down = slow(entry.faults);
      const takes = (answer: IncomingMessage) => {
        down.push(beginning(half(answer), destroy));
        return note(entry)(answer);
      };
      forward(request, response, { up, down, takes });
    }
  }
}

/** Where a body is cut in two: in its middle, or soon where its length is not told. */
function half(message: IncomingMessage): number {
  return Math.max(1, Math.floor(Number(message.headers["content-length"] ?? 2) / 2));
}

function slow(faults: Fault[]): Transform[] {
  return faults.flatMap((fault) => (fault.kind === "throttle" ? [slowly(fault.bytesPerSecond)] : []));
}

/** Remembers what Synapse answered, and lets the answer go on. */
const note = (entry: Logged) => (answer: IncomingMessage) => {
  entry.status = answer.statusCode;
  return false;
};
