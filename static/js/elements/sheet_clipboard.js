import { tell } from "./dom.js";
import { emptying } from "./sheet_keys.js";
import { parseBlock, writeBlock } from "../sheet/block.js";

/** Copies, cuts and pastes blocks of cells, as spreadsheets do. */
export class SheetClipboard {
  #table;

  constructor(table) {
    this.#table = table;
  }

  listen(body) {
    body.addEventListener("copy", (event) => this.#copy(event));
    body.addEventListener("cut", (event) => {
      if (this.#copy(event) && this.#table.mayWrite) {
        this.#table.dispatchEvent(emptying(this.#table));
      }
    });
    body.addEventListener("paste", (event) => this.#paste(event));
  }

  /** Of a single cell the browser copies what is marked in it. */
  #copy(event) {
    const { block, hasBlock, sheet } = this.#table;
    if (!hasBlock) return false;
    const lines = [];
    for (
      let row = block.top;
      row <= block.bottom && row < sheet.rows.length;
      row += 1
    ) {
      const fields = sheet.fields.slice(block.left, block.right + 1);
      lines.push(fields.map((field) => sheet.look(row, field).text));
    }
    event.clipboardData.setData("text/plain", writeBlock(lines));
    event.preventDefault();
    return true;
  }

  #paste(event) {
    const lines = parseBlock(event.clipboardData.getData("text/plain"));
    const isBlock = lines.length > 1 || lines[0]?.length > 1;
    const isTyping = event.target.localName === "input" && !this.#table.hasBlock;
    if (lines.length === 0 || (!isBlock && isTyping)) return;
    event.preventDefault();
    if (!this.#table.mayWrite) return;
    const { top, left } = this.#table.block;
    tell(this.#table, "sheet-paste", { lines, row: top, column: left });
  }
}
