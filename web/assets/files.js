// Examples and files: texts that come whole.
import { put } from "./edit.js";
import { $, UNNAMED, ask, boxes, failed, live, say, tooLong, tooLongSays } from "./shared.js";
import { restart } from "./whatif.js";

let loading = 0; // counts what a file that comes late would overwrite
/** A file that is being read gives way to what was typed since. */
export function late() {
  loading += 1;
}

// What an example or a file took the place of, unless that is to be had again as it came.
let former = null;
const came = new Map(); // texts that came whole, and their titles
const MOST_CAME = 20;
const now = () => ({ texts: boxes.map((box) => box.value), title: live.title, sample: $("sample").dataset.shown ?? "" });
const holds = (kept) => kept.texts.every((text, at) => text === boxes[at].value);

/** Shows or hides the way back to the text before. */
export function offer() {
  const way = $("former");
  way.hidden = !former || holds(former);
  if (!way.hidden) way.textContent = former.title === UNNAMED ? "Bring back your text" : `Bring back “${former.title}”`;
}
function bring(kept) {
  boxes.forEach((box, at) => put(box, kept.texts[at]));
  live.title = kept.title;
  $("sample").value = $("sample").dataset.shown = kept.sample;
}
$("former").addEventListener("click", () => {
  late();
  const then = former;
  former = now();
  bring(then);
  restart(true);
  live.update();
  offer();
  // What has just been taken away can be had back in the same place.
  if ($("former").hidden) boxes[0].focus();
});
/** The title of a text that the browser's undo or redo has brought back. */
export function titleOf(text) {
  return former?.texts[0] === text ? former.title : came.get(text);
}

function fresh(text, name, box, sample = "") {
  late();
  const lost = ({ value }) => value.trim() && !came.has(value) && !former?.texts.includes(value);
  if (boxes.some(lost)) former = now();
  put(box, text);
  box.setSelectionRange(0, 0);
  box.scrollTop = 0;
  came.set(box.value, name);
  if (came.size > MOST_CAME) came.delete(came.keys().next().value);
  if (box === boxes[0]) {
    live.title = name;
    $("sample").value = $("sample").dataset.shown = sample;
    restart(true);
  }
  offer();
  if (!$("former").hidden) live.note = `It took the place of another text; “${$("former").textContent}” undoes that.`;
  return live.update();
}

let samples = null;
$("sample").addEventListener("change", async () => {
  const genre = $("sample").value;
  if (!genre) return;
  try {
    samples ??= await (await ask("/api/samples")).json();
  } catch (e) {
    return say(e.message, true);
  }
  const found = samples.find((sample) => sample.genre === genre);
  const second = live.mode === "compare" && boxes[0].value.trim() !== "";
  return fresh(found.text, found.genre, boxes[second ? 1 : 0], genre);
});

async function load(file, box) {
  const own = (loading += 1);
  if (tooLong(file.size)) return say(tooLongSays(file.name), true);
  try {
    const decoded = await (await ask("/api/decode", await file.arrayBuffer())).json();
    if (own !== loading) return undefined;
    if (!decoded.text.trim()) return say(`${file.name} is empty.`, true);
    await fresh(decoded.text, file.name, box);
    if (decoded.warning) say(`${file.name} was not plain UTF-8 (${decoded.warning}).`);
  } catch (e) {
    say(`${file.name}: ${e.message}`, true);
  }
}
// Two files go into the two boxes where texts are compared.
async function openAll(files, box) {
  const pair = live.mode === "compare" && files.length === 2;
  await load(files[0], pair ? boxes[0] : box);
  if (pair) await load(files[1], boxes[1]);
  else if (files.length > 1 && !failed()) say(`Only ${files[0].name} was opened, the first of ${files.length} files.`);
}
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  const files = [...$("file").files];
  const second = live.mode === "compare" && boxes[0].value.trim() !== "";
  if (files.length > 0) openAll(files, boxes[second ? 1 : 0]);
  $("file").value = "";
});
boxes.forEach((box) => {
  const around = box.closest(".editor");
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    around.classList.add("over");
  });
  box.addEventListener("dragleave", () => around.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    around.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return; // dragged text: the box takes it itself
    event.preventDefault();
    openAll(files, box);
  });
});
// A file dropped beside a box must not take the page away.
for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.target.matches("textarea") || event.preventDefault());

// A text that is nowhere else is not left without a question.
window.addEventListener("beforeunload", (event) => {
  const own = [...boxes.map((box) => box.value), ...(former?.texts ?? [])];
  if (own.some((text) => text.trim() && !samples?.some((sample) => sample.text === text))) event.preventDefault();
});
