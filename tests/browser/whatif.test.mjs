// What if a word said something else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, end, open, until } from "./support.mjs";

before(begin);
after(end);

const value = (page) => page.inputValue("#text-a");
const write = async (page, text) => {
  await page.click("#text-a");
  await page.keyboard.type(text);
  await page.waitForSelector("#view mark");
};
const instead = async (page, by) => {
  await page.click("#view mark.hedge");
  await page.fill("#instead", by);
  await page.keyboard.press("Enter");
};

test("the browser's undo goes back through a what-if to what was typed before it", () => open(async (page) => {
  await write(page, "🎉 It may rain.");
  await instead(page, "will");
  await until(page, () => document.querySelector("#text-a").value === "🎉 It will rain.");
  await until(page, () => document.activeElement.id === "result");
  await page.click("#undo");
  assert.equal(await value(page), "🎉 It may rain.");
  await until(page, () => document.querySelector("#view mark.hedge")?.textContent === "may");
  await instead(page, "will");
  await until(page, () => document.querySelector("#text-a").value === "🎉 It will rain.");
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+Z");
  assert.equal(await value(page), "🎉 It may rain.");
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  assert.equal(await value(page), "🎉 It will rain.");
  // And on through the first what-if into what was typed.
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ControlOrMeta+Z");
  assert.ok((await value(page)).length < 5, await value(page));
}));

test("where the browser does not take part, the edit is made all the same", () => open(async (page) => {
  await page.evaluate(() => { document.execCommand = () => false; });
  await write(page, "It may rain.");
  await instead(page, "will");
  await until(page, () => document.querySelector("#text-a").value === "It will rain.");
}));
