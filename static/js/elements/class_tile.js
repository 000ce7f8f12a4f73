import { LabelCounts } from "./label_counts.js";
import { fromTemplate } from "./dom.js";
import { isTraining, troubleOf } from "../live_class.js";
import { atItWords, countsOf, modelWords, waitingWords } from "../live_words.js";

/**
 * A project that the class fills together, on the teacher's wall, as it grows.
 *
 *   tile.show(project, numberOfStudentsAtIt, { page, review });
 */
class ClassTile extends HTMLElement {
  #parts;
  #counts;

  show(project, atIt, { page, review }) {
    if (!this.#parts) this.#build();
    const { name, link, place, waiting, words } = this.#parts;
    write(name, project.name);
    link.href = page;
    write(place, atItWords(atIt));
    this.#counts.show(countsOf(project));
    waiting.hidden = project.together.waiting === 0;
    waiting.href = review;
    write(waiting, waitingWords(project.together.waiting));
    write(words, modelWords(project));
    this.#showTraining(project);
  }

  #build() {
    const tile = fromTemplate("class-tile-template");
    const names = [...tile.querySelectorAll("[data-part]")];
    this.#parts = Object.fromEntries(names.map((each) => [each.dataset.part, each]));
    this.#counts = new LabelCounts(this.#parts.counts, this.#parts.moreLabels);
    this.replaceChildren(tile);
  }

  #showTraining(project) {
    const { status, meter } = this.#parts;
    const ready = project.model ? "ready" : "none";
    const trouble = troubleOf(project);
    status.dataset.status = isTraining(project) ? "training" : (trouble ?? ready);
    const done = isTraining(project) ? project.training.fraction : 0;
    meter.style.setProperty("--share", done.toFixed(3));
  }
}

/** Touches the page only if there is something new to read. */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

customElements.define("class-tile", ClassTile);
