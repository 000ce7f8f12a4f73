import { part } from "./dom.js";

const DOUBLE_CLICK = 500; // milliseconds

/**
 * Opens a dialog; its `data-close` buttons, Escape and the backdrop close it. Where a
 * stroke or a long press may end beside it, `closesOutside` is better false.
 */
export function openDialog(dialog, { closesOutside = true } = {}) {
  const opened = performance.now();
  dialog.querySelector(".form-problem")?.replaceChildren();
  dialog.onclick = (event) => {
    // The second click of two lands on the backdrop, and means nothing.
    const isOutside =
      event.target === dialog && performance.now() - opened > DOUBLE_CLICK;
    if ((isOutside && closesOutside) || event.target.closest("[data-close]"))
      dialog.close();
  };
  dialog.showModal();
}

/**
 * Runs `act` when the dialog's form is sent, and closes it when that went well;
 * otherwise the sentence stands in the dialog.
 */
export function onSend(form, act) {
  const dialog = form.closest("dialog");
  const problem = part(form, "problem") ?? form.querySelector(".form-problem");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "true";
    problem.textContent = "";
    try {
      await act(new FormData(form));
      dialog?.close();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      delete form.dataset.busy;
    }
  });
}
