import { DeviceChooser } from "../device_chooser.js";
import { LevelMeter } from "../level_meter.js";
import { SoundView } from "../sound_view.js";
import { make } from "../dom.js";
import { Microphone } from "../../sounds/microphone.js";
import { RATE } from "../../sounds/resampling.js";
import { Ring } from "../../sounds/ring.js";
import { gettext } from "../../words.js";

const WINDOW = RATE; // samples that are asked about: the last second
const HOP = RATE / 4; // New samples from one question to the next: four a second.

/** The microphone, live: the last second is asked about again and again. */
export class ListeningWay {
  #give;
  #forget;
  #say;
  #chooser = new DeviceChooser("audioinput", () => this.start());
  #meter = new LevelMeter();
  #view = new SoundView();
  #button = make("button", { class: "button button-quiet", type: "button" });
  #ring = new Ring(WINDOW);
  #microphone = new Microphone({
    onSamples: (samples) => this.#hear(samples),
    onEnd: (problem) => this.#lose(problem),
  });
  #askedAt = 0; // samples that had come when it was asked last
  #isAsked = false; // The last question is not answered yet.
  #last = null; // what was heard last
  #state = "off"; // "on", "held", or "gone": the microphone has to be asked for anew

  /** `give(content, { live })` takes a sound, and `say(sentence)` a problem. */
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
    this.#button.addEventListener("click", () => this.#press());
  }

  async start() {
    this.#say("");
    this.#button.hidden = true;
    this.#state = "on"; // Stopped before it is allowed, it is woken all the same.
    this.#begin();
    try {
      await this.#microphone.start();
      if (!this.#microphone.isOn) return;
      this.#become("on");
      this.#chooser.show(this.#microphone.deviceId);
    } catch (problem) {
      this.#lose(problem);
    }
  }

  stop() {
    this.#microphone.stop();
    this.#meter.forget();
    this.#view.stop();
  }

  /** Comes back after the page was out of sight. */
  wake() {
    if (this.#state === "on") this.start();
  }

  /** The last second was answered: the next one may be asked. */
  goOn() {
    this.#isAsked = false;
  }

  /** Keeps the last second, to be asked about for longer. */
  hold() {
    if (this.#state === "held") return;
    this.stop();
    this.#become("held");
    if (!this.#last) return; // It has not heard anything yet.
    this.#view.show(this.#last.samples, { canPlay: true });
    this.#give(this.#last, { live: false });
  }

  #begin() {
    this.#ring.clear();
    this.#askedAt = 0;
    this.#isAsked = false;
    this.#view.forget();
  }

  /** A device that is slow is asked less often, about what is newest then. */
  #hear(samples) {
    this.#ring.add(samples);
    this.#meter.show(samples);
    const isNew = this.#ring.count - this.#askedAt >= HOP;
    if (!isNew || this.#ring.length < WINDOW) return;
    const heard = this.#ring.last();
    this.#view.show(heard);
    if (this.#isAsked) return;
    this.#askedAt = this.#ring.count;
    this.#isAsked = true;
    this.#last = { samples: heard };
    this.#give(this.#last, { live: true });
  }

  #press() {
    if (this.#state === "on") return this.hold();
    this.#last = null;
    this.#forget();
    return this.start();
  }

  #lose(problem) {
    this.stop();
    this.#say(problem.message);
    this.#become("gone");
  }

  #become(state) {
    this.#state = state;
    this.#button.hidden = false;
    this.#button.textContent = WORDS[state]();
  }
}

const WORDS = {
  on: () => gettext("Stop listening"),
  held: () => gettext("Listen again"),
  gone: () => gettext("Try the microphone again"),
};
