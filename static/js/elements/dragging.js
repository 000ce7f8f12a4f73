/** Examples dragged from one bucket to another, and files from elsewhere. */

const DRAGGED = "application/x-example-ids";
const FILES = "Files"; // As browsers call the type of a dragged file.

/** Lets the items of a list be dragged; `idsFor(id)` says which go together. */
export function carryExamples(list, idsFor) {
  list.addEventListener("dragstart", (event) => {
    const ids = idsFor(event.target.dataset?.id);
    event.dataTransfer.setData(DRAGGED, JSON.stringify(ids));
    event.dataTransfer.effectAllowed = "move";
  });
}

/** Calls `take(ids)` when examples are dropped on an element. */
export function acceptExamples(element, take) {
  accept(element, DRAGGED, (transfer) => take(JSON.parse(transfer.getData(DRAGGED))));
}

/** Calls `take(file)` when a file is dropped on an element: the first, of several. */
export function acceptFiles(element, take) {
  accept(element, FILES, ({ files }) => files[0] && take(files[0]));
}

/** A file dropped beside its place would take that of the whole page. */
export function refuseFiles(page) {
  for (const name of ["dragover", "drop"]) {
    page.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes(FILES)) event.preventDefault();
    });
  }
}

function accept(element, type, take) {
  element.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes(type)) return;
    event.preventDefault();
    element.classList.add("is-over");
  });
  element.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) element.classList.remove("is-over");
  });
  element.addEventListener("drop", (event) => {
    element.classList.remove("is-over");
    if (!event.dataTransfer.types.includes(type)) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
}
