import { openDialog } from "../elements/dialogs.js";

/** A teacher's page: the code for the projector, cards for the printer. */

document.querySelector("[data-print]")?.addEventListener("click", () => print());

const fullScreen = document.querySelector("[data-full-screen]");
if (fullScreen && document.fullscreenEnabled) {
  fullScreen.hidden = false;
  fullScreen.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else fullScreen.closest(".class-code-card").requestFullscreen();
  });
}

// New secret words end the old ones, so the page asks before it sends the form.
const dialog = document.getElementById("reset-dialog");
for (const form of document.querySelectorAll("[data-ask]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.querySelector("form").onsubmit = (answer) => {
      answer.preventDefault();
      form.submit();
    };
    openDialog(dialog);
  });
}
