import { openDialog } from "../elements/dialogs.js";

/** A guest's way out: asks here, where the page behind the link would ask. */
const dialog = document.getElementById("leave-dialog");

document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openDialog(dialog);
});
