import { part } from "./dom.js";

/** Opens a dialog; its `data-close` buttons, Escape and the backdrop close it. */
export function openDialog(dialog) {
  dialog.querySelector(".form-problem")?.replaceChildren();
  dialog.onclick = (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
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
