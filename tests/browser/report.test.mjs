// Reports, opened from disk.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, begin, end, fitsWidth, folder, hedgerow, open } from "./support.mjs";

const EVIL = `<script>window.pwned=1</script>"><img src=x onerror=window.pwned=2>\u202E🎉`;
const pages = {};

before(async () => {
  const page = (name, ...args) => {
    const out = join(folder, `${name}.html`);
    hedgerow("report", ...args, "--out", out);
    pages[name] = pathToFileURL(out).href;
  };
  page("article", "data/articles/investigation.txt");
  const long = join(folder, "long.txt");
  writeFileSync(long, "It rained all day. Nobody at the town hall may reportedly have known of it, officials said. ".repeat(80));
  page("long", long);
  const lines = Array.from({ length: 60 }, (_, at) => ({
    id: at === 0 ? EVIL : `article ${at}`,
    text: `${at % 3 ? "It rained, documents show. " : "It may rain. "}${"The council met on Monday and talked for an hour about the wall of the harbour. ".repeat(10 + at)}${EVIL}`,
    publisher: at % 2 ? "Herald" : EVIL,
    date: `2024-0${1 + (at % 9)}-11`,
  }));
  const corpus = join(folder, "corpus.jsonl");
  writeFileSync(corpus, lines.map((line) => JSON.stringify(line)).join("\n"));
  page("corpus", corpus, "--group", "publisher", "--title", EVIL, "--page", "article 1,article 3");
  const concordance = join(folder, "concordance.html");
  hedgerow("kwic", "hedge", "data/articles", "--reading", "all", "--format", "html", "--out", concordance);
  pages.concordance = pathToFileURL(concordance).href;
  const hostile = join(folder, "hostile.html");
  hedgerow("kwic", "phrase:may", corpus, "--format", "html", "--out", hostile);
  pages.hostile = pathToFileURL(hostile).href;
  await begin();
});
after(end);

test("an article works from disk and is accessible, wide and narrow", async () => {
  for (const width of [1280, 360]) {
    await open(async (page) => {
      await page.waitForSelector("article mark.evidence");
      await accessible(page, `article, ${width}`);
      await page.hover("article mark.hedge");
      await page.waitForSelector("#pop:not([hidden])");
      assert.match(await page.textContent("#pop"), /hedge: /);
      await page.locator(".ribbon a").nth(20).click();
      assert.match(page.url(), /#s21$/); // the title, a heading, has no bar
      await page.click("details.all-cues summary");
      await accessible(page, `all words, ${width}`);
    }, { url: () => pages.article, viewport: { width, height: 850 } });
  }
});

test("an article prints without its controls, and reads without its script", async () => {
  await open(async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("details.tools").isVisible(), false);
    assert.equal(await page.locator("[data-text]").isVisible(), true);
    assert.ok((await page.pdf()).length > 10_000);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => { document.documentElement.dataset.theme = "dark"; });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)", "paper is white");
  }, { url: () => pages.article });
  await open(async (page) => {
    assert.ok((await page.locator("article mark.hedge").count()) > 10);
  }, { url: () => pages.article, javaScriptEnabled: false });
});

