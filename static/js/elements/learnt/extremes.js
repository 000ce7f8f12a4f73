import { part } from "../dom.js";
import { extremesOf, pictureExtremes } from "../picture_extremes.js";

/**
 * The part of a card that shows, of each label, what was easiest and hardest for a model.
 *
 *   const extremes = new Extremes(card, project, { body: "extremes", show });
 *   await extremes.show(model);
 *
 * `body` is the part that is filled, `show(example, label)` as for `pictureExtremes`.
 */
export class Extremes {
  #card;
  #project;
  #body;
  #showOne;
  #model = null;

  constructor(card, project, { body = "extremes", show } = {}) {
    this.#card = card;
    this.#project = project;
    this.#body = body;
    this.#showOne = show;
  }

  async show(model) {
    this.#model = model;
    const place = part(this.#card, "extremes");
    place.hidden = true;
    const { schema, evaluation } = model;
    const extremes = extremesOf(schema.labels.length, evaluation ?? {});
    if (extremes.length === 0) return;
    const byId = await this.#find(extremes).catch(() => new Map());
    if (model !== this.#model || byId.size === 0) return;
    const shown = pictureExtremes(schema.labels, extremes, byId, this.#showOne);
    part(this.#card, this.#body).replaceChildren(shown);
    place.hidden = false;
  }

  /** Some examples may have been deleted since. */
  async #find(extremes) {
    const wanted = extremes.flatMap(({ easiest, hardest }) => [easiest.id, hardest.id]);
    const { examples } = await this.#project.examples({ ids: wanted.join(",") });
    return new Map(examples.map((example) => [example.id, example]));
  }
}
