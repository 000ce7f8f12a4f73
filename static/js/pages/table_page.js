import "../elements/csv_import.js";
import "../elements/sheet_table.js";
import "../elements/undo_toast.js";
import { addedInWords } from "../elements/collected_words.js";
import { ClassTable } from "../elements/class_table.js";
import { part } from "../elements/dom.js";
import { acceptFiles, refuseFiles } from "../elements/dragging.js";
import { SheetColumns } from "../elements/sheet_columns.js";
import { SheetSteps } from "../elements/sheet_steps.js";
import { SheetState } from "../elements/sheet_state.js";
import {
  deletedInWords,
  goneInWords,
  notYoursInWords,
  pastedInWords,
} from "../elements/sheet_words.js";
import { kindOf } from "../kinds/index.js";
import { parseBlock } from "../sheet/block.js";
import { pasteInto } from "../sheet/pasting.js";
import { SheetSaving } from "../sheet/saving.js";
import { Sheet } from "../sheet/sheet.js";
import { Standing } from "../standing.js";
import { CloudProject } from "../store/cloud.js";

/** The page where a student fills a table: rows, columns, what is to be predicted. */
class TablePage {
  #data = JSON.parse(document.getElementById("project-data").textContent);
  #kind = kindOf(this.#data.kind);
  #project = new CloudProject(this.#data.id);
  #table = document.querySelector("sheet-table");
  #toast = document.querySelector("undo-toast");
  #importer = document.querySelector("csv-import");
  #sheet = new Sheet(this.#data.fields, [], this.#data.me);
  #saving = new SheetSaving((job) => this.#send(job), {
    refused: (job, error) => this.#refused(job, error),
    changed: () => this.#state.show(),
  });
  #state = new SheetState(this.#sheet, this.#saving);
  #columns = new SheetColumns(this.#project, () => this.#sheet.fields);
  #may = new Standing(this.#data);
  #reason = ""; // why no rows can be added now
  #steps = new SheetSteps(this.#toast);

  async start() {
    const { me, shared } = this.#data;
    try {
      if (!shared) await this.#readRows();
    } catch (error) {
      return this.#toast.say(error.message);
    }
    this.#table.fill({ sheet: this.#sheet, may: this.#may, me, shared });
    this.#showAll();
    this.#hear("sheet-at", (place) => this.#state.showNote(place));
    if (this.#may.add) this.#listen();
    if (shared) this.#fillTogether();
  }

  #fillTogether() {
    const page = {
      project: this.#project,
      sheet: this.#sheet,
      table: this.#table,
      saving: this.#saving,
      toast: this.#toast,
      readRows: () => this.#readRows(),
      showFields: (fields) => this.#columnsChanged(fields),
      showRows: () => this.#showRows(),
      refuse: (reason) => this.#refuse(reason),
    };
    new ClassTable(page, this.#data).start();
  }

  async #readRows() {
    const { rows, people } = await this.#project.table();
    this.#table.people = people;
    this.#sheet.update(this.#sheet.fields, rows);
  }

  #refuse(reason) {
    this.#reason = reason;
    this.#table.isClosed = reason !== "";
    this.#state.showButtons(this.#may.add, reason);
  }

  #listen() {
    this.#hear("sheet-write", ({ cells }) => this.#write(cells));
    this.#hear("sheet-paste", (block) => this.#paste(block));
    this.#hear("sheet-picked", ({ block }) => this.#state.showPicked(block));
    this.#hear("sheet-delete", (block) => this.#deleteRows(block));
    this.#hear("sheet-undo", () => this.#steps.undo());
    this.#hear("sheet-column", ({ field }) => this.#columns.open(field));
    this.#hear("sheet-order", ({ numbers }) => this.#columns.order(numbers));
    this.#hear("columns-changed", ({ fields }) => this.#columnsChanged(fields));
    this.#hear("column-deleted", ({ words, undo }) =>
      this.#steps.remember(undo, words),
    );
    this.#hear("examples-imported", (found) => this.#imported(found));
    this.#listenToButtons();
    document.addEventListener("paste", (event) => this.#pasteAnywhere(event));
    this.#steps.listen(document);
    refuseFiles(document);
    acceptFiles(document.getElementById("content"), (file) => this.#import({ file }));
    addEventListener("online", () => this.#saving.hurry());
    addEventListener("beforeunload", (event) => this.#keepUnsaved(event));
    addEventListener("pagehide", () => this.#table.commit(document.activeElement));
  }

  #listenToButtons() {
    const state = document.getElementById("sheet-state");
    const press = (button, act) => button.addEventListener("click", act);
    const find = (id) => document.getElementById(id);
    press(find("open-import"), () => this.#import());
    press(find("add-row"), () =>
      this.#table.go({ row: this.#sheet.rows.length, column: 0 }),
    );
    press(find("first-table"), () => this.#import());
    press(find("first-column"), () => this.#columns.open());
    press(find("delete-rows"), () => this.#deleteRows(this.#table.block));
    press(part(state, "show"), () => this.#showBad());
    press(part(state, "again"), () => this.#sendAgain());
  }

  /** Runs `act` when an element says so; what goes wrong is said in words. */
  #hear(name, act) {
    document.addEventListener(name, async ({ detail }) => {
      try {
        await act(detail);
      } catch (error) {
        this.#toast.say(error.message);
      }
    });
  }

  #write(given) {
    const { rows } = this.#sheet;
    const cells = given.filter(({ row }) => !rows[row] || this.#may.edit(rows[row]));
    if (cells.length < given.length) this.#toast.say(notYoursInWords());
    const { job, undo } = this.#sheet.write(cells);
    if (undo.cells.length === 0) return 0;
    this.#saving.add(job);
    this.#steps.remember(() => this.#takeBack(undo));
    this.#showRows();
    return undo.cells.length;
  }

  #paste(block) {
    const badBefore = this.#sheet.bad.length;
    const { cells, rows, left } = pasteInto(this.#sheet, block);
    const undo = this.#write(cells) > 0 ? () => this.#steps.undo() : null;
    this.#table.go({ row: block.row, column: Math.max(0, block.column) });
    const bad = Math.max(0, this.#sheet.bad.length - badBefore);
    const words = pastedInWords({ rows, left, bad });
    if (undo) this.#toast.offer(words, undo);
    else this.#toast.say(words);
  }

  /** Beside the table, what is pasted is added to it; the first table makes columns. */
  #pasteAnywhere(event) {
    if (event.defaultPrevented || event.target.closest("input, textarea, dialog"))
      return;
    const text = event.clipboardData.getData("text/plain");
    const lines = parseBlock(text);
    if (lines.length === 0) return;
    event.preventDefault();
    if (this.#sheet.fields.length === 0) this.#import({ text });
    else this.#paste({ lines, row: this.#sheet.rows.length, column: 0 });
  }

  #deleteRows({ top, bottom }) {
    const rows = this.#sheet.rows.slice(top, bottom + 1);
    const removed = this.#sheet.remove(rows.filter((row) => this.#may.edit(row)));
    if (removed.length < rows.length) this.#toast.say(notYoursInWords());
    if (removed.length === 0) return;
    const deleted = this.#deleteKnown(removed);
    this.#steps.remember(
      () => this.#bringBack(removed, deleted),
      deletedInWords(removed.length),
    );
    this.#showRows();
    this.#table.go({ row: Math.min(top, this.#sheet.rows.length), column: -1 });
  }

  /** Returns a promise of what the server has deleted; without it, rows come back. */
  #deleteKnown(removed) {
    const ids = removed.filter(({ row }) => row.isKnown).map(({ row }) => row.id);
    if (ids.length === 0) return Promise.resolve([]);
    return this.#saving
      .run(() => this.#project.deleteExamples(ids))
      .catch((error) => {
        this.#sheet.bringBack(removed);
        this.#showRows();
        this.#toast.say(error.message);
        return null;
      });
  }

  async #bringBack(removed, deleting) {
    const deleted = await deleting;
    if (deleted === null) return; // They are back already.
    if (deleted.length > 0)
      await this.#saving.run(() => this.#project.restoreExamples(deleted));
    this.#sheet.bringBack(removed);
    this.#showRows();
  }

  #takeBack(undo) {
    const { job, removed } = this.#sheet.takeBack(undo);
    this.#saving.add(job);
    this.#deleteKnown(removed);
    this.#showRows();
  }

  async #send(job) {
    const gone = await this.#project.changeRows(job);
    this.#sheet.noteSent(job);
    const count = this.#sheet.forget(gone);
    if (count === 0) return;
    this.#toast.say(goneInWords(count));
    this.#showRows();
  }

  #refused(job, error) {
    this.#sheet.refuse(job);
    this.#state.refuse(error.message);
    this.#showRows();
  }

  #sendAgain() {
    this.#saving.hurry();
    this.#saving.add(this.#sheet.sendAgain());
    this.#showRows();
  }

  #showBad() {
    const { row, column } = this.#table.at;
    const { bad } = this.#sheet;
    const isAfter = (each) =>
      each.row > row || (each.row === row && each.column > column);
    this.#table.go(bad.find(isAfter) ?? bad[0]);
  }

  #columnsChanged(fields) {
    this.#sheet.fields = fields;
    this.#saving.add(this.#sheet.readAgain());
    this.#showAll();
  }

  #import(table = null) {
    const about = [this.#project, this.#kind, this.#sheet.fields];
    if (table) this.#importer.openWith(table, ...about);
    else this.#importer.open(...about);
  }

  async #imported({ added, duplicates }) {
    this.#sheet.fields = await this.#project.fields();
    await this.#saving.run(() => this.#readRows());
    this.#steps.forget();
    this.#showAll();
    this.#toast.say(addedInWords(added, duplicates));
  }

  #showAll() {
    const isEmpty = this.#sheet.fields.length === 0;
    document.getElementById("sheet-start").hidden = !isEmpty || !this.#may.change;
    this.#state.showButtons(this.#may.add, this.#reason);
    this.#table.hidden = isEmpty;
    this.#table.show();
    this.#showAround();
  }

  #showRows() {
    this.#table.refresh();
    this.#showAround();
  }

  #showAround() {
    const { fields, rows } = this.#sheet;
    const { words, ready } = this.#kind.nextStep({ fields, rows });
    const box = document.getElementById("next-step");
    box.hidden = !this.#may.change;
    if (part(box, "words").textContent !== words)
      part(box, "words").textContent = words;
    part(box, "go").hidden = !ready;
    this.#state.show();
    this.#state.showNote(this.#table.at);
  }

  /** The browser asks first if something on the page could not be stored. */
  #keepUnsaved(event) {
    this.#table.commit(document.activeElement);
    const { bad, unsaved } = this.#sheet;
    if (!this.#saving.isBusy && bad.length === 0 && unsaved.length === 0) return;
    event.preventDefault();
    event.returnValue = true; // as browsers of schools want it
  }
}

new TablePage().start();