test("a ribbon of many bars has no gaps, and the keyboard goes along it", () => open(async (page) => {
  assert.equal(await page.locator(".ribbon a").count(), 160);
  const [fill, stroke] = await page.locator(".ribbon .bar").first().evaluate((bar) => [getComputedStyle(bar).fill, getComputedStyle(bar).stroke]);
  assert.equal(stroke, fill, "no line of another colour parts them");
  assert.equal(await page.locator('.ribbon a[tabindex="0"]').count(), 1);
  await page.locator('.ribbon a[tabindex="0"]').focus();
  for (const key of ["End", "ArrowLeft", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#s158$/);
  assert.equal(await page.locator('.ribbon a[tabindex="0"]').getAttribute("href"), "#s158");
}, { url: () => pages.long, viewport: { width: 360, height: 740 } }));

test("the details of a word never cover it", async () => {
  for (const viewport of [{ width: 1280, height: 850 }, { width: 1000, height: 420 }, { width: 360, height: 560 }]) {
    await open(async (page) => {
      const marks = page.locator("article mark.cue:not(.out)");
      const count = await marks.count();
      assert.ok(count > 20);
      const over = await marks.evaluateAll(async (all) => {
        const wrong = [];
        const frame = () => new Promise(requestAnimationFrame);
        for (const mark of all.filter((_, at) => at % 3 === 0)) {
          for (const block of ["start", "center", "end"]) {
            mark.scrollIntoView({ block, behavior: "instant" });
            mark.blur();
            mark.focus({ preventScroll: true });
            await frame();
            await frame();
            const pop = document.getElementById("pop").getBoundingClientRect();
            if (!pop.height) wrong.push(`${mark.id} has none`);
            const covered = [...mark.getClientRects()].some((r) => r.left < pop.right && pop.left < r.right && r.top < pop.bottom && pop.top < r.bottom);
            if (covered) wrong.push(`${mark.id}, ${block}`);
          }
        }
        return wrong;
      });
      assert.deepEqual(over, [], JSON.stringify(viewport));
    }, { url: () => pages.article, viewport });
  }
});

test("six figures stand three by three, and what is tapped is large enough", async () => {
  for (const name of ["article", "corpus"]) {
    await open(async (page) => {
      const tops = await page.locator(".figures").first().locator(".figure").evaluateAll((all) => all.map((f) => f.offsetTop));
      assert.equal(tops.length, 6);
      assert.deepEqual([new Set(tops.slice(0, 3)).size, new Set(tops.slice(3)).size, new Set(tops).size], [1, 1, 2]);
      // No colour is darker in both schemes.
      assert.doesNotMatch(await page.textContent("body > main, #how"), /\bdark(er)?\b/);
    }, { url: () => pages[name] });
    await open(async (page) => {
      await page.locator("details").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
      const targets = "button, summary, label:has([type=\"checkbox\"]), .pages a, .ranking th a, .documents td a, .cues td a";
      const small = await page.locator(targets).evaluateAll((all) => all
        .filter((e) => e.getClientRects().length)
        .map((e) => [e, e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([e, box]) => `${e.tagName} ${e.textContent}: ${box.width} × ${box.height}`));
      assert.deepEqual(small, []);
    }, { url: () => pages[name], viewport: { width: 360, height: 740 } });
  }
});

test("a corpus is drawn, sorted and searched", () => open(async (page) => {
  assert.equal(await page.locator("#table tbody tr").count(), 60);
  await accessible(page, "corpus");
  const first = () => page.locator("#table tbody tr:visible td:first-child").first().textContent();
  await page.click("#table th button:text-is('Hedges')");
  assert.equal(await page.locator("#table th[aria-sort]").getAttribute("aria-sort"), "descending");
  assert.match(await first(), /<script>|article \d+/);
  const hedges = await page.locator("#table tbody tr td:nth-child(10)").evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.v)));
  assert.deepEqual(hedges, [...hedges].sort((a, b) => b - a));
  await page.fill('input[data-search="table"]', "onError herald");
  assert.equal(await page.textContent("[data-found]"), "0 found");
  await page.fill('input[data-search="table"]', "HERALD 2024-05");
  assert.equal(await page.textContent("[data-found]"), "3 found");
  assert.match(await first(), /^article (13|31|49)$/);
  // Every chart is there: two histograms, a scatter with a dot a document, a line over months.
  assert.equal(await page.locator(".plot").count(), 4);
  assert.equal(await page.locator("figure.plot >> nth=2").locator("circle").count(), 60);
  assert.equal(await page.locator("figure.plot >> nth=3").locator("circle").count(), 9);
  await page.click(".pages a:text-is('article 3')");
  assert.match(page.url(), /#d2-title$/);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.locator("img").count(), 0);
}, { url: () => pages.corpus }));

test("a long table rolls under its headings, and is whole in print", () => open(async (page) => {
  const box = page.locator('[role="region"][aria-labelledby="documents"]');
  const look = () => box.evaluate((b) => ({
    height: b.clientHeight,
    whole: b.scrollHeight,
    top: b.scrollTop,
    head: b.querySelector("thead th").getBoundingClientRect().top - b.getBoundingClientRect().top,
  }));
  const before = await look();
  assert.ok(before.height <= 0.7 * 850 + 1 && before.whole > before.height, JSON.stringify(before));
  await box.focus();
  await page.keyboard.press("End");
  await page.waitForTimeout(500);
  const after = await look();
  assert.ok(after.top > 100, "the keyboard rolls it");
  assert.ok(Math.abs(after.head) < 2, `the headings stay: ${JSON.stringify(after)}`);
  await page.click("#table th button:text-is('Words')");
  await page.waitForTimeout(500);
  assert.equal((await look()).top, 0, "sorted, it begins anew");
  await page.emulateMedia({ media: "print" });
  const printed = await look();
  assert.equal(printed.height, printed.whole);
  const button = page.locator("#table th button").first();
  assert.equal(await button.evaluate((b) => getComputedStyle(b).display), "contents", "headings are text, which every page repeats");
}, { url: () => pages.corpus }));

test("a corpus on a phone", () => open(async (page) => {
  await fitsWidth(page, "corpus");
  await accessible(page, "corpus, narrow");
  const charts = await page.locator(".plot").evaluateAll((plots) => plots.map((plot) => {
    const texts = [...plot.querySelectorAll("text")].filter((text) => text.getClientRects().length);
    const boxes = texts.map((text) => ({
      is: text.textContent,
      size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
      box: text.getBoundingClientRect(),
    }));
    // Boxes are higher than digits.
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
    return {
      small: boxes.filter(({ size }) => size < 11).map(({ is, size }) => `${is}: ${size}`),
      cut: boxes.filter(({ box }) => box.left < 0 || box.right > innerWidth).map(({ is }) => is),
      over: boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => !apart(one.box, other.box)).map((other) => `${one.is} and ${other.is}`)),
      rolls: [plot, ...plot.querySelectorAll("*")].some((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "auto"),
      texts: texts.length,
    };
  }));
  for (const { texts, ...wrong } of charts) {
    assert.ok(texts > 6);
    assert.deepEqual(wrong, { small: [], cut: [], over: [], rolls: false });
  }
}, { url: () => pages.corpus, viewport: { width: 360, height: 740 } }));

