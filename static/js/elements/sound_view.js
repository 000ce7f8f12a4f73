import { icon, make } from "./dom.js";
import { Waveform } from "./waveform.js";
import { player } from "../sounds/player.js";
import { encodeWav } from "../sounds/wav.js";
import { gettext } from "../words.js";

/**
 * A sound that is asked about: drawn, and played when that is wanted.
 *
 *   view.show(samples, { canPlay: true });
 */
export class SoundView {
  #samples = null;
  #isPlaying = false;
  #waveform = new Waveform();
  #button = make("button", {
    class: "button button-quiet button-small",
    type: "button",
  });
  #problem = make("p", { class: "form-problem", role: "alert" });

  constructor() {
    const box = make("div", { class: "sound-asked" }, this.#waveform.element);
    const about = { class: "stack sound-view", hidden: true };
    this.element = make("div", about, box, this.#button, this.#problem);
    this.#button.addEventListener("click", () => this.#playOrStop());
  }

  /** Draws samples; where more will come, the rest of `length` is left free. */
  show(samples, { canPlay = false, length = samples.length } = {}) {
    this.#samples = samples;
    this.element.hidden = false;
    this.#waveform.show(samples, length);
    this.#button.hidden = !canPlay;
    this.#offer();
  }

  forget() {
    this.stop();
    this.element.hidden = true;
  }

  stop() {
    if (this.#isPlaying) player.stop();
  }

  async #playOrStop() {
    if (this.#isPlaying) return player.stop();
    player.stop();
    this.#problem.textContent = "";
    this.#isPlaying = true;
    this.#offer();
    try {
      await player.play(encodeWav(this.#samples), {
        onTime: (share) => this.#waveform.showMark(share),
        onEnd: () => this.#end(),
      });
    } catch ({ message }) {
      this.#end();
      this.#problem.textContent = message;
    }
  }

  #end() {
    this.#isPlaying = false;
    this.#waveform.showMark(null);
    this.#offer();
  }

  #offer() {
    const [name, words] = this.#isPlaying
      ? ["stop", gettext("Stop")]
      : ["play", gettext("Play it")];
    this.#button.replaceChildren(icon(name), words);
  }
}
