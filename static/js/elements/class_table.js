import { ClassStatus } from "./class_status.js";
import { overInWords } from "./class_words.js";
import { liveProject } from "../live_project.js";
import { delay } from "../timing.js";

const LONGEST_WAIT = 1500; // milliseconds until the rows are read all the same
const TIME_TO_HEAR = 2000; // milliseconds until what was stored has come back
const MOST_ASKED = 50; // examples by their ids

/**
 * Keeps the table of a class project as the class fills it.
 *
 *   new ClassTable(page, data).start();
 *
 * `page` has the `project`, `sheet`, `table`, `saving` and `toast`, `readRows()` for all
 * rows, `showFields(fields)`, `showRows()`, and `refuse(reason)` for why no rows can be
 * added now.
 */
export class ClassTable {
  #page;
  #data;
  #status;
  #isRead = false;
  #isOver = false;

  constructor(page, data) {
    this.#page = page;
    this.#data = data;
    this.#status = new ClassStatus(data.shared, { quota: data.quota, count: 0 });
  }

  start() {
    liveProject(this.#data.shared).listen({
      heard: (state) => this.#hear(state),
      changed: (how) => this.#change(how),
    });
    setTimeout(() => this.#isRead || this.#read(), LONGEST_WAIT);
  }

  #hear(state) {
    const { fields, examples, gone, whole } = state;
    this.#status.show(state);
    const isOther = JSON.stringify(fields) !== JSON.stringify(this.#data.fields);
    this.#data.fields = fields;
    if (isOther) this.#page.showFields(fields);
    if (whole || !this.#isRead) this.#read();
    else if (examples.length + gone.length > 0) this.#take(examples, gone);
    this.#refuse();
  }

  /** Once what was done here is stored, or it would be missing. */
  async #read() {
    this.#isRead = true;
    const { saving, readRows, showRows, toast } = this.#page;
    try {
      await saving.run(readRows);
      showRows();
    } catch (error) {
      toast.say(error.message);
    }
  }

  async #take(examples, gone) {
    const { saving, sheet, table, showRows } = this.#page;
    await saving.run(async () => {});
    for (const { by, author } of examples) if (by) table.people[by] = author;
    sheet.forget(gone);
    const other = sheet.take(examples, saving.ids);
    showRows();
    if (other.length > 0) this.#lookAgain(other);
  }

  /** They are not as they were sent from here: has somebody else changed them since? */
  async #lookAgain(ids) {
    const { project, sheet } = this.#page;
    await delay(TIME_TO_HEAR);
    sheet.forgetSent(ids);
    const wanted = { ids: ids.slice(0, MOST_ASKED) };
    const now = await project.examples(wanted).catch(() => null);
    if (now) this.#take(now.examples, []);
  }

  #change(how) {
    this.#isOver = how === "over";
    this.#status.showConnection(how);
    if (how !== "live" && !this.#isRead) this.#read();
    this.#refuse();
  }

  #refuse() {
    this.#page.refuse(this.#isOver ? overInWords() : this.#status.whyClosed);
  }
}
