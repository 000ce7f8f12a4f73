import { make } from "./dom.js";
import { stateInWords } from "./example_signs.js";
import { headingOf } from "../sheet/cells.js";
import { fill, gettext } from "../words.js";

const NOTE = "sheet-note"; // The sentence about the cell with the keyboard.

/** Returns the row of a table at a place: its `element`, `number` and `cells`. */
export function makeRow(place, fields, { mayChange }) {
  const number = make("button", {
    class: "sheet-number",
    type: "button",
    tabindex: -1,
  });
  const cells = fields.map((field) => makeCell(field, mayChange));
  const sign = make("span", { class: "sheet-by", dir: "auto" });
  const element = make(
    "tr",
    { class: "sheet-row" },
    make("th", { class: "sheet-side", scope: "row" }, number),
    ...cells.map((cell, column) =>
      make("td", { class: fields[column].is_predicted ? "is-predicted" : null }, cell),
    ),
    make("td", { class: "sheet-end" }, sign),
  );
  const row = { element, number, cells, sign };
  putRow(row, place);
  return row;
}

/** Returns what stands for rows that nobody looks at, as high as they are. */
export function makeGap(height, fields) {
  const cell = make("td", { colspan: fields.length + 2 });
  cell.style.blockSize = `${height}px`;
  return make("tr", { class: "sheet-gap", "aria-hidden": "true" }, cell);
}

/** Notes at which place a row stands. */
export function putRow({ element }, place) {
  element.dataset.place = place;
  element.setAttribute("aria-rowindex", place + 2);
}

/** Says who added a row of a class project, and who sees it so far. */
export function signRow({ element, sign }, row, people, about) {
  const { by = null, state = "shown" } = row ?? {};
  const isMine = by !== null && by === about.me;
  const author = isMine ? gettext("you") : (people[by] ?? "");
  const words = stateInWords({ state }, about);
  const shown = row ? [author, words].filter(Boolean).join(", ") : "";
  if (sign.textContent !== shown) sign.textContent = shown;
  sign.title = shown;
  element.classList.toggle("is-waiting", state === "waiting");
  element.classList.toggle("is-hidden", state === "hidden");
}

/** Says which row this is: the last one is new, until something is in it. */
export function nameRow({ element, number, cells }, place, fields, isNew) {
  const name = isNew
    ? gettext("New row")
    : fill(gettext("Row %(row)s"), { row: place + 1 });
  if (number.getAttribute("aria-label") === name) return;
  number.setAttribute("aria-label", name);
  number.textContent = isNew ? "+" : String(place + 1);
  element.classList.toggle("is-new", isNew);
  cells.forEach((cell, column) =>
    cell.setAttribute("aria-label", `${headingOf(fields[column])}, ${name}`),
  );
}

/** Shows what a cell holds, unless somebody is typing in it. */
export function showCell(cell, { text, problem }, { isNew }) {
  const isTyped = cell.value !== cell.dataset.shown && cell === document.activeElement;
  if (cell.dataset.shown !== text && !isTyped) {
    if (cell.localName === "select") showChoice(cell, text, problem);
    else cell.value = text;
    cell.dataset.shown = text;
  }
  if (problem) cell.setAttribute("aria-invalid", "true");
  else cell.removeAttribute("aria-invalid");
  cell.title = problem;
  if (cell.localName === "input") cell.placeholder = isNew ? "" : "?";
  cell.classList.toggle("is-missing", text === "" && !isNew);
}

function makeCell(field, mayChange) {
  const isChosen = field.kind === "choice" && mayChange;
  const cell = isChosen ? makeSelect(field) : makeInput(field, mayChange);
  cell.setAttribute("aria-describedby", NOTE);
  cell.classList.add("sheet-cell");
  cell.tabIndex = -1;
  cell.dataset.shown = "";
  return cell;
}

function makeInput(field, mayChange) {
  return make("input", {
    inputmode: field.kind === "number" ? "decimal" : null,
    enterkeyhint: "next",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 200,
    readonly: !mayChange,
  });
}

function makeSelect(field) {
  const none = make("option", { value: "", "aria-label": gettext("not known") }, "");
  const options = field.choices.map((choice) => make("option", {}, choice));
  return make("select", {}, none, ...options);
}

/** What is not among the choices can be seen all the same, until it is mended. */
function showChoice(select, text, problem) {
  select.querySelector("[data-wrong]")?.remove();
  if (problem) {
    const wrong = make("option", { value: text }, text);
    wrong.dataset.wrong = "";
    select.append(wrong);
  }
  select.value = text;
}
