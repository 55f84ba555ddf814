// What a browser's pages and workers take, as the kernel counts it: memory, and the processor.
import { readFileSync, readdirSync } from "node:fs";

type Process = { id: number; parent: number; ticks: number; words: string };

/** Below this share of one processor a browser counts as quiet, looked at this often. */
const QUIET = 0.1;
const LOOK_MS = 1000;
/** How long somebody may be busy with what nobody waits for. */
const PATIENCE_MS = 120_000;
/** What the browser draws its own controls with, which is no page. */
const OWN = "--top-chrome-webui";
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** Megabytes of all renderer processes of the browser with this profile: page, worker, their code and their heaps.
 * It is the proportional set size: memory that processes share is divided among them. */
export function rendererMegabytes(profile: string): number {
  return renderers(profile).reduce((sum, { id }) => sum + kilobytes(id), 0) / 1024;
}

/** The same by what it is: lines of kind and megabytes, the most first. */
export function memoryByKind(profile: string): string[] {
  const sums = new Map<string, number>();
  for (const { id } of renderers(profile)) {
    const maps = readFileSync(`/proc/${id}/smaps`, "utf8");
    for (const [, rights, name, kilobytes] of maps.matchAll(MAPPING)) {
      const kind = kindOf(rights!, name!.trim());
      sums.set(kind, (sums.get(kind) ?? 0) + Number(kilobytes));
    }
  }
  const sorted = [...sums].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([kind, kilobytes]) => `${(kilobytes / 1024).toFixed(1).padStart(7)} MB  ${kind}`);
}

/** A mapping's head in `smaps`, and its share. */
const MAPPING = /^[0-9a-f]+-[0-9a-f]+ (\S+) \S+ \S+ \S+ *(.*)$[^]*?^Pss: +(\d+) kB$/gm;

function kindOf(rights: string, name: string): string {
  if (name.startsWith("/memfd")) return "shared with the browser's other processes";
  if (name.startsWith("/")) return "the browser's own program and its files";
  return rights.includes("x") ? "machine code of the app, the engine and scripts" : "heaps and WebAssembly memories";
}

/** Waits until page and worker have nothing to do any more, so that one figure does not pay for the one before. */
export async function untilQuiet(profile: string) {
  const end = performance.now() + PATIENCE_MS;
  const busy = () => renderers(profile).reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
  for (let before = busy(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = busy();
    if (now - before < QUIET * LOOK_MS) return;
    if (performance.now() > end) throw new Error("the browser does not come to rest");
    before = now;
  }
}

/** The processes of the browser with this profile that draw pages and run workers. */
function renderers(profile: string): Process[] {
  const all = processes();
  const browser = all.find(({ words }) => words.includes(`--user-data-dir=${profile}`) && !words.includes("--type="));
  if (!browser) throw new Error("the browser is not among the processes");
  const family = new Set([browser.id]);
  // A set is walked over while it grows: children of children come along.
  for (const member of family) for (const { id, parent } of all) if (parent === member) family.add(id);
  return all.filter(({ id, words }) => family.has(id) && words.includes("--type=renderer") && !words.includes(OWN));
}

function processes(): Process[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name, in parentheses, may contain spaces: "pid (name) state parent …"; user and system time are 14 and 15.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const [parent, ticks] = [Number(fields[1]), Number(fields[11]) + Number(fields[12])];
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      return [{ id: Number(name), parent, ticks, words }];
    } catch {
      // It has ended in the meantime.
      return [];
    }
  });
}

function kilobytes(id: number): number {
  const rollup = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
