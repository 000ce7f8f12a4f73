/** Examples dragged from one bucket to another, by the mouse. */

const DRAGGED = "application/x-example-ids";

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
  element.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    element.classList.add("is-over");
  });
  element.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) element.classList.remove("is-over");
  });
  element.addEventListener("drop", (event) => {
    element.classList.remove("is-over");
    const dragged = event.dataTransfer.getData(DRAGGED);
    if (!dragged) return;
    event.preventDefault();
    take(JSON.parse(dragged));
  });
}
