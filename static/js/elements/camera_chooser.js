import { make } from "./dom.js";
import { fill, gettext } from "../words.js";

const REMEMBERED = "mlforkids-camera"; // The key in the browser's own store.

/** Lets somebody choose among several cameras; one alone is not worth a question. */
export class CameraChooser {
  #select = make("select", { class: "input input-small" });
  #current = "";

  constructor(change) {
    const name = make("span", { class: "field-name" }, gettext("Camera"));
    this.element = make("label", { class: "camera-chooser" }, name, this.#select);
    this.element.hidden = true;
    this.#select.addEventListener("change", () => {
      remember(this.#select.value);
      change(this.#select.value);
    });
  }

  get remembered() {
    try {
      return localStorage.getItem(REMEMBERED) ?? "";
    } catch {
      return ""; // A browser may keep nothing; it then begins with its own choice.
    }
  }

  /** Offers the cameras there are; browsers name them only after permission. */
  async show(current) {
    this.#current = current;
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const cameras = devices.filter(({ kind }) => kind === "videoinput");
    this.element.hidden = cameras.length < 2;
    this.#select.replaceChildren(
      ...cameras.map((camera, place) => this.#option(camera, place)),
    );
  }

  #option({ deviceId, label }, place) {
    const name = label || fill(gettext("Camera %(number)s"), { number: place + 1 });
    return make(
      "option",
      { value: deviceId, selected: deviceId === this.#current },
      name,
    );
  }
}

function remember(deviceId) {
  try {
    localStorage.setItem(REMEMBERED, deviceId);
  } catch {
    // See above.
  }
}
