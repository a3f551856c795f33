// Guess first: a class marks words before the marks are shown.
// Which of them are marked is all that is computed here.
import { $, live, view } from "./shared.js";

const side = () => document.querySelector('input[name="side"]:checked').value;
const words = () => [...view.querySelectorAll(".w")];
export function beginGuess() {
  const article = view.querySelector(".article");
  if (!article) return;
  article.classList.add("guessing");
  article.classList.remove("revealed", "list", "names", "show-out");
  for (const mark of article.querySelectorAll("mark.cue")) {
    for (const name of ["role", "aria-label", "tabindex", "aria-expanded"]) mark.removeAttribute(name);
    mark.classList.remove("hit", "miss");
  }
  const walker = document.createTreeWalker(article.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts) {
    const parts = node.data.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*)/u);
    if (parts.length < 2) continue;
    node.replaceWith(...parts.map((part, at) => {
      if (at % 2 === 0) return document.createTextNode(part);
      const word = document.createElement("span");
      word.className = "w";
      word.textContent = part;
      word.setAttribute("role", "button");
      word.setAttribute("aria-pressed", "false");
      word.tabIndex = -1;
      return word;
    }));
  }
  const [first] = words();
  if (first) first.tabIndex = 0;
  $("reveal").hidden = false;
  $("retry").hidden = true;
  count();
}
const revealed = () => view.querySelector(".revealed") !== null;
function count() {
  const chosen = words().filter((word) => word.getAttribute("aria-pressed") === "true").length;
  $("guessed").textContent = chosen === 1 ? "1 word chosen" : `${chosen} words chosen`;
}
function press(word) {
  if (revealed()) return;
  word.setAttribute("aria-pressed", String(word.getAttribute("aria-pressed") !== "true"));
  count();
}
view.addEventListener("click", (event) => {
  const word = event.target.closest(".w");
  if (word) {
    step(word);
    press(word);
  }
});
function step(to) {
  for (const word of view.querySelectorAll('.w[tabindex="0"]')) word.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
view.addEventListener("keydown", (event) => {
  const word = event.target.closest(".w");
  if (!word) return;
  const all = words();
  const at = all.indexOf(word);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + 10, ArrowUp: at - 10, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    step(all[Math.max(0, Math.min(all.length - 1, to))]);
  } else if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    press(word);
  }
});
$("reveal").addEventListener("click", () => {
  const article = view.querySelector(".article");
  if (!article) return;
  article.classList.add("revealed");
  let hits = 0;
  const marks = [...article.querySelectorAll(`mark.cue.${side()}`)];
  const chosen = words().filter((word) => word.getAttribute("aria-pressed") === "true");
  for (const mark of marks) {
    const hit = chosen.some((word) => mark.contains(word));
    mark.classList.add(hit ? "hit" : "miss");
    if (hit) hits += 1;
  }
  let extra = 0;
  for (const word of chosen) {
    if (marks.some((mark) => mark.contains(word))) continue;
    word.classList.add("extra");
    extra += 1;
  }
  const noun = { hedge: "hold back", booster: "commit", evidence: "show what a claim rests on" }[side()];
  $("guessed").textContent = `${hits} of the ${marks.length} places that ${noun} were found (✓), ${marks.length - hits} missed. ${extra} chosen ${extra === 1 ? "word is" : "words are"} none of them (struck through).`;
  $("reveal").hidden = true;
  $("retry").hidden = false;
  $("retry").focus();
});
$("retry").addEventListener("click", () => {
  view.replaceChildren();
  live.update().then(() => $("reveal").focus());
});
for (const radio of document.querySelectorAll('input[name="side"]')) {
  radio.addEventListener("change", () => {
    if (revealed()) $("retry").click();
  });
}

