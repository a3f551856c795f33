// Guess first: a class marks words before it sees the marks. Until they are revealed the page
// holds the bare text, so that nobody is told of them, a screen reader's user neither.
// Which of the words chosen are marked is all that is computed here.
import { $, boxes, view } from "./shared.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;
const NOUNS = { hedge: ["hold", "back"], booster: ["commit", ""], evidence: ["show", "what a claim rests on"] };
const LISTED = 12; // more words than these are only counted
const side = () => document.querySelector('input[name="side"]:checked').value;
const words = () => [...view.querySelectorAll(".w")];
const pressed = (word) => word.getAttribute("aria-pressed") === "true";
const closed = () => view.querySelector(".guessing") !== null;

let answer = null; // the marked article, kept out of the page
let choice = { text: "", chosen: [] }; // which words of it
const places = new Map(); // of each word: its sentence, and from where to where in it

const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
};

/** Shows the text of a marked article without its marks. */
export function beginGuess(html) {
  const held = document.createElement("template"); // nothing in it is run, loaded or read out
  held.innerHTML = html;
  answer = held.content.querySelector(".article");
  const { text, chosen } = choice;
  again();
  // As another kind of text it has the same words.
  const all = words();
  if (text === choice.text) press(chosen.map((at) => all[at]).filter(Boolean), true);
}
/** Forgets which words were chosen. */
export function forget() {
  choice = { text: "", chosen: [] };
}

function again() {
  places.clear();
  const title = make("h2", "", answer.querySelector("h2").textContent);
  title.id = "title";
  const text = make("div", "text");
  text.dir = "auto";
  text.dataset.text = "";
  let sentence = 0;
  for (const paragraph of answer.querySelectorAll(".p > p")) {
    const line = make("p");
    for (const node of paragraph.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) line.append(node.data);
      else line.append(bare(node.textContent, sentence++));
    }
    text.append(make("div", "p", line));
  }
  const article = make("article", "article guessing", title, text);
  article.setAttribute("aria-labelledby", "title");
  view.replaceChildren(article);
  const [first] = words();
  if (first) first.tabIndex = 0;
  else text.replaceWith(make("p", "empty", "There is no word in this text."));
  $("guess").hidden = !first;
  $("reveal").hidden = false;
  $("retry").hidden = true;
  count();
}

function bare(text, sentence) {
  const line = make("span", "s");
  let end = 0;
  for (const { 0: found, index } of text.matchAll(WORD)) {
    const word = make("span", "w", found);
    word.setAttribute("role", "button");
    word.setAttribute("aria-pressed", "false");
    word.tabIndex = -1;
    places.set(word, { sentence, from: index, to: index + found.length });
    line.append(text.slice(end, index), word);
    end = index + found.length;
  }
  line.append(text.slice(end));
  return line;
}

/** Nothing of a text is left to guess in. */
export function endGuess() {
  answer = null;
  $("guess").hidden = true;
}

/** What to do where there is no text to guess in. */
export function nothingToGuess() {
  endGuess();
  const example = make("button", "primary", "Take an example");
  example.addEventListener("click", () => {
    $("sample").selectedIndex = 1;
    $("sample").dispatchEvent(new Event("change"));
    $("result").focus({ preventScroll: true }); // the button goes
  });
  const write = make("button", "", "Write or paste a text");
  write.addEventListener("click", () => {
    $("mode-read").click();
    boxes[0].focus();
  });
  for (const button of [example, write]) button.type = "button";
  const told = make("p", "", "To guess, a class needs a text: take an example, open a file, or write one and come back here.");
  view.replaceChildren(make("div", "empty", told, make("p", "row", example, " ", write)));
}

function count() {
  const chosen = [...words().entries()].filter(([, word]) => pressed(word)).map(([at]) => at);
  choice = { text: view.querySelector(".text")?.textContent ?? "", chosen };
  $("guessed").textContent = chosen.length === 1 ? "1 word chosen" : `${chosen.length} words chosen`;
}
function press(some, on) {
  for (const word of some) word.setAttribute("aria-pressed", String(on));
  count();
}
view.addEventListener("click", (event) => {
  const word = event.target.closest(".w");
  // The second of a double click would take back what the first did.
  if (!word || !closed() || event.detail > 1 || dropped) return;
  step(word);
  press([word], !pressed(word));
});

// Words drawn over with the mouse or a pen are chosen together, each of them whole. A finger
// scrolls.
const STEP = 4; // pixels, less than a word is wide
let drawing = null; // the pointer, where it is, the words it went down on and touched first and last
let dropped = false; // whether the click that ends it is none
const wordAt = (x, y) => document.elementFromPoint(x, y)?.closest(".guessing .w");

