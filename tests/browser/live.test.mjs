// The live page.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, begin, end, fitsWidth, folder, open, paste, site, until } from "./support.mjs";

before(begin);
after(end);

const TEXT = "The minister may resign in May. He said so on Monday. Documents show that he certainly knew.";
const HOSTILE = `<script>window.pwned=1</script> It may "><img src=x onerror=window.pwned=2> rain.\n\nAnd \u202Eesrever yam tI\u202C and <svg onload=window.pwned=3> it could 🎉👩‍🚀 happen, ‘reportedly’. </textarea></p><a href="javascript:window.pwned=4">Officials said so.</a> {{7*7}} \${window.pwned=5}`;

const share = (page) => page.textContent('[data-figure="hedged_share"]');
const marked = (page, text = TEXT) => paste(page, text).then(() => page.waitForSelector("#view mark"));

test("a pasted text is marked and scored as the interface says", () => open(async (page) => {
  await marked(page);
  assert.deepEqual(await page.locator("#view mark.hedge").allTextContents(), ["may"]);
  assert.deepEqual(await page.locator("#view mark.evidence").allTextContents(), ["said", "Documents show"]);
  assert.deepEqual(await page.locator("#view mark.booster").allTextContents(), ["certainly"]);
  // The month is known and does not count.
  assert.equal(await page.locator("#view mark.out").first().textContent(), "May");
  const answer = await page.request.post(`${site}api/analyze`, { data: { text: TEXT } });
  const [row] = (await answer.json()).documents;
  assert.equal(await share(page), `${Math.round(100 * row.hedged_share)} %`);
  assert.equal(await page.textContent('[data-figure="certainty"]'), row.certainty.toFixed(2));
  await until(page, () => /33 % of the sentences are hedged/.test(document.querySelector("#status").textContent));
  // Sentences stand as they stood.
  assert.equal(await page.locator("[data-text]").innerText(), TEXT);
}));

test("hover and focus tell what a word is, and why", () => open(async (page) => {
  await marked(page);
  await page.hover("#view mark.hedge");
  await page.waitForSelector("#pop:not([hidden])");
  const told = await page.textContent("#pop");
  for (const part of ["hedge: possibility", "epistemic", "author", "modal.learned", "half of them"]) assert.ok(told.includes(part), `${part} in ${told}`);
  await accessible(page, "with a word's details");
  await page.keyboard.press("Escape");
  await page.mouse.move(5, 5);
  await page.waitForSelector("#pop", { state: "hidden" });
}));

test("an edit moves the score, and what-if can be undone", () => open(async (page) => {
  await marked(page);
  await page.click("#view mark.hedge");
  await page.fill("#instead", "will");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#moved:not([hidden])");
  assert.equal(await page.inputValue("#text-a"), TEXT.replace("may", "will"));
  assert.equal(await share(page), "0 %");
  assert.deepEqual(await page.locator("#moved tr").nth(1).locator("td").allTextContents(), ["33 %", "0 %"]);
  await page.click("#undo");
  await until(page, () => document.querySelector('[data-figure="hedged_share"]').textContent === "33 %");
  assert.equal(await page.inputValue("#text-a"), TEXT);
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" It might be so.");
  await until(page, () => document.querySelector('[data-figure="hedged_share"]').textContent === "50 %");
  assert.equal(await page.locator("#undo").isVisible(), false, "taking back the edit before would take back what was typed since");
  // Leaving a word out, after characters of four bytes.
  await marked(page, "🎉🎉 It may rain.");
  await until(page, () => document.querySelector("[data-text]").textContent.trim().startsWith("🎉"));
  await page.click("#view mark.hedge");
  await page.click("text=Leave it out");
  await until(page, () => document.querySelector("#text-a").value === "🎉🎉 It rain.");
}));

test("two texts are compared", () => open(async (page) => {
  await page.click("#mode-compare");
  await paste(page, "It may rain. It might snow. It could hail. Perhaps it will be dry. It is possibly over.");
  await paste(page, "It rained. It snowed. It hailed. It was dry. It is over.", "#text-b");
  await page.waitForSelector(".pair .article >> nth=1");
  const table = await page.textContent("table.compared");
  assert.match(table, /Hedged sentences100 % \(57 %–100 %\)0 % \(0 %–43 %\)/);
  assert.match(await page.textContent("#view"), /100 percentage points.*A hedges more of its sentences than B/s);
  await accessible(page, "comparison");
  await fitsWidth(page, "comparison");
}));

