import "../camera_view.js";
import { make } from "../dom.js";
import { squareOf } from "../../pictures.js";
import { delay, nextFrame } from "../../timing.js";
import { gettext } from "../../words.js";

const PAUSE = 100; // Milliseconds from one picture to the next; a slow device takes longer.

/** The webcam, live: the next picture is taken when the one before is answered. */
export class WebcamWay {
  #give;
  #say;
  #view = document.createElement("camera-view");
  #still = make("canvas", { class: "camera-still", hidden: true });
  #button = make("button", { class: "button button-quiet", type: "button" });
  #isHeld = false;
  #isGone = false; // The camera went away, and has to be asked for anew.
  #takenAt = 0;
  #last = null; // What was seen last.

  /** `give(content, { live })` takes a picture, and `say(sentence)` a problem. */
  constructor({ give, say }) {
    this.#give = give;
    this.#say = say;
    this.element = make("div", { class: "stack camera-way" }, this.#view, this.#button);
    this.#button.addEventListener("click", () => this.#press());
    this.#view.addEventListener("camera-lost", ({ detail }) =>
      this.#lose(detail.problem),
    );
    this.#view.addEventListener("camera-ready", () => this.goOn());
  }

  async start() {
    this.#button.hidden = true;
    this.#isGone = false;
    try {
      await this.#view.start();
      this.#coverWithStill();
      this.#showButton();
    } catch (problem) {
      this.#lose(problem);
    }
  }

  stop() {
    this.#view.stop();
  }

  /** Comes back after the page was out of sight. */
  wake() {
    if (!this.#isHeld && !this.#isGone) this.start();
  }

  /** The last picture was answered: looks again. */
  async goOn() {
    const wait = this.#takenAt + PAUSE - performance.now();
    await delay(Math.max(0, wait));
    await nextFrame();
    this.#look();
  }

  /** Keeps the last picture, to be looked at for longer. */
  hold() {
    if (this.#isHeld || !this.#last) return;
    this.#isHeld = true;
    this.#showStill();
    this.#showButton();
    this.#give(this.#last, { live: false });
  }

  #look() {
    if (!this.#view.isLive || this.#isHeld) return;
    this.#takenAt = performance.now();
    const { video } = this.#view;
    if (video.readyState < video.HAVE_CURRENT_DATA) return void this.goOn();
    const isMirrored = video.classList.contains("is-mirror");
    this.#last = { pixels: squareOf(video), isMirrored };
    this.#give(this.#last, { live: true });
  }

  #press() {
    if (this.#isGone || !this.#view.isLive) this.#restart();
    else if (this.#isHeld) this.#release();
    else this.hold();
  }

  #restart() {
    this.#isHeld = false;
    this.#still.hidden = true;
    this.#say("");
    this.start();
  }

  #release() {
    this.#isHeld = false;
    this.#still.hidden = true;
    this.#showButton();
    this.#look();
  }

  #lose(problem) {
    this.#isGone = true;
    this.#say(problem.message);
    this.#showButton();
  }

  #showButton() {
    this.#button.hidden = false;
    this.#button.textContent = this.#words;
  }

  get #words() {
    if (this.#isGone) return gettext("Try the webcam again");
    return this.#isHeld ? gettext("Go on") : gettext("Hold still");
  }

  /** The still lies over the live picture, and is turned as that is. */
  #coverWithStill() {
    this.#view.querySelector(".camera-square").append(this.#still);
  }

  #showStill() {
    const { pixels, isMirrored } = this.#last;
    this.#still.width = pixels.width;
    this.#still.height = pixels.height;
    this.#still.getContext("2d").putImageData(pixels, 0, 0);
    this.#still.classList.toggle("is-mirror", isMirrored);
    this.#still.hidden = false;
  }
}
