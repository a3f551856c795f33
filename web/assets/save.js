// Saving the page and its tables.
import { $, ask, asked, boxes, say } from "./shared.js";

const menu = $("save");
const close = (refocus) => {
  menu.open = false;
  if (refocus) menu.querySelector("summary").focus();
};
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  event.stopPropagation(); // one key closes one thing
  close(true);
});
menu.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(false);
});
document.addEventListener("pointerdown", (event) => {
  if (menu.open && !menu.contains(event.target)) close(false);
});

for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", async () => {
    const kind = button.dataset.save;
    close(true);
    if (!boxes[0].value.trim()) return say("There is no text to save anything of.", true);
    try {
      const { title, ...text } = asked();
      const body = kind === "report" ? { title, ...text } : { ...text, table: kind };
      const response = await ask(kind === "report" ? "/api/report" : "/api/csv", body);
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement("a");
      link.href = url;
      link.download = kind === "report" ? "hedgerow.html" : `${kind}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      say(`Saved ${link.download}.`);
    } catch (e) {
      say(e.message, true);
    }
  });
}

