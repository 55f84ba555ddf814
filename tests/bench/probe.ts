// Runs in the page: from what people do to what is drawn, how even the frames come, how much is in the document.
// Nothing here polls from outside, so that no round trip to the test is part of a figure.

/** What is waited for. */
export type Sight =
  /** That many rooms in the list. */
  | { kind: "rooms"; count: number }
  /** A room of this name in the list. */
  | { kind: "room"; name: string }
  /** A message with this text in the view of this room. */
  | { kind: "message"; room: string; text: string }
  /** A message of ours with this text that the server has. */
  | { kind: "sent"; text: string }
  /** A message whose text begins with this number or a smaller one. */
  | { kind: "number"; atMost: number };

/** How the page did while something went on. */
export type Course = {
  ms: number;
  nLongTasks: number;
  longTaskMs: number;
  nFrames: number;
  nDroppedFrames: number;
};

export type Probe = {
  /** The time of this mark, since the navigation began. */
  mark(name: string): Promise<number>;
  /** Milliseconds from the next event of this kind until this is drawn. `wait` replies with it. */
  arm(name: string, event: "click" | "keydown", sight: Sight): void;
  wait(name: string): Promise<number>;
  /** Begins to watch; `stop` replies with what was seen since. */
  record(): void;
  stop(): Course;
  /** Milliseconds from now until this is drawn. */
  until(sight: Sight): Promise<number>;
  /** The largest number of nodes that the document has had. */
  nNodesAtMost(): number;
};

declare global {
  // eslint-disable-next-line no-var
  var bench: Probe;
}

/** Puts the probe into the page, before the page's own scripts. It may use nothing from outside itself. */
export function installProbe() {
  const FRAME_MS = 1000 / 60;
  /** What has not been drawn by then never will be. */
  const PATIENCE_MS = 60_000;
  const armed = new Map<string, Promise<number>>();
  const longTasks: PerformanceEntry[] = [];
  let frames: number[] | undefined;
  let begin = 0;
  let nNodesAtMost = 0;

  const articles = (scope: ParentNode) => [...scope.querySelectorAll<HTMLElement>("[role=log] article")];
  const isInView = (element: Element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const view = element.closest("[role=log]")!.getBoundingClientRect();
    return height > 0 && bottom > view.top && top < view.bottom;
  };
  const isThere = (sight: Sight): boolean => {
    switch (sight.kind) {
      case "rooms":
        return document.querySelectorAll("nav[aria-label=Rooms] [role=listitem] a").length >= sight.count;
      case "room":
        return [...document.querySelectorAll("nav[aria-label=Rooms] [role=listitem] a")].some((row) => {
          return row.textContent!.includes(sight.name);
        });
      case "message": {
        const main = [...document.querySelectorAll("main")].find((main) => main.ariaLabel === sight.room);
        return !!main && articles(main).some((one) => one.textContent!.includes(sight.text) && isInView(one));
      }
      case "sent":
        return articles(document).some((one) => one.dataset.sendState === "sent" && one.textContent!.includes(sight.text));
      case "number":
        return articles(document).some((one) => {
          const number = /: (\d+)\. /.exec(one.ariaLabel ?? "");
          return number !== null && Number(number[1]) <= sight.atMost;
        });
    }
  };
  /** When the frame is out that has what is in the document now. */
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      });
    });
  const drawn = (sight: Sight) =>
    new Promise<number>((resolve, reject) => {
      const end = () => {
        observer.disconnect();
        removeEventListener("scroll", look, true);
        clearTimeout(timer);
      };
      const look = () => {
        if (!isThere(sight)) return;
        end();
        void painted().then(resolve);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`never seen: ${JSON.stringify(sight)}`));
      }, PATIENCE_MS);
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
      addEventListener("scroll", look, true);
      look();
    });

  new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  // Frames are asked for only where something changes or is recorded: otherwise this would keep a page at rest busy.
  let isDue = false;
  const count = () => {
    isDue = false;
    const n = document.getElementsByTagName("*").length;
    nNodesAtMost = Math.max(nNodesAtMost, n);
  };
  const onChange = () => {
    if (!isDue) requestAnimationFrame(count);
    isDue = true;
  };
  new MutationObserver(onChange).observe(document, { childList: true, subtree: true });
  const onFrame = (now: number) => {
    if (!frames) return;
    frames.push(now);
    requestAnimationFrame(onFrame);
  };

  globalThis.bench = {
    mark: (name) =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`no mark ${name}`)), PATIENCE_MS);
        const look = () => {
          const mark = performance.getEntriesByName(name, "mark")[0];
          if (mark) resolve(mark.startTime);
        };
        new PerformanceObserver(look).observe({ type: "mark", buffered: true });
        look();
      }),
    arm(name, event, sight) {
      const happened = new Promise<number>((resolve, reject) => {
        const start = ({ timeStamp }: Event) => void drawn(sight).then((at) => resolve(at - timeStamp), reject);
        addEventListener(event, start, { capture: true, once: true });
      });
      armed.set(name, happened);
    },
    wait: (name) => armed.get(name)!,
    record() {
      frames = [];
      begin = performance.now();
      requestAnimationFrame(onFrame);
    },
    stop() {
      const ms = performance.now() - begin;
      const tasks = longTasks.filter(({ startTime }) => startTime >= begin);
      const gaps = frames!.map((at, n) => (n === 0 ? 0 : at - frames![n - 1]!));
      const nFrames = frames!.length;
      frames = undefined;
      return {
        ms,
        nLongTasks: tasks.length,
        longTaskMs: tasks.reduce((sum, { duration }) => sum + duration, 0),
        nFrames,
        nDroppedFrames: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0),
      };
    },
    async until(sight) {
      const from = performance.now();
      return (await drawn(sight)) - from;
    },
    nNodesAtMost: () => nNodesAtMost,
  };
}
