// Texts that come whole: examples, files, and the way back to the text before.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { begin, end, folder, open, site, until } from "./support.mjs";

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

test("what was typed is not lost to a second example after the first was changed", () => open(async (page) => {
  // So many lines that the browser's own undo does not have them.
  const long = `${OWN}\n`.repeat(150);
  await write(page, long);
  await example(page, "rumour column");
  await page.click("#text-a");
  await page.keyboard.type("It may rain. ");
  const changed = await value(page);
  await example(page, "investigation");
  await page.click("#former");
  assert.equal(await value(page), changed);
  assert.equal(await page.textContent("#former"), "Bring back your text");
  await page.click("#former");
  assert.equal(await value(page), long);
  await page.click("#former");
  assert.equal(await page.inputValue("#sample"), "investigation", "and round again");
}));

test("an example that comes late gives way to what was typed", () => open(async (page) => {
  let held;
  const isHeld = new Promise((done) => page.route("**/api/samples", (route) => {
    held = route;
    done();
  }));
  await page.selectOption("#sample", "rumour column");
  await isHeld;
  await write(page, OWN);
  const [response] = await Promise.all([page.waitForResponse("**/api/samples"), held.continue()]);
  await response.finished();
  await page.waitForTimeout(200);
  assert.equal(await value(page), OWN);
}));

test("an example that does not come can be chosen again", () => open(async (page) => {
  await page.route("**/api/samples", (route) => route.abort());
  await page.selectOption("#sample", "rumour column");
  await told(page, /does not answer/);
  assert.equal(await page.inputValue("#sample"), "");
  await page.unroute("**/api/samples");
  await example(page, "rumour column");
}, { expected: /ERR_FAILED/ }));

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
  await page.setInputFiles("#file", file("long.txt", "It may rain again.\n\n".repeat(15_000)));
  await until(page, () => document.querySelector("#text-a").value.length > 290_000);
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

test("an example that was changed can be chosen again", () => open(async (page) => {
  await example(page, "rumour column");
  const sample = await value(page);
  await page.click("#text-a");
  await page.keyboard.type("It may rain. ");
  assert.equal(await page.inputValue("#sample"), "");
  await example(page, "rumour column");
  assert.equal(await value(page), sample);
}));

test("a reload claims no example for what the box still holds", () => open(async (page) => {
  await example(page, "rumour column");
  await page.reload();
  assert.equal(await page.inputValue("#sample"), "");
}));

test("who leaves the page and comes back finds both texts, and their marks", () => open(async (page) => {
  await write(page, OWN);
  const leave = async () => {
    await page.goto(`${site}api/openapi.json`);
    await page.goBack();
  };
  await leave();
  assert.equal(await value(page), OWN);
  await page.waitForSelector("#view mark >> text=may");
  await page.click("#mode-compare");
  await page.fill("#text-b", "It might snow.");
  await page.waitForSelector(".pair");
  await leave();
  assert.equal(await value(page), OWN);
  await page.click("#mode-compare");
  await page.waitForSelector(".pair mark >> text=might");
}, { leaves: true, expected: /status of 404/ })); // that page has no icon

const told = (page, what) => until(page, `${what}.test(document.querySelector("#status").textContent)`);

test("of two files to compare both are opened, or none, and that is told", () => open(async (page) => {
  await page.click("#mode-compare");
  await page.fill("#text-a", "It may rain.");
  await page.fill("#text-b", "It rained.");
  await page.waitForSelector(".pair");
  const [pdf, old] = [file("a.pdf", "%PDF-1.7"), file("b.txt", Buffer.from("Le caf\xe9 may close.", "latin1"))];
  for (const pair of [[pdf, old], [old, pdf]]) {
    await page.setInputFiles("#file", pair);
    await told(page, /a\.pdf is a PDF.*Neither of the two files was opened\./);
    assert.deepEqual([await value(page), await page.inputValue("#text-b")], ["It may rain.", "It rained."]);
    await page.setInputFiles("#file", file("c.txt", ""));
    await told(page, /c\.txt is empty\.$/);
  }
  // What is to be said of the first is not lost to the second, nor to how many were opened.
  await page.setInputFiles("#file", [old, file("d.xml", "<?xml version='1.0'?><a><b>It may rain.</b></a>")]);
  await told(page, /b\.txt is no UTF-8.*d\.xml looks like markup/);
  await page.click("#mode-read");
  await page.setInputFiles("#file", [old, file("e.txt", "It may snow.")]);
  await told(page, /b\.txt is no UTF-8.*Only b\.txt was opened, the first of 2 files\./);
}));

