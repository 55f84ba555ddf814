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

// How everything looks (`style/looks.css`): as was chosen on this device under "Appearance", else as the system does.
(() => {
  const root = document.documentElement;
  const contrast = matchMedia("(prefers-contrast: more)");
  const chosen = (name) => {
    try {
      return localStorage.getItem(`loggia:${name}`);
    } catch {
      return null;
    }
  };
  const set = (name, value) => (value ? root.setAttribute(`data-${name}`, value) : root.removeAttribute(`data-${name}`));
  const look = () => {
    // The operator's (`config.json`) counts until somebody has chosen.
    const [theme, more] = (chosen("theme") ?? chosen("default-theme") ?? "system").split(" ");
    const isFree = theme === "system";
    set("theme", !isFree && theme);
    set("contrast", more ?? (isFree && contrast.matches && "more"));
    for (const name of ["accent", "size", "density"]) set(name, chosen(name));
    // The colour that the system draws around the page.
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const scheme = meta.dataset.scheme;
      const fixed = theme === scheme ? "all" : "not all";
      meta.media = isFree ? `(prefers-color-scheme: ${scheme})` : fixed;
    }
  };
  look();
  contrast.addEventListener("change", look);
  addEventListener("storage", look);
  addEventListener("loggia:look", look);
})();

// The font comes with the app: whoever is here for the first time reads the system's own until the app is on the screen.
(() => {
  let isSignedIn = false;
  try {
    isSignedIn = localStorage.getItem("loggia:signed-in") !== null;
  } catch {
    // Where nothing is stored, nobody is signed in.
  }
  if (!isSignedIn && !navigator.serviceWorker?.controller) document.documentElement.dataset.font = "system";
})();

// Where the files are here already, the engine starts beside the app, which takes its port over. A first visit's line is
// left to the app: people see that first.
if (window.SharedWorker && navigator.serviceWorker?.controller) {
  window.loggiaEngine = new SharedWorker("engine-worker.js", { type: "module", name: "loggia-engine" });
}
