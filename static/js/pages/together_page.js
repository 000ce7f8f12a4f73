import "../elements/filling_bucket.js";
import { api } from "../api.js";
import { columnsOf, sumOf } from "../contributions.js";
import { part } from "../elements/dom.js";
import {
  addingWords,
  bucketsOf,
  columnsFor,
  fullAt,
  headline,
  scaleWords,
  totalWords,
} from "../filling.js";
import { liveProject } from "../live_project.js";
import { delay } from "../timing.js";

const BETWEEN_COUNTS = 5 * 1000; // milliseconds, of who has added something
const MANY = 10; // buckets, of which each has to be smaller

/** The page for the projector: buckets that fill while everybody looks, and no names. */
class TogetherPage {
  #data = JSON.parse(document.getElementById("class-data").textContent);
  #root = document.getElementById("together");
  #buckets = new Map(); // by label number: { entry, bucket }
  #settings = this.#data.settings;
  #isCounting = false;
  #hasNews = false;

  start() {
    this.#root.hidden = false;
    this.#take(this.#data);
    this.#letFillTheScreen();
    liveProject(this.#data).listen({
      heard: (state) => this.#take(state),
      changed: (how) => {
        if (how === "over") this.#end();
      },
    });
  }

  /** What the class fills no more is not shown to it any more either. */
  #end() {
    part(this.#root, "over").hidden = false;
    part(this.#root, "buckets").hidden = true;
  }

  #take(state) {
    this.#settings = state.settings ?? this.#settings;
    if (this.#settings.is_shared === false) this.#end();
    const buckets = bucketsOf(state, this.#data.hasLabels);
    const total = buckets.reduce((sum, { count }) => sum + count, 0);
    const full = fullAt(buckets.map(({ count }) => count));
    this.#arrange(buckets);
    for (const each of buckets) this.#buckets.get(each.number).bucket.show(each, full);
    this.#write("headline", headline(this.#settings.is_collecting, total));
    this.#write("total", String(total));
    this.#write("total-words", totalWords(total));
    this.#write("scale", scaleWords(full));
    part(this.#root, "none").hidden = buckets.length > 0;
    this.#countThoseAdding();
  }

  #arrange(buckets) {
    const list = part(this.#root, "buckets");
    list.style.setProperty("--columns", columnsFor(buckets.length));
    this.#root.classList.toggle("is-many", buckets.length > MANY);
    const numbers = new Set(buckets.map(({ number }) => number));
    for (const [number, { entry }] of this.#buckets) {
      if (numbers.has(number)) continue;
      entry.remove();
      this.#buckets.delete(number);
    }
    buckets.forEach(({ number }, place) => {
      const { entry } = this.#buckets.get(number) ?? this.#makeBucket(number);
      const there = list.children[place] ?? null;
      if (there !== entry) list.insertBefore(entry, there);
    });
  }

  #makeBucket(number) {
    const entry = document.createElement("li");
    const bucket = document.createElement("filling-bucket");
    entry.append(bucket);
    this.#buckets.set(number, { entry, bucket });
    return { entry, bucket };
  }

  #write(name, words) {
    const place = part(this.#root, name);
    if (place.textContent !== words) place.textContent = words;
  }

  /** Says how many have added something, which the feed does not: now and then. */
  async #countThoseAdding() {
    this.#hasNews = true;
    if (this.#isCounting) return;
    this.#isCounting = true;
    while (this.#hasNews) {
      this.#hasNews = false;
      const path = `/api/projects/${this.#data.id}/contributions/`;
      const counted = await api.get(path).catch(() => null); // The buckets go on.
      if (counted) this.#showThoseAdding(counted);
      await delay(BETWEEN_COUNTS);
    }
    this.#isCounting = false;
  }

  #showThoseAdding(counted) {
    const columns = columnsOf(counted, this.#data.hasLabels);
    this.#write("adding", addingWords(sumOf(counted, columns)));
  }

  #letFillTheScreen() {
    const button = part(this.#root, "full");
    const root = this.#root;
    const ask = root.requestFullscreen ?? root.webkitRequestFullscreen;
    button.hidden = !ask;
    button.addEventListener("click", () => ask.call(root));
  }
}

new TogetherPage().start();
