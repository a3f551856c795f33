// Examples and files: texts that come whole.
import { put } from "./edit.js";
import { isMarkedUp, isWebPage, noText, textOf, unreadable } from "./markup.js";
import { $, UNNAMED, answerTo, boxes, failed, live, say, tooLong, tooLongSays } from "./shared.js";
import { restart } from "./whatif.js";

let loading = 0; // counts what a file that comes late would overwrite
/** A file or an example that is still to come gives way to what was done since. */
export function late() {
  return (loading += 1);
}

// What examples and files took the place of, the next to be brought back first, unless it is
// to be had again as it came.
let former = [];
const came = new Map(); // texts that came whole, and their titles
const MOST = 20; // so many of each are kept
const now = () => ({ texts: boxes.map((box) => box.value), title: live.title, sample: $("sample").dataset.shown ?? "" });
const holds = (kept) => kept.texts.every((text, at) => text === boxes[at].value);

const next = () => former.find((kept) => !holds(kept));

/** Shows or hides the way back to the text before. */
export function offer() {
  const way = $("former");
  const kept = next();
  way.hidden = !kept;
  if (kept) way.textContent = kept.title === UNNAMED ? "Bring back your text" : `Bring back “${kept.title}”`;
}
function bring(kept) {
  boxes.forEach((box, at) => put(box, kept.texts[at]));
  live.title = kept.title;
  $("sample").value = $("sample").dataset.shown = kept.sample;
}
$("former").addEventListener("click", () => {
  late();
  const then = next();
  // What has just been taken away can be had back in the same place, after the others.
  former = [...former.filter((kept) => kept !== then && !holds(kept)), now()];
  bring(then);
  restart(true);
  live.update();
  offer();
  if ($("former").hidden) boxes[0].focus();
});
/** The title of a text that the browser's undo or redo has brought back. */
export function titleOf(text) {
  return former.find((kept) => kept.texts[0] === text)?.title ?? came.get(text);
}

function fresh(text, name, box, sample = "") {
  late();
  const lost = ({ value }) => value.trim() && !came.has(value) && !former.some((kept) => kept.texts.includes(value));
  if (boxes.some(lost)) former = [now(), ...former].slice(0, MOST);
  put(box, text);
  box.setSelectionRange(0, 0);
  box.scrollTop = 0;
  came.set(box.value, name);
  if (came.size > MOST) came.delete(came.keys().next().value);
  if (box === boxes[0]) {
    live.title = name;
    $("sample").value = $("sample").dataset.shown = sample;
    restart(true);
  } else {
    $("sample").value = ""; // the other text may be given the same
  }
  offer();
  if (!$("former").hidden) live.note = `It took the place of another text; “${$("former").textContent}” undoes that.`;
  return live.update();
}

let samples = null;
$("sample").addEventListener("change", async () => {
  const genre = $("sample").value;
  const own = late();
  if (!genre) return undefined;
  try {
    samples ??= await answerTo("/api/samples");
  } catch (e) {
    if (own !== loading) return undefined;
    $("sample").value = $("sample").dataset.shown ?? ""; // or it could not be chosen again
    return say(e.message, true);
  }
  if (own !== loading) return undefined;
  const found = samples.find((sample) => sample.genre === genre);
  const second = live.mode === "compare" && boxes[0].value.trim() !== "";
  return fresh(found.text, found.genre, boxes[second ? 1 : 0], genre);
});

// What a name of an encoding, or a warning, means to who opened the file.
function worth(name, warning) {
  const encoding = warning.match(/^transcoded:(.+)/)?.[1];
  if (encoding) return `${name} is no UTF-8 and was read as ${encoding}; look whether its letters are right.`;
  return `Some characters of ${name} could not be read; they are shown as �.`;
}
// The text of a file, and what is to be said of it; or an error that says why there is none.
async function read(file) {
  const { name, folder } = file;
  if (folder) throw new Error(`${name} is a folder. Open the files in it instead.`);
  if (tooLong(file.size)) throw new Error(tooLongSays(name));
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Error(`${name} cannot be read: it is a folder, or was moved or changed since, or is not yours to read.`);
  });
  const unable = unreadable(name, new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 8)));
  if (unable) throw new Error(unable);
  const { text: source, warning } = await answerTo("/api/decode", bytes).catch((e) => {
    throw new Error(e.cause === 422 ? noText(name) : `${name}: ${e.message}`);
  });
  const web = isWebPage(name, source);
  const text = web ? textOf(source) : source;
  if (!text.trim()) throw new Error(`${name} ${web ? "is a web page without text" : "is empty"}.`);
  let notice = "";
  if (warning) notice = worth(name, warning);
  else if (web) notice = `${name} is a web page: its text was taken, without tags, menus and scripts. Look whether anything is there that is no part of the article.`;
  else if (isMarkedUp(text)) notice = `${name} looks like markup: its tags would be read as words of the text. Take them out, or open the text alone.`;
  return { name, text, notice };
}
// Two files go into the two boxes where texts are compared: both, or, as one of them would be
// compared with a text that nobody meant, none.
async function openAll(files, box) {
  const own = late();
  const pair = live.mode === "compare" && files.length === 2;
  const texts = [];
  try {
    for (const file of pair ? files : files.slice(0, 1)) texts.push(await read(file));
  } catch (e) {
    const none = { 1: "", 2: " Neither of the two files was opened." }[files.length] ?? ` None of the ${files.length} files was opened.`;
    return say(e.message + none, true);
  }
  if (own !== loading) return undefined;
  const notices = texts.map(({ notice }) => notice).filter(Boolean);
  if (texts.length < files.length) notices.push(`Only ${files[0].name} was opened, the first of ${files.length} files.`);
  await Promise.all(texts.map(({ text, name }, at) => fresh(text, name, pair ? boxes[at] : box)));
  if (notices.length === 0) return undefined;
  const wrong = failed();
  say([wrong ? $("status").textContent : "", ...notices, live.note].join(" ").trim(), wrong);
  live.note = "";
  return undefined;
}
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  const files = [...$("file").files];
  const second = live.mode === "compare" && boxes[0].value.trim() !== "";
  if (files.length > 0) openAll(files, boxes[second ? 1 : 0]);
  $("file").value = "";
});

// A file dropped anywhere is opened, and must not take the page away.
const over = (box) => boxes.forEach((one) => one.closest(".editor").classList.toggle("over", one === box));
const into = (event) => event.target.closest?.(".editor")?.querySelector("textarea") ?? boxes[0];
document.addEventListener("dragover", (event) => {
  const files = event.dataTransfer.types.includes("Files");
  over(files ? into(event) : null);
  // Dragged text: a box takes it itself.
  if (files || !event.target.closest?.("textarea")) event.preventDefault();
});
document.addEventListener("dragleave", (event) => event.relatedTarget || over(null));
document.addEventListener("drop", (event) => {
  over(null);
  const { files, items } = event.dataTransfer;
  if (files.length > 0 || !event.target.closest?.("textarea")) event.preventDefault();
  if (files.length === 0) return;
  const entries = [...items].filter(({ kind }) => kind === "file").map((item) => item.webkitGetAsEntry?.());
  openAll([...files].map((file, at) => (entries[at]?.isDirectory ? { name: file.name, folder: true } : file)), into(event));
});

// A text that is nowhere else is not left without a question.
window.addEventListener("beforeunload", (event) => {
  const own = [...boxes.map((box) => box.value), ...former.flatMap((kept) => kept.texts)];
  if (own.some((text) => text.trim() && !samples?.some((sample) => sample.text === text))) event.preventDefault();
});
