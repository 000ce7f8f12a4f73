/**
 * Why a model answers as it does: what every word pushes towards every label.
 *
 * A push is what something adds to a label's logit, less the mean of all labels: above
 * zero it speaks for the label, below against it. The pushes of all parts, and the bias,
 * add up to the logits (less their mean) that the confidences are made of.
 */

/** The weights of a model: `kernel` has a row for each place, a column for each label. */
export class Weights {
  #kernel;
  #bias;

  constructor(kernel, bias) {
    this.#kernel = kernel;
    this.#bias = bias;
  }

  get bias() {
    return centred(Array.from(this.#bias));
  }

  /** Returns what these values at these places push towards each label. */
  pushes(places, values) {
    const count = this.#bias.length;
    const sums = new Array(count).fill(0);
    places.forEach((place, number) => {
      for (let label = 0; label < count; label++) {
        sums[label] += values[number] * this.#kernel[place * count + label];
      }
    });
    return centred(sums);
  }
}

/**
 * Returns the parts of a sentence with their pushes, the strongest first: those of
 * `partsOf` (see text_features.js), and the encoder's, whose numbers begin at `place`.
 */
export function pushingParts(weights, parts, vector, place) {
  const pushing = parts.map(({ text, kind, words, places, values }) => ({
    text,
    kind,
    words,
    pushes: weights.pushes(places, values),
  }));
  if (vector.length) {
    const places = vector.map((_, number) => place + number);
    const pushes = weights.pushes(places, vector);
    pushing.push({ text: "", kind: "encoder", words: [], pushes });
  }
  return pushing.sort((one, other) => strength(other) - strength(one));
}

/** Returns the tokens with their pushes: each part's are shared among its words. */
export function pushingTokens(tokens, parts, labelCount) {
  const pushing = tokens.map(({ text, start, end }) => ({
    text,
    start,
    end,
    pushes: new Array(labelCount).fill(0),
  }));
  for (const { words, pushes } of parts) {
    for (const word of words) {
      pushes.forEach((push, label) => {
        pushing[word].pushes[label] += push / words.length;
      });
    }
  }
  return pushing;
}

/** Returns numbers less their mean. */
export function centred(numbers) {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return numbers.map((number) => number - mean);
}

function strength({ pushes }) {
  return Math.max(...pushes.map(Math.abs));
}
