// Starts one of the two programs: the app where somebody is signed in on this device, and else the door, which asks for the
// app when its form can be used. The mark may be wrong: both find out by themselves.
const DOOR = ["{door}.js", "{door}_bg.wasm"];
const APP = ["{app}.js", "{app}_bg.wasm"];

const readMark = () => {
  try {
    return localStorage.getItem("loggia:signed-in");
  } catch {
    return null;
  }
};
const isSignedIn = readMark() !== null;

const compile = async (wasm) => {
  const answer = await fetch(wasm);
  if (!answer.ok) throw new Error(`${wasm}: ${answer.status}`);
  const isStream = answer.headers.get("Content-Type") === "application/wasm";
  return isStream ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
};

/** Fetches both files of a program at the same time. What it promises starts the program. */
const load = async ([script, wasm], query = "") => {
  const [program, module] = await Promise.all([import(script + query), compile(wasm)]);
  return () => program.default({ module_or_path: module });
};

/** Leaves the door a way to fetch the app. Some browsers remember that a script could not be had: each attempt has an address. */
const leaveWayToApp = () => {
  let nAttempts = 0;
  window.loggiaApp = () => {
    // The style sheet knows its address. The app can do without it.
    document.fonts.load("1em Inter").catch(() => {});
    return load(APP, nAttempts++ > 0 ? `?attempt=${nAttempts}` : "");
  };
};

if (!isSignedIn) leaveWayToApp();
const start = await load(isSignedIn ? APP : DOOR);
await start();
