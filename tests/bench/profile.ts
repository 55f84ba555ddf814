// Where the time goes: CPU profiles of the page and of its worker while something goes on, and a summary to read.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CDPSession, Page } from "@playwright/test";

type Node = { id: number; callFrame: { functionName: string; url: string } };
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[]; startTime: number; endTime: number };
/** Speaks to one thread of the browser. */
type Send = (method: string, parameters?: Record<string, unknown>) => Promise<unknown>;

/** How often a thread is looked at, in microseconds. */
const INTERVAL = 500;
/** How many functions a summary names. */
const N_FUNCTIONS = 25;

export class Profiler {
  private constructor(private readonly folder: string, private readonly threads: Map<string, Send>) {}

  /** Attaches to a page and to the engine's worker. */
  static async attach(page: Page, folder: string): Promise<Profiler> {
    const threads = new Map<string, Send>();
    const session = await page.context().newCDPSession(page);
    threads.set("page", (method, parameters) => session.send(method as "Profiler.enable", parameters));
    const worker = await workerOf(page);
    if (worker) threads.set("engine", worker);
    for (const send of threads.values()) {
      await send("Profiler.enable");
      await send("Profiler.setSamplingInterval", { interval: INTERVAL });
    }
    await mkdir(folder, { recursive: true });
    return new Profiler(folder, threads);
  }

  /** Does something and leaves the profiles of it under this name. */
  async during<T>(name: string, work: () => Promise<T>): Promise<T> {
    for (const send of this.threads.values()) await send("Profiler.start");
    return work().finally(() => this.stop(name));
  }

  /** Leaves what memory is used for under this name. */
  async memory(name: string, kinds: string[]) {
    const lines = [...kinds];
    for (const [thread, send] of this.threads) {
      await send("HeapProfiler.collectGarbage");
      const usage = (await send("Runtime.getHeapUsage")) as { usedSize: number; totalSize: number; backingStorageSize: number };
      const [used, total, buffers] = [usage.usedSize, usage.totalSize, usage.backingStorageSize].map((n) => (n / 2 ** 20).toFixed(1));
      lines.push(`${thread}: ${used} of ${total} MB of its heap in use, ${buffers} MB of buffers and WebAssembly memory`);
    }
    await writeFile(join(this.folder, `memory-${name}.txt`), `${lines.join("\n")}\n`);
  }

  private async stop(name: string) {
    for (const [thread, send] of this.threads) {
      const { profile } = (await send("Profiler.stop")) as { profile: Profile };
      const file = join(this.folder, `${name}.${thread}`);
      await writeFile(`${file}.cpuprofile`, JSON.stringify(profile));
      await writeFile(`${file}.txt`, summary(profile));
    }
  }
}

/** The engine's worker, through the browser: it is no part of the page. */
async function workerOf(page: Page): Promise<Send | undefined> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const targets = await session?.send("Target.getTargets");
  const target = targets?.targetInfos.find(({ type }) => type === "shared_worker" || type === "worker");
  if (!session || !target) return undefined;
  const { sessionId } = await session.send("Target.attachToTarget", { targetId: target.targetId, flatten: false });
  return through(session, sessionId);
}

/** Wraps messages for a thread into messages for the browser. */
function through(session: CDPSession, sessionId: string): Send {
  let last = 0;
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const listen = (event: { sessionId: string; message: string }) => {
        const answer = JSON.parse(event.message) as { id?: number; result?: unknown; error?: { message: string } };
        if (event.sessionId !== sessionId || answer.id !== id) return;
        session.off("Target.receivedMessageFromTarget", listen);
        if (answer.error) reject(new Error(answer.error.message));
        else resolve(answer.result);
      };
      session.on("Target.receivedMessageFromTarget", listen);
      const message = JSON.stringify({ id, method, params });
      session.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
    });
}

/** The functions that the time was spent in, not counting what they called. */
function summary({ nodes, samples, timeDeltas, startTime, endTime }: Profile): string {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || "(no name)"]));
  const spent = new Map<string, number>();
  samples.forEach((id, n) => {
    const name = names.get(id)!;
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[n]! / 1000);
  });
  const idle = (spent.get("(idle)") ?? 0) + (spent.get("(program)") ?? 0);
  const total = (endTime - startTime) / 1000;
  const most = [...spent].sort(([, a], [, b]) => b - a).slice(0, N_FUNCTIONS);
  const lines = most.map(([name, ms]) => `${ms.toFixed(0).padStart(8)} ms  ${name.slice(0, 200)}`);
  return [`${total.toFixed(0)} ms, ${(total - idle).toFixed(0)} ms of them busy`, ...lines, ""].join("\n");
}
