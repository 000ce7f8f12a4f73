import { gettext } from "../words.js";

/**
 * Puts a form in the place of a row, until its example is changed or left as it was.
 *
 * `save(content)` stores the change and puts a fresh row there, or says why not.
 */
export function editRow(row, { kind, fields }, save) {
  const form = kind.makeForm(fields, {
    button: gettext("Save"),
    name: gettext("Change this example"),
    content: row.example,
    cancel: gettext("Cancel"),
  });
  const item = row.element.cloneNode(false);
  item.draggable = false;
  item.classList.add("is-edited");
  item.append(form);
  const end = () => {
    row.standIn = null;
    if (row.isGone) item.remove();
    else item.replaceWith(row.element);
  };
  const leave = () => {
    end();
    row.focus();
  };
  item.addEventListener("example-cancelled", leave);
  item.addEventListener("keydown", ({ key, isComposing }) => {
    if (key === "Escape" && !isComposing) leave();
  });
  item.addEventListener("example-given", async ({ detail }) => {
    try {
      const changed = await save(detail.content);
      end();
      changed();
    } catch (error) {
      form.say(error.message);
    }
  });
  row.element.replaceWith(item);
  row.standIn = item;
  form.start();
}
