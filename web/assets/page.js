// What reports and the live page do: filters, details of a word, the keyboard, sorting.
// Nothing is computed here; everything shown stands in the page already.
(() => {
  "use strict";
  const pop = document.getElementById("pop");
  const settings = new Map();
  let current = null;

  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (name) element.className = name;
    return element;
  };

  // --- details of a word
  const row = (mark) => document.getElementById(mark.id.replace(/c(\d+)$/, "r$1"));
  const usable = (mark) =>
    !mark.classList.contains("off") &&
    (!mark.classList.contains("out") || mark.closest(".article").classList.contains("show-out"));

  function fill(mark) {
    pop.replaceChildren();
    const cells = row(mark);
    const field = (name) => cells && cells.querySelector(`[data-f="${name}"]`);
    pop.append(make("h4", mark.textContent));
    const list = make("dl");
    const rows = [["What it is", "kind"], ["Reading", "reading"], ["Strength", "strength"], ["Whose", "holder"], ["Readers say", "probability"], ["Why", "why"]];
    for (const [label, name] of rows) {
      const cell = field(name);
      if (!cell || !cell.textContent.trim()) continue;
      const value = make("dd");
      for (const node of cell.childNodes) value.append(node.cloneNode(true));
      list.append(make("dt", label), value);
    }
    const sentence = mark.closest(".s");
    list.append(make("dt", "Its sentence"), make("dd", sentence.dataset.says));
    const close = make("button", "×", "close");
    close.type = "button";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => hide(true));
    pop.append(list, close);
    document.dispatchEvent(new CustomEvent("hedgerow:word", { detail: { mark, pop } }));
    pop.append(make("p", "← → other words, Esc closes", "keys"));
  }

  // It never covers its word, which may go over several lines: it stands below if it fits
  // there, or else where more room is, no higher than that.
  function place(mark) {
    const whole = mark.getBoundingClientRect();
    const at = mark.getClientRects()[0] || whole;
    const above = whole.top - 16;
    const below = window.innerHeight - whole.bottom - 16;
    pop.style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: own } = pop;
    const up = own > below && above > below;
    // Out of the window, a word cannot be covered.
    const room = Math.max(up ? above : below, 64);
    const height = Math.min(own, room);
    if (own > room) pop.style.maxHeight = `${room}px`;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    pop.style.left = `${left}px`;
    pop.style.top = `${up ? whole.top - height - 8 : whole.bottom + 8}px`;
    // On a phone it stands at the end of the window instead.
    pop.classList.toggle("up", up);
  }

  function show(mark) {
    if (current === mark && !pop.hidden) return;
    hide(false);
    current = mark;
    mark.classList.add("current");
    mark.closest(".s").classList.add("lit");
    fill(mark);
    pop.hidden = false;
    since = performance.now();
    mark.setAttribute("aria-expanded", "true");
    place(mark);
  }

  function hide(refocus) {
    clearTimeout(hovering);
    if (current) {
      current.classList.remove("current");
      current.removeAttribute("aria-expanded");
      const sentence = current.closest(".s");
      if (sentence) sentence.classList.remove("lit");
      if (refocus && current.isConnected) {
        quiet = true;
        current.focus();
        quiet = false;
      }
    }
    current = null;
    pop.hidden = true;
  }

  let quiet = false;
  let since = 0; // when the details were shown
  let hovering = 0;
  const markOf = (target) => {
    const mark = target instanceof Element && target.closest("mark.cue[id]");
    return mark && !mark.closest(".guessing") && usable(mark) ? mark : null;
  };
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (mark && !quiet) show(mark);
    else if (current && !pop.contains(event.target) && event.target !== current) hide(false);
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = markOf(event.target);
    clearTimeout(hovering);
    if (mark && pop.contains(document.activeElement)) return; // something is being written there
    if (mark) hovering = setTimeout(() => show(mark), 120);
    else if (current && !pop.contains(event.target) && document.activeElement !== current && !pop.contains(document.activeElement)) hovering = setTimeout(() => hide(false), 350);
  });
  document.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (mark) {
      roving(mark);
      mark.focus();
      show(mark);
    } else if (current && !pop.contains(event.target) && performance.now() - since > 400) {
      // Not the end of the touch that showed them.
      hide(false);
    }
  });
  window.addEventListener("resize", () => { if (current) place(current); });
  document.addEventListener("scroll", () => { if (current && !pop.contains(document.activeElement)) place(current); }, { passive: true });

  // One word of an article is in the tab order; arrows go to the others.
  function roving(mark) {
    for (const other of mark.closest(".article").querySelectorAll('mark.cue[tabindex="0"]')) other.tabIndex = -1;
    mark.tabIndex = 0;
  }
  function prepare(root) {
    for (const article of root.querySelectorAll(".article")) {
      const tools = article.querySelector("details.tools");
      if (tools) tools.open = settings.get("tools") ?? !(matchMedia("(max-width: 40rem)").matches || document.body.classList.contains("is-live"));
      for (const box of article.querySelectorAll("[data-view]")) view(box);
      const all = article.querySelector("details.all-cues");
      if (all && settings.get("all-cues")) all.open = true;
      for (const box of article.querySelectorAll("[data-class]:not(mark)")) {
        box.checked = settings.get(`class ${box.dataset.class}`) ?? box.checked;
        filter(box);
      }
      for (const side of article.querySelectorAll("[data-side]")) sum(side.closest("fieldset"));
      const first = [...article.querySelectorAll("mark.cue[id]")].find(usable);
      if (first && !article.querySelector('mark.cue[tabindex="0"]')) first.tabIndex = 0;
    }
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) {
      hide(true);
      return;
    }
    const mark = markOf(event.target);
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...mark.closest(".article").querySelectorAll("mark.cue[id]")].filter(usable);
    const at = all.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show(mark);
      const inside = pop.querySelector("input, button:not(.close)") || pop.querySelector("button");
      if (inside) inside.focus();
    } else if (to !== undefined) {
      event.preventDefault();
      const next = all[Math.max(0, Math.min(all.length - 1, to))];
      roving(next);
      next.focus();
    }
  });

  // One bar of a ribbon is in the tab order, too.
  document.addEventListener("keydown", (event) => {
    const bar = event.target instanceof Element && event.target.closest(".ribbon a");
    if (!bar || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...bar.parentNode.querySelectorAll("a")];
    const at = all.indexOf(bar);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[Math.max(0, Math.min(all.length - 1, to))];
    bar.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });

  // --- filters and views
  function filter(box) {
    const article = box.closest(".article");
    for (const mark of article.querySelectorAll(`mark[data-class="${CSS.escape(box.dataset.class)}"]:not(.out)`)) mark.classList.toggle("off", !box.checked);
  }
  function sum(side) {
    const all = [...side.querySelectorAll("[data-class]")];
    const whole = side.querySelector("[data-side]");
    whole.checked = all.every((b) => b.checked);
    whole.indeterminate = !whole.checked && all.some((b) => b.checked);
  }
  function view(box) {
    if (settings.has(box.dataset.view) && !box.dataset.seen) box.checked = settings.get(box.dataset.view);
    box.dataset.seen = "yes";
    const name = { list: "list", names: "names", out: "show-out", shade: "shade" }[box.dataset.view];
    box.closest(".article").classList.toggle(name, box.checked);
  }
  document.addEventListener("toggle", (event) => {
    for (const name of ["tools", "all-cues"]) if (event.target.matches(`details.${name}`)) settings.set(name, event.target.open);
  }, true);
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    if (box.dataset.view) {
      settings.set(box.dataset.view, box.checked);
      view(box);
    } else if (box.dataset.class) {
      settings.set(`class ${box.dataset.class}`, box.checked);
      filter(box);
      sum(box.closest("fieldset"));
    } else if (box.dataset.side) {
      for (const one of box.closest("fieldset").querySelectorAll("[data-class]")) {
        one.checked = box.checked;
        settings.set(`class ${one.dataset.class}`, one.checked);
        filter(one);
      }
    }
  });

  // --- dark or light
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
    });
  }

  // --- tables that can be sorted and searched
  const words = new Intl.Collator("en", { numeric: true });
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = head.querySelector("button");
      if (!button) return;
      button.addEventListener("click", () => {
        const numeric = head.classList.contains("num");
        // Figures begin with the largest, words with the first.
        const was = head.getAttribute("aria-sort");
        const down = numeric ? was !== "descending" : was === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const empty = down ? -Infinity : Infinity;
        const key = (line) => {
          const text = line.cells[column].dataset.v ?? line.cells[column].textContent;
          if (numeric) return text === "" ? empty : Number(text);
          if (head.dataset.from !== "end") return text;
          return (text.match(/[\p{L}\p{N}\p{M}'’-]+/gu) ?? []).reverse().join(" ");
        };
        const lines = [...body.rows].map((line) => [key(line), line]);
        lines.sort(([a], [b]) => (numeric ? a - b : words.compare(a, b)) * (down ? -1 : 1));
        body.append(...lines.map(([, line]) => line));
        table.closest(".tall")?.scrollTo({ top: 0 });
      });
    });
    const search = document.querySelector(`input[data-search="${CSS.escape(table.id)}"]`);
    if (!search) continue;
    const found = document.querySelector(`[data-found="${CSS.escape(table.id)}"]`);
    search.addEventListener("input", () => {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const line of body.rows) {
        const text = line.textContent.toLowerCase();
        line.hidden = !wanted.every((word) => text.includes(word));
        if (!line.hidden) count += 1;
      }
      found.textContent = wanted.length ? `${count} found` : "";
    });
  }

  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.all-cues")) details.open = true;
  });

  prepare(document);
  window.hedgerow = { prepare, hide };
})();
