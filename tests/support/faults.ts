// What can go wrong between a client and its server, as plain values for the fault proxy.
import { Transform } from "node:stream";

/** One thing that goes wrong. */
export type Fault =
  /** The request arrives this much later. */
  | { kind: "delay"; ms: number }
  /** Both directions are this slow. */
  | { kind: "throttle"; bytesPerSecond: number }
  /** The connection breaks: before Synapse hears of it, while the request's body is under way, in the middle of the
   * answer, or when Synapse has done it and before the client hears of it. */
  | { kind: "cut"; when: "before" | "upload" | "midway" | "after" }
  /** Synapse never hears of it, and this is the answer. */
  | { kind: "answer"; status: number; type: string; body: string }
  /** The answer is a whole one by HTTP's rules, but only its beginning. */
  | { kind: "truncate"; bytes: number }
  /** The answer begins, and nothing more of it comes. */
  | { kind: "stall"; bytes: number }
  /** The connection stands, and nothing comes. */
  | { kind: "hang" };

export const delay = (ms: number): Fault => ({ kind: "delay", ms });
export const throttle = (bytesPerSecond: number): Fault => ({ kind: "throttle", bytesPerSecond });
export const cut = (when: "before" | "upload" | "midway" | "after"): Fault => ({ kind: "cut", when });
export const truncate = (bytes: number): Fault => ({ kind: "truncate", bytes });
export const stall = (bytes: number): Fault => ({ kind: "stall", bytes });
export const hang = (): Fault => ({ kind: "hang" });

/** An answer in HTML, as of a gateway or a captive portal. */
export const html = (status: number, text: string): Fault => ({
  kind: "answer", status, type: "text/html; charset=utf-8", body: `<!doctype html><title>${text}</title><h1>${text}</h1>`,
});

/** Matrix' standard error. */
export const refusal = (status: number, errcode: string, more: Record<string, unknown> = {}): Fault => ({
  kind: "answer", status, type: "application/json", body: JSON.stringify({ errcode, error: errcode, ...more }),
});

/** Tells clients that the server takes files up to this size only. */
export const uploadLimit = (bytes: number): Fault => ({
  kind: "answer", status: 200, type: "application/json", body: JSON.stringify({ "m.upload.size": bytes }),
});

/** What the server can do, as it would say it of itself. */
export const versions = (features: Record<string, boolean>): Fault => ({
  kind: "answer", status: 200, type: "application/json",
  body: JSON.stringify({ versions: ["v1.1", "v1.11"], unstable_features: { "org.matrix.simplified_msc3575": true, ...features } }),
});

export const badGateway = () => html(502, "Bad Gateway");
export const captivePortal = () => html(200, "Welcome to the hotel's network");
export const internalError = () => refusal(500, "M_UNKNOWN");
export const rateLimited = (ms: number) => refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: ms });
export const tooLarge = () => refusal(413, "M_TOO_LARGE");
export const userLocked = () => refusal(401, "M_USER_LOCKED", { soft_logout: true });
export const userSuspended = () => refusal(403, "M_USER_SUSPENDED");
export const unknownToken = (softLogout: boolean) =>
  refusal(401, "M_UNKNOWN_TOKEN", softLogout ? { soft_logout: true } : {});
export const resourceLimit = (contact = "mailto:admin@example.org") =>
  refusal(403, "M_RESOURCE_LIMIT_EXCEEDED", { admin_contact: contact, limit_type: "monthly_active_user" });
export const consentNotGiven = (uri = "https://example.org/consent") =>
  refusal(403, "M_CONSENT_NOT_GIVEN", { consent_uri: uri });

/** Lets a body through at this speed. */
export function slowly(bytesPerSecond: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      setTimeout(() => done(null, chunk), (1000 * chunk.length) / bytesPerSecond);
    },
  });
}

/** Lets the beginning of a body through, and swallows the rest. With `stop`, that is called in place of the rest. */
export function beginning(nBytes: number, stop?: () => void): Transform {
  let left = nBytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      this.push(chunk.subarray(0, Math.max(left, 0)));
      left -= chunk.length;
      // By then what was let through is on its way.
      if (stop && left <= 0) setImmediate(stop);
      else done();
    },
  });
}
