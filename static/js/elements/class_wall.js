import "./class_tile.js";

/**
 * What the class fills together, above the tiles of the students.
 *
 *   wall.addressesOf = (projectId) => ({ page, review });
 *   wall.show(liveClass);
 */
class ClassWall extends HTMLElement {
  #tiles = new Map(); // by project id

  show({ together, students }) {
    const tiles = together.map((project) => [project.id, this.#tileOf(project.id)]);
    this.#tiles = new Map(tiles);
    for (const project of together) {
      const atIt = students.filter(
        (each) => each.here && each.project === project.id,
      ).length;
      const addresses = this.addressesOf(project.id);
      this.#tiles.get(project.id).show(project, atIt, addresses);
    }
    this.#arrange();
  }

  #tileOf(id) {
    return this.#tiles.get(id) ?? document.createElement("class-tile");
  }

  /** Touches only what is not where it was: somebody may be reading. */
  #arrange() {
    const wanted = [...this.#tiles.values()];
    for (const each of [...this.children]) if (!wanted.includes(each)) each.remove();
    wanted.forEach((tile, place) => {
      const there = this.children[place] ?? null;
      if (there !== tile) this.insertBefore(tile, there);
    });
  }
}

customElements.define("class-wall", ClassWall);
