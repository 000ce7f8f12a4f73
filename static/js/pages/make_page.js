import "../elements/copy_button.js";
import { onSend, openDialog } from "../elements/dialogs.js";
import { CloudProject } from "../store/cloud.js";

const project = new CloudProject(
  document.querySelector("[data-project]").dataset.project,
);

for (const button of document.querySelectorAll("[data-open]")) {
  const dialog = document.getElementById(button.dataset.open);
  button.addEventListener("click", () => openDialog(dialog));
}

/** The lines on the page hold the key, so the server writes them anew. */
function askFirst(id, act) {
  onSend(document.querySelector(`#${id} form`), async () => {
    await act();
    location.reload();
  });
}

askFirst("renew-dialog", () => project.renewKey());
askFirst("revoke-dialog", () => project.revokeKey());
