import { acceptFiles } from "./dragging.js";
import { part } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * The way into a bucket: its form, the button that opens a large one, and files that
 * are dropped.
 *
 *   const adding = new BucketAdding(bucket, about, { add, offerLines });
 *
 * `add(content)` takes an example that was given, `offerLines(lines)` many at once.
 */
export class BucketAdding {
  #bucket;
  #about;
  #form;
  #isOpen = false;
  #reason = ""; // why nothing can be added now

  constructor(bucket, about, { add, offerLines }) {
    this.#bucket = bucket;
    this.#about = about;
    const { kind, fields } = about;
    this.#form = kind.makeForm(fields, this.#options);
    this.#form.addEventListener("example-given", ({ detail }) => {
      add(detail.content);
      this.#form.clear();
    });
    this.#form.addEventListener("example-cancelled", () => this.open(false));
    this.#form.addEventListener("lines-given", ({ detail }) => offerLines(detail));
    this.#part("add").replaceChildren(this.#form);
    this.#part("open").addEventListener("click", () => this.open(true));
    this.#part("many").addEventListener("click", () => offerLines({}));
    this.#acceptDrops(offerLines);
    this.#show();
  }

  /** Whether something stands in the form that would be lost with it. */
  get hasTyped() {
    return this.#form.isEmpty === false;
  }

  open(isOpen) {
    this.#isOpen = isOpen;
    this.#show();
    if (isOpen) this.#form.start();
    else this.#part("open").focus();
  }

  /** Says why nothing can be added now; "" when it can. What was typed stays there. */
  refuse(reason) {
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.#show();
  }

  /** Asks for other columns; what was typed into those that stay is kept. */
  ask(fields) {
    this.#form.askAgain?.(fields);
  }

  /** Takes back what could not be stored, to be changed; says whether there is room. */
  giveBack(example, sentence) {
    if (!this.#about.kind.isTyped || this.hasTyped) return false;
    this.#form.give(example);
    this.#form.say(sentence);
    return true;
  }

  get #options() {
    const { kind, label } = this.#about;
    return {
      label,
      button: gettext("Put it in"),
      name: fill(gettext("A new example of “%(name)s”"), label),
      hint: gettext("Type here, then Enter"),
      cancel: kind.isTyped ? "" : gettext("Done"),
      many: kind.isTyped,
      more: this.#part("many"),
    };
  }

  /** A line of text can be typed at once; a form of many fields waits to be opened. */
  get #asksAtOnce() {
    const { isTyped, isFile } = this.#about.kind;
    return isTyped || isFile;
  }

  #show() {
    const { kind, may } = this.#about;
    const isClosed = this.#reason !== "";
    const isAsking = this.#asksAtOnce || this.#isOpen;
    this.#part("closed").textContent = may.add ? this.#reason : "";
    this.#part("closed").hidden = !may.add || !isClosed;
    this.#part("add").hidden = !may.add || !isAsking || (isClosed && !this.hasTyped);
    this.#part("open").hidden = !may.add || isAsking || isClosed;
    this.#part("many").hidden = !kind.isTyped;
  }

  #acceptDrops(offerLines) {
    const { kind, may } = this.#about;
    const target = this.#bucket.firstElementChild;
    if (!may.add) return;
    if (kind.isTyped) acceptFiles(target, (file) => offerLines({ file }));
    if (kind.isFile) kind.acceptDrops(target);
  }

  // The button for many stands in the form, once that is there.
  #part(name) {
    return part(this.#bucket, name);
  }
}
