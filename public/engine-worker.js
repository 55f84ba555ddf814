// The engine's worker. Its address never changes, so that all tabs of an origin share one engine; what it loads is versioned.
// Where the browser has no shared workers, each tab has a worker of its own, and hands it a port.
// Ports that arrive before the engine is ready wait for it. A trap is told to every tab, which then starts a new engine.
import init, { start, connect } from "./engine/engine.js";

const ports = [];
let isReady = false;

const accept = (event) => {
  const port = event.ports[0];
  ports.push(port);
  // A worker that is ending still takes ports and never answers: whoever connects waits for this.
  port.postMessage({ alive: true });
  if (isReady) connect(port);
};
self.onconnect = accept;
self.onmessage = accept;

const tell = (what, error) => {
  const detail = String(error?.message ?? error);
  for (const port of ports) port.postMessage({ [what]: detail });
};
const fail = (error) => {
  tell("crashed", error);
  self.close();
};
// Nothing is wrong with this engine: somebody else is to have the data.
const yieldTo = (whom) => {
  tell("yielded", whom);
  self.close();
};

// Only what stops the wasm instance is fatal: a trap, or a stack that ran over.
const isFatal = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

self.addEventListener("error", (event) => {
  if (isFatal(event.error)) fail(event.error);
  else tell("defect", event.error ?? event.message);
});
self.addEventListener("unhandledrejection", (event) => {
  if (isFatal(event.reason)) fail(event.reason);
  else tell("defect", event.reason);
});
self.addEventListener("securitypolicyviolation", (event) => {
  tell("defect", `${event.violatedDirective} forbids ${event.blockedURI}`);
});

// The stores abort every transaction that they have read with. It would end by itself, for less.
if (self.IDBTransaction) {
  const { abort } = IDBTransaction.prototype;
  IDBTransaction.prototype.abort = function () {
    if (this.mode !== "readonly") abort.call(this);
  };
}

// Another build takes over: whoever still talks to this engine starts the next one, which comes from that build. Or a tab
// that cannot share this engine wants the data: then only the engine goes that has it, and the next in line gets it.
const listen = () => {
  new BroadcastChannel(`loggia-engine:${new URL("./", self.location).pathname}`).onmessage = ({ data }) => {
    if (data !== "use elsewhere") yieldTo("another build takes over");
    else if (isReady) yieldTo("another tab takes over");
  };
};
try {
  listen();
} catch {
  // Browsers that let nothing be kept may forbid channels as well: then there is one tab to each engine.
}

init()
  .then(start)
  .then(() => {
    isReady = true;
    ports.forEach(connect);
  })
  .catch(fail);
