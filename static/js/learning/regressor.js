/**
 * Predicts numbers with a trained model, in this browser.
 *
 *   const regressor = await Regressor.load(files, schema, { signal });
 *   const values = { 1: 12.5, 2: "clay", 4: null }; // by the numbers of the columns
 *   regressor.predict(values); // [{ number: 3, name: "height", unit: "cm", value: 51.5 }]
 *   regressor.outside(values); // the columns in which nothing like it was seen
 *   regressor.missing(values); // those for which the usual value is taken
 *   regressor.dispose();
 *
 * The same numbers as training/learning/regression/regressor.py, in 64-bit floats.
 */

import "./regression_random.js";
import "./regression_table.js";
import "./regression_line.js";
import "./regression_layers.js";
import "./regression_network.js";
import { absolute } from "./assets.js";

const { regressionLine, regressionNetwork, regressionTable } = globalThis;
const FORMAT = 1;

export class Regressor {
  #fields;
  #told;
  #weights;
  #model;

  /**
   * Gets a model. `files` is the folder's address, `schema` the model's own; `signal`
   * stops the loading.
   */
  static async load(files, schema, { signal } = {}) {
    if (signal?.aborted) throw signal.reason;
    const get = (name, shape) => fetched(new URL(name, absolute(files)), shape, signal);
    const [told, weights] = await Promise.all([
      get("regressor.json", "json"),
      get("weights.bin", "arrayBuffer"),
    ]);
    if (told.format !== FORMAT) throw new Error("A model of another time.");
    return new Regressor({ schema, told, weights });
  }

  /** `told` is what regressor.json holds, `weights` the bytes of weights.bin. */
  constructor({ schema, told, weights }) {
    this.#fields = new Map(schema.fields.map((field) => [field.number, field]));
    this.#told = told;
    this.#weights = Float64Array.from(new Float32Array(weights));
    this.#model = told.chosen === "line" ? regressionLine : regressionNetwork;
  }

  /** "line", or "network". */
  get chosen() {
    return this.#told.chosen;
  }

  /** What is known of each column that is used: { number, kind, least, most, … }. */
  get inputs() {
    return this.#told.inputs;
  }

  /** What is known of each predicted column: { number, mean, deviation, least, most }. */
  get targets() {
    return this.#told.targets;
  }

  /** Returns every predicted column with its value, in the order of the targets. */
  predict(values) {
    const row = regressionTable.scaledRow(this.#told, values);
    const count = this.targets.length;
    const said = this.#model.predict(this.#weights, Float64Array.from(row), count);
    const predicted = regressionTable.grown(this.#told, said);
    return this.targets.map(({ number }, place) => ({
      ...this.#about(number),
      value: predicted[place],
    }));
  }

  /**
   * Returns the columns whose value is unlike all that were seen: { number, name, unit,
   * least, most, value }, or { …, choices, value }.
   */
  outside(values) {
    return this.inputs
      .filter((column) => regressionTable.isOutside(column, values[column.number]))
      .map(({ number, least, most, choices }) => ({
        ...this.#about(number),
        ...(choices ? { choices } : { least, most }),
        value: values[number],
      }));
  }

  /**
   * Returns the columns without a value, for which `usual` is taken: the median, or the
   * choice made most.
   */
  missing(values) {
    return this.inputs
      .filter(({ number }) => regressionTable.isMissing(values[number]))
      .map(({ number, usual, median }) => ({
        ...this.#about(number),
        usual: usual ?? median,
      }));
  }

  /**
   * Returns how much of a prediction each column adds, of a line only: for each target
   * { number, name, unit, bias, columns: [{ number, name, unit, slope }] }, where `slope`
   * is what one more of that column adds, and of a choice [{ choice, adds }] in `choices`.
   */
  slopes() {
    if (this.chosen !== "line") return null;
    return this.targets.map((target, place) => this.#slopesOf(target, place));
  }

  dispose() {
    this.#weights = null;
  }

  #slopesOf({ number, deviation, mean }, place) {
    const count = this.targets.length;
    let at = 0;
    const next = () => this.#weights[at++ * count + place] * deviation;
    let bias = mean;
    const columns = this.inputs.map((column) => {
      const about = this.#about(column.number);
      if (column.kind === "choice") {
        const choices = column.choices.map((choice) => ({ choice, adds: next() }));
        return { ...about, choices };
      }
      const slope = next() / column.deviation;
      bias -= slope * column.mean;
      return { ...about, slope };
    });
    return { ...this.#about(number), bias: bias + next(), columns };
  }

  #about(number) {
    const { name = "", unit = "" } = this.#fields.get(number) ?? {};
    return { number, name, unit };
  }
}

async function fetched(address, shape, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) {
    throw new Error(`${address.pathname} did not arrive (${response.status}).`);
  }
  return response[shape]();
}
