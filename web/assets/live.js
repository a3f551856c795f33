// The live page: sends the text to this page's own server and shows what comes back.
import { $, BUSY, SILENT, UNNAMED, answerTo, asked, boxes, live, noExample, say, tell, view, whole } from "./shared.js";
import { late, offer, titleOf } from "./files.js";
import { beginGuess, endGuess, forget, nothingToGuess } from "./guess.js";
import { moved, restart, typed } from "./whatif.js";
import "./save.js";

// Milliseconds of quiet before a text is sent, the more the longer it is.
const wait = () => Math.min(400, 25 + (boxes[0].value.length + boxes[1].value.length) / 500);
const AGAIN = 3000; // milliseconds until a text that found no answer is sent again
let timer = 0;
let pending = null; // what stops the request that is under way

function unnamed() {
  live.title = UNNAMED;
  noExample();
}

function later() {
  late();
  offer();
  clearTimeout(timer);
  timer = setTimeout(update, wait());
}

function clear(hint) {
  window.hedgerow.hide();
  live.marked = null;
  $("moved").hidden = true;
  const told = document.createElement("p");
  told.className = "empty";
  told.textContent = hint;
  view.replaceChildren(told);
}
function empty(hint) {
  clear(hint);
  say("");
}

function inWords({ hedged, certainty, words }) {
  if (Number(words) === 0) return "There is no word in this text.";
  return `${hedged} of the sentences are hedged; certainty ${certainty}; ${words} ${Number(words) === 1 ? "word" : "words"}.`;
}

let failure = ""; // what was said of the last one
// Marks and figures of the text before must not pass for those of this one.
function unmarked(e, again) {
  const passing = e.cause === SILENT || e.cause === BUSY;
  let why = e.cause === BUSY ? "The program behind this page has too much to do just now." : e.message;
  if (passing) {
    why += " This page tries again by itself every few seconds.";
    timer = setTimeout(() => update(true), AGAIN);
  }
  endGuess();
  clear(`${live.mode === "compare" ? "These texts are" : "This text is"} not marked. ${why}`);
  // Not said anew with every attempt, over what was said since.
  if (!again || why !== failure) say(why, true);
  failure = why;
}

// Resolves to false where another request took its place. `again` is whether it failed before.
async function update(again = false) {
  clearTimeout(timer);
  if (pending) pending.abort();
  const both = live.mode === "compare";
  const text = boxes[0].value;
  if (!text.trim()) {
    restart(false);
    unnamed();
  }
  if (both && boxes.some((box) => !box.value.trim())) return empty("Both texts are needed: paste or type them above.");
  if (!text.trim() && live.mode === "guess") {
    empty("");
    return nothingToGuess();
  }
  if (!text.trim()) return empty("Your text appears here as you type, with every word marked that holds back, commits, or says what a claim rests on.");
  const own = new AbortController();
  pending = own;
  try {
    const body = both ? { a: whole(text), b: whole(boxes[1].value), profile: $("profile").value } : asked();
    const answer = await answerTo(both ? "/api/compare" : "/api/view", body, own.signal);
    if (own.signal.aborted) return false;
    window.hedgerow.hide();
    live.marked = text;
    if (live.mode === "guess") {
      beginGuess(answer.html);
      say(live.note);
      live.note = "";
      return true;
    }
    // The server escapes every text in this piece of HTML, and the policy runs no script in it.
    view.innerHTML = answer.html;
    window.hedgerow.prepare(view);
    if (!both) moved(answer.figures);
    tell(both ? "Both texts are marked." : inWords(answer.figures));
  } catch (e) {
    if (e.name === "AbortError") return false;
    unmarked(e, again);
  } finally {
    if (pending === own) pending = null;
  }
  return true;
}
live.update = () => update();

let replacing = false; // whether nothing of the text before will stay
boxes[0].addEventListener("beforeinput", () => {
  const { selectionStart, selectionEnd, value } = boxes[0];
  replacing = !value.slice(0, selectionStart).trim() && !value.slice(selectionEnd).trim();
});
boxes[0].addEventListener("input", ({ inputType = "" }) => {
  if (live.writing) return;
  typed();
  const title = inputType.startsWith("history") ? titleOf(boxes[0].value) : undefined;
  if (title !== undefined && title !== live.title) {
    restart(true);
    unnamed();
    live.title = title;
  } else if (replacing && inputType.startsWith("insert")) {
    // What is pasted or dropped came whole; what is typed is only beginning.
    restart(/Paste|Drop/.test(inputType));
    unnamed();
  }
  replacing = false;
  noExample();
  later();
});
boxes[1].addEventListener("input", () => live.writing || later());
$("profile").addEventListener("change", () => {
  restart();
  live.note = $("profile").selectedOptions[0].title;
  update();
});
$("controls").addEventListener("submit", (event) => event.preventDefault());

const MODES = ["read", "compare", "guess"];
function choose(next) {
  live.mode = next;
  for (const name of MODES) $(`mode-${name}`).setAttribute("aria-pressed", String(name === next));
  document.body.classList.toggle("comparing", next === "compare");
  document.body.classList.toggle("guess-mode", next === "guess");
  $("guess").hidden = true;
  window.hedgerow.hide();
  forget();
  if (next !== "read") $("moved").hidden = true;
  if (next === "guess") {
    // Nothing is to be seen, or heard, before the words can be chosen.
    view.replaceChildren();
    say("");
  }
  update();
}
for (const name of MODES) $(`mode-${name}`).addEventListener("click", () => choose(name));

// What the browser kept over a reload, or for who comes back: the texts, and a choice that says
// nothing of them. Some browsers put it in only after this has run.
noExample();
window.addEventListener("pageshow", (event) => {
  if (event.persisted) return; // the page is as it was, marks and all
  if (boxes[0].value.trim() && !pending && live.marked === null) {
    noExample();
    restart(true);
    update();
  }
});
