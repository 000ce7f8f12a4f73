import "../confidence_bars.js";
import { THRESHOLD } from "../../sounds/hearing.js";

/**
 * Shows how sure a model is of every label that it hears, and from where on it counts.
 *
 * Sounds are over soon: each answer is shown as it is, and what was heard is said by
 * whoever knows what came before.
 */
export class SoundAnswer {
  #bars;

  constructor(card) {
    this.#bars = card.querySelector("confidence-bars");
    this.#bars.drawLine(THRESHOLD);
  }

  about() {}

  ask(classifier, question) {
    return classifier.classify(question);
  }

  show(classification) {
    this.#bars.show(classification);
    return "";
  }

  forget() {
    this.#bars.forget();
  }
}
