// Saving the page and its tables.
import { ask, asked, boxes, say } from "./shared.js";

for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", async () => {
    const kind = button.dataset.save;
    button.closest("details").open = false;
    button.closest("details").querySelector("summary").focus();
    if (!boxes[0].value.trim()) return say("There is no text to save anything of.", true);
    try {
      const body = kind === "report" ? asked() : { ...asked(), table: kind };
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

