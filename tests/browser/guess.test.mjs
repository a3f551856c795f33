// Guessing before the marks are shown.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, begin, end, open, paste, until } from "./support.mjs";

before(begin);
after(end);

const TEXT = "The minister may resign. Reportedly he certainly knew. It rained.";
const word = (text) => `.w:text-is('${text}')`;
const chosen = (page) => page.locator('.w[aria-pressed="true"]').allTextContents();
const guess = async (page, text = TEXT) => {
  await paste(page, text);
  await page.waitForSelector("#view mark");
  await page.click("#mode-guess");
  await page.waitForSelector(".w");
};

test("a class guesses before it sees", () => open(async (page) => {
  await guess(page);
  assert.doesNotMatch(await page.textContent("#status"), /hedged/);
  await page.click(word("may"));
  await page.click(word("rained"));
  await page.click(word("minister"));
  await page.click(word("minister")); // thought better of it
  await accessible(page, "guessing");
  await page.click("#reveal");
  assert.equal(await page.textContent("#guessed"), "1 of the 2 places that hold back were found (✓), 1 missed. 1 chosen word is none of them (struck through): “rained”.");
  assert.equal(await page.locator("mark.hit").textContent(), "may");
  assert.equal(await page.locator("mark.miss").textContent(), "Reportedly");
  assert.equal(await page.locator(".w.extra").textContent(), "rained");
  await accessible(page, "revealed");
  // What was missed tells why it is one; the other sides stay a riddle.
  assert.equal(await page.locator("#view mark.booster").count(), 0);
  await page.click("mark.miss");
  assert.match(await page.textContent("#pop"), /hedge: hearsay/);
  await page.keyboard.press("Escape");
  await page.click("#retry");
  await page.waitForSelector("#view .article:not(.revealed) .w");
  await page.check('input[name="side"][value="booster"]');
  await page.focus('.w[tabindex="0"]');
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  assert.deepEqual(await chosen(page), ["certainly"]);
  await page.click("#reveal");
  assert.equal(await page.textContent("#guessed"), "The only place that commits was found (✓).");
  await page.click("#mode-read");
  await page.waitForSelector("#view mark[role=button]");
}));

test("before they are revealed the page holds no answers", () => open(async (page) => {
  await guess(page);
  const held = await page.locator("main").evaluate((main) => main.outerHTML);
  for (const answer of [/<mark/, /class="cue/, /is-hedged/, /certainty/i, /data-says/, /possibility/, /epistemic/, /<title>/, /\d %/]) {
    assert.doesNotMatch(held.replace(/<div class="moved"[^]*?<\/section>/, ""), answer);
  }
  const labels = await page.locator("#view [aria-label], #view [title]").count();
  assert.equal(labels, 0);
  assert.equal(await page.locator("#view [data-text]").innerText(), TEXT);
}));

test("it is told that a text was taken the place of, here too", () => open(async (page) => {
  await guess(page);
  await page.selectOption("#sample", "rumour column");
  await until(page, () => /took the place of another text/.test(document.querySelector("#status").textContent));
}));

test("words are chosen whole, however they are drawn over or marked", () => open(async (page) => {
  await guess(page, "A near-certain promise. It may rain, and it could snow tomorrow.");
  assert.deepEqual(await page.locator(".w").allTextContents(), ["A", "near-certain", "promise", "It", "may", "rain", "and", "it", "could", "snow", "tomorrow"]);
  const middle = async (text, share) => {
    const box = await page.locator(word(text)).boundingBox();
    return [box.x + box.width * share, box.y + box.height / 2];
  };
  // From within "rain" into "could".
  await page.mouse.move(...(await middle("rain", 0.5)));
  await page.mouse.down();
  await page.mouse.move(...(await middle("could", 0.5)), { steps: 5 });
  await page.mouse.up();
  assert.deepEqual(await chosen(page), ["rain", "and", "it", "could"]);
  assert.equal(await page.evaluate(() => getSelection().isCollapsed), true);
  assert.equal(await page.textContent("#guessed"), "4 words chosen");
  await page.dblclick(word("tomorrow"));
  assert.deepEqual(await chosen(page), ["rain", "and", "it", "could", "tomorrow"]);
  await page.click(word("near-certain"));
  await page.click("#reveal");
  const hits = await page.locator("mark.hit").allTextContents();
  assert.equal(hits.at(-1), "could");
  assert.equal(hits[0], "near", "a mark within a word is found with the word");
  assert.deepEqual(await page.locator(".w.extra").allTextContents(), ["rain", "and", "it", "tomorrow"]);
  assert.equal(await page.locator("[data-text] .p").evaluate((p) => [...p.querySelectorAll(".w")].map((w) => w.textContent).join("").startsWith("near-certain")), true);
}));

test("words are drawn over from where they begin, and let go of anywhere", () => open(async (page) => {
  await guess(page, "It may rain, and it could snow tomorrow. Perhaps it will.");
  const at = async (text, share, beside = 0) => {
    const box = await page.locator(word(text)).first().boundingBox();
    return [box.x + box.width * share + beside, box.y + box.height / 2];
  };
  const draw = async (from, to, steps = 1) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps });
  };
  const drawn = () => page.locator(".w.drawn").allTextContents();
  const none = async () => {
    for (const text of await chosen(page)) await page.click(word(text));
    assert.deepEqual(await chosen(page), []);
  };
  // From a word's left edge; what is being drawn over is seen, not by its colour alone.
  await draw(await at("rain", 0, 0.5), await at("it", 0.5));
  assert.deepEqual(await drawn(), ["rain", "and", "it"]);
  const outline = (text) => page.locator(word(text)).evaluate((element) => getComputedStyle(element).outlineStyle);
  assert.deepEqual([await outline("and"), await outline("could")], ["dashed", "none"]);
  assert.deepEqual(await chosen(page), []);
  await page.mouse.up();
  assert.deepEqual([await chosen(page), await drawn()], [["rain", "and", "it"], []]);
  await none();
  // From the space before it, fast, and back again by a word.
  await draw(await at("may", 0, -2), await at("could", 0.5));
  await page.mouse.move(...(await at("it", 0.5)));
  await page.mouse.up();
  assert.deepEqual(await chosen(page), ["may", "rain", "and", "it"]);
  // The same again takes it back, from behind, too.
  await draw(await at("it", 1, 2), await at("may", 0.5));
  await page.mouse.up();
  assert.deepEqual(await chosen(page), []);
  // A single word, from the space before it to the one behind.
  await draw(await at("could", 0, -2), await at("could", 1, 2));
  await page.mouse.up();
  assert.deepEqual(await chosen(page), ["could"]);
  await none();
  // Let go of below the text, and on another part of the page.
  await draw(await at("snow", 0.5), await at("tomorrow", 0.5), 5);
  await page.mouse.move((await at("tomorrow", 0.5))[0], 840);
  await page.mouse.up();
  assert.deepEqual(await chosen(page), ["snow", "tomorrow"]);
  await none();
  await draw(await at("rain", 0.5), await at("may", 0.5));
  await page.mouse.move(...(await at("may", 0.5, 0)).map((place, axis) => (axis ? 10 : place)));
  await page.mouse.up();
  assert.ok((await chosen(page)).includes("may"));
  await none();
  // Escape drops it, with the click at its end; the other buttons do nothing.
  await draw(await at("rain", 0.5), await at("could", 0.5));
  await page.mouse.move(...(await at("rain", 0.4)));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.deepEqual([await chosen(page), await drawn()], [[], []]);
  await page.mouse.move(...(await at("rain", 0.5)));
  await page.mouse.down({ button: "middle" });
  await page.mouse.move(...(await at("could", 0.5)));
  await page.mouse.up({ button: "middle" });
  assert.deepEqual(await chosen(page), []);
  await page.click(word("rain"));
  assert.deepEqual(await chosen(page), ["rain"]);
  assert.equal(await page.evaluate(() => String(getSelection())), "");
}));

