// Files that are no plain text: which they are, what to do, and the text of a web page.

// What a file is by how it begins, or by its name where several begin so.
const begins = (bytes, ...first) => first.every((byte, at) => bytes[at] === byte);
const ZIPPED = { docx: "a Word file", odt: "an OpenDocument text", epub: "an e-book", pages: "a Pages file", pptx: "a set of slides", xlsx: "a spreadsheet" };
const ending = (name) => name.toLowerCase().match(/\.([a-z0-9]+)$/)?.[1] ?? "";
const EXPORT = "Open it in a program that reads it and save it as plain text (.txt), or copy its text and paste it here.";

function kind(name, bytes) {
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return "a PDF";
  if (begins(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) return "an RTF file";
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "an old Word or Office file";
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return ZIPPED[ending(name)] ?? "a compressed file";
  if (begins(bytes, 0x1f, 0x8b)) return "a compressed file";
  return undefined;
}

/** What to say of a file that cannot be read as text; nothing if it can. */
export function unreadable(name, bytes) {
  const what = kind(name, bytes);
  return what && `${name} is ${what}, which this page cannot read. ${EXPORT}`;
}
/** What to say where the server found it to be no text. */
export const noText = (name) => `${name} does not seem to be a text. ${EXPORT}`;

/** Whether a text is the source of a web page. */
export function isWebPage(name, text) {
  if (/^x?html?$/.test(ending(name))) return true;
  // One comment at a time: an expression for all of them tries every way to part them.
  let rest = text.trimStart();
  while (rest.startsWith("<!--")) {
    const end = rest.indexOf("-->", 2);
    if (end < 0) return false;
    rest = rest.slice(end + 3).trimStart();
  }
  return /^<(!doctype html|html|head|body)\b/i.test(rest);
}

/** Whether a text has so many tags that they would be read as words. */
export function isMarkedUp(text) {
  const front = text.slice(0, 20_000);
  const tags = front.match(/<\/?[a-z][\w:-]*(\s[^<>]*)?\/?>/gi)?.length ?? 0;
  return /^\s*<\?xml|^\s*\\documentclass/.test(front) || tags * 200 > front.length;
}

// What holds no running text; and what of it is not even parsed, with all that it holds.
const SKIPPED = "head, nav, footer, aside, form, button, select, math, svg, audio, video, canvas";
const DROPPED = new Set(["script", "style", "noscript", "template", "iframe", "object", "textarea", "title", "xmp", "noembed", "noframes"]);
const BLOCKS = "address, article, blockquote, body, center, dd, div, dl, dt, fieldset, figcaption, figure, h1, h2, h3, h4, h5, h6, header, hr, li, main, ol, p, pre, section, table, td, th, tr, ul";

/** The source with its tags bare: no attribute is left that could run or load something,
 * and every other `<` is a character. One pass, whatever the source. */
function bared(source) {
  const out = [];
  const name = /<(\/?)([a-z][a-z0-9:-]*)/iy;
  const stop = /["'>]/g;
  const endOf = (from) => {
    for (let at = from; ; ) {
      stop.lastIndex = at;
      const found = stop.exec(source);
      if (!found) return source.length;
      if (found[0] === ">") return found.index + 1;
      if (!source.slice(at, found.index).trimEnd().endsWith("=")) {
        at = found.index + 1; // no quotation mark but a character: <a href=/o'neill>
        continue;
      }
      const close = source.indexOf(found[0], found.index + 1);
      if (close < 0) return source.indexOf(">", found.index) + 1 || source.length;
      at = close + 1;
    }
  };
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf("<", at);
    out.push(source.slice(at, open < 0 ? source.length : open));
    if (open < 0) break;
    name.lastIndex = open;
    const tag = name.exec(source);
    if (source.startsWith("<!--", open)) {
      at = source.indexOf("-->", open + 2) + 3; // "<!-->" is one, too
      if (at < 3) break;
    } else if (tag) {
      const [, slash, named] = tag;
      const local = named.toLowerCase();
      at = endOf(name.lastIndex);
      if (!DROPPED.has(local)) {
        out.push(`<${slash}${local}>`);
      } else if (!slash) {
        const close = new RegExp(`</${local}`, "gi");
        close.lastIndex = at;
        at = close.exec(source)?.index ?? source.length;
      }
    } else if (/[!?/]/.test(source[open + 1] ?? "")) {
      at = source.indexOf(">", open) + 1 || source.length;
    } else {
      out.push("&lt;");
      at = open + 1;
    }
  }
  return out.join("");
}

/** The text of a web page, a paragraph a block. Its bare tags are parsed into a document
 * that is not shown, without scripts. */
export function textOf(source) {
  const page = new DOMParser().parseFromString(bared(source), "text/html");
  const articles = page.querySelectorAll("article");
  const root = articles.length === 1 ? articles[0] : page.querySelector("main") ?? page.body;
  const parts = [];
  const walker = page.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node !== root && node.nodeType === Node.ELEMENT_NODE && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.localName === "br") parts.push("\n");
      continue;
    }
    const own = node.parentElement.closest(BLOCKS) ?? root;
    if (own !== block) parts.push("\n\n");
    block = own;
    parts.push(own.closest("pre") ? node.data : node.data.replace(/\s+/g, " "));
  }
  return parts.join("").replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}
