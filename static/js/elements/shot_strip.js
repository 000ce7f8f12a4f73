import { icon, make } from "./dom.js";
import { gettext } from "../words.js";

const MOST_SHOWN = 6;

/** The newest pictures from the webcam, each with a button that throws it away. */
export class ShotStrip {
  #list;
  #throwAway;
  #shots = []; // { row, element, address }, the newest first

  constructor(list, throwAway) {
    this.#list = list;
    this.#throwAway = throwAway;
  }

  add(row, picture) {
    const address = URL.createObjectURL(picture);
    const about = { class: "icon-button shot-away", type: "button" };
    const words = gettext("Throw this picture away");
    const button = make("button", { ...about, "aria-label": words }, icon("trash"));
    const image = make("img", { src: address, alt: "", width: 64, height: 64 });
    const element = make("li", { class: "shot" }, image, button);
    const shot = { row, element, address };
    button.addEventListener("click", () => {
      this.#remove(shot);
      this.#throwAway(row);
    });
    this.#shots.unshift(shot);
    this.#list.prepend(shot.element);
    for (const old of this.#shots.slice(MOST_SHOWN)) this.#remove(old);
  }

  takeOut(row) {
    const shot = this.#shots.find((each) => each.row === row);
    if (shot) this.#remove(shot);
  }

  forget() {
    for (const shot of this.#shots.slice()) this.#remove(shot);
  }

  #remove(shot) {
    URL.revokeObjectURL(shot.address);
    shot.element.remove();
    this.#shots = this.#shots.filter((each) => each !== shot);
  }
}