test("files are opened, dropped, and refused", () => open(async (page) => {
  await page.setInputFiles("#file", { name: "<img src=x>.txt", mimeType: "text/plain", buffer: Buffer.from("Le caf\xe9 may close.", "latin1") });
  await page.waitForSelector("#view mark.hedge");
  assert.equal(await page.inputValue("#text-a"), "Le café may close.");
  assert.match(await page.textContent("#status"), /<img src=x>\.txt is no UTF-8 and was read as windows-1252/);
  assert.equal(await page.textContent("#view h2"), "<img src=x>.txt");
  await page.setInputFiles("#file", { name: "x.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await until(page, () => /PDF/.test(document.querySelector("#status").textContent));
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["It might snow."], "dropped.txt"));
    return transfer;
  });
  await page.dispatchEvent("#text-a", "drop", { dataTransfer: data });
  await until(page, () => document.querySelector("#view mark")?.textContent === "might");
  const two = ["It may rain.", "It rained."].map((text, at) => ({ name: `${at + 1}.txt`, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await page.setInputFiles("#file", two);
  await until(page, () => /Only 1\.txt was opened, the first of 2/.test(document.querySelector("#status").textContent));
  assert.equal(await page.inputValue("#text-a"), "It may rain.");
  await page.click("#mode-compare");
  await page.setInputFiles("#file", [...two].reverse());
  await page.waitForSelector(".pair .article >> nth=1");
  assert.deepEqual([await page.inputValue("#text-a"), await page.inputValue("#text-b")], ["It rained.", "It may rain."]);
  await page.click("#mode-read");
  await page.setInputFiles("#file", { name: "big.txt", mimeType: "text/plain", buffer: Buffer.alloc(3 << 20, "a ") });
  await until(page, () => /big\.txt is longer than 2 MiB/.test(document.querySelector("#status").textContent));
  await page.route("**/api/view", (route) => route.fulfill({ status: 413, contentType: "application/json", body: "{}" }));
  await page.fill("#text-a", "As if it were long.");
  await until(page, () => /^The text is longer than 2 MiB/.test(document.querySelector("#status").textContent));
}, { expected: /status of 413/ }));

test("classes and sides are filtered, views changed", () => open(async (page) => {
  await page.selectOption("#sample", "rumour column");
  await page.waitForSelector("#view mark");
  await page.click("details.tools summary");
  const visible = () => page.locator("#view mark.hedge:not(.off)").count();
  const all = await visible();
  const hearsay = await page.locator("#view mark.hedge.k-hearsay").count();
  assert.ok(hearsay > 0 && hearsay < all);
  await page.uncheck('#view input[data-class="hearsay"]');
  assert.equal(await visible(), all - hearsay);
  assert.equal(await page.locator('input[data-side="hedge"]').evaluate((box) => box.indeterminate), true);
  await page.locator('input[data-side="hedge"]').setChecked(true);
  assert.equal(await visible(), all);
  await page.locator('input[data-side="hedge"]').setChecked(false);
  assert.equal(await visible(), 0);
  await page.check('[data-view="out"]');
  await page.check('[data-view="list"]');
  await page.check('[data-view="names"]');
  const lines = await page.locator("#view .s").evaluateAll((all) => new Set(all.map((s) => s.getBoundingClientRect().left)).size);
  assert.equal(lines, 1, "every sentence begins a line");
  await accessible(page, "filtered");
  // What is chosen stays so when the text changes.
  await page.click("details.all-cues summary");
  await page.locator('input[data-side="hedge"]').setChecked(true);
  await page.uncheck('#view input[data-class="possibility"]');
  await page.locator('input[data-side="evidence"]').setChecked(false);
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("It may. ");
  await until(page, () => document.querySelector("[data-text]").textContent.trim().startsWith("It may."));
  assert.equal(await page.isChecked('[data-view="list"]'), true);
  assert.equal(await page.isChecked('#view input[data-class="possibility"]'), false);
  assert.equal(await page.locator("#view mark.k-possibility:not(.out, .off)").count(), 0, "the new word is filtered too");
  assert.ok(await page.locator("#view mark.hedge:not(.off)").count() > 0);
  assert.equal(await page.locator("#view mark.evidence:not(.off)").count(), 0);
  assert.equal(await page.locator('input[data-side="hedge"]').evaluate((box) => box.indeterminate), true);
  assert.equal(await page.isChecked('input[data-side="evidence"]'), false);
  assert.equal(await page.locator("details.all-cues").evaluate((details) => details.open), true);
}));

test("everything can be done with the keyboard", () => open(async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  const tabTo = async (wanted, most = 40) => {
    for (let i = 0; i < most; i += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
    }
    assert.fail(`Tab does not lead to ${wanted}; it is at ${await focused()}`);
  };
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the marked text");
  await tabTo("#text-a");
  await page.keyboard.insertText(`${TEXT} It could be.`);
  await page.waitForSelector("#view mark");
  await tabTo("mark.cue");
  await page.waitForSelector("#pop:not([hidden])");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  assert.equal(await focused(), await page.locator("#view mark.hedge").last().getAttribute("id"));
  assert.match(await page.textContent("#pop h4"), /could/);
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "instead");
  await page.keyboard.type("will");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("#text-a").value.endsWith("It will be.") && document.activeElement.id === "result");
  await page.focus("#mode-read");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".w");
  await tabTo("#reveal");
}));

