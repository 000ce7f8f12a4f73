import { hueOf, make } from "./dom.js";
import { patternOf } from "./patterns.js";

const MOST_DROPS = 6; // that fall at once

/**
 * A bucket that everybody sees filling: each example that comes in falls into it.
 *
 *   bucket.show({ number, name, count }, full);
 */
class FillingBucket extends HTMLElement {
  #name = make("span", { class: "filling-name", dir: "auto" });
  #count = make("span", { class: "filling-count" });
  #drops = make("span", { class: "filling-drops", "aria-hidden": "true" });
  #shape = make("span", { class: "filling-shape", "aria-hidden": "true" });
  #level = make("span", { class: "filling-level" });
  #shown = null;

  connectedCallback() {
    if (this.children.length > 0) return;
    this.#shape.append(this.#level);
    const stage = make("span", { class: "filling-stage" });
    stage.append(this.#drops, this.#shape, this.#count);
    this.append(stage, this.#name);
  }

  show({ number, name, count }, full) {
    if (this.#name.textContent !== name) this.#name.textContent = name;
    this.className = hueOf(number);
    this.#level.className = `filling-level waves-${patternOf(number)}`;
    this.#level.style.setProperty("--level", Math.min(1, count / full).toFixed(4));
    if (this.#shown === count) return;
    if (this.#shown !== null) this.#drop(count - this.#shown);
    this.#shown = count;
    this.#count.textContent = count;
  }

  #drop(more) {
    const room = MOST_DROPS - this.#drops.children.length;
    for (let place = 0; place < Math.min(more, room); place += 1) {
      const drop = make("span", { class: "filling-drop" });
      drop.style.setProperty("--place", (0.15 + 0.7 * Math.random()).toFixed(2));
      drop.style.animationDelay = `${place * 120}ms`;
      drop.addEventListener("animationend", () => drop.remove());
      this.#drops.append(drop);
    }
  }
}

customElements.define("filling-bucket", FillingBucket);
