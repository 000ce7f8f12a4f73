import "./camera_view.js";
import { Burst } from "./burst.js";
import { isVeryDark } from "./camera_words.js";
import { openDialog } from "./dialogs.js";
import { part } from "./dom.js";
import { onHold } from "./hold_button.js";
import { fullInWords, roomInWords } from "./picture_collector.js";
import { ShotStrip } from "./shot_strip.js";
import { squareOf } from "../pictures.js";
import { delay } from "../timing.js";
import { fill, gettext, ngettext } from "../words.js";

const COUNT_FROM = 3; // seconds
const SECOND = 1000; // milliseconds
const DARK = 10; // of 255, as the mean of a whole picture
const TIME_TO_SEE = 1500; // Milliseconds that a camera may need to get used to the light.

/**
 * Takes pictures with the webcam: one when pressed, many while held.
 *
 *   dialog.open(bucket, room);
 */
class CameraDialog extends HTMLElement {
  #bucket;
  #room;
  #taken = 0;
  #strip;
  #burst = new Burst(() => this.#shoot());
  #countdowns = 0;

  connectedCallback() {
    this.#strip = new ShotStrip(part(this, "shots"), (row) => this.#discard(row));
    onHold(part(this, "shoot"), this.#dialog, {
      press: () => this.#press(),
      letGo: () => this.#letGo(),
    });
    part(this, "again").addEventListener("click", () => this.#start());
    this.#dialog.addEventListener("close", () => this.#close());
    this.#view.addEventListener("camera-ready", () => this.#ready());
    this.#view.addEventListener("camera-lost", ({ detail }) =>
      this.#fail(detail.problem),
    );
  }

  open(bucket, room) {
    this.#bucket = bucket;
    this.#room = room;
    this.#taken = 0;
    this.#strip.forget();
    const title = gettext("Take pictures for “%(name)s”");
    part(this, "title").textContent = fill(title, bucket.label);
    this.#count();
    openDialog(this.#dialog, { closesOutside: false });
    this.#start();
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  get #view() {
    return this.querySelector("camera-view");
  }

  get #shootButton() {
    return part(this, "shoot");
  }

  async #start() {
    this.#say("");
    this.#shootButton.disabled = true;
    part(this, "again").hidden = true;
    part(this, "asking").hidden = false;
    try {
      await this.#view.start();
    } catch (problem) {
      if (this.#dialog.open) this.#fail(problem);
    }
  }

  async #ready() {
    part(this, "asking").hidden = true;
    part(this, "again").hidden = true;
    this.#say("");
    this.#shootButton.disabled = false;
    this.#shootButton.focus();
    await delay(TIME_TO_SEE);
    this.#lookWhetherDark();
  }

  #fail({ message }) {
    this.#stop();
    this.#say(message);
    this.#shootButton.disabled = true;
    part(this, "asking").hidden = true;
    part(this, "again").hidden = false;
    part(this, "again").focus(); // On small screens it would be out of sight.
  }

  #close() {
    this.#stop();
    this.#view.stop();
  }

  /** No picture is taken any more, whatever is held or counted down. */
  #stop() {
    this.#countdowns += 1;
    part(this, "number").textContent = "";
    this.#letGo();
  }

  #press() {
    if (this.#shootButton.disabled) return;
    this.#say("");
    if (part(this, "countdown").checked) this.#countDown();
    else this.#burst.start();
  }

  #letGo() {
    this.#burst.stop();
    if (this.#dialog.open) this.#count();
  }

  async #countDown() {
    this.#countdowns += 1;
    const countdown = this.#countdowns;
    for (let left = COUNT_FROM; left > 0; left -= 1) {
      part(this, "number").textContent = left;
      await delay(SECOND);
      if (countdown !== this.#countdowns) return;
    }
    part(this, "number").textContent = "";
    await this.#shoot();
    this.#count();
  }

  /** Takes one picture; returns whether another may be taken. */
  async #shoot() {
    if (this.#room() === 0) {
      this.#say(fullInWords());
      return false;
    }
    try {
      const picture = await this.#view.capture();
      if (!this.#dialog.open) return false;
      this.#take(this.#bucket.add({ picture }), picture);
      return true;
    } catch (problem) {
      this.#fail(problem);
      return false;
    }
  }

  async #take(row, picture) {
    this.#taken += 1;
    this.#flash();
    this.#strip.add(row, picture);
    this.#showCount();
    const problem = await row.storing;
    if (!problem || !this.#dialog.open) return;
    this.#burst.stop();
    this.#say(problem.message);
    if (row.isRefused) this.#forget(row);
  }

  /** What the label may not hold is as if it had not been taken. */
  #forget(row) {
    this.#taken -= 1;
    this.#strip.takeOut(row);
    this.#bucket.takeOut([row.example.id]);
    this.#count();
  }

  #discard(row) {
    this.#taken -= 1;
    this.#bucket.discard(row);
    this.#count();
    this.#shootButton.focus();
  }

  #lookWhetherDark() {
    if (!this.#view.isLive || !this.#dialog.open) return;
    const { data } = squareOf(this.#view.video, 16);
    const colours = data.filter((_, place) => place % 4 !== 3);
    const mean = colours.reduce((sum, each) => sum + each, 0) / colours.length;
    if (mean < DARK) this.#say(isVeryDark());
  }

  /** Two names for the same flash, so that it begins anew without a reflow. */
  #flash() {
    const { dataset } = part(this, "stage");
    dataset.flash = dataset.flash === "one" ? "other" : "one";
  }

  /** While pictures rain, only the eye is told; afterwards screen readers are. */
  #count() {
    this.#showCount();
    part(this, "told").textContent = part(this, "count").textContent;
  }

  #showCount() {
    const taken = this.#taken;
    const words = ngettext(
      "%(taken)s picture taken.",
      "%(taken)s pictures taken.",
      taken,
    );
    const room = roomInWords(this.#room());
    part(this, "count").textContent =
      taken > 0 ? `${fill(words, { taken })} ${room}` : room;
  }

  #say(sentence) {
    part(this, "problem").textContent = sentence;
  }
}

customElements.define("camera-dialog", CameraDialog);
