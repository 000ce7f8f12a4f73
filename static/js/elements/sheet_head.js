import { icon, make, tell } from "./dom.js";
import { fill, gettext } from "../words.js";

const DRAGGED = "application/x-column";

/**
 * Returns the head of a table: the names of its columns, which can be pressed to change
 * them and dragged to where they belong, and a button for another one.
 *
 * Speaks upwards: "sheet-column" { field }, null for a new one; "sheet-order" { numbers }.
 */
export function makeHead(fields, { mayChange }) {
  const corner = make(
    "th",
    { class: "sheet-side", scope: "col" },
    make("span", { class: "visually-hidden" }, gettext("Row")),
  );
  const heads = fields.map((field) => makeName(field, fields, mayChange));
  const end = make("th", { class: "sheet-end" }, mayChange ? makeMore() : null);
  return make("tr", { "aria-rowindex": 1 }, corner, ...heads, end);
}

/** Returns numbers with one of them put where another is. */
export function putAt(numbers, number, goal) {
  const place = numbers.indexOf(goal);
  const others = numbers.filter((each) => each !== number);
  return [...others.slice(0, place), number, ...others.slice(place)];
}

function makeName(field, fields, mayChange) {
  const kind = field.is_predicted ? "sheet-head is-predicted" : "sheet-head";
  const words = wordsOf(field);
  const head = make("th", {
    class: kind,
    scope: "col",
    draggable: mayChange && "true",
  });
  if (mayChange) {
    const button = make("button", { class: "sheet-name", type: "button" }, ...words);
    button.title = fill(gettext("Change the column “%(name)s”"), field);
    button.addEventListener("click", () => tell(button, "sheet-column", { field }));
    head.append(button);
    letDrag(head, field, fields);
  } else head.append(make("span", { class: "sheet-name" }, ...words));
  return head;
}

function wordsOf({ name, unit, kind, is_predicted: isPredicted }) {
  const about = unit || (kind === "choice" ? gettext("a choice") : gettext("a number"));
  const sign = make(
    "span",
    { class: "sheet-sign" },
    isPredicted ? icon("eye") : null,
    isPredicted ? gettext("to predict") : gettext("known"),
  );
  return [
    make("bdi", { class: "sheet-title" }, name),
    make("span", { class: "sheet-about" }, make("bdi", {}, about)),
    sign,
  ];
}

function makeMore() {
  const words = gettext("Add a column");
  const button = make("button", { class: "sheet-more", type: "button" }, icon("plus"));
  button.setAttribute("aria-label", words);
  button.title = words;
  button.addEventListener("click", () => tell(button, "sheet-column", { field: null }));
  return button;
}

function letDrag(head, field, fields) {
  const isColumn = ({ dataTransfer }) => dataTransfer.types.includes(DRAGGED);
  head.addEventListener("dragstart", ({ dataTransfer }) => {
    dataTransfer.setData(DRAGGED, field.number);
    dataTransfer.effectAllowed = "move";
  });
  head.addEventListener("dragover", (event) => {
    if (!isColumn(event)) return;
    event.preventDefault();
    head.classList.add("is-over");
  });
  head.addEventListener("dragleave", () => head.classList.remove("is-over"));
  head.addEventListener("drop", (event) => {
    head.classList.remove("is-over");
    if (!isColumn(event)) return;
    event.preventDefault();
    const number = Number(event.dataTransfer.getData(DRAGGED));
    const numbers = fields.map((each) => each.number);
    tell(head, "sheet-order", { numbers: putAt(numbers, number, field.number) });
  });
}
