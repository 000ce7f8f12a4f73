import { onSend, openDialog } from "../elements/dialogs.js";
import { CloudProject } from "../store/cloud.js";

const about = document.querySelector("[data-project]")?.dataset;

if (about) {
  const project = new CloudProject(about.project);

  for (const button of document.querySelectorAll("[data-open]")) {
    const dialog = document.getElementById(button.dataset.open);
    button.addEventListener("click", () => openDialog(dialog));
  }

  onSend(document.querySelector("[data-rename]"), async (given) => {
    await project.rename(given.get("name"));
    location.reload();
  });

  onSend(document.querySelector("[data-delete]"), async (given) => {
    await project.delete(given.get("reason"));
    location.assign(about.after);
  });
}