test("a file dropped anywhere is opened, and of a folder it is told that it is one", () => open(async (page) => {
  // As from the desktop: by the browser's debugger, as no script can make a folder.
  const browser = await page.context().newCDPSession(page);
  const drop = async (selector, path) => {
    const { x, y } = await page.locator(selector).boundingBox();
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await browser.send("Input.dispatchDragEvent", { type, x: x + 6, y: y + 6, data: { items: [], files: [path], dragOperationsMask: 1 } });
      if (type === "dragOver") assert.equal(await page.locator(".editor.over").count(), 1);
    }
  };
  const inside = join(folder, "articles");
  mkdirSync(inside);
  writeFileSync(join(inside, "rain.txt"), "It may rain.");
  writeFileSync(join(inside, "snow.txt"), "It might snow.");
  for (const place of ["#text-a", "#view"]) {
    await drop(place, inside);
    await told(page, /^articles is a folder\. Open the files in it instead\.$/);
    await page.setInputFiles("#file", file("c.txt", ""));
    await told(page, /c\.txt is empty/);
  }
  assert.equal(await value(page), "");
  await drop("#view", join(inside, "rain.txt"));
  await page.waitForSelector("#view mark >> text=may");
  assert.equal(await title(page), "rain.txt");
  assert.equal(await page.locator(".editor.over").count(), 0);
  await page.click("#mode-guess");
  await page.waitForSelector(".w");
  await drop("#view", join(inside, "snow.txt"));
  await page.waitForSelector(".w >> text=snow");
  assert.equal(await value(page), "It might snow.");
  await page.click("#mode-compare");
  await drop("#text-b", join(inside, "rain.txt"));
  await page.waitForSelector(".pair");
  await drop("label[for=text-b]", join(inside, "snow.txt"));
  await until(page, () => document.querySelector("#text-b").value === "It might snow.");
  assert.equal(await page.inputValue("#text-a"), "It might snow.");
}));

test("of a web page the text is taken, and nothing of it is run or loaded", () => open(async (page) => {
  const source = `<!doctype html><html><head><title>No</title><style>p { color: red }</style><script>window.pwned = 1</script></head>
    <body onload="window.pwned = 2"><nav>Menu</nav><article><h1>Rain</h1><p>It <b>may</b>
    rain &amp; <img src="/x.png" onerror="window.pwned = 3">snow.<br>Or not.</p><div>He said so.</div>
    <iframe src="/y"></iframe><link rel="stylesheet" href="/z.css"><svg onload="window.pwned = 4"><text>no</text></svg>
    <pre>as  it\n  is</pre></article><footer>Imprint</footer></body></html>`;
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.setInputFiles("#file", file("rain.html", source));
  await page.waitForSelector("#view mark.hedge");
  assert.equal(await value(page), "Rain\n\nIt may rain & snow.\nOr not.\n\nHe said so.\n\nas it\nis");
  await told(page, /rain\.html is a web page: its text was taken/);
  assert.deepEqual([...new Set(asked)].sort(), ["/api/decode", "/api/view"]);
  // Tags as nobody should write them.
  const textOf = (odd) => page.evaluate(async (html) => (await import("/assets/markup.js")).textOf(html), odd);
  for (const [odd, text] of [
    ["1 < 2 <p title='a>b'>x</p", "1 < 2\n\nx"],
    ["<scr<script>ipt>window.pwned = 5</script>y", "ipt>window.pwned = 5y"],
    ["<img src=x onerror=window.pwned=6", ""],
    ["a<!-- <b>", "a"],
    ["<p>a<!doctype x>b<?php c ?>d</p><SCRIPT>window.pwned = 7</SCRIPT >e", "abd\n\ne"],
    ["<p \"unclosed>a</p>", "a"],
    ["<p title=\"a>b>c</p>", "b>c"],
    ["<a href=/o'neill>One</a> <p title = 'a>b'>isn't two</p>", "One\n\nisn't two"],
    ["a<!-->b<!--->c<!--[if !IE]><!-->d<!--<![endif]-->e", "abcde"],
  ]) assert.equal(await textOf(odd), text, odd);
  const begun = Date.now();
  await textOf("<a '".repeat(400_000));
  await textOf("<script <!-- ".repeat(100_000));
  await textOf(`<pre>${" ".repeat(400_000)}.</pre>${"<b> </b>".repeat(200_000)}`);
  await textOf("<a \"   ".repeat(200_000));
  const isPage = (text) => page.evaluate(async (t) => (await import("/assets/markup.js")).isWebPage("a.txt", t), text);
  assert.equal(await isPage("<!-- saved -->\n".repeat(50_000)), false);
  assert.equal(await isPage("<!-- saved -->\n".repeat(30) + "It may rain."), false);
  assert.equal(await isPage(" <!-- a --> <!-- b -->\n<HTML lang=en>"), true);
  assert.ok(Date.now() - begun < 10_000, "no source takes long");
  await page.setInputFiles("#file", file("empty.htm", "<p></p>"));
  await told(page, /a web page without text/);
}));

test("a file that is no plain text is told apart, with what to do", () => open(async (page) => {
  const zip = "PK\u0003\u0004rest";
  for (const [name, content, what] of [
    ["a.docx", zip, /a\.docx is a Word file, which this page cannot read\. Open it in a program that reads it and save it as plain text/],
    ["b.odt", zip, /an OpenDocument text/],
    ["c.zip", zip, /a compressed file/],
    ["d.rtf", "{\\rtf1\\ansi It may rain.}", /d\.rtf is an RTF file/],
    ["e.pdf", "%PDF-1.7", /e\.pdf is a PDF.*paste it here/],
    ["f.doc", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /an old Word or Office file/],
    ["g.bin", "a\0b", /g\.bin does not seem to be a text\. Open it/],
  ]) {
    await page.setInputFiles("#file", file(name, content));
    await told(page, what);
    assert.equal(await value(page), "", name);
  }
  await page.setInputFiles("#file", file("feed.xml", "<?xml version='1.0'?><a><b>It may rain.</b></a>"));
  await told(page, /feed\.xml looks like markup: its tags would be read as words/);
  assert.match(await value(page), /<b>It may rain/);
  await page.setInputFiles("#file", file("maths.txt", "If a < b and b > c, it may hold. ".repeat(5)));
  await until(page, () => document.querySelector("#view h2").textContent === "maths.txt");
  await told(page, /of the sentences are hedged/);
}, { expected: /status of 422/ }));
