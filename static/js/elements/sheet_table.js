import { make, tell } from "./dom.js";
import { isRightToLeft } from "./grid_keys.js";
import { makeGap, makeRow, nameRow, putRow, showCell, signRow } from "./sheet_cells.js";
import { SheetClipboard } from "./sheet_clipboard.js";
import { makeHead } from "./sheet_head.js";
import { SheetKeys } from "./sheet_keys.js";
import { blockBetween, isIn } from "../sheet/cursor.js";
import { following } from "../sheet/following.js";
import { rowsToShow } from "../sheet/shown_rows.js";
import { gettext } from "../words.js";

const ROW = 40; // pixels, until one is there to be measured

/**
 * A table to type in, of which only the rows that are looked at are made.
 *
 *   table.fill({ sheet, may, me, shared });
 *   table.show();          // after anything but typing has changed the sheet
 *
 * Speaks upwards: "sheet-write" { cells }, "sheet-paste" { lines, row, column },
 * "sheet-at" { row, column }, "sheet-picked" { block }, "sheet-delete" { top, bottom },
 * "sheet-undo", and as its head does.
 */
class SheetTable extends HTMLElement {
  /** The names of those who have added rows, by what rows have as `by`. */
  people = {};
  #about;
  #scroll;
  #table;
  #head;
  #body;
  #rows = new Map();
  #rowHeight = ROW;
  #at = { row: 0, column: 0 };
  #anchor = null;
  #frame = null;
  #isClosed = false;
  #shown = []; // the rows of the sheet as they were shown last

