import { endClassBar, showClassBar } from "./class_bar.js";
import {
  approvalInWords,
  connectionInWords,
  countInWords,
  mineInWords,
  openAgainInWords,
  whyClosed,
} from "./class_words.js";
import { part } from "./dom.js";
import { whyItIsOver } from "../live_project.js";

const BETWEEN_COUNTS = 5 * 1000; // milliseconds; a screen reader is not to talk always

/**
 * What stands above the examples of a class project: how many are one's own, how many
 * more fit, and that the class does not have it any more.
 *
 *   const status = new ClassStatus(shared, quota);
 *   status.show(state);  // of the feed
 *   status.whyClosed;    // why nothing can be added now, "" when it can
 */
export class ClassStatus {
  #box = document.getElementById("class-status");
  #shared;
  #quota;
  #count;
  #told = null;
  #toldAt = 0;
  #timer = null;
  #how = "";
  #reason; // why nothing could be added when that was told last

  constructor(shared, { quota, count }) {
    this.#shared = shared;
    this.#quota = quota;
    this.#count = count;
    this.#reason = this.whyClosed;
    this.#showWords();
  }

  get whyClosed() {
    const { isCollecting, studentQuota, mine } = this.#shared;
    return mine
      ? whyClosed({ isCollecting, studentQuota, room: this.room, ...mine })
      : "";
  }

  /** How many more examples fit, of this person. */
  get room() {
    const free = Math.max(0, this.#quota - this.#count);
    return Math.min(free, this.#shared.mine?.left ?? free);
  }

  show(state) {
    const { settings, mine, count, quota } = state;
    showClassBar(state);
    this.#shared.isCollecting = settings.is_collecting;
    this.#shared.needsApproval = settings.needs_approval;
    this.#shared.studentQuota = settings.student_quota;
    if (mine && this.#shared.mine) this.#shared.mine = mine;
    this.#quota = quota;
    this.#count = count;
    this.#showWords();
    this.#tellClosed();
    this.#tellCount();
  }

  showConnection(how) {
    this.#how = how;
    this.#showWords();
    if (how === "over") this.#end();
  }

  #showWords() {
    const { needsApproval } = this.#shared;
    const mine = this.#how === "over" ? null : this.#shared.mine;
    const words = [
      mine ? mineInWords(mine) : "",
      mine && needsApproval ? approvalInWords() : "",
      connectionInWords(this.#how),
    ]
      .filter(Boolean)
      .join(" ");
    const shown = part(this.#box, "words");
    if (shown.textContent !== words) shown.textContent = words;
    shown.hidden = words === "";
  }

  #tellClosed() {
    const reason = this.whyClosed;
    if (reason === this.#reason) return;
    this.#reason = reason;
    part(this.#box, "told").textContent = reason || openAgainInWords();
  }

  /** Counts move many times a second; they are read out now and then. */
  #tellCount() {
    if (this.#timer || this.#count === this.#told) return;
    const wait = Math.max(0, this.#toldAt + BETWEEN_COUNTS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#toldAt = performance.now();
      if (this.#told !== null)
        part(this.#box, "told").textContent = countInWords(this.#count);
      this.#told = this.#count;
    }, wait);
  }

  /** The project is not theirs to see any more; or they are not logged in. */
  async #end() {
    endClassBar();
    const over = part(this.#box, "over");
    const sentence = await whyItIsOver(this.#shared);
    if (sentence) part(over, "why").textContent = sentence;
    over.hidden = false;
    over.scrollIntoView({ block: "nearest" });
  }
}