test("dark and light", () => open(async (page) => {
  await page.selectOption("#sample", "investigation");
  await page.waitForSelector("#view mark");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.click("details.tools summary");
  await page.check('[data-view="names"]');
  await page.check('[data-view="out"]');
  await accessible(page, "dark");
  await page.click("[data-theme-toggle]");
  const light = await background();
  assert.notEqual(dark, light);
  assert.equal(light, "rgb(255, 255, 255)");
  await accessible(page, "light");
}, { colorScheme: "dark" }));

test("a phone 360 pixels wide", () => open(async (page) => {
  await fitsWidth(page, "empty");
  await page.selectOption("#sample", "science story");
  await page.waitForSelector("#view mark");
  await fitsWidth(page, "marked");
  await accessible(page, "narrow");
  await page.tap("#view mark.hedge");
  await page.waitForSelector("#pop:not([hidden])");
  const box = await page.locator("#pop").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, "details lie inside the window");
  await page.keyboard.press("Escape");
  await page.click("details.all-cues summary");
  await fitsWidth(page, "with all words");
  await page.click("#mode-guess");
  await page.waitForSelector(".w");
  await fitsWidth(page, "guessing");
  await page.click("#mode-compare");
  await page.fill("#text-b", TEXT);
  await page.waitForSelector(".pair");
  await fitsWidth(page, "comparing");
}, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }));

