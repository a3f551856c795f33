// Texts that come whole: examples, files, and the way back to the text before.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, end, open, until } from "./support.mjs";

before(begin);
after(end);

const OWN = "Rain may fall, they say.";
const file = (name, content) => ({ name, mimeType: "", buffer: Buffer.from(content) });
const value = (page) => page.inputValue("#text-a");
const title = (page) => page.textContent("#view h2");
const write = async (page, text) => {
  await page.click("#text-a");
  await page.keyboard.insertText(text);
  await page.waitForSelector("#view mark");
};
const example = async (page, name) => {
  await page.selectOption("#sample", name);
  await until(page, `document.querySelector("#view h2")?.textContent === ${JSON.stringify(name)}`);
};

test("an example takes nothing away: the typed text is brought back, and the example too", () => open(async (page) => {
  await write(page, OWN);
  assert.equal(await page.isVisible("#former"), false);
  await example(page, "rumour column");
  const sample = await value(page);
  await until(page, () => /“Bring back your text” undoes that/.test(document.querySelector("#status").textContent));
  // Looking through examples does not lose it.
  await example(page, "investigation");
  await example(page, "rumour column");
  await page.focus("#mode-guess");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Bring back your text");
  await page.keyboard.press("Enter");
  assert.equal(await value(page), OWN);
  await until(page, () => document.querySelector("#view h2").textContent === "Your text");
  assert.equal(await page.inputValue("#sample"), "");
  assert.equal(await page.textContent("#former"), "Bring back “rumour column”");
  await page.keyboard.press("Enter");
  assert.equal(await value(page), sample);
  assert.equal(await page.inputValue("#sample"), "rumour column");
}));

test("the browser's own undo brings it back too, with its title", () => open(async (page) => {
  await write(page, OWN);
  await example(page, "rumour column");
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+Z");
  assert.equal(await value(page), OWN);
  await until(page, () => document.querySelector("#view h2").textContent === "Your text");
  assert.equal(await page.isVisible("#former"), false, "it is there already");
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  await until(page, () => document.querySelector("#view h2").textContent === "rumour column");
}));

test("a file, and two files to compare, leave a way back", () => open(async (page) => {
  await write(page, OWN);
  await page.setInputFiles("#file", file("one.txt", "It might\r\nsnow."));
  await until(page, () => document.querySelector("#view h2")?.textContent === "one.txt");
  assert.equal(await value(page), "It might\nsnow.");
  await page.click("#former");
  assert.equal(await value(page), OWN);
  await page.click("#mode-compare");
  await page.fill("#text-b", "The other one.");
  await page.setInputFiles("#file", [file("1.txt", "It may."), file("2.txt", "It did.")]);
  await until(page, () => document.querySelector("#text-b").value === "It did.");
  await page.click("#former");
  assert.deepEqual([await value(page), await page.inputValue("#text-b")], [OWN, "The other one."]);
  // A long text is brought back as well.
  await page.click("#mode-read");
  await page.setInputFiles("#file", file("long.txt", "It may rain again. ".repeat(20_000)));
  await until(page, () => document.querySelector("#text-a").value.length > 300_000);
  await page.click("#former");
  assert.equal(await value(page), OWN);
  await until(page, () => document.querySelector("#view h2")?.textContent === "Your text");
}));

test("a text that takes the whole place of another has no title of it", () => open(async (page) => {
  await example(page, "rumour column");
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("It may rain.");
  await until(page, () => document.querySelector("#view h2")?.textContent === "Your text");
  assert.equal(await page.inputValue("#sample"), "");
  await until(page, () => document.querySelector("[data-text]").textContent.trim() === "It may rain.");
  assert.equal(await page.isVisible("#moved"), false, "writing is no edit of anything");
  // All of it taken back, it is the example again.
  for (let i = 0; i < 20 && (await title(page)) !== "rumour column"; i += 1) {
    await page.keyboard.press("ControlOrMeta+Z");
    await page.waitForTimeout(150);
  }
  assert.equal(await title(page), "rumour column");
  // What is added to a text does not take its title.
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" It may rain.");
  await page.waitForSelector("#moved:not([hidden])");
  assert.equal(await title(page), "rumour column");
}));

test("a text just being written is measured from the first what-if", () => open(async (page) => {
  await write(page, "It may rain.");
  await page.keyboard.type(" It did.");
  await until(page, () => document.querySelector('[data-figure="hedged_share"]').textContent.startsWith("50"));
  assert.equal(await page.isVisible("#moved"), false);
  await page.click("#view mark.hedge");
  await page.fill("#instead", "will");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#moved:not([hidden])");
  assert.deepEqual(await page.locator("#moved tr").nth(1).locator("td").allTextContents(), ["50\u00a0%", "0\u00a0%"]);
}));
