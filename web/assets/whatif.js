// What if a word said something else: the edit, and what edits did to the figures.
import { put } from "./edit.js";
import { $, boxes, live, noExample, say } from "./shared.js";
import { instead, without } from "./tidy.js";

let before = null; // figures that edits are measured against
let figures = null; // those of the text as it is
let measuring = false;
let undo = [];

/** What edits do is measured from the text as it is now; a text that is only being written
 * has no before until a what-if gives it one. */
export function restart(on = measuring) {
  measuring = on;
  before = null;
  undo = [];
}
/** A what-if taken back would take back what was typed since, too. */
export function typed() {
  undo = [];
}

export function moved(now) {
  figures = now;
  if (!before) {
    undo = [];
    if (!measuring) return void ($("moved").hidden = true);
    before = now;
  }
  const changed = Object.keys(now).some((key) => now[key] !== before[key]);
  $("moved").hidden = !changed && undo.length === 0;
  $("undo").hidden = undo.length === 0;
  const rows = [["Hedged sentences", "hedged"], ["Certainty", "certainty"], ["Hedges", "hedges"], ["Boosters", "boosters"], ["Evidence", "evidence"], ["Words", "words"]];
  const body = $("moved").querySelector("tbody");
  body.replaceChildren();
  for (const [label, key] of rows) {
    const line = body.insertRow();
    line.className = now[key] !== before[key] ? "changed" : "";
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = label;
    line.append(head);
    line.insertCell().textContent = before[key];
    line.insertCell().textContent = now[key];
  }
}

// Not while something else is being typed already.
const toResult = (done) => done !== false && $("result").focus({ preventScroll: true });
// On a phone, or in a low window, what moved may stand where nobody sees it.
const seen = (done) => done !== false && $("moved").scrollIntoView({ block: "nearest" });

// Offsets in pages count code points, those in a script 16-bit units.
const units = (text, points) => {
  let at = 0;
  for (const point of text) {
    if (points === 0) break;
    points -= 1;
    at += point.length;
  }
  return at;
};

// `edit` makes the new text of the old, the word's place and where its sentence begins.
function change(mark, edit) {
  const text = boxes[0].value;
  if (live.marked === null) return undefined; // why, stands there already
  if (text !== live.marked) return say("The text is being marked anew; try again in a moment.");
  const place = [mark.dataset.start, mark.dataset.end, mark.closest(".s").dataset.start];
  const changed = edit(text, ...place.map((point) => units(text, Number(point))));
  before ??= figures;
  measuring = true;
  undo.push(text);
  put(boxes[0], changed);
  noExample();
  live.update().then((done) => {
    toResult(done);
    seen(done);
  });
}

document.addEventListener("hedgerow:word", (event) => {
  const { mark, pop } = event.detail;
  if (live.mode !== "read") return;
  const form = document.createElement("form");
  form.className = "whatif";
  const label = document.createElement("label");
  label.textContent = "What if this said instead:";
  const input = document.createElement("input");
  input.id = "instead";
  input.autocomplete = "off";
  label.htmlFor = "instead";
  const row = document.createElement("div");
  row.className = "row";
  const go = document.createElement("button");
  go.textContent = "Try it";
  const out = document.createElement("button");
  out.type = "button";
  out.textContent = "Leave it out";
  out.addEventListener("click", () => change(mark, without));
  row.append(input, go, out);
  form.append(label, row);
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const by = input.value.trim();
    if (!by) return input.focus(); // to leave the word out has a button of its own
    change(mark, (text, start, end, sentence) => instead(text, start, end, by, sentence));
  });
  pop.append(form);
});

$("undo").addEventListener("click", () => {
  if (undo.length > 0) put(boxes[0], undo.pop());
  live.update().then((done) => $("undo").hidden && toResult(done));
});
$("again").addEventListener("click", () => {
  restart(true);
  live.update();
});
