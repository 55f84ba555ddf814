// HTML as nobody means it: tags, attributes, addresses and encodings by chance, the same in each run.
import type { Page } from "@playwright/test";

import { dice } from "./hostile";

const ELEMENTS = (
  "a b i u s p div span font code pre h1 h6 ul ol li blockquote table tr td details summary img br hr mx-reply script style title textarea xmp iframe " +
  "noscript noembed plaintext template svg math mtext mglyph annotation-xml foreignObject form input button select body base meta link object embed video audio marquee"
).split(" ");
const ATTRIBUTES = "href src srcset xlink:href style onclick onerror onload class id name data-mx-color data-mx-spoiler data-mx-maths background poster formaction srcdoc foo".split(" ");
const TEXTS = ["text", " ", "<", ">", "&", "&lt;b&gt;", "&#0;", "<!--", "-->", "<![CDATA[", "]]>", "</", "\u202e", "漢字😀"];
const ENDS = [">", ">", ">", ">", "/>", " >", "", "<"];
const QUOTES = ['"', "'", "", "`"];

/** So many soups; `canary` is an address that nobody may ask for anything. */
export function soups(seed: number, count: number, canary: string): string[] {
  const roll = dice(seed);
  const one = <T>(of: readonly T[]) => of[roll(of.length)];
  const values = () => [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", `${canary}/a`,
    `//${new URL(canary).host}/b`, `url(${canary}/c)`, `background:url(${canary}/d)`, `@import '${canary}/e'`, "alert(1)", "https://example.org/?a=1&b", "mxc://a/../b", "", "</b>",
  ];
  const encoded = (value: string) => {
    const kind = roll(5);
    const one = (letter: string, n: number) => {
      if (kind === 1) return `&#${letter.codePointAt(0)};`;
      if (kind === 2) return `&#x${letter.codePointAt(0)!.toString(16)};`;
      return kind === 3 && n % 3 === 0 ? `&Tab;${letter}` : letter;
    };
    return [...value].map(one).join("");
  };
  const attribute = () => {
    const quote = one(QUOTES);
    return `${one([" ", "/", "\n", " "])}${one(ATTRIBUTES)}=${quote}${encoded(one(values()))}${quote}`;
  };
  const start = () => `<${one(ELEMENTS)}${Array.from({ length: roll(4) }, attribute).join("")}${one(ENDS)}`;
  const piece = () => {
    const kind = roll(14);
    if (kind < 6) return start();
    if (kind < 9) return `</${one(ELEMENTS)}>`;
    return kind === 9 ? `<${one(ELEMENTS)}>`.repeat(1 + roll(60)) : one(TEXTS);
  };
  return Array.from({ length: count }, () => Array.from({ length: 1 + roll(16) }, piece).join(""));
}

/** Notes whatever comes into the page from now on that no message may bring, and every dialog. */
export async function watchForHarm(page: Page): Promise<() => Promise<string[]>> {
  const harm: string[] = [];
  page.on("dialog", (dialog) => {
    harm.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.evaluate(() => {
    const found = new Set<string>();
    const forbidden = "script,style,iframe,object,embed,link,meta,base,form,input,select,video,audio,marquee,template,math,foreignObject,plaintext,xmp,title";
    const look = (element: Element) => {
      const article = element.closest("article");
      if (!article) return;
      if (element.matches(forbidden)) found.add(`element ${element.localName}`);
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on") || ["srcdoc", "formaction", "background", "srcset"].includes(name)) found.add(`attribute ${name}`);
        if (!["href", "src", "xlink:href", "poster"].includes(name)) continue;
        const { protocol } = new URL(value, document.baseURI);
        if (!["http:", "https:", "mailto:", "magnet:", "ftp:", "matrix:", "blob:"].includes(protocol)) found.add(`${name} ${value}`);
      }
    };
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof Element) [node, ...node.querySelectorAll("*")].forEach(look);
        if (change.type === "attributes") look(change.target as Element);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { harm: found });
  });
  return async () => [...harm, ...(await page.evaluate(() => [...(window as unknown as { harm: Set<string> }).harm]))];
}
