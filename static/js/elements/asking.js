import { openDialog } from "./dialogs.js";

/**
 * Asks before a form is sent that cannot be taken back.
 *
 *   <form method="post" data-ask="leave-dialog">…</form>
 *   {% include "_ask.html" with id="leave-dialog" %}
 */
export function askFirst(root = document) {
  for (const form of root.querySelectorAll("form[data-ask]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
}

function ask(form) {
  const dialog = document.getElementById(form.dataset.ask);
  dialog.querySelector("form").onsubmit = (answer) => {
    answer.preventDefault();
    form.submit();
  };
  openDialog(dialog);
}
