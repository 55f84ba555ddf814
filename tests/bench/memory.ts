// How much memory a browser's pages and workers take, as the kernel counts it.
import { readFileSync, readdirSync } from "node:fs";

type Process = { id: number; parent: number; words: string };

/** Megabytes of all renderer processes of the browser with this profile: page, worker, their code and their heaps.
 * It is the proportional set size: memory that processes share is divided among them. */
export function rendererMegabytes(profile: string): number {
  const all = processes();
  const browser = all.find(({ words }) => words.includes(`--user-data-dir=${profile}`) && !words.includes("--type="));
  if (!browser) throw new Error("the browser is not among the processes");
  const family = new Set([browser.id]);
  // A set is walked over while it grows: children of children come along.
  for (const member of family) for (const { id, parent } of all) if (parent === member) family.add(id);
  const renderers = all.filter(({ id, words }) => family.has(id) && words.includes("--type=renderer"));
  return renderers.reduce((sum, { id }) => sum + kilobytes(id), 0) / 1024;
}

function processes(): Process[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name, in parentheses, may contain spaces: "pid (name) state parent …".
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      return [{ id: Number(name), parent, words }];
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
