// A word of a sentence replaced or left out, with the commas, spaces and capital that go with it.

const OPENING = "“‘\"'«([";
const isUpper = (letter) => letter !== undefined && letter !== letter.toLowerCase();

/** Whether what begins at `start` has the capital of a sentence, or of a quoted one. */
function leads(text, start, sentence) {
  const before = text.slice(sentence, start);
  const begins = [...before].every((letter) => OPENING.includes(letter) || letter.trim() === "");
  return (begins || OPENING.includes(before.at(-1))) && isUpper(text[start]);
}

/** The first letter made a capital, unless the word has capitals of its own ("iPhone"). */
function capital(text) {
  return text.replace(/^([^\p{L}\p{N}\n]*)(\p{L})(\p{L}*)/u, (all, marks, first, rest) => ([...rest].some(isUpper) ? all : marks + first.toUpperCase() + rest));
}

/** The text with something else between `start` and `end`; `sentence` is where its sentence begins. */
export function instead(text, start, end, by, sentence) {
  return text.slice(0, start) + (leads(text, start, sentence) ? capital(by) : by) + text.slice(end);
}

/** The text without the spaces that end its last line; a pattern would look from each space on. */
function bare(text) {
  let end = text.length;
  while (end > 0 && text[end - 1] !== "\n" && text[end - 1].trim() === "") end -= 1;
  return text.slice(0, end);
}

/** The text without what stands between `start` and `end`. */
export function without(text, start, end, sentence) {
  const first = leads(text, start, sentence);
  let left = text.slice(0, start);
  let right = text.slice(end);
  const around = ["()", "[]", "“”", "‘’", "«»", '""'].find(([open, close]) => left.endsWith(open) && right.startsWith(close));
  if (around) {
    left = left.slice(0, -1);
    right = right.slice(1);
  }
  // Spaces within the line only: empty lines part paragraphs.
  const before = bare(left);
  const after = right.replace(/^[^\S\n]+/u, "");
  if (first || before === "" || before.endsWith("\n")) {
    // "Perhaps, he left." and "Perhaps. He left."
    const rest = after.replace(/^(?:[,;:–—]|[.!?…]+["”’)]*)[^\S\n]*/u, "");
    return left + (first ? capital(rest) : rest);
  }
  const joined = (head, tail) => head.trimEnd() + (/^(?:[,.;:!?…)\]”’\n]|$)/u.test(tail) ? "" : " ") + tail.replace(/^[^\S\n]+/u, "");
  // "He, perhaps, left." and "He left, perhaps."
  for (const mark of [",", "—", "–", "--"]) {
    if (!before.endsWith(mark)) continue;
    const head = before.slice(0, -mark.length);
    if (after.startsWith(mark)) return joined(head, after.slice(mark.length).trimStart());
    if (/^(?:[.!?…;:]|["”’)]|\n|$)/u.test(after)) return joined(head, after);
  }
  const tight = /^(?:[,.;:!?…)\]”’\n]|$)/u.test(after) || OPENING.includes(before.at(-1));
  const spaced = before !== left || after !== right;
  return before + (spaced && !tight ? " " : "") + after;
}
