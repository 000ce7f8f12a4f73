import { tell } from "./dom.js";
import { placeAfter } from "../sheet/cursor.js";

/**
 * Keys and clicks in the body of a table: arrows go from cell to cell, Enter goes down,
 * Tab goes on, and leaves the table after the last cell of a row.
 */
export class SheetKeys {
  #table;
  #home = 0; // the column that Enter goes back to after some Tabs
  #isTabbing = false;
  #isFresh = false; // The cell had no keyboard before this click.

  constructor(table) {
    this.#table = table;
  }

  listen(body) {
    body.addEventListener("keydown", (event) => this.#press(event));
    body.addEventListener("pointerdown", (event) => this.#point(event));
    body.addEventListener("click", (event) => this.#click(event));
    body.addEventListener("focusin", ({ target }) => this.#arrive(target));
    body.addEventListener("focusout", ({ target }) => this.#table.commit(target));
    body.addEventListener("change", ({ target }) => this.#table.commit(target));
  }

  #press(event) {
    const { target, key } = event;
    const place = this.#table.placeOf(target);
    if (!place || event.isComposing || event.altKey) return;
    const isTab = key === "Tab";
    this.#isTabbing = isTab;
    const done =
      this.#isUndo(event) ||
      (isTab && this.#tab(event, place)) ||
      (key === "Enter" && this.#enter(event, place)) ||
      (key === "Escape" && this.#leaveAsItWas(target)) ||
      ((key === "Delete" || key === "Backspace") && this.#empty(event, place)) ||
      (key === "F2" && this.#edit(target)) ||
      this.#walk(event, place);
    if (done) event.preventDefault();
  }

  #isUndo({ target, key, ctrlKey, metaKey, shiftKey }) {
    if (key.toLowerCase() !== "z" || shiftKey || !(ctrlKey || metaKey)) return false;
    if (isTyped(target)) return false; // What is typed now is undone by the browser.
    tell(this.#table, "sheet-undo");
    return true;
  }

  /** After the last cell of a row that is being filled comes the next row. */
  #tab({ target, shiftKey }, { row, column }) {
    const { sheet, rowCount } = this.#table;
    const isLast = column === sheet.fields.length - 1;
    if (shiftKey || !isLast || !isTyped(target)) return false;
    this.#table.commit(target);
    this.#table.go({ row: Math.min(row + 1, rowCount), column: this.#home });
    return true;
  }

  #enter({ target, shiftKey }, { row, column }) {
    if (column < 0) return false; // The number of a row is a button.
    this.#table.commit(target);
    const next = shiftKey ? row - 1 : row + 1;
    const last = this.#table.rowCount - 1;
    const home = shiftKey ? column : this.#home;
    this.#table.go({ row: Math.max(0, Math.min(next, last)), column: home });
    return true;
  }

  #leaveAsItWas(cell) {
    if (!isTyped(cell)) return false;
    cell.value = cell.dataset.shown;
    cell.select?.();
    return true;
  }

  #empty({ target, key }, { row, column }) {
    const { block, hasBlock, mayWrite } = this.#table;
    if (!mayWrite) return false;
    if (column < 0 && key === "Delete") tell(this.#table, "sheet-delete", block);
    else if (hasBlock) this.#table.dispatchEvent(emptying(this.#table));
    else if (target.localName === "select") {
      const field = this.#table.sheet.fields[column];
      tell(this.#table, "sheet-write", { cells: [{ row, field, typed: "" }] });
    } else return false;
    return true;
  }

  #edit(target) {
    const { length } = target.value ?? "";
    target.setSelectionRange?.(length, length);
    return true;
  }

  #walk(event, place) {
    const { target, key, shiftKey } = event;
    const isAcross = key === "ArrowLeft" || key === "ArrowRight" || key === "Home";
    if ((isAcross || key === "End") && !isAtEdge(target, event, this.#table))
      return false;
    const to = placeAfter(place, key, {
      rows: this.#table.rowCount,
      columns: this.#table.sheet.fields.length,
      isMirrored: this.#table.isMirrored,
      ctrl: event.ctrlKey || event.metaKey,
    });
    if (to) {
      this.#table.commit(target);
      this.#table.go(to, { extend: shiftKey });
    }
    // A list of choices must not change where somebody only walks over it.
    return to !== null || (target.localName === "select" && key.startsWith("Arrow"));
  }

  #point(event) {
    const place = this.#table.placeOf(event.target);
    this.#isTabbing = false;
    this.#isFresh = document.activeElement !== event.target;
    if (!place || !event.shiftKey) return;
    event.preventDefault();
    this.#table.go(place, { extend: true });
  }

  #click({ target, shiftKey }) {
    const place = this.#table.placeOf(target);
    if (place?.column === -1 && target.closest(".sheet-number") && !shiftKey) {
      this.#table.pickBlock(place, place);
    }
    if (this.#isFresh && target.localName === "input" && !shiftKey) target.select();
    this.#isFresh = false;
  }

  #arrive(target) {
    const place = this.#table.placeOf(target);
    if (!place) return;
    const { row, column } = this.#table.at;
    const isThere = place.row === row && place.column === column;
    if (!this.#isTabbing) this.#home = Math.max(0, place.column);
    else target.select?.();
    if (!isThere) this.#table.arrive(place);
    tell(this.#table, "sheet-at", place);
  }
}

/** Returns the event by which everything in the picked block is emptied. */
export function emptying({ block, sheet }) {
  const cells = [];
  for (
    let row = block.top;
    row <= Math.min(block.bottom, sheet.rows.length - 1);
    row += 1
  )
    for (const field of sheet.fields.slice(block.left, block.right + 1))
      cells.push({ row, field, typed: "" });
  return new CustomEvent("sheet-write", { detail: { cells }, bubbles: true });
}

function isTyped(cell) {
  return cell.localName === "input" && cell.value !== cell.dataset.shown;
}

/** Says if an arrow leads out of a cell, rather than through what is typed in it. */
function isAtEdge(target, { key, shiftKey, ctrlKey, metaKey }, table) {
  if (target.localName !== "input") return true;
  const { selectionStart: start, selectionEnd: end, value } = target;
  if (start === 0 && end === value.length) return true;
  if (shiftKey || ((key === "Home" || key === "End") && !(ctrlKey || metaKey)))
    return false;
  const isBack = (key === "ArrowLeft") !== table.isMirrored;
  return start === end && (isBack ? start === 0 : start === value.length);
}
