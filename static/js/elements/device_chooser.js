import { make } from "./dom.js";
import { rememberDevice } from "../devices.js";
import { fill, gettext } from "../words.js";

const WORDS = {
  videoinput: {
    name: () => gettext("Camera"),
    numbered: () => gettext("Camera %(number)s"),
  },
  audioinput: {
    name: () => gettext("Microphone"),
    numbered: () => gettext("Microphone %(number)s"),
  },
};

/**
 * Lets somebody choose among several cameras or microphones, which is remembered; one
 * alone is not worth a question.
 *
 *   const chooser = new DeviceChooser("audioinput", () => startAnew());
 *   chooser.show(microphone.deviceId);
 */
export class DeviceChooser {
  #kind;
  #select = make("select", { class: "input input-small" });

  constructor(kind, change) {
    this.#kind = kind;
    const name = make("span", { class: "field-name" }, WORDS[kind].name());
    this.element = make("label", { class: "device-chooser" }, name, this.#select);
    this.element.hidden = true;
    this.#select.addEventListener("change", () => {
      rememberDevice(kind, this.#select.value);
      change();
    });
  }

  /** Offers those there are; browsers name them only after permission. */
  async show(current) {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const devices = all.filter(({ kind }) => kind === this.#kind);
    this.element.hidden = devices.length < 2;
    this.#select.replaceChildren(
      ...devices.map((device, place) => this.#option(device, place, current)),
    );
  }

  #option({ deviceId, label }, place, current) {
    const name = label || fill(WORDS[this.#kind].numbered(), { number: place + 1 });
    return make("option", { value: deviceId, selected: deviceId === current }, name);
  }
}
