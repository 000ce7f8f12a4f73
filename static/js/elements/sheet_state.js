import { part } from "./dom.js";
import { askToDelete, badInWords, rowsInWords } from "./sheet_words.js";
import { gettext } from "../words.js";

/** What is said around a table: how many rows, what to mend, what is not stored yet. */
export class SheetState {
  #sheet;
  #saving;
  #state = document.getElementById("sheet-state");
  #note = document.getElementById("sheet-note");
  #refusal = "";

  constructor(sheet, saving) {
    this.#sheet = sheet;
    this.#saving = saving;
  }

  /** Keeps why the server did not take something, until it has. */
  refuse(sentence) {
    this.#refusal = sentence;
    this.show();
  }

  show() {
    const { bad, unsaved, rows } = this.#sheet;
    const isRefused = unsaved.length > 0;
    say(document.getElementById("row-count"), rowsInWords(rows.length));
    document.getElementById("take-along").hidden = rows.length === 0;
    const sentences = [
      isRefused ? this.#refusal : "",
      isRefused ? gettext("Rows with a red edge are not stored.") : "",
      this.#saving.problem,
      badInWords(bad.length),
    ];
    say(part(this.#state, "words"), sentences.filter(Boolean).join(" "));
    part(this.#state, "show").hidden = bad.length === 0;
    part(this.#state, "again").hidden = !isRefused && !this.#saving.problem;
  }

  /** Says what is wrong with the cell where the keyboard is. */
  showNote({ row, column }) {
    const field = this.#sheet.fields[column];
    say(this.#note, field ? this.#sheet.look(row, field).problem : "");
  }

  /** Offers to add rows, unless there is a `reason` why not, for now. */
  showButtons(mayAdd, reason) {
    const isEmpty = this.#sheet.fields.length === 0;
    for (const id of ["add-row", "open-import"])
      document.getElementById(id).hidden = isEmpty || !mayAdd || reason !== "";
    this.#showToMembers(isEmpty, reason);
  }

  /** Those who fill a project of their class cannot make its columns. */
  #showToMembers(isEmpty, reason) {
    const none = document.getElementById("sheet-none");
    const closed = document.getElementById("sheet-closed");
    if (none) none.hidden = !isEmpty;
    if (!closed) return;
    say(closed, reason);
    closed.hidden = reason === "";
  }

  /** Offers to delete what is picked, if that is whole rows. */
  showPicked(block) {
    const button = document.getElementById("delete-rows");
    const last = this.#sheet.rows.length - 1;
    const isShown = Boolean(block?.isWhole) && block.top <= last;
    button.hidden = !isShown;
    if (isShown) {
      const bottom = Math.min(block.bottom, last);
      say(button, askToDelete({ top: block.top, bottom }));
    }
  }
}

/** What has not changed is not read out again. */
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
