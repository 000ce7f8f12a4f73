import "../looked_at.js";
import "../picture_question.js";
import { Extremes } from "./extremes.js";
import { pictureList } from "../picture_list.js";
import { part } from "../dom.js";
import { assetsOfPage } from "../../learning/assets.js";
import { fill, gettext, ngettext } from "../../words.js";

const SIMPLE_EYES = "simple-eyes"; // how the ids of the built-in ones begin

/** A model of pictures, which shows where in a picture it looked. */
export class LearntImages {
  showsHardest = true;
  #looked;
  #inside;
  #extremes;
  #form = null;
  #places = new Map(); // of labels, as the classifier counts them
  #mirrored = new WeakSet(); // pixels that the page shows as a mirror does
  #answered = null; // The last answer: what "What did it look at?" is about.
  #isWanted = false; // It was asked of a running camera, which has to stop first.

  constructor({ test, inside, project }) {
    this.#inside = inside;
    this.#extremes = new Extremes(inside, project);
    this.#looked = test.querySelector("looked-at");
    this.#looked.addEventListener("look-wanted", () => this.#look());
  }

  async prepare() {
    (await pictureClassifier()).prepare();
  }

  async load({ files, schema }, signal) {
    this.#places = new Map(schema.labels.map(({ number }, place) => [number, place]));
    return (await pictureClassifier()).load(files, schema, { signal });
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

  async show(model) {
    this.#inside.hidden = !model?.files;
    if (!model?.files) return;
    part(this.#inside, "reads").textContent = readsInWords(model);
    await this.#extremes.show(model);
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

/** Says with what this very model looks; another may have been trained otherwise. */
function readsInWords({ example_count: count, evaluation }) {
  const { base, base_name: name, simplified } = evaluation?.trained ?? {};
  const words = ngettext(
    "It has looked at %(count)s picture.",
    "It has looked at %(count)s pictures.",
    count,
  );
  const sentences = [fill(words, { count })];
  if (base) sentences.push(fill(eyesInWords(base), { name }));
  if (simplified) sentences.push(gettext("It is a simplified model."));
  if (isOutdone(base)) {
    sentences.push(
      gettext("There are better eyes here by now: trained again, it uses them."),
    );
  }
  return sentences.join(" ");
}

function eyesInWords(base) {
  return base.startsWith(SIMPLE_EYES)
    ? gettext("It has simple eyes: they see edges and colours, and do not know things.")
    : gettext(
        "It looks with “%(name)s”, which had learnt to see from very many photos before.",
      );
}

/** Simple eyes keep working when the site has got a network: nobody would notice. */
function isOutdone(base) {
  return base?.startsWith(SIMPLE_EYES) && assetsOfPage().base.kind === "network";
}

async function pictureClassifier() {
  return (await import("../../learning/picture_classifier.js")).PictureClassifier;
}