test("a finger chooses a word, and draws over none", () => open(async (page) => {
  await guess(page, "It may rain, and it could snow tomorrow.");
  const finger = (type, text) => page.locator(word(text)).evaluate((element, kind) => {
    const { x, y } = element.getBoundingClientRect();
    element.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerType: "touch", isPrimary: true, buttons: 1, clientX: x + 3, clientY: y + 3 }));
  }, type);
  await finger("pointerdown", "may");
  await finger("pointermove", "could");
  await finger("pointerup", "could");
  assert.deepEqual(await chosen(page), []);
  await page.tap(word("may"));
  assert.deepEqual(await chosen(page), ["may"]);
}, { hasTouch: true }));

test("as another kind of text it has the same words chosen, and so it has after a failure", () => open(async (page) => {
  await guess(page);
  await page.click(word("may"));
  await page.click(word("rained"));
  await page.evaluate(() => { document.querySelector(".guessing").id = "former-text"; });
  await page.selectOption("#profile", "science");
  await until(page, () => !document.querySelector("#former-text"));
  assert.deepEqual([await chosen(page), await page.textContent("#guessed")], [["may", "rained"], "2 words chosen"]);
  await page.route("**/api/view", (route) => route.abort());
  await page.selectOption("#profile", "news");
  await page.waitForSelector("#status.wrong");
  await page.unroute("**/api/view");
  await page.waitForSelector(".w");
  assert.deepEqual(await chosen(page), ["may", "rained"]);
  // Another text has none, nor has who comes from reading the marks.
  await page.click("#mode-read");
  await page.waitForSelector("#view mark");
  await page.click("#mode-guess");
  await page.waitForSelector(".w");
  assert.deepEqual(await chosen(page), []);
  await page.click(word("may"));
  await page.selectOption("#sample", "rumour column");
  await until(page, () => document.querySelectorAll(".w").length > 100);
  assert.deepEqual([await chosen(page), await page.textContent("#guessed")], [[], "0 words chosen"]);
}, { expected: /ERR_FAILED/ }));

test("without a text it says what to do, and offers an example", () => open(async (page) => {
  await page.click("#mode-guess");
  assert.match(await page.textContent("#view"), /take an example/);
  assert.equal(await page.isVisible("#reveal"), false);
  await accessible(page, "nothing to guess");
  await page.getByRole("button", { name: "Write or paste" }).click();
  assert.equal(await page.getAttribute("#mode-read", "aria-pressed"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text-a");
  await page.click("#mode-guess");
  await page.getByRole("button", { name: "Take an example" }).click();
  await page.waitForSelector(".w");
  assert.equal(await page.evaluate(() => document.activeElement.id), "result", "the button that had the focus is gone");
  assert.notEqual(await page.inputValue("#sample"), "");
  assert.equal(await page.isVisible("#reveal"), true);
  await page.click("#mode-read");
  await paste(page, "… ?!");
  await page.click("#mode-guess");
  await until(page, () => /no word in this text/.test(document.querySelector("#view").textContent));
  assert.equal(await page.isVisible("#reveal"), false);
}));
