// How long the live page takes in Chromium from the last key to painted marks.
//
//     npm ci --prefix tests/browser && python3 benches/load/serve.py --seconds 1   # once
//     CHROMIUM=/usr/bin/chromium node benches/load/typing.mjs
//
// Types 30 of the articles of 1,000 words that serve.py made, one after the other, and
// checks that each is marked with the hedges that `hedgerow score` counts in it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const root = new URL("../../", import.meta.url).pathname;
const { chromium } = createRequire(`${root}tests/browser/package.json`)("playwright-core");
const lines = (path) => readFileSync(`${root}target/load/${path}`, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const texts = lines("articles.jsonl").slice(0, 30).map((article) => article.text);
const rows = lines("scores/documents.jsonl");

const server = spawn(`${root}target/release/hedgerow`, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const said = await new Promise((done) => server.stdout.once("data", (data) => done(String(data))));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 850 } });
  await page.goto(said.match(/http:\/\/\S+/)[0]);
  const times = [];
  for (const [at, text] of texts.entries()) {
    times.push(await page.evaluate((t) => new Promise((done) => {
      const box = document.getElementById("text-a");
      box.value = t;
      const begun = performance.now();
      const painted = () => done(performance.now() - begun);
      const seen = new MutationObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(painted));
      });
      seen.observe(document.getElementById("view"), { childList: true });
      box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    }), text));
    assert.equal(await page.textContent('[data-figure="hedge"]'), String(rows[at].hedges));
  }
  times.sort((a, b) => a - b);
  const [median, ninth, longest] = [15, 27, 29].map((at) => `${Math.round(times[at])} ms`);
  console.log(`from the last key to painted marks: median ${median}, 90 % within ${ninth}, longest ${longest}`);
} finally {
  await browser.close();
  server.kill();
}
