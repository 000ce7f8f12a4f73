import "../picture_question.js";
import { gettext } from "../../words.js";

/** A model of pictures, which shows where in a picture it looked. */
export class LearntImages {
  showsHardest = true;
  #inside;

  constructor({ inside }) {
    this.#inside = inside;
  }

  async prepare() {
    (await pictureClassifier()).prepare?.();
  }

  async load({ files, schema }, signal) {
    return (await pictureClassifier()).load(files, schema, { signal });
  }

  makeForm() {
    return document.createElement("picture-question");
  }

  get invitation() {
    return gettext("Ready. How will you show it a picture?");
  }

  question({ pixels }) {
    return pixels;
  }

  async explain() {
    return null;
  }

  tried() {
    return "";
  }

  forgetTry() {}

  show(model) {
    this.#inside.hidden = !model?.files;
  }

  list() {
    return document.createElement("div");
  }
}

async function pictureClassifier() {
  return (await import("../../learning/picture_classifier.js")).PictureClassifier;
}
