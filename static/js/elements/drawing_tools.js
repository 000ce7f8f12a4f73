import { icon, make } from "./dom.js";
import { gettext } from "../words.js";

/** Colours that are told apart by their names as well. */
const COLOURS = [
  ["#111111", () => gettext("black")],
  ["#d93a30", () => gettext("red")],
  ["#f08c1d", () => gettext("orange")],
  ["#f7ce30", () => gettext("yellow")],
  ["#2c9c5a", () => gettext("green")],
  ["#2f6fe0", () => gettext("blue")],
  ["#8b46c1", () => gettext("purple")],
  ["#8a5a34", () => gettext("brown")],
];
const WIDTHS = [
  [8, () => gettext("thin")],
  [18, () => gettext("medium")],
  [36, () => gettext("thick")],
];
const ERASER_WIDTH = 3; // times that of the pen: rubbing out is coarse work

let made = 0; // Radio buttons of two pads on one page need names of their own.

/** The colours, widths and the eraser of a drawing pad. */
export class DrawingTools {
  #name;
  #colours;
  #widths;
  #colourName = make("span", { class: "drawing-colour-name" });

  constructor() {
    made += 1;
    this.#name = `drawing-${made}`;
    this.#colours = this.#group(gettext("Colour"), "colour", [
      ...COLOURS.map(swatch),
      eraser(),
    ]);
    this.#widths = this.#group(gettext("Width"), "width", WIDTHS.map(dot));
    this.#choose(this.#colours, 0);
    this.#choose(this.#widths, 1);
    this.element = make("div", { class: "drawing-tools" }, this.#colours, this.#widths);
    this.#colours.append(this.#colourName);
    this.element.addEventListener("change", () => this.#sayColour());
    this.#sayColour();
  }

  /** The colour, or nothing for the eraser. */
  get colour() {
    return this.#checked(this.#colours).value;
  }

  get width() {
    const width = Number(this.#checked(this.#widths).value);
    return this.colour ? width : width * ERASER_WIDTH;
  }

  #group(legend, what, choices) {
    const about = { type: "radio", name: `${this.#name}-${what}` };
    const buttons = choices.map(({ value, name, picture }) =>
      make(
        "label",
        { class: "drawing-tool", title: name },
        make("input", {
          ...about,
          value,
          class: "visually-hidden",
          "aria-label": name,
        }),
        picture,
      ),
    );
    const title = make("legend", { class: "visually-hidden" }, legend);
    return make("fieldset", { class: "drawing-choices" }, title, ...buttons);
  }

  #choose(group, place) {
    group.querySelectorAll("input")[place].checked = true;
  }

  #checked(group) {
    return group.querySelector(":checked");
  }

  #sayColour() {
    this.#colourName.textContent = this.#checked(this.#colours).getAttribute(
      "aria-label",
    );
  }
}

function swatch([value, name]) {
  const shape = make("span", { class: "drawing-swatch", "aria-hidden": "true" });
  shape.style.setProperty("--ink", value);
  return { value, name: name(), picture: shape };
}

function eraser() {
  return { value: "", name: gettext("eraser"), picture: icon("eraser") };
}

function dot([value, name]) {
  const shape = make("span", { class: "drawing-dot", "aria-hidden": "true" });
  shape.style.setProperty("--width", `${value * 0.6}px`);
  return { value, name: name(), picture: shape };
}
