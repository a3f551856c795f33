// What the parts of the live page have in common: its state, its status line, its server.
export const $ = (id) => document.getElementById(id);
export const boxes = [$("text-a"), $("text-b")];
export const view = $("view");
export const UNNAMED = "Your text";

export const live = {
  mode: "read",
  title: UNNAMED,
  marked: null, // the text that the marks belong to
  update: null, // marks the text anew; live.js sets it; resolves to false where another took its place
  writing: false, // whether a box is being changed by the page itself
  note: "", // what is told together with the next text's figures
};

// Milliseconds of quiet before a screen reader is told of what came of a text.
const REST = 600;
const status = $("status");
let telling = 0;
export const say = (text, wrong = false) => {
  clearTimeout(telling);
  status.textContent = text;
  status.classList.toggle("wrong", wrong);
};
export const tell = (text) => {
  clearTimeout(telling);
  if (status.classList.contains("wrong")) say("");
  telling = setTimeout(() => {
    say(`${text} ${live.note}`.trim());
    live.note = "";
  }, REST);
};
export const failed = () => status.classList.contains("wrong");

/** Which example the text is: none any more, so that it can be chosen once again. */
export function noExample() {
  $("sample").value = $("sample").dataset.shown = "";
}

// Half a character, as broken text has them, cannot be sent.
export const whole = (text) => (text.toWellFormed ? text.toWellFormed() : text);
export const asked = () => ({ text: whole(boxes[0].value), profile: $("profile").value, title: live.title });

const most = Number(document.body.dataset.most); // bytes of a request
/** A number of bytes as people put it. */
const size = (bytes) => (bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round((10 * bytes) / (1 << 20)) / 10} MiB`);
/** Whether so many bytes are too many, and what is said then. */
export const tooLong = (bytes) => bytes > most;
export const tooLongSays = (what) => `${what} is longer than ${size(most)}, which is the most this page takes. Take a part of it.`;

// Failures that may pass by themselves: no answer at all, and a server with too much to do.
export const SILENT = "silent";
export const BUSY = 503;
const silent = () => new Error("The program behind this page does not answer. Start it again, if it was closed; your text is still here.", { cause: SILENT });
export async function ask(path, body, signal) {
  const raw = body instanceof ArrayBuffer;
  let response;
  try {
    response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? {} : { "Content-Type": raw ? "application/octet-stream" : "application/json" },
      body: raw ? body : JSON.stringify(body),
      credentials: "omit",
      signal,
    });
  } catch (e) {
    if (e.name === "AbortError") throw e;
    throw silent();
  }
  if (response.ok) return response;
  if (response.status === 413) throw new Error(tooLongSays("The text"));
  const answer = await response.json().catch(() => ({}));
  throw new Error(`Not possible: ${answer.reason || response.statusText}`, { cause: response.status });
}
/** The answer in JSON, which may break off on its way, too. */
export async function answerTo(path, body, signal) {
  const response = await ask(path, body, signal);
  return response.json().catch((e) => {
    throw e.name === "AbortError" ? e : silent();
  });
}
