// Examples and files: texts that come whole.
import { $, ask, boxes, failed, live, say } from "./shared.js";
import { restart } from "./whatif.js";

const most = Number(document.body.dataset.most);
let loading = 0; // counts what a file that comes late would overwrite
/** A file that is being read gives way to what was typed since. */
export function late() {
  loading += 1;
}

function fresh(text, name) {
  late();
  boxes[0].value = text;
  live.title = name;
  restart();
  return live.update();
}

let samples = null;
$("sample").addEventListener("change", async () => {
  const genre = $("sample").value;
  if (!genre) return;
  try {
    samples ??= await (await ask("/api/samples")).json();
  } catch (e) {
    return say(e.message, true);
  }
  const found = samples.find((sample) => sample.genre === genre);
  if (live.mode === "compare" && boxes[0].value.trim()) {
    boxes[1].value = found.text;
    return live.update();
  }
  return fresh(found.text, found.genre);
});

async function load(file, box) {
  const own = (loading += 1);
  if (file.size > most) return say(`${file.name} is longer than ${most} bytes; use hedgerow report for it.`, true);
  try {
    const decoded = await (await ask("/api/decode", await file.arrayBuffer())).json();
    if (own !== loading) return undefined;
    if (!decoded.text.trim()) return say(`${file.name} is empty.`, true);
    if (box === boxes[0]) {
      await fresh(decoded.text, file.name);
    } else {
      box.value = decoded.text;
      await live.update();
    }
    if (decoded.warning) say(`${file.name} was not plain UTF-8 (${decoded.warning}).`);
  } catch (e) {
    say(`${file.name}: ${e.message}`, true);
  }
}
// Two files go into the two boxes where texts are compared.
async function openAll(files, box) {
  const pair = live.mode === "compare" && files.length === 2;
  await load(files[0], pair ? boxes[0] : box);
  if (pair) await load(files[1], boxes[1]);
  else if (files.length > 1 && !failed()) say(`Only ${files[0].name} was opened, the first of ${files.length} files.`);
}
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  const files = [...$("file").files];
  const second = live.mode === "compare" && boxes[0].value.trim() !== "";
  if (files.length > 0) openAll(files, boxes[second ? 1 : 0]);
  $("file").value = "";
});
boxes.forEach((box) => {
  const around = box.closest(".editor");
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    around.classList.add("over");
  });
  box.addEventListener("dragleave", () => around.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    around.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return; // dragged text: the box takes it itself
    event.preventDefault();
    openAll(files, box);
  });
});
// A file dropped beside a box must not take the page away.
for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.target.matches("textarea") || event.preventDefault());

// A text that is nowhere else is not left without a question.
window.addEventListener("beforeunload", (event) => {
  if (boxes.some((box) => box.value.trim() && !samples?.some((sample) => sample.text === box.value))) event.preventDefault();
});
