// Changes a text in such a way that the browser's own undo (Ctrl+Z) takes it back.
import { live } from "./shared.js";

// Browsers insert more than this, of line ends above all, so slowly that their undo is not
// worth the wait (Chromium takes some 3 ms a line end). Of what goes, line ends cost it time
// with their square (half a second for 6,000, more than half a minute for 30,000).
const MOST = 50_000;
const MOST_LINES = 100;
const MOST_LINES_GONE = 2_000;
const lines = (text) => text.split("\n").length;
const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;

/** Makes the text of a box another one, touching only where they differ. */
export function put(box, text) {
  const was = box.value;
  const now = text.replace(/\r\n?/g, "\n"); // as boxes have it
  if (was === now) return;
  const shorter = Math.min(was.length, now.length);
  let from = 0;
  while (from < shorter && was[from] === now[from]) from += 1;
  let rest = 0;
  while (rest < shorter - from && was[was.length - 1 - rest] === now[now.length - 1 - rest]) rest += 1;
  // Half a character cannot be inserted.
  if (from > 0 && isHigh(was.charCodeAt(from - 1))) from -= 1;
  if (rest > 0 && isLow(was.charCodeAt(was.length - rest))) rest -= 1;
  const middle = now.slice(from, now.length - rest);
  const focused = document.activeElement;
  live.writing = true; // what is done here is not typed
  const gone = was.slice(from, was.length - rest);
  if (middle.length <= MOST && lines(middle) <= MOST_LINES && lines(gone) <= MOST_LINES_GONE) {
    box.focus({ preventScroll: true });
    box.setSelectionRange(from, was.length - rest);
    // Deprecated, but the only way there is to write into a browser's history.
    if (document.activeElement === box) document.execCommand(middle ? "insertText" : "delete", false, middle);
  }
  if (box.value !== now) box.value = now;
  live.writing = false;
  if (focused !== box) {
    box.blur();
    focused?.focus({ preventScroll: true });
  }
}
