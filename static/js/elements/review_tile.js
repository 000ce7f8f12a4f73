import { fromTemplate, hueOf, make, part } from "./dom.js";
import { faceOf } from "./review_faces.js";
import { formatMoment } from "../numbers.js";
import { HIDDEN, SHOWN } from "../review_list.js";
import { alikeWords, authorWords, newsWords, stateWords } from "../review_words.js";
import { fill, gettext } from "../words.js";

/**
 * One example that a teacher looks through: a row of the grid with a single cell.
 *
 *   const tile = new ReviewTile({ kind, fields, labelOf, exampleOf });
 *   tile.show(item);
 *
 * `labelOf(number)` is a label or undefined, `exampleOf(id)` what another resembles.
 */
export class ReviewTile {
  #about;
  #drawn = "";

  constructor(about) {
    this.#about = about;
    this.element = fromTemplate("review-tile-template");
    this.#part("approve").tabIndex = -1; // By keyboard there are letters for them.
    this.#part("hide").tabIndex = -1;
  }

  get cell() {
    return this.#part("cell");
  }

  get id() {
    return this.element.dataset.id;
  }

  focus(options) {
    this.cell.focus(options);
  }

  /** The keyboard comes to one of them; somebody who has been there sees where it is. */
  setCurrent(isCurrent, isStoodOn) {
    this.cell.tabIndex = isCurrent ? 0 : -1;
    this.element.classList.toggle("is-current", isCurrent && isStoodOn);
  }

  show(item) {
    this.#draw(item);
    const { news, isPicked, example } = item;
    this.element.classList.toggle("is-picked", isPicked);
    this.element.classList.toggle("is-over", Boolean(news));
    this.cell.setAttribute("aria-selected", isPicked);
    this.#part("news").textContent = news ? newsWords(news) : "";
    this.#part("news").hidden = !news;
    this.#part("verbs").hidden = Boolean(news);
    this.#part("approve").hidden = example.state === SHOWN;
    this.#part("hide").hidden = example.state === HIDDEN;
    this.cell.setAttribute("aria-label", this.#nameOf(item));
  }

  /** The picture to be seen large, or null of other kinds. */
  get picture() {
    return this.#part("face").querySelector(".review-picture");
  }

  play() {
    this.#part("face").querySelector("button")?.click();
  }

  /** What shows the example itself is made again only when that is another one. */
  #draw({ example, alike }) {
    const { kind, fields, labelOf, exampleOf } = this.#about;
    const label = labelOf(example.label);
    const others = alike.map(({ id }) => exampleOf(id) ?? null);
    const drawn = JSON.stringify([example, alike, fields, label?.name, others]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.dataset.id = example.id;
    const isCurrent = this.element.classList.contains("is-current");
    this.element.className = `review-tile ${label ? hueOf(label.number) : ""}`;
    this.element.classList.toggle("is-current", isCurrent);
    this.#part("face").replaceChildren(...faceOf(example, { kind, fields, label }));
    this.#showAbout(example, label);
    this.#showAlike(alike);
  }

  #showAbout({ state, author, created_at: moment }, label) {
    this.#part("label").hidden = !label;
    this.#part("label").textContent = label?.name ?? "";
    this.#part("author").textContent = authorWords(author);
    this.#part("when").textContent = formatMoment(moment);
    const badge = this.#part("state");
    badge.hidden = state === SHOWN;
    badge.textContent = stateWords(state);
    badge.dataset.state = state;
  }

  #showAlike(alike) {
    const cards = alike.map((each) => this.#alikeCard(each)).filter(Boolean);
    this.#part("alike").replaceChildren(...cards);
    this.#part("alike").hidden = cards.length === 0;
  }

  #alikeCard(each) {
    const { kind, fields, labelOf, exampleOf } = this.#about;
    const other = exampleOf(each.id);
    if (!other) return null;
    const label = labelOf(other.label);
    const face = faceOf(other, { kind, fields, label, isSmall: true });
    return make(
      "div",
      { class: `review-twin is-${each.kind}` },
      make("span", { class: "review-twin-words" }, this.#alikeInWords(each)),
      make("span", { class: "review-twin-face" }, ...face),
    );
  }

  #alikeInWords(each) {
    const number = this.#about.exampleOf(each.id)?.label ?? each.label;
    const name = this.#about.labelOf(number)?.name ?? null;
    return alikeWords(each.kind, { of: authorWords(each.author), name });
  }

  #nameOf({ example, alike, news }) {
    const { kind, fields, labelOf } = this.#about;
    const { author } = example;
    const by = fill(gettext("added by %(author)s"), { author: authorWords(author) });
    const parts = [
      kind.describe({ ...example, author: null }, fields),
      labelOf(example.label)?.name,
      by,
      stateWords(example.state),
      ...alike.map((each) => this.#alikeInWords(each)),
      news && newsWords(news),
    ];
    return parts.filter(Boolean).join(", ");
  }

  #part(name) {
    return part(this.element, name);
  }
}
