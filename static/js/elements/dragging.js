/** Examples dragged from one bucket to another, and files from elsewhere. */

import { picturesIn } from "./found_pictures.js";

const DRAGGED = "application/x-example-ids";
const FILES = "Files"; // As browsers call the type of a dragged file.
const PICTURES = [FILES, "text/uri-list", "text/html"]; // also from other pages

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
  accept(element, has(DRAGGED), (transfer) =>
    take(JSON.parse(transfer.getData(DRAGGED))),
  );
}

/** Calls `take(file)` when a file is dropped on an element: the first, of several. */
export function acceptFiles(element, take) {
  accept(element, has(FILES), ({ files }) => files[0] && take(files[0]));
}

/** Calls `take(files)` when files are dropped on an element. */
export function acceptAllFiles(element, take) {
  accept(element, has(FILES), ({ files }) => files.length > 0 && take([...files]));
}

/** Calls `take({ files, addresses })` when pictures come from anywhere outside. */
export function acceptPictures(element, take) {
  const isPicture = ({ types }) =>
    !types.includes(DRAGGED) && PICTURES.some((type) => types.includes(type));
  accept(element, isPicture, (transfer) => take(picturesIn(transfer)));
}

/** A file dropped beside its place would take that of the whole page. */
export function refuseFiles(page) {
  for (const name of ["dragover", "drop"]) {
    page.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes(FILES)) event.preventDefault();
    });
  }
}

function has(type) {
  return ({ types }) => types.includes(type);
}

function accept(element, fits, take) {
  element.addEventListener("dragover", (event) => {
    if (!fits(event.dataTransfer)) return;
    event.preventDefault();
    element.classList.add("is-over");
  });
  element.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) element.classList.remove("is-over");
  });
  element.addEventListener("drop", (event) => {
    element.classList.remove("is-over");
    if (!fits(event.dataTransfer)) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
}