function draw(event) {
  const { x, y } = drawing;
  // A fast pointer is not seen on every word that it comes over.
  const steps = Math.max(1, Math.ceil(Math.hypot(event.clientX - x, event.clientY - y) / STEP));
  for (let step = 1; step <= steps; step += 1) {
    const word = wordAt(x + ((event.clientX - x) * step) / steps, y + ((event.clientY - y) * step) / steps);
    if (!word) continue;
    drawing.first ??= word;
    drawing.last = word;
  }
  drawing.x = event.clientX;
  drawing.y = event.clientY;
  const touched = drawnOver();
  const shown = new Set(touched.length === 1 && drawing.down ? [] : touched); // it may be a click still
  for (const word of drawing.shown) if (!shown.has(word)) word.classList.remove("drawn");
  for (const word of shown) word.classList.add("drawn");
  drawing.shown = shown;
}
function drawnOver() {
  const [from, to] = [drawing.first, drawing.last].map((word) => drawing.all.indexOf(word)).sort((a, b) => a - b);
  return from < 0 || !drawing.last.isConnected ? [] : drawing.all.slice(from, to + 1);
}
function drop() {
  drawing = null;
  for (const word of view.querySelectorAll(".drawn")) word.classList.remove("drawn");
}
function drawn(event) {
  draw(event);
  const touched = drawnOver();
  const clicked = touched.length === 1 && touched[0] === drawing.down && touched[0] === wordAt(event.clientX, event.clientY);
  drop();
  if (touched.length > 0 && !clicked) press(touched, !touched.every(pressed));
}
view.addEventListener("pointerdown", (event) => {
  dropped = false;
  if (!closed() || event.pointerType === "touch" || !event.isPrimary || event.button !== 0) return;
  const word = wordAt(event.clientX, event.clientY) ?? null;
  drawing = { pointer: event.pointerId, x: event.clientX, y: event.clientY, down: word, first: word, last: word, all: words(), shown: new Set() };
});
document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drawing?.pointer) return;
  if (event.buttons & 1) draw(event);
  else drawn(event); // let go where the page does not see it
});
document.addEventListener("pointerup", (event) => event.pointerId === drawing?.pointer && drawn(event));
document.addEventListener("pointercancel", (event) => event.pointerId === drawing?.pointer && drop());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawing) return;
  dropped = true;
  drop();
});
function step(to) {
  for (const word of view.querySelectorAll('.w[tabindex="0"]')) word.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
view.addEventListener("keydown", (event) => {
  const word = event.target.closest(".w");
  if (!word || !closed() || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = words();
  const at = all.indexOf(word);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + 10, ArrowUp: at - 10, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    step(all[Math.max(0, Math.min(all.length - 1, to))]);
  } else if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    press([word], !pressed(word));
  }
});

$("reveal").addEventListener("click", () => {
  if (!answer || !closed()) return;
  const chosen = words().filter(pressed).map((word) => ({ ...places.get(word), text: word.textContent, found: false, parts: [] }));
  const article = document.importNode(answer, true);
  article.classList.add("revealed");
  for (const other of article.querySelectorAll(".figures, .ribbon, .caption, .tools, .margin, .columns, .note, section.block")) other.remove();
  // The answers to the other questions stay hidden.
  for (const mark of article.querySelectorAll(`mark.cue:not(.${side()})`)) mark.replaceWith(mark.textContent);
  article.normalize();
  [...article.querySelectorAll(".s")].forEach((sentence, number) => {
    show(sentence, chosen.filter((word) => word.sentence === number));
  });
  const extra = chosen.filter((word) => !word.found);
  for (const part of extra.flatMap((word) => word.parts)) part.classList.add("extra");
  const marks = [...article.querySelectorAll("mark.cue")];
  for (const mark of marks) mark.setAttribute("aria-label", `${mark.getAttribute("aria-label")}, ${mark.classList.contains("hit") ? "found" : "missed"}`);
  view.replaceChildren(article);
  window.hedgerow.prepare(view);
  $("guessed").textContent = told(marks, extra);
  $("reveal").hidden = true;
  $("retry").hidden = false;
  $("retry").focus();
});

// Puts the words chosen into a sentence, in parts where a mark ends within them.
function show(sentence, chosen) {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let end = 0;
  for (const node of texts) {
    const start = end;
    end += node.data.length;
    const inside = chosen.filter((word) => word.from < end && word.to > start);
    const mark = node.parentElement.closest("mark.cue");
    if (mark) mark.classList.add(inside.length > 0 ? "hit" : "miss");
    let at = start;
    const pieces = [];
    for (const word of inside) {
      const [from, to] = [Math.max(word.from, start), Math.min(word.to, end)];
      const part = make("span", "w chosen", node.data.slice(from - start, to - start));
      pieces.push(node.data.slice(at - start, from - start), part);
      word.parts.push(part);
      word.found ||= mark !== null;
      at = to;
    }
    node.replaceWith(...pieces, node.data.slice(at - start));
  }
}

function told(marks, extra) {
  const [verb, more] = NOUNS[side()];
  const hits = marks.filter((mark) => mark.classList.contains("hit")).length;
  const one = `${verb}s ${more}`.trim();
  let places = `${hits} of the ${marks.length} places that ${`${verb} ${more}`.trim()} were found (✓), ${marks.length - hits} missed.`;
  if (marks.length === 1) places = `The only place that ${one} was ${hits === 1 ? "found (✓)" : "missed"}.`;
  if (marks.length === 0) places = `Nothing in this text ${one}.`;
  if (extra.length === 0) return places;
  const listed = extra.slice(0, LISTED).map((word) => `“${word.text}”`).join(", ") + (extra.length > LISTED ? ", …" : "");
  return `${places} ${extra.length} chosen ${extra.length === 1 ? "word is" : "words are"} none of them (struck through): ${listed}.`;
}

$("retry").addEventListener("click", () => {
  again();
  $("reveal").focus();
});
for (const radio of document.querySelectorAll('input[name="side"]')) {
  radio.addEventListener("change", () => {
    if (answer && !closed()) again();
  });
}
