// The live page: sends the text to this page's own server and shows what comes back.
// Nothing is computed here but which of the words a class guessed are marked.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const boxes = [$("text-a"), $("text-b")];
  const view = $("view");
  const status = $("status");
  const most = Number(document.body.dataset.most);
  // Milliseconds of quiet before a text is sent, the more the longer it is, and before a
  // screen reader is told of what came of it.
  const wait = () => Math.min(400, 40 + (boxes[0].value.length + boxes[1].value.length) / 500);
  const REST = 600;

  let mode = "read";
  let timer = 0;
  let pending = null; // what stops the request that is under way
  let shownText = null; // the text that the marks belong to
  let before = null; // figures that edits are measured against
  let undo = [];

  let telling = 0;
  const say = (text, wrong = false) => {
    clearTimeout(telling);
    status.textContent = text;
    status.classList.toggle("wrong", wrong);
  };

  const tell = (text) => {
    clearTimeout(telling);
    if (status.classList.contains("wrong")) say("");
    telling = setTimeout(() => say(text), REST);
  };

  async function ask(path, body, signal) {
    const raw = body instanceof ArrayBuffer;
    let response;
    try {
      response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": raw ? "application/octet-stream" : "application/json" },
        body: raw ? body : JSON.stringify(body),
        credentials: "omit",
        signal,
      });
    } catch (e) {
      if (e.name === "AbortError") throw e;
      throw new Error("The server does not answer. Is hedgerow serve still running?");
    }
    if (response.ok) return response;
    const answer = await response.json().catch(() => ({}));
    throw new Error(`Not possible: ${answer.reason || response.statusText}`);
  }

  // --- marks, as one types
  // Half a character, as broken text has them, cannot be sent.
  const whole = (text) => (text.toWellFormed ? text.toWellFormed() : text);
  const asked = () => ({ text: whole(boxes[0].value), profile: $("profile").value, title: titleNow() });
  let title = "Your text";
  const titleNow = () => title;
  const unnamed = () => {
    title = "Your text";
    $("sample").value = "";
  };

  let loading = 0; // counts what a file that comes late would overwrite
  function later() {
    loading += 1;
    clearTimeout(timer);
    timer = setTimeout(update, wait());
  }

  async function update() {
    clearTimeout(timer);
    if (pending) pending.abort();
    const both = mode === "compare";
    const blank = !boxes[0].value.trim();
    if (blank) {
      before = null;
      unnamed();
    }
    if (blank || (both && !boxes[1].value.trim())) {
      window.hedgerow.hide();
      shownText = null;
      $("moved").hidden = true;
      const hint = both ? "Both texts are needed: paste or type them above." : "Your text appears here as you type, with every word marked that holds back, commits, or says what a claim rests on.";
      const empty = document.createElement("p");
      empty.className = "empty";
      empty.textContent = hint;
      view.replaceChildren(empty);
      say("");
      return;
    }
    const own = new AbortController();
    pending = own;
    try {
      const text = boxes[0].value;
      const body = both ? { a: whole(text), b: whole(boxes[1].value), profile: $("profile").value } : asked();
      const answer = await (await ask(both ? "/api/compare" : "/api/view", body, own.signal)).json();
      if (own.signal.aborted) return;
      window.hedgerow.hide();
      // The server escapes every text in this piece of HTML, and the policy runs no script in it.
      view.innerHTML = answer.html;
      shownText = text;
      window.hedgerow.prepare(view);
      if (mode === "guess") beginGuess();
      if (!both) moved(answer.figures);
      if (mode === "guess") say("");
      else tell(both ? "Both texts are marked." : `${answer.figures.hedged} of the sentences are hedged; certainty ${answer.figures.certainty}; ${answer.figures.words} words.`);
    } catch (e) {
      if (e.name !== "AbortError") say(e.message, true);
    } finally {
      if (pending === own) pending = null;
    }
  }

  function moved(now) {
    if (!before) {
      before = now;
      undo = [];
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

  function fresh(text, name) {
    loading += 1;
    boxes[0].value = text;
    title = name;
    before = null;
    undo = [];
    return update();
  }

  boxes[0].addEventListener("input", (event) => {
    // A text pasted over an empty or selected-all box is a new one.
    undo = []; // they would take back what was typed since
    if (event.inputType === "insertFromPaste" && !(shownText && boxes[0].value.includes(shownText.slice(0, 40)))) {
      before = null;
      unnamed();
    }
    later();
  });
  boxes[1].addEventListener("input", later);
  $("profile").addEventListener("change", () => {
    before = null;
    update();
  });
  $("controls").addEventListener("submit", (event) => event.preventDefault());
  $("again").addEventListener("click", () => {
    before = null;
    undo = [];
    update();
  });

  // --- what if
  const units = (text, points) => {
    let at = 0;
    for (const point of text) {
      if (points === 0) break;
      points -= 1;
      at += point.length;
    }
    return at;
  };
  function replace(mark, by) {
    const text = boxes[0].value;
    if (text !== shownText) return say("The text is being marked anew; try again in a moment.");
    let start = units(text, Number(mark.dataset.start));
    const end = units(text, Number(mark.dataset.end));
    if (by === "" && text[start - 1] === " ") start -= 1;
    undo.push(text);
    boxes[0].value = text.slice(0, start) + by + text.slice(end);
    update().then(() => $("result").focus({ preventScroll: true }));
  }
  document.addEventListener("hedgerow:word", (event) => {
    const { mark, pop } = event.detail;
    if (mode !== "read") return;
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
    const without = document.createElement("button");
    without.type = "button";
    without.textContent = "Leave it out";
    without.addEventListener("click", () => replace(mark, ""));
    row.append(input, go, without);
    form.append(label, row);
    form.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      replace(mark, input.value.trim());
    });
    pop.append(form);
  });
  $("undo").addEventListener("click", () => {
    boxes[0].value = undo.pop() ?? boxes[0].value;
    update().then(() => $("undo").hidden && $("result").focus({ preventScroll: true }));
  });

  // --- examples and files
  let samples = null;
  $("sample").addEventListener("change", async () => {
    const genre = $("sample").value;
    if (!genre) return;
    try {
      samples ??= await (await fetch("/api/samples", { credentials: "omit" })).json();
    } catch {
      return say("The server does not answer. Is hedgerow serve still running?", true);
    }
    const found = samples.find((sample) => sample.genre === genre);
    if (mode === "compare" && boxes[0].value.trim()) {
      boxes[1].value = found.text;
      return update();
    }
    return fresh(found.text, found.genre);
  });
  async function load(file, box) {
    const own = (loading += 1);
    if (file.size > most) return say(`${file.name} is longer than ${most} bytes; use hedgerow report for it.`, true);
    try {
      const decoded = await (await ask("/api/decode", await file.arrayBuffer())).json();
      if (own !== loading) return undefined;
      if (!decoded.text.trim()) return say(`${file.name} is empty.`, true);
      if (box === boxes[0]) {
        await fresh(decoded.text, file.name);
      } else {
        box.value = decoded.text;
        await update();
      }
      if (decoded.warning) say(`${file.name} was not plain UTF-8 (${decoded.warning}).`);
    } catch (e) {
      say(`${file.name}: ${e.message}`, true);
    }
  }
  // Two files go into the two boxes where texts are compared.
  async function openAll(files, box) {
    const pair = mode === "compare" && files.length === 2;
    await load(files[0], pair ? boxes[0] : box);
    if (pair) await load(files[1], boxes[1]);
    else if (files.length > 1 && !status.classList.contains("wrong")) say(`Only ${files[0].name} was opened, the first of ${files.length} files.`);
  }
  $("open").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const files = [...$("file").files];
    const second = mode === "compare" && boxes[0].value.trim() !== "";
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

  // --- modes
  function choose(next) {
    mode = next;
    for (const name of ["read", "compare", "guess"]) $(`mode-${name}`).setAttribute("aria-pressed", String(name === mode));
    document.body.classList.toggle("comparing", mode === "compare");
    document.body.classList.toggle("guess-mode", mode === "guess");
    $("guess").hidden = mode !== "guess";
    window.hedgerow.hide();
    if (mode !== "read") $("moved").hidden = true;
    if (mode === "guess") {
      // Nothing is to be seen before the words can be chosen.
      view.replaceChildren();
      $("reveal").hidden = true;
    }
    update();
  }
  for (const name of ["read", "compare", "guess"]) $(`mode-${name}`).addEventListener("click", () => choose(name));

  // --- guess first
  const side = () => document.querySelector('input[name="side"]:checked').value;
  const words = () => [...view.querySelectorAll(".w")];
  function beginGuess() {
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
    update().then(() => $("reveal").focus());
  });
  for (const radio of document.querySelectorAll('input[name="side"]')) {
    radio.addEventListener("change", () => {
      if (revealed()) $("retry").click();
    });
  }

  // --- saving
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", async () => {
      const kind = button.dataset.save;
      button.closest("details").open = false;
      button.closest("details").querySelector("summary").focus();
      if (!boxes[0].value.trim()) return say("There is no text to save anything of.", true);
      try {
        const body = kind === "report" ? asked() : { ...asked(), table: kind };
        const response = await ask(kind === "report" ? "/api/report" : "/api/csv", body);
        const url = URL.createObjectURL(await response.blob());
        const link = document.createElement("a");
        link.href = url;
        link.download = kind === "report" ? "hedgerow.html" : `${kind}.csv`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
        say(`Saved ${link.download}.`);
      } catch (e) {
        say(e.message, true);
      }
    });
  }

  // A text that is nowhere else is not left without a question.
  window.addEventListener("beforeunload", (event) => {
    if (boxes.some((box) => box.value.trim() && !samples?.some((sample) => sample.text === box.value))) event.preventDefault();
  });

  // What the browser kept in the boxes over a reload.
  if (boxes[0].value.trim()) update();
})();
