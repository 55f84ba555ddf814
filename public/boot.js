// Runs before anything else. The page's security policy lets no text become markup or a script's address unless this
// policy passes it: only what the app's own static templates hold, and the two workers that it starts.
(() => {
  if (!window.trustedTypes) return;
  const addressOf = (url) => new URL(url, document.baseURI).href;
  const workers = ["engine-worker.js", "sw.js"].map(addressOf);
  // No script, no event handler, no address, no nested document can stand in a template.
  const isInert = (html) => !/<\s*(script|iframe|object|embed|link|meta|base|form)|\son\w+\s*=|\s(href|src|srcdoc|action|formaction|style|xlink:href)\s*=/i.test(html);
  const refuse = (what) => {
    throw new TypeError(`refused ${what}`);
  };
  window.trustedTypes.createPolicy("default", {
    createHTML: (html) => (isInert(html) ? html : refuse("markup that is not inert")),
    createScriptURL: (url) => (workers.includes(addressOf(url)) ? url : refuse("a script's address")),
    createScript: () => refuse("a script"),
  });
})();

// Where the files are here already, the engine starts beside the app, which takes its port over. A first visit's line is
// left to the app: people see that first.
if (window.SharedWorker && navigator.serviceWorker?.controller) {
  window.loggiaEngine = new SharedWorker("engine-worker.js", { type: "module", name: "loggia-engine" });
}
