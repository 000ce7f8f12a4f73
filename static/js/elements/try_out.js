import { part, tell } from "./dom.js";
import { ProblemInWords, gettext } from "../words.js";

const PAUSE = 150; // Milliseconds without typing after which it answers.

/** The card where a trained model is tried out, in this browser. */
export class TryOut {
  #card;
  #learnt;
  #answer;
  #form = null;
  #classifier = null;
  #schema = null;
  #loading = null; // What to stop when another model comes before this one is there.
  #trouble = ""; // Why nothing is answered.
  #question = null; // What was asked last; a model that comes later answers it too.
  #pause; // The timer that waits for the end of typing.

  constructor(card, learnt, answer) {
    this.#card = card;
    this.#learnt = learnt;
    this.#answer = answer;
    card.addEventListener("example-given", ({ detail }) => this.#hear(detail));
    card.addEventListener("question-gone", () => this.#forgetTry());
    card.addEventListener("input", () => {
      if (this.#form.isEmpty) this.#forgetTry();
    });
  }

  /** Gets ready for a model that may come soon. */
  prepare() {
    return this.#learnt.prepare();
  }

  /** Gets the model into the browser and asks for something new to try. */
  async use(model) {
    this.#putAway();
    this.#card.hidden = false;
    this.#ask(model.schema);
    this.#answer.about(model);
    this.#trouble = gettext("Getting the model…");
    this.#say(this.#trouble);
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const classifier = await this.#learnt.load(model, loading.signal);
      if (loading.signal.aborted) classifier.dispose();
      else this.#ready(classifier);
    } catch (error) {
      if (loading.signal.aborted) return;
      this.#trouble = problemInWords(error);
      this.#say(this.#trouble);
    }
  }

  stop() {
    this.#putAway();
    this.#form?.stop?.();
    this.#card.hidden = true;
  }

  #putAway() {
    this.#loading?.abort();
    this.#classifier?.dispose();
    this.#classifier = null;
    this.#showNothing();
  }

  #ready(classifier) {
    this.#classifier = classifier;
    this.#trouble = "";
    this.#say(this.#learnt.invitation);
    tell(this.#card, "try-out-ready");
    if (this.#question) this.#try(this.#question);
  }

  /** What was typed stays when the same columns come with a newer model. */
  #ask(schema) {
    const same = JSON.stringify(schema.fields) === JSON.stringify(this.#schema?.fields);
    this.#schema = schema;
    if (same) return;
    this.#question = null;
    this.#form = this.#learnt.makeForm(schema.fields);
    part(this.#card, "test-form").replaceChildren(this.#form);
  }

  #hear(question) {
    clearTimeout(this.#pause);
    if (question.typing) this.#pause = setTimeout(() => this.#try(question), PAUSE);
    else this.#try(question);
  }

  async #try(question) {
    this.#question = question;
    const classifier = this.#classifier;
    if (!classifier) return; // It answers as soon as it is there.
    const isLate = () => question !== this.#question || classifier !== this.#classifier;
    try {
      const asked = this.#learnt.question(question.content, this.#schema);
      const answer = await this.#answer.ask(classifier, asked);
      const explanation = await this.#learnt.explain(classifier, asked);
      if (!isLate()) this.#show(asked, answer, explanation, question);
    } catch (error) {
      if (isLate()) return; // Another question or model took its place.
      this.#say(failureInWords(error));
      if (!(error instanceof ProblemInWords)) throw error; // For the console: ours to mend.
    }
  }

  #show(asked, answer, explanation, { typing, live }) {
    const words = this.#answer.show(answer, { live });
    const note = this.#learnt.tried(asked, answer, explanation, { live });
    // While somebody types the answer says it all, and a screen reader stays quiet.
    if (note || !typing) this.#say(note || words);
    else this.#say("");
  }

  #forgetTry() {
    clearTimeout(this.#pause);
    this.#question = null;
    this.#showNothing();
    this.#say(this.#trouble);
  }

  #showNothing() {
    this.#answer.forget();
    this.#learnt.forgetTry();
  }

  #say(sentence) {
    const words = part(this.#card, "test-words");
    if (words.textContent !== sentence) words.textContent = sentence;
  }
}

function failureInWords(error) {
  return error instanceof ProblemInWords
    ? error.message
    : gettext("That did not work. Load the page again.");
}

function problemInWords(error) {
  if (error instanceof ProblemInWords) return error.message;
  const noWasm = !globalThis.WebAssembly || /wasm|webassembly/i.test(error?.message);
  return noWasm
    ? gettext(
        "This browser may not run the model. Try another one, or ask your teacher.",
      )
    : gettext("The model did not arrive. Check the network, and load the page again.");
}
