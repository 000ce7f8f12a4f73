import "../sentence_pushes.js";
import "../word_lists.js";
import { part } from "../dom.js";
import { exampleTable } from "../example_table.js";
import { text as sentences } from "../../kinds/text.js";
import { fill, gettext } from "../../words.js";

const LONGEST_QUESTION = 2048; // characters

/** A model of sentences, which shows the words it knows and what they did. */
export class LearntText {
  #pushes;
  #inside;
  #project;
  #model = null;
  #encoded = null;

  constructor({ test, inside, project }) {
    this.#pushes = test.querySelector("sentence-pushes");
    this.#inside = inside;
    this.#project = project;
  }

  async prepare() {
    (await textClassifier()).prepare();
  }

  async load({ files, schema }, signal) {
    const options = { signal, encode: this.#encode };
    return (await textClassifier()).load(files, schema, options);
  }

  makeForm(fields) {
    return sentences.makeForm(fields, {
      button: gettext("What is it?"),
      name: gettext("A sentence to try"),
      longest: LONGEST_QUESTION,
      live: true,
      wide: true,
    });
  }

  get invitation() {
    return gettext("Ready. Type something and press the button.");
  }

  question({ text }) {
    return text;
  }

  explain(classifier, text) {
    return classifier.explain(text);
  }

  tried(text, [best], explanation) {
    const place = explanation.labels.findIndex(({ label }) => label === best.label);
    this.#pushes.show(text, explanation, place);
    return noteOn(explanation);
  }

  forgetTry() {
    this.#pushes.forget();
  }

  async show(model) {
    this.#model = model;
    this.#inside.hidden = true;
    if (!model?.files) return;
    const wanted = this.#project.modelFile(model.files, "words.json");
    const words = await wanted.catch(() => null);
    if (!words || model !== this.#model) return;
    part(this.#inside, "reads").textContent = readsInWords(model.evaluation);
    this.#inside.querySelector("word-lists").show(words.labels, model.schema.labels);
    this.#inside.hidden = false;
  }

  /** The answer and its explanation ask for the same text, one after the other. */
  #encode = (text) => {
    if (this.#encoded?.text !== text) {
      const answer = this.#project.encode(text);
      this.#encoded = { text, answer };
      answer.catch(() => (this.#encoded = null));
    }
    return this.#encoded.answer;
  };

  list({ labels }, mistakes) {
    const sentence = { name: gettext("Sentence"), cell: ({ text }) => text };
    return exampleTable([sentence], labels, mistakes);
  }
}

function noteOn({ isNew, isExample }) {
  if (isExample) {
    return gettext(
      "This is one of your examples, so it is no real test. Try a sentence that it has never seen.",
    );
  }
  return isNew ? gettext("I have not seen anything like this. I can only guess!") : "";
}

/** Says what this very model looks at; another may have been trained otherwise. */
function readsInWords(evaluation) {
  const { meaning, encoder } = evaluation?.trained ?? {};
  const sentences = [gettext("It looks at words and at parts of words.")];
  if (meaning) {
    sentences.push(gettext("It knows some English words that mean almost the same."));
  }
  if (encoder) {
    const words = gettext("It looks at whole sentences, too, with %(name)s.");
    sentences.push(fill(words, { name: encoder }));
  }
  return sentences.join(" ");
}

async function textClassifier() {
  return (await import("../../learning/text_classifier.js")).TextClassifier;
}
