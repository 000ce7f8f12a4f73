import { DeviceChooser } from "../device_chooser.js";
import { LevelMeter } from "../level_meter.js";
import { SoundView } from "../sound_view.js";
import { make } from "../dom.js";
import { isSilent } from "../../sounds/levels.js";
import { Microphone } from "../../sounds/microphone.js";
import { RATE } from "../../sounds/resampling.js";
import { Ring } from "../../sounds/ring.js";
import { nothingHeard } from "../../sounds/sound_words.js";
import { trimSilence } from "../../sounds/trimming.js";
import { gettext } from "../../words.js";

const SECONDS = 2; // Enough for a word, with time to begin.

/** One recording: press, speak, and it is answered. */
export class RecordingWay {
  #give;
  #forget;
  #say;
  #chooser = new DeviceChooser("audioinput", () => this.#recordAnew());
  #meter = new LevelMeter();
  #view = new SoundView();
  #button = make("button", { class: "button", type: "button" });
  #ring = new Ring(SECONDS * RATE);
  #isOn = false;
  #microphone = new Microphone({
    onSamples: (samples) => this.#hear(samples),
    onEnd: (problem) => this.#lose(problem),
  });

  constructor({ give, forget, say }) {
    this.#give = give;
    this.#forget = forget;
    this.#say = say;
    this.element = make(
      "div",
      { class: "stack listening-way" },
      this.#meter.element,
      this.#view.element,
      this.#button,
      this.#chooser.element,
    );
    this.#button.addEventListener("click", () => this.#record());
    this.#show(false, gettext("Record now"));
  }

  async start() {
    this.#button.focus();
  }

  stop() {
    this.#microphone.stop();
    this.#meter.forget();
    this.#view.stop();
    if (this.#isOn) this.#show(false, gettext("Record now"));
  }

  async #record() {
    this.#say("");
    this.#forget();
    this.#ring.clear();
    this.#view.forget();
    this.#show(true, gettext("Speak now…"));
    try {
      await this.#microphone.start();
      if (this.#isOn) this.#chooser.show(this.#microphone.deviceId);
    } catch (problem) {
      this.#lose(problem);
    }
  }

  /** Another microphone begins at once, if this one is just listening. */
  #recordAnew() {
    if (this.#isOn) this.#record();
  }

  #hear(samples) {
    this.#ring.add(samples);
    this.#meter.show(samples);
    this.#view.show(this.#ring.last(), { length: SECONDS * RATE });
    if (this.#ring.count >= SECONDS * RATE) this.#finish();
  }

  #finish() {
    const heard = this.#ring.last();
    this.stop();
    this.#show(false, gettext("Record again"));
    this.#button.focus();
    if (isSilent(heard)) return this.#say(nothingHeard());
    const samples = trimSilence(heard);
    this.#view.show(samples, { canPlay: true });
    return this.#give({ samples });
  }

  #lose(problem) {
    this.stop();
    this.#show(false, gettext("Try the microphone again"));
    this.#say(problem.message);
  }

  #show(isOn, words) {
    this.#isOn = isOn;
    this.#button.disabled = isOn;
    this.#button.textContent = words;
  }
}