test("a concordance is sorted from the word outwards, searched, and accessible", async () => {
  for (const width of [1280, 360]) {
    await open(async (page) => {
      const lines = await page.locator("#table tbody tr").count();
      assert.ok(lines > 300);
      await accessible(page, `concordance, ${width}`);
      await fitsWidth(page, "concordance");
      await page.click("#table th button:text-is('Before')");
      const last = await page.locator("#table tbody td.left").evaluateAll((cells) => cells.map((cell) => cell.textContent.match(/[\p{L}\p{N}\p{M}'’-]+/gu)?.pop() ?? ""));
      const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
      assert.deepEqual(last, [...last].sort(order.compare));
      await page.fill('input[data-search="table"]', "reportedly hearsay");
      const found = await page.locator("#table tbody tr:visible").count();
      assert.ok(found > 0 && found < lines);
      assert.equal(await page.textContent("[data-found]"), `${found} found`);
      assert.equal(await page.locator("#table tbody tr:visible mark.hedge").first().textContent(), "reportedly");
    }, { url: () => pages.concordance, viewport: { width, height: 800 } });
  }
});

test("a concordance shows a hostile text and runs nothing of it", () => open(async (page) => {
  assert.equal(await page.locator("#table tbody tr").count(), 20);
  assert.match(await page.textContent("#table tbody"), /<img src=x onerror/);
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.doesNotMatch(await page.textContent("main"), /\u202E/);
}, { url: () => pages.hostile }));
