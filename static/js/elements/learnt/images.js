import "../looked_at.js";
import "../picture_question.js";
import { pictureList } from "../picture_list.js";
import { part } from "../dom.js";
import { assetsOfPage } from "../../learning/assets.js";
import { fill, gettext, ngettext } from "../../words.js";

/** A model of pictures, which shows where in a picture it looked. */
export class LearntImages {
  showsHardest = true;
  #looked;
  #inside;
  #form = null;
  #places = new Map(); // of labels, as the classifier counts them
  #mirrored = new WeakSet(); // pixels that the page shows as a mirror does
  #answered = null; // The last answer: what "What did it look at?" is about.
  #isWanted = false; // It was asked of a running camera, which has to stop first.

  constructor({ test, inside }) {
    this.#inside = inside;
    this.#looked = test.querySelector("looked-at");
    this.#looked.addEventListener("look-wanted", () => this.#look());
  }

  async prepare() {
    (await pictureClassifier()).prepare?.();
  }

  async load({ files, schema }, signal) {
    this.#places = new Map(schema.labels.map(({ number }, place) => [number, place]));
    const { base, ...assets } = assetsOfPage();
    const options = { signal, assets, base };
    return (await pictureClassifier()).load(files, schema, options);
  }

  makeForm() {
    this.#form = document.createElement("picture-question");
    return this.#form;
  }

  get invitation() {
    return gettext("Ready. Choose how to show it a picture.");
  }

  question({ pixels, isMirrored }) {
    if (isMirrored) this.#mirrored.add(pixels);
    return pixels;
  }

  /** It takes a while, so it is done when somebody asks for it. */
  async explain(classifier, pixels) {
    return (label, signal) =>
      classifier.explain(pixels, this.#places.get(label), { signal });
  }

  tried(pixels, classification, heatOf, { live }) {
    const isMirrored = this.#mirrored.has(pixels);
    this.#answered = { pixels, isMirrored, classification, heatOf, live };
    this.#looked.offer();
    if (live) this.#form.goOn();
    else if (this.#isWanted) this.#look();
    return "";
  }

  forgetTry() {
    this.#isWanted = false;
    this.#answered = null;
    this.#looked.forget();
  }

  show(model) {
    this.#inside.hidden = !model?.files;
    if (model?.files) part(this.#inside, "reads").textContent = readsInWords(model);
  }

  list({ labels }, mistakes) {
    return pictureList(labels, mistakes);
  }

  /** What moves is held still first, and answered once more. */
  #look() {
    this.#isWanted = this.#answered.live;
    if (this.#isWanted) this.#form.hold();
    else this.#looked.explain(this.#answered);
  }
}

function readsInWords({ example_count: count, evaluation }) {
  const { base } = evaluation?.trained ?? {};
  const words = ngettext(
    "It looked at %(count)s picture.",
    "It looked at %(count)s pictures.",
    count,
  );
  return [fill(words, { count }), base?.name ?? ""].join(" ");
}

async function pictureClassifier() {
  return (await import("../../learning/picture_classifier.js")).PictureClassifier;
}
