import "./student_tile.js";
import { matches } from "../live_class.js";

/**
 * The tiles of a class, by name, so that nobody jumps about while things happen.
 *
 *   wall.addressOf = (projectId) => …;
 *   wall.show(liveClass, changedIds);
 *   wall.filter(tiles, { show: "help", group: "" }); // how many are left to see
 */
class StudentWall extends HTMLElement {
  #tiles = new Map(); // by student id: { element, username }
  #names = new Intl.Collator(document.documentElement.lang, { numeric: true });

  show(liveClass, ids) {
    const isOther = [...ids].map((id) => this.#showTile(id, liveClass.tile(id)));
    if (isOther.includes(true)) this.#arrange();
  }

  filter(tiles, wanted) {
    const seen = tiles.filter((tile) => matches(tile, wanted));
    const ids = new Set(seen.map(({ student }) => student.id));
    for (const [id, { element }] of this.#tiles) {
      if (element.hidden === ids.has(id)) element.hidden = !ids.has(id);
    }
    return seen.length;
  }

  /** Shows one tile; says if there is one more or less, or one with another name. */
  #showTile(id, state) {
    const tile = this.#tiles.get(id) ?? {};
    if (!state) {
      tile.element?.remove();
      return this.#tiles.delete(id);
    }
    tile.element ??= document.createElement("student-tile");
    tile.element.show(state, this.addressOf);
    this.#tiles.set(id, tile);
    const isOther = tile.username !== state.student.username;
    tile.username = state.student.username;
    return isOther;
  }

  #arrange() {
    const byName = (one, other) => this.#names.compare(one.username, other.username);
    [...this.#tiles.values()].sort(byName).forEach(({ element }, place) => {
      element.number = place + 1;
      const there = this.children[place] ?? null;
      if (there !== element) this.insertBefore(element, there);
    });
  }
}

customElements.define("student-wall", StudentWall);
