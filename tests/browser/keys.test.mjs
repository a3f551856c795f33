// The live page by keyboard, by finger, and in the colours a reader has chosen.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begin, end, fitsWidth, open } from "./support.mjs";

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
  // Asked for before the key, as the browser takes a moment to hand choosing over.
  const choosing = page.waitForEvent("filechooser");
  await page.focus("#profile");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Open a file …");
  await page.keyboard.press("Enter");
  const chooser = await choosing;
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

test("on a phone a finger finds everything, and opening stands beside saving", () => open(async (page) => {
  // What is smaller than 24 pixels, with the label of a box as part of it.
  const small = () => page.evaluate(() => [...document.querySelectorAll("button, select, summary, textarea, a[href], input")]
    .filter((element) => element.checkVisibility() && !element.closest("svg, .skip"))
    .map((element) => [element.outerHTML.slice(0, 80), (element.closest("label") ?? element).getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) < 24)
    .map(([what]) => what));
  const top = (selector) => page.locator(selector).evaluate((element) => Math.round(element.getBoundingClientRect().top));
  assert.equal(await top("#open"), await top("#save summary"));
  assert.deepEqual(await small(), []);
  await page.fill("#text-a", "It may rain.");
  await page.waitForSelector("#view mark");
  await page.selectOption("#sample", "rumour column");
  await page.waitForSelector("#former:not([hidden])");
  await page.waitForSelector("#view .extremes a");
  await page.click("details.tools summary");
  await page.click("#save summary");
  await fitsWidth(page, "with everything open");
  assert.deepEqual(await small(), []);
  await page.keyboard.press("Escape");
  await page.tap("#view mark.hedge");
  await page.waitForSelector("#pop:not([hidden])");
  assert.deepEqual(await small(), []);
  await page.keyboard.press("Escape");
  await page.click("#mode-guess");
  await page.waitForSelector(".w");
  assert.deepEqual(await small(), []);
}, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }));

test("a projector has the figures in one row, a screen in two, and all of them whole", () => open(async (page) => {
  await page.selectOption("#sample", "rumour column");
  await page.waitForSelector("#view mark");
  const rows = () => page.locator("#view .figure").evaluateAll((all) => new Set(all.map((figure) => figure.getBoundingClientRect().top)).size);
  for (const [width, height, expected] of [[1920, 1080, 1], [1650, 900, 1], [1200, 800, 2]]) {
    await page.setViewportSize({ width, height });
    assert.equal(await rows(), expected, `${width} pixels`);
    await fitsWidth(page, `${width} pixels`);
  }
}));

test("who asks for more contrast gets words and lines in full", () => open(async (page) => {
  const colour = (selector, which) => page.locator(selector).evaluate((element, name) => getComputedStyle(element)[name], which);
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme, contrast: "more" });
    assert.equal(await colour(".what", "color"), await colour("body", "color"), theme);
    assert.equal(await colour(".top", "borderBottomColor"), await colour("body", "color"), theme);
    await page.emulateMedia({ contrast: "no-preference" });
    assert.notEqual(await colour(".what", "color"), await colour("body", "color"), theme);
  }
}));

test("who asks for less motion is not scrolled smoothly", () => open(async (page) => {
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
}, { reducedMotion: "reduce" }));

test("what the page says names no commands", () => open(async (page) => {
  const said = await page.evaluate(() => document.documentElement.outerHTML);
  assert.doesNotMatch(said, /hedgerow (report|serve|score)|--[a-z]/);
}));

test("without script it says what is missing", () => open(async (page) => {
  assert.match(await page.locator("body").innerText(), /needs JavaScript/);
}, { javaScriptEnabled: false }));
