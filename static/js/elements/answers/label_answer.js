import "../confidence_bars.js";
import { CalmAnswers } from "../../calm_answers.js";
import { formatPercent } from "../../numbers.js";
import { fill, gettext } from "../../words.js";

const SURE = 0.6; // Below this the answer is put as a question.

/** Shows how sure a model is of every label. */
export class LabelAnswer {
  #bars;
  #calm = new CalmAnswers();

  constructor(card) {
    this.#bars = card.querySelector("confidence-bars");
  }

  /** Another model will answer; what it tells apart comes with every answer. */
  about() {}

  ask(classifier, question) {
    return classifier.classify(question);
  }

  /** Returns what there is to say; `live` answers come many times a second. */
  show(classification, { live }) {
    const { shown, words } = live
      ? this.#calmDown(classification)
      : this.#sharp(classification);
    this.#bars.show(shown);
    return words;
  }

  forget() {
    this.#calm.forget();
    this.#bars.forget();
  }

  #sharp(classification) {
    this.#calm.forget();
    return { shown: classification, words: answerInWords(classification[0]) };
  }

  /** Of many answers a second, words say only what stays for a while. */
  #calmDown(classification) {
    const now = performance.now();
    const { shown, said } = this.#calm.add(classification, now, guessInWords);
    return { shown, words: said };
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

/** The same without a number, which would change all the time. */
function guessInWords({ name, confidence }) {
  const words =
    confidence < SURE ? gettext("Maybe “%(name)s”?") : gettext("“%(name)s”!");
  return fill(words, { name });
}
