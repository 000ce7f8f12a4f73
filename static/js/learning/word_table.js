/** What English words mean: the twin of training/learning/text/meaning.py. */

const MARK = "words-1\n";
const SIZES = 12; // bytes: count, width and length of the words, each of four

export class WordTable {
  #rows;
  #weights;
  #numbers;

  constructor(words, weights, numbers) {
    this.#rows = new Map(words.map((word, row) => [word, row]));
    this.#weights = weights;
    this.#numbers = numbers;
  }

  /** Reads static/base-models/words-en.bin, as an ArrayBuffer. */
  static read(buffer) {
    const text = (start, length) =>
      new TextDecoder().decode(new Uint8Array(buffer, start, length));
    if (buffer.byteLength < MARK.length + SIZES || text(0, MARK.length) !== MARK) {
      throw new TypeError("This is no table of words.");
    }
    const view = new DataView(buffer, MARK.length, SIZES);
    const [count, , length] = [0, 4, 8].map((place) => view.getUint32(place, true));
    const start = MARK.length + SIZES;
    const words = text(start, length).trimEnd().split("\n");
    const weights = new Float32Array(buffer, start + length, count);
    const numbers = new Int8Array(buffer, start + length + 4 * count);
    return new WordTable(words, weights, numbers);
  }

  /** Returns the numbers of a word, null for one that the table does not have. */
  meaning(word) {
    const row = this.#rows.get(word);
    if (row === undefined) return null;
    const width = this.#numbers.length / this.#weights.length;
    const numbers = this.#numbers.subarray(row * width, (row + 1) * width);
    return Float64Array.from(numbers, (number) => number * this.#weights[row]);
  }
}