  fill(about) {
    this.#about = about;
    this.#head = make("thead");
    this.#body = make("tbody");
    this.#table = make("table", { class: "sheet" }, this.#head, this.#body);
    this.#table.setAttribute("aria-label", gettext("The table"));
    this.#scroll = make("div", { class: "sheet-scroll" }, this.#table);
    this.replaceChildren(this.#scroll);
    this.#listen();
    this.show();
  }

  get sheet() {
    return this.#about.sheet;
  }

  get mayWrite() {
    return this.#about.may.add;
  }

  /** Has no row to be filled, for now; one in which somebody is typing stays. */
  set isClosed(isClosed) {
    if (isClosed === this.#isClosed) return;
    const cell = document.activeElement;
    const isNew = this.placeOf(cell)?.row >= this.sheet.rows.length;
    if (isClosed && isNew && cell.value !== cell.dataset.shown) return;
    this.#isClosed = isClosed;
    this.refresh();
  }

  get isMirrored() {
    return isRightToLeft(this);
  }

  /** How many rows can be gone to: with the one that is to be filled. */
  get rowCount() {
    return this.sheet.rows.length + (this.mayWrite && !this.#isClosed ? 1 : 0);
  }

  get at() {
    return this.#at;
  }

  /** What is picked: at least the cell with the keyboard. */
  get block() {
    const { fields } = this.sheet;
    return blockBetween(this.#anchor ?? this.#at, this.#at, fields.length);
  }

  get hasBlock() {
    const { top, bottom, left, right, isWhole } = this.block;
    return isWhole || top !== bottom || left !== right;
  }

  /** Makes everything anew: columns may be others. */
  show() {
    const isHere = this.#body.contains(document.activeElement);
    const { fields } = this.sheet;
    this.#head.replaceChildren(makeHead(fields, { mayChange: this.#about.may.change }));
    this.#table.setAttribute("aria-rowcount", this.rowCount + 1);
    this.#rows.clear();
    this.#shown = this.sheet.rows.slice();
    this.#body.replaceChildren();
    this.#at = {
      row: Math.max(0, Math.min(this.#at.row, this.rowCount - 1)),
      column: Math.min(this.#at.column, fields.length - 1),
    };
    this.#anchor = null;
    this.#showRows();
    this.#measure();
    if (isHere) this.#focus();
  }

  /** Shows again what is in the cells; rows may be more or fewer than before. */
  refresh() {
    const isHere = this.#body.contains(document.activeElement);
    this.#follow(isHere);
    this.#table.setAttribute("aria-rowcount", this.rowCount + 1);
    this.#at = { ...this.#at, row: Math.min(this.#at.row, this.rowCount - 1) };
    this.#showRows();
    for (const [place, row] of this.#rows) this.#showRow(place, row);
    if (isHere && !this.#body.contains(document.activeElement)) this.#focus();
  }

  /** Goes to a cell, also one that is far away; `extend` picks all on the way. */
  go(place, { extend = false } = {}) {
    this.#anchor = extend ? (this.#anchor ?? this.#at) : null;
    this.#at = place;
    this.#scrollTo(place.row);
    this.#showRows();
    this.#focus();
    this.#showPicked();
  }

  /** Says that the keyboard is at a cell, where a click or Tab has brought it. */
  arrive(place, { extend = false } = {}) {
    const same = place.row === this.#at.row && place.column === this.#at.column;
    if (extend) this.#anchor ??= this.#at;
    else if (!same) this.#anchor = null;
    this.#at = place;
    this.#showPicked();
    tell(this, "sheet-at", place);
  }

  pickBlock(from, to) {
    this.#anchor = from;
    this.#at = to;
    this.#showPicked();
  }

  placeOf(target) {
    const place = Number(target.closest(".sheet-row")?.dataset.place);
    const row = this.#rows.get(place);
    if (!row || !target.matches(".sheet-cell, .sheet-number")) return null;
    return { row: place, column: row.cells.indexOf(target) };
  }

  /** Takes what somebody typed, if it is other than what was there. */
  commit(cell) {
    const place = this.placeOf(cell);
    if (!place || place.column < 0 || cell.value === cell.dataset.shown) return;
    cell.dataset.shown = cell.value;
    const field = this.sheet.fields[place.column];
    tell(this, "sheet-write", {
      cells: [{ row: place.row, field, typed: cell.value.trim() }],
    });
  }

  #listen() {
    new SheetKeys(this).listen(this.#body);
    new SheetClipboard(this).listen(this.#body);
    this.#scroll.addEventListener("scroll", () => this.#showSoon());
    new ResizeObserver(() => this.#showSoon()).observe(this.#scroll);
  }

  #showSoon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#showRows();
    });
  }

  #showRows() {
    const { fields } = this.sheet;
    const parts = rowsToShow({
      top: this.#scroll.scrollTop,
      height: this.#scroll.clientHeight || 600,
      rowHeight: this.#rowHeight,
      count: fields.length > 0 ? this.rowCount : 0,
      kept: this.#at.row,
    });
    const wanted = new Set(parts);
    for (const [place, row] of this.#rows) {
      if (wanted.has(place)) continue;
      row.element.remove();
      this.#rows.delete(place);
    }
    for (const gap of this.#body.querySelectorAll(".sheet-gap")) gap.remove();
    let next = this.#body.firstElementChild;
    for (const each of parts) {
      const element = each.gap
        ? makeGap(each.gap * this.#rowHeight, this.sheet.fields)
        : this.#rowAt(each).element;
      if (element === next) next = next.nextElementSibling;
      else this.#body.insertBefore(element, next);
    }
    this.#showPicked();
  }

  /** Rows of others come and go: what is being typed, or looked at, stays in its row. */
  #follow(isHere) {
    const placeNow = following(this.#shown, this.sheet.rows);
    this.#shown = this.sheet.rows.slice();
    const rows = [...this.#rows];
    this.#rows.clear();
    for (const [before, row] of rows) {
      const place = placeNow(before);
      if (place === undefined) row.element.remove();
      else {
        this.#rows.set(place, row);
        putRow(row, place);
      }
    }
    const place = placeNow(this.#at.row) ?? this.#at.row;
    if (isHere) this.#scroll.scrollTop += (place - this.#at.row) * this.#rowHeight;
    this.#at = { ...this.#at, row: place };
    if (this.#anchor)
      this.#anchor = { ...this.#anchor, row: placeNow(this.#anchor.row) ?? place };
  }

  #rowAt(place) {
    let row = this.#rows.get(place);
    if (!row) {
      row = makeRow(place, this.sheet.fields, { mayChange: this.#mayWriteIn(place) });
      this.#rows.set(place, row);
      this.#showRow(place, row);
    }
    return row;
  }

  #mayWriteIn(place) {
    const row = this.sheet.rows[place];
    return this.mayWrite && (!row || this.#about.may.edit(row));
  }

  #showRow(place, row) {
    const { element, cells } = row;
    const { fields, rows } = this.sheet;
    const isNew = place >= rows.length;
    nameRow(row, place, fields, isNew);
    if (this.#about.shared) signRow(row, rows[place], this.people, this.#about);
    fields.forEach((field, column) =>
      showCell(cells[column], this.sheet.look(place, field), { isNew }),
    );
    element.classList.toggle("is-unsaved", Boolean(this.sheet.rows[place]?.owed));
  }

  #measure() {
    const row = this.#body.querySelector(".sheet-row");
    const height = row?.getBoundingClientRect().height;
    if (!height || Math.abs(height - this.#rowHeight) < 0.01) return;
    this.#rowHeight = height;
    this.#showRows();
  }

  #scrollTo(row) {
    const top = row * this.#rowHeight;
    const { scrollTop, clientHeight } = this.#scroll;
    const room = clientHeight - this.#head.offsetHeight - this.#rowHeight;
    if (top < scrollTop) this.#scroll.scrollTop = top;
    else if (top > scrollTop + room) this.#scroll.scrollTop = top - room;
  }

  #focus() {
    const { row, column } = this.#at;
    const shown = this.#rows.get(row);
    const target = column < 0 ? shown?.number : shown?.cells[column];
    target?.focus({ preventScroll: column < 0 });
    if (target?.localName === "input") target.select();
  }

  /** Marks what is picked; Tab goes through the row of the keyboard, and then on. */
  #showPicked() {
    const { block, hasBlock } = this;
    for (const [row, { element, number, cells }] of this.#rows) {
      const tab = row === this.#at.row ? 0 : -1;
      number.tabIndex = tab;
      const isWhole =
        hasBlock && block.isWhole && row >= block.top && row <= block.bottom;
      element.classList.toggle("is-picked", isWhole);
      cells.forEach((cell, column) => {
        cell.tabIndex = tab;
        const isPicked = hasBlock && isIn(block, { row, column });
        cell.classList.toggle("is-picked", isPicked);
      });
    }
    tell(this, "sheet-picked", { block: hasBlock ? block : null });
  }
}

customElements.define("sheet-table", SheetTable);
