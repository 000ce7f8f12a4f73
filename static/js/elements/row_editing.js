import { gettext } from "../words.js";

const GONE = 404;

/** Lets somebody change an example, and stores it: `show(changed)` shows it then. */
export function changeRow(row, about, show) {
  editRow(row, about, async (content) => {
    try {
      const changed = await about.project.changeExample(row.example.id, content);
      return () => show(changed);
    } catch (error) {
      if (error.status !== GONE) throw error;
      throw new Error(gettext("This example is not there any more."), { cause: error });
    }
  });
}

/**
 * Puts a form in the place of a row, until its example is changed or left as it was.
 *
 * `save(content)` stores the change and puts a fresh row there, or says why not.
 */
function editRow(row, { kind, fields }, save) {
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