test("half a character does not stop a text", () => open(async (page) => {
  await page.evaluate(() => {
    const box = document.querySelector("#text-a");
    box.value = "\uD83E It may \uDD94 rain.";
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await page.waitForSelector("#view mark.hedge");
  await page.click("#view mark.hedge");
  await page.fill("#instead", "will");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("#text-a").value === "\uD83E It will \uDD94 rain.");
}));

test("a hostile text is shown and never run", () => open(async (page) => {
  await marked(page, HOSTILE);
  assert.equal(await page.locator("#view script, #view img, #view svg:not([aria-hidden]):not([role]):not(.ribbon svg), #view [data-text] a").count(), 0);
  const shown = (await page.locator("[data-text]").textContent()).replace(/\s+/g, " ").trim();
  assert.equal(shown, HOSTILE.replace(/[\u202C\u202E]/g, "\uFFFD").replace(/\s+/g, " "));
  assert.equal(await page.locator("#view mark.hedge").count(), 3);
  for (const mark of await page.locator("#view mark.cue:not(.out)").all()) {
    await mark.click();
    await page.keyboard.press("Escape");
  }
  await page.click("#mode-guess");
  await page.waitForSelector(".w");
  await page.click("#reveal");
  await page.click("#mode-compare");
  await page.fill("#text-b", HOSTILE);
  await page.waitForSelector(".pair");
  assert.equal(await page.locator(".pair script, .pair img").count(), 0);
}));

test("what is saved is the page and the tables", () => open(async (page) => {
  await marked(page, HOSTILE);
  const save = async (kind) => {
    await page.click(".save summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-save="${kind}"]`)]);
    const path = join(folder, download.suggestedFilename());
    await writeFile(path, await readFile(await download.path()));
    return path;
  };
  const table = await readFile(await save("cues"), "utf8");
  assert.match(table, /^document_id,sentence,start,end,text,cue,/);
  assert.equal(table.match(/,epistemic,/g).length, 3);
  const saved = await save("report");
  await open(async (own) => {
    await own.waitForSelector("mark.hedge");
    assert.equal(await own.locator("mark.hedge:not(.static)").count(), 3);
    await own.click("article mark.hedge");
    await own.waitForSelector("#pop:not([hidden])");
    await accessible(own, "saved page");
  }, { url: pathToFileURL(saved).href });
}));

test("the empty page, and its help, are accessible", () => open(async (page) => {
  await accessible(page, "empty");
  await page.click("text=How to read this");
  assert.match(await page.textContent("#how"), /hold back/);
  assert.match(await page.textContent("#view"), /appears here/);
}));

test("of a text without words it is told that there is none", () => open(async (page) => {
  await paste(page, "… ?!");
  await until(page, () => document.querySelector("#status").textContent === "There is no word in this text.");
  await paste(page, "Rain.");
  await until(page, () => /^0.% of the sentences are hedged; certainty [\d.]+; 1 word\.$/.test(document.querySelector("#status").textContent));
}));

test("a text that cannot be marked has no marks or figures of another, and is told why", () => open(async (page) => {
  const edited = async () => {
    await page.selectOption("#sample", "rumour column");
    await page.click("#view mark.hedge:not(.out)");
    await page.fill("#instead", "will");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#moved:not([hidden])");
  };
  const bare = async (why) => {
    await until(page, () => document.querySelector("#status.wrong") && /^This text is not marked\./.test(document.querySelector("#view").textContent));
    assert.match(await page.textContent("#view"), why);
    assert.match(await page.textContent("#status"), why);
    assert.equal(await page.locator("#view mark, #view .figures").count(), 0);
    assert.equal(await page.isVisible("#moved"), false, "what edits did to a text that is marked");
  };
  const fails = async (how) => {
    await edited();
    await page.route("**/api/view", how);
    await page.click("#text-a");
    await page.keyboard.type("x");
  };
  const answer = (status) => (route) => route.fulfill({ status, contentType: "application/json", body: `{"status":${status},"reason":"as it is"}` });
  await fails(answer(413));
  await bare(/longer than 2 MiB/);
  assert.doesNotMatch(await page.textContent("#view"), /by itself/);
  await page.unroute("**/api/view");
  await fails(answer(400));
  await bare(/Not possible: as it is/);
  assert.doesNotMatch(await page.textContent("#view"), /by itself/);
  await page.unroute("**/api/view");
  await fails(answer(503));
  await bare(/too much to do.*tries again by itself/);
  // Nothing to guess in, either, and no answers to a text that went.
  await page.click("#mode-guess");
  await bare(/too much to do/);
  assert.equal(await page.isVisible("#guess"), false);
}, { expected: /status of (413|400|503)/ }));

test("marks come back by themselves when the program does", () => open(async (page) => {
  await marked(page);
  await page.route("**/api/view", (route) => route.abort());
  await page.click("#text-a");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" It might.");
  await until(page, () => /program behind this page does not answer.*your text is still here.*tries again by itself/.test(document.querySelector("#status").textContent));
  assert.equal(await page.locator("#view mark").count(), 0);
  // An attempt that fails says nothing over what was said since.
  const failed = page.waitForEvent("requestfailed");
  await page.setInputFiles("#file", { name: "x.pdf", mimeType: "", buffer: Buffer.from("%PDF-1.7") });
  await until(page, () => /x\.pdf is a PDF/.test(document.querySelector("#status").textContent));
  await failed;
  await page.waitForRequest("**/api/view");
  assert.match(await page.textContent("#status"), /x\.pdf is a PDF/);
  await page.unroute("**/api/view");
  await page.waitForSelector("#view mark >> text=might");
  await until(page, () => /of the sentences are hedged/.test(document.querySelector("#status:not(.wrong)")?.textContent));
  assert.equal(await page.locator("#moved").isVisible(), true, "what edits did is there again");
  // In guess mode as well.
  await page.route("**/api/view", (route) => route.abort());
  await page.click("#mode-guess");
  await page.waitForSelector("#status.wrong");
  await page.unroute("**/api/view");
  await page.waitForSelector(".w");
  assert.equal(await page.isVisible("#reveal"), true);
}, { expected: /ERR_FAILED/ }));
