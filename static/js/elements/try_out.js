import "./confidence_bars.js";
import "./example_form.js";
import { part, tell } from "./dom.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

const SURE = 0.6; // Below this the answer is put as a question.

/**
 * The card where a trained model is tried out, in this browser.
 *
 * `tell`s "row-tried" { row } for pictures that follow what was typed.
 */
export class TryOut {
  #card;
  #classifier = null;
  #schema = null;
  #loading = null; // What to stop when another model comes before this one is there.
  #question = null; // What was asked last; a model that comes later answers it too.
  #hasAnswered = false;

  constructor(card) {
    this.#card = card;
    part(card, "test-form").addEventListener("example-given", ({ detail }) => {
      if (!detail.typing || this.#hasAnswered) this.#try(detail);
    });
  }

  /** Gets ready for a model that may come soon. */
  async prepare() {
    const { ForestClassifier } = await import("../learning/forest_classifier.js");
    ForestClassifier.prepare();
  }

  /** Gets the model into the browser and asks for something new to try. */
  async use({ files, schema }) {
    this.stop();
    this.#card.hidden = false;
    this.#ask(schema);
    this.#say(gettext("Getting the model…"));
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const { ForestClassifier } = await import("../learning/forest_classifier.js");
      const { signal } = loading;
      const classifier = await ForestClassifier.load(files, schema, { signal });
      if (signal.aborted) classifier.dispose();
      else this.#ready(classifier);
    } catch (error) {
      if (!loading.signal.aborted) this.#say(problemInWords(error));
    }
  }

  stop() {
    this.#loading?.abort();
    this.#classifier?.dispose();
    this.#classifier = null;
    this.#hasAnswered = false;
    this.#card.hidden = true;
    this.#card.querySelector("confidence-bars").replaceChildren();
  }

  #ready(classifier) {
    this.#classifier = classifier;
    this.#say(gettext("Ready. Type something and press the button."));
    tell(this.#card, "try-out-ready");
    if (this.#question) this.#try(this.#question);
  }

  /** What was typed stays when the same columns come with a newer model. */
  #ask(schema) {
    const same = JSON.stringify(schema.fields) === JSON.stringify(this.#schema?.fields);
    this.#schema = schema;
    if (same) return;
    this.#question = null;
    part(this.#card, "test-form").ask(schema.fields, {
      button: gettext("What is it?"),
      live: true,
      wide: true,
    });
  }

  async #try({ values, typing }) {
    this.#question = { values, typing: false };
    if (!this.#classifier) return; // It answers as soon as it is there.
    const row = this.#schema.fields.map(({ number }) => values[number]);
    const classifier = this.#classifier;
    try {
      const classification = await classifier.classify(row);
      this.#hasAnswered = true;
      this.#card.querySelector("confidence-bars").show(classification);
      if (!typing) this.#say(answerInWords(classification[0]));
      else this.#say("");
      tell(this.#card, "row-tried", { row });
    } catch (error) {
      if (classifier !== this.#classifier) return; // A newer model took its place.
      this.#say(gettext("That did not work. Load the page again."));
      throw error; // For the console: this is ours to mend.
    }
  }

  #say(sentence) {
    part(this.#card, "test-words").textContent = sentence;
  }
}

function answerInWords({ name, confidence }) {
  const percent = formatPercent(confidence);
  const words =
    confidence < SURE
      ? gettext("Maybe “%(name)s”? It is only %(percent)s sure.")
      : gettext("“%(name)s”! It is %(percent)s sure.");
  return fill(words, { name, percent });
}

function problemInWords(error) {
  const noWasm = !globalThis.WebAssembly || /wasm|webassembly/i.test(error?.message);
  return noWasm
    ? gettext(
        "This browser may not run the model. Try another one, or ask your teacher.",
      )
    : gettext("The model did not arrive. Check the network, and load the page again.");
}
