import { openDialog } from "./dialogs.js";
import { part, tell } from "./dom.js";
import {
  duplicatesInWords,
  newLabelsInWords,
  problemCount,
  problemItems,
  sampleOf,
} from "./import_preview.js";
import { acceptFiles } from "./dragging.js";
import { delay } from "../timing.js";
import { linesOf } from "../typed_text.js";
import { fill, gettext, ngettext } from "../words.js";

const PAUSE = 300; // Milliseconds without a key, after which the lines are looked at.
const MOST_SHOWN = 100_000; // Characters; a field with more of them would be slow.

/**
 * Adds many examples to one label, one on each line, and says what would be added
 * while they are typed: nothing is stored before.
 *
 *   importer.open(project, label, { text } or { file } or {});
 *
 * Speaks upwards: "examples-imported" { label, added, duplicates }; without a label
 * where the table itself named them.
 */
class LinesImport extends HTMLElement {
  #project;
  #label;
  #file = null;
  #look = 0; // Counts the looks: the answer to an older one says nothing any more.

  connectedCallback() {
    part(this, "form").addEventListener("submit", (event) => this.#add(event));
    part(this, "text").addEventListener("input", () => this.#lookSoon());
    part(this, "file").addEventListener("change", ({ target }) => {
      if (target.files[0]) this.#take({ file: target.files[0] });
      target.value = ""; // The same file may come again.
    });
    part(this, "back").addEventListener("click", () => this.#take({ text: "" }));
    acceptFiles(part(this, "form"), (file) => this.#take({ file }));
  }

  open(project, label, lines) {
    this.#project = project;
    this.#label = label;
    const title = gettext("Add many to “%(name)s”");
    part(this, "title").textContent = fill(title, label);
    this.#take({ text: "", ...lines });
    openDialog(this.querySelector("dialog"));
    if (!this.#file) part(this, "text").focus();
  }

  get #given() {
    const { number } = this.#label;
    return this.#file
      ? { file: this.#file, label: number }
      : { text: part(this, "text").value.replaceAll("\0", ""), label: number };
  }

  get #isEmpty() {
    return !this.#file && linesOf(part(this, "text").value).length === 0;
  }

  #take({ text = "", file = null }) {
    const isLong = text.length > MOST_SHOWN;
    this.#file = isLong ? new File([text], gettext("What you pasted")) : file;
    part(this, "text").value = isLong ? "" : text;
    part(this, "typing").hidden = this.#file !== null;
    part(this, "from-file").hidden = this.#file === null;
    part(this, "file-name").textContent = this.#file?.name ?? "";
    part(this, "sample").replaceChildren();
    this.#show(null);
    this.#lookNow();
  }

  async #lookSoon() {
    this.#look += 1;
    const look = this.#look;
    part(this, "add").disabled = true;
    await delay(PAUSE);
    if (look === this.#look) this.#lookNow();
  }

  async #lookNow() {
    this.#look += 1;
    const look = this.#look;
    if (this.#isEmpty) {
      this.#show(null);
      return;
    }
    // What was said of the lines before stays until then, so that nothing jumps.
    if (!part(this, "summary").textContent) this.#say("summary", gettext("Looking…"));
    try {
      const found = await this.#project.importExamples(this.#given, { preview: true });
      if (look === this.#look) this.#show(found);
    } catch (error) {
      if (look === this.#look) this.#refuse(error);
    }
  }

  #show(found) {
    const good = found?.good ?? 0;
    const words = ngettext("Add %(good)s example", "Add %(good)s examples", good);
    part(this, "add").textContent = found ? fill(words, { good }) : gettext("Add them");
    part(this, "add").disabled = good === 0;
    this.#say("problem", "");
    this.#say("summary", found ? this.#summary(found) : "");
    part(this, "problem-parts").hidden = !found?.problem_count;
    if (!found) return;
    part(this, "problem-count").textContent = problemCount(found);
    part(this, "problems").replaceChildren(...problemItems(found));
    if (this.#file) part(this, "sample").replaceChildren(...sampleOf(found));
  }

  #summary(found) {
    const { good } = found;
    const words = ngettext(
      "%(good)s example for “%(name)s”.",
      "%(good)s examples for “%(name)s”.",
      good,
    );
    const forThis = fill(words, { good, name: this.#label.name });
    const forAll = ngettext("%(good)s example.", "%(good)s examples.", good);
    const hasLabels = found.columns.length > 1; // The table itself says which.
    return [
      hasLabels ? fill(forAll, { good }) : forThis,
      duplicatesInWords(found),
      newLabelsInWords(found),
    ].join(" ");
  }

  #refuse({ message }) {
    this.#say("summary", "");
    this.#say("problem", message);
  }

  async #add(event) {
    event.preventDefault();
    const button = part(this, "add");
    if (button.disabled) return;
    button.disabled = true;
    try {
      const found = await this.#project.importExamples(this.#given, { preview: false });
      this.querySelector("dialog").close();
      const label = found.columns.length > 1 ? undefined : this.#label;
      tell(this, "examples-imported", { ...found, label });
    } catch (error) {
      this.#refuse(error);
      button.disabled = false;
    }
  }

  #say(name, sentence) {
    part(this, name).textContent = sentence;
  }
}

customElements.define("lines-import", LinesImport);
