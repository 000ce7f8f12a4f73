import { make, tell } from "./dom.js";
import { goByArrows } from "./grid_keys.js";
import { ReviewTile } from "./review_tile.js";
import { gettext } from "../words.js";

const SECOND_TAP = 400; // milliseconds
const SAME_PLACE = 24; // pixels

/**
 * The tiles that a teacher looks through. One of them is the current one, which the
 * keyboard stands on; nothing moves but when a tile leaves.
 *
 *   grid.about = { kind, fields, labelOf, exampleOf };
 *   grid.show(items);
 *
 * Speaks upwards: "tile-pick" { id, isRange }, "tile-verb" { id, verb }, "tile-open"
 * { picture, id }, and "tile-current".
 */
class ReviewGrid extends HTMLElement {
  about;
  #tiles = new Map(); // by id of the example
  #order = [];
  #current = null; // id of the one that the Tab key comes to
  #isStoodOn = false; // Somebody has been there, and sees it marked.
  #lastTap = { at: -Infinity, x: 0, y: 0 };
  #list = make("ul", {
    class: "review-grid",
    role: "grid",
    "aria-multiselectable": "true",
    "aria-label": gettext("Examples"),
  });

  connectedCallback() {
    this.append(this.#list);
    if (this.#list.dataset.isReady) return;
    this.#list.dataset.isReady = "true";
    goByArrows(this.#list);
    this.#list.addEventListener("click", (event) => this.#press(event));
    this.#list.addEventListener("focusin", ({ target }) => {
      this.#isStoodOn = true;
      this.#setCurrent(target.closest(".review-tile").dataset.id);
    });
  }

  /** The id of the tile that somebody stands on, or null. */
  get current() {
    return this.#isStoodOn ? this.#current : null;
  }

  /** Other examples are shown from now on: nobody stands on one of them. */
  begin() {
    this.#isStoodOn = false;
    this.#current = null;
  }

  get hasFocus() {
    return this.#list.contains(document.activeElement);
  }

  /** Shows these items in their order; whoever stood on one that has left, goes on. */
  show(items) {
    const hadFocus = this.hasFocus;
    const ids = items.map(({ example }) => example.id);
    const next = this.#nextOf(ids);
    const stays = new Set(ids);
    for (const [id, tile] of this.#tiles) {
      if (stays.has(id)) continue;
      tile.element.remove();
      this.#tiles.delete(id);
    }
    items.forEach((item, place) => this.#place(item, place));
    this.#order = ids;
    this.#setCurrent(next);
    if (hadFocus && !this.hasFocus && next) this.focusOn(next);
  }

  focusOn(id = this.#current) {
    this.#tiles.get(id)?.focus();
  }

  /** Shows a picture large, or plays a sound. */
  open(id) {
    const tile = this.#tiles.get(id);
    if (tile?.picture) tell(this, "tile-open", { id, picture: tile.picture.src });
    else tile?.play();
  }

  /** The current one, or the first after it that is still there, or the last. */
  #nextOf(ids) {
    const place = this.#order.indexOf(this.#current);
    if (place < 0) return ids[0] ?? null;
    const stays = new Set(ids);
    const before = this.#order.slice(0, place).reverse();
    const inTurn = [...this.#order.slice(place), ...before, ...ids];
    return inTurn.find((id) => stays.has(id)) ?? null;
  }

  #place(item, place) {
    const { id } = item.example;
    const tile = this.#tiles.get(id) ?? new ReviewTile(this.about);
    this.#tiles.set(id, tile);
    tile.show(item);
    const there = this.#list.children[place] ?? null;
    if (there !== tile.element) this.#list.insertBefore(tile.element, there);
  }

  #setCurrent(id) {
    this.#current = id;
    for (const [each, tile] of this.#tiles) {
      tile.setCurrent(each === id, this.#isStoodOn);
    }
    tell(this, "tile-current");
  }

  #press(event) {
    const tile = event.target.closest(".review-tile");
    if (!tile) return;
    const { id } = tile.dataset;
    const button = event.target.closest("button");
    if (button?.dataset.verb) this.#pressVerb(event, id, button.dataset.verb);
    else if (button?.dataset.part === "large") this.open(id);
    else if (!button) tell(this, "tile-pick", { id, isRange: event.shiftKey });
  }

  /** The second tap of two would hit the tile that has come into the place. */
  #pressVerb(event, id, verb) {
    const { at, x, y } = this.#lastTap;
    const [now, across, down] = [performance.now(), event.clientX, event.clientY];
    const isNear = Math.hypot(across - x, down - y) < SAME_PLACE;
    if (event.detail > 1 || (isNear && event.detail > 0 && now - at < SECOND_TAP)) {
      return;
    }
    this.#lastTap = { at: now, x: across, y: down };
    tell(this, "tile-verb", { id, verb });
  }
}

customElements.define("review-grid", ReviewGrid);
