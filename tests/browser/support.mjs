// A server, a browser, and pages that fail a test by what they must not do.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.HEDGEROW ?? join(root, "target/debug/hedgerow");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const folder = mkdtempSync(join(tmpdir(), "hedgerow-browser-"));

/** Runs hedgerow in the project's folder; its standard output. */
export const hedgerow = (...args) => execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

let server;
let browser;
export let site;

export async function begin() {
  server = spawn(program, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((done, fail) => {
    server.stdout.once("data", (data) => done(String(data)));
    server.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
  });
  site = line.match(/http:\/\/\S+/)[0];
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
}

export async function end() {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a page, gives it to `test`, and then checks that it behaved. `expected` are notes
 * that the browser itself makes of answers the test provokes; `leaves` is whether it leaves
 * the page though a text would be lost. */
export async function open(test, { url: asked = site, expected, leaves, ...options } = {}) {
  const url = typeof asked === "function" ? asked() : asked;
  const context = await browser.newContext({ viewport: { width: 1280, height: 850 }, acceptDownloads: true, ...options });
  if (url === site) await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected?.test(message.text())) wrong.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    if (leaves && dialog.type() === "beforeunload") return dialog.accept();
    wrong.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    const to = request.url();
    const own = url.startsWith("file:") ? to === url || to.startsWith(`${url}#`) : to.startsWith(site) || to.startsWith(`blob:${site}`) || to.startsWith("data:,");
    if (!own) wrong.push(`request to ${to}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(url);
  try {
    await test(page);
    if (options.javaScriptEnabled !== false) assert.equal(await page.evaluate(() => window.pwned), undefined, "a script of the text was run");
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

/** Fails on anything serious that axe-core finds, be it light or dark. */
export async function accessible(page, what) {
  // Through the debugger, so that the page's own policy need not allow it.
  await page.evaluate(axe);
  const own = (await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)) ? "dark" : "light";
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await page.evaluate(() => window.axe.run(document));
    assert.ok(passes.length > 10, "axe-core has looked at the page");
    const serious = violations.filter((v) => ["serious", "critical"].includes(v.impact));
    const told = serious.flatMap((v) => v.nodes.slice(0, 5).map((node) => `${v.id}: ${node.target} ${node.failureSummary}`));
    assert.deepEqual(told, [], `${what}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: own });
}

/** A text pasted as a user does it. */
export async function paste(page, text, box = "#text-a") {
  await page.evaluate((t) => navigator.clipboard.writeText(t), text);
  await page.click(box);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
}

/** Nothing is wider than the window. */
export async function fitsWidth(page, what) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= window, `${what}: the page is ${wide} pixels wide in a window of ${window}`);
}

/** Waits until something is true in the page. (Playwright's own way wants a looser policy.) */
export async function until(page, condition) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await page.evaluate(condition)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`never: ${condition}; status: ${await page.textContent("#status")}`);
}
