// What if a word said something else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, end, fitsWidth, open, until } from "./support.mjs";

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

test("who goes on typing while a what-if is being marked is not interrupted", () => open(async (page) => {
  await write(page, "It may rain.");
  await page.route("**/api/view", (route) => setTimeout(() => route.continue().catch(() => {}), 500));
  await instead(page, "will");
  await until(page, () => document.querySelector("#text-a").value === "It will rain.");
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" It did.", { delay: 60 });
  assert.equal(await value(page), "It will rain. It did.");
}));

test("where the browser does not take part, the edit is made all the same", () => open(async (page) => {
  await page.evaluate(() => { document.execCommand = () => false; });
  await write(page, "It may rain.");
  await instead(page, "will");
  await until(page, () => document.querySelector("#text-a").value === "It will rain.");
}));

for (const [what, width, height] of [["a phone", 375, 667], ["a small laptop", 1280, 720]]) {
  test(`what a what-if moved is seen on ${what}, and can be taken back there`, () => open(async (page) => {
    const whole = (selector) => page.locator(selector).evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return top >= 0 && bottom <= innerHeight && (there === element || element.contains(there));
    });
    const seen = async (selector) => {
      for (let tries = 0; tries < 100 && !(await whole(selector)); tries += 1) await page.waitForTimeout(50);
      assert.ok(await whole(selector), `${selector} is in view`);
    };
    await page.selectOption("#sample", "rumour column");
    await page.waitForSelector("#view mark");
    for (const at of ["first", "last"]) {
      const word = page.locator("#view [data-text] mark.hedge:not(.out)")[at]();
      await word.scrollIntoViewIfNeeded();
      await word.click();
      await page.fill("#instead", "surely");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#moved:not([hidden])");
      await seen("#moved h2");
      await seen("#undo");
      await fitsWidth(page, what);
    }
    await page.click("#undo");
    await page.click("#undo");
    await until(page, () => document.querySelector("#moved").hidden);
  }, { viewport: { width, height } }));
}

test("a word left out leaves no stray comma, space, bracket or small letter", () => open(async (page) => {
  // Text, word, what is left, and where the word's sentence begins if not at the beginning.
  const cases = [
    ["He, perhaps, left.", "perhaps", "He left."],
    ["He left, perhaps.", "perhaps", "He left."],
    ["Perhaps, he left.", "Perhaps", "He left."],
    ["It may rain.", "may", "It rain."],
    ["Perhaps. He left.", "Perhaps", "He left."],
    ["Yes. Perhaps he left.", "Perhaps", "Yes. He left.", 5],
    ["It rained (perhaps) today.", "perhaps", "It rained today."],
    ["He — perhaps — left.", "perhaps", "He left."],
    ["He—perhaps—left.", "perhaps", "He left."],
    ["He said “maybe” twice.", "maybe", "He said twice."],
    ["“Perhaps, it rains,” he said.", "Perhaps", "“It rains,” he said."],
    ["He went, and I think he left.", "I think", "He went, and he left."],
    ["He left perhaps\nToday", "perhaps", "He left\nToday"],
    ["Perhaps iPhones sell.", "Perhaps", "iPhones sell."],
    ["A.\n\nPerhaps so.", "Perhaps", "A.\n\nSo.", 3],
    ["He left\nperhaps today.", "perhaps", "He left\ntoday."],
    ["He left—perhaps.", "perhaps", "He left."],
    ["When it rained, perhaps he left.", "perhaps", "When it rained, he left."],
    ["may rain", "may", "rain"],
    ["It may", "may", "It"],
    ["He reportedly, left.", "reportedly", "He, left."],
    ["“I think he left.”", "I think", "“He left.”"],
  ];
  const found = await page.evaluate(async (all) => {
    const { without } = await import("/assets/tidy.js");
    return all.map(([text, word, , sentence = 0]) => without(text, text.indexOf(word), text.indexOf(word) + word.length, sentence));
  }, cases);
  assert.deepEqual(found, cases.map(([, , left]) => left));
  // And on the page, where the server says where sentences begin.
  await write(page, "It rained. Perhaps, he left.");
  await page.click("#view mark.hedge");
  await page.getByRole("button", { name: "Leave it out" }).click();
  await until(page, () => document.querySelector("#text-a").value === "It rained. He left.");
  await page.click("#undo");
  assert.equal(await value(page), "It rained. Perhaps, he left.");
  await page.waitForSelector("#view mark.hedge");
  await instead(page, "surely");
  await until(page, () => document.querySelector("#text-a").value === "It rained. Surely, he left.");
}));
