// The live page by keyboard, by finger, and in the colours a reader has chosen.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, end, open } from "./support.mjs";

before(begin);
after(end);

const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const isOpen = (page) => page.locator("#save").evaluate((menu) => menu.open);

test("the menu to save closes with Escape, with a click elsewhere and when it is left", () => open(async (page) => {
  await page.focus("#save summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Page (HTML)");
  await page.keyboard.press("Escape");
  assert.equal(await isOpen(page), false);
  assert.equal(await focused(page), "Save …");
  await page.keyboard.press("Enter");
  assert.equal(await isOpen(page), true);
  await page.keyboard.press("Shift+Tab");
  assert.equal(await isOpen(page), false);
  await page.click("#save summary");
  await page.click("#text-a");
  assert.equal(await isOpen(page), false);
}));

test("a file is opened with the keyboard, by a button that is the only stop", () => open(async (page) => {
  await page.focus("#profile");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Open a file …");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("It may rain.") });
  await page.waitForSelector("#view mark.hedge");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Save …");
}));

test("in chosen colours it is seen which button is pressed", () => open(async (page) => {
  const colours = (selector) => page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(await colours("#mode-read"), await colours("#mode-compare"));
  await page.getByRole("button", { name: "Guess first" }).click();
  await page.getByRole("button", { name: "Take an example" }).click();
  await page.click(".w >> nth=0");
  await page.mouse.move(2, 2);
  assert.notEqual(await colours(".w >> nth=0"), await colours(".w >> nth=3"));
}, { forcedColors: "active" }));
