import "../elements/class_wall.js";
import "../elements/student_wall.js";
import { part } from "../elements/dom.js";
import { LiveClass, summaryOf } from "../live_class.js";
import { LiveConnection } from "../live_connection.js";
import { connectionWords, spokenWords, summaryWords } from "../live_words.js";
import { delay, nextFrame } from "../timing.js";
import { gettext } from "../words.js";

const BETWEEN_SAYINGS = 4 * 1000; // milliseconds, for those who listen to the page

/** The page on which a teacher sees what a class is doing. */
class LivePage {
  #data = JSON.parse(document.getElementById("live-data").textContent);
  #root = document.getElementById("live");
  #wall = document.querySelector("student-wall");
  #classWall = document.querySelector("class-wall");
  #filters = part(this.#root, "filters");
  #class = new LiveClass();
  #changed = new Set(); // ids of students whose tiles wait to be drawn
  #isDrawing = false;
  #news = [];
  #isSaying = false;

  start() {
    const { projectPage, reviewPage, state } = this.#data;
    this.#wall.addressOf = (id) => projectPage.replace("PROJECT", id);
    this.#classWall.addressesOf = (id) => ({
      page: projectPage.replace("PROJECT", id),
      review: reviewPage.replace("PROJECT", id),
    });
    this.#draw(this.#class.take(state).changed);
    this.#root.hidden = false;
    this.#showWhoWasAskedFor();
    this.#filters.addEventListener("change", () => this.#showAll());
    part(this.#root, "names").addEventListener("click", () => this.#toggleNames());
    new LiveConnection(this.#data, {
      heard: (heard) => this.#take(heard),
      changed: (how) => this.#showConnection(how),
    }).open();
  }

  /** Goes to the student in the address, whose tile was not there when it was read. */
  async #showWhoWasAskedFor() {
    await nextFrame();
    await nextFrame(); // Now the tiles are drawn.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  #take(state) {
    const { changed, news, isTogether } = this.#class.take(state);
    this.#news.push(...news);
    this.#say();
    if (changed.size > 0 || isTogether) this.#draw(changed);
  }

  /** Draws what has changed with the next frame, however often it is called before. */
  async #draw(changed) {
    for (const id of changed) this.#changed.add(id);
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    await nextFrame();
    this.#isDrawing = false;
    const ids = [...this.#changed];
    this.#changed.clear();
    this.#wall.show(this.#class, ids);
    this.#classWall.show(this.#class);
    this.#show("together", this.#class.together.length > 0);
    this.#showGroups();
    this.#showAll();
  }

  #showGroups() {
    const { group } = this.#filters.elements;
    const names = this.#class.groups.sort();
    const there = [...group.options].slice(1).map(({ value }) => value);
    if (names.join("\n") === there.join("\n")) return;
    const chosen = group.value;
    const options = names.map((name) => new Option(name, name));
    group.replaceChildren(group.options[0], ...options);
    group.value = names.includes(chosen) ? chosen : "";
    part(this.#root, "groups").hidden = names.length === 0;
  }

  #showAll() {
    const { tiles } = this.#class;
    const { show, group } = this.#filters.elements;
    const wanted = { show: show.value, group: group.value };
    const seen = this.#wall.filter(tiles, wanted);
    const summary = summaryOf(tiles);
    this.#showSummary(summary);
    this.#show("nobody", summary.all > 0 && summary.here === 0);
    this.#show("no-students", summary.all === 0);
    this.#show("summary", summary.all > 0);
    this.#show("controls", summary.all > 0);
    this.#show("no-match", summary.all > 0 && seen === 0);
  }

  #show(name, isShown) {
    part(this.#root, name).hidden = !isShown;
  }

  #showSummary(summary) {
    for (const [name, words] of Object.entries(summaryWords(summary))) {
      const place = part(this.#root, `sum-${name}`);
      if (place.textContent !== words) place.textContent = words;
    }
    part(this.#root, "sum-help").classList.toggle("is-alarm", summary.help > 0);
  }

  #toggleNames() {
    const button = part(this.#root, "names");
    const hide = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", hide);
    this.#wall.classList.toggle("is-nameless", hide);
  }

  #showConnection(how) {
    const place = part(this.#root, "connection");
    if (place.dataset.state === how) return;
    place.dataset.state = how;
    place.textContent = connectionWords(how);
    if (how !== "over") return;
    this.#wall.replaceChildren(); // It is no longer theirs to see.
    this.#classWall.replaceChildren();
  }

  /** Says a few sentences at a time, to those who cannot see the page. */
  async #say() {
    if (this.#isSaying || this.#news.length === 0) return;
    this.#isSaying = true;
    const nameOf = (id) =>
      id ? (this.#class.tile(id)?.student.username ?? "") : gettext("Your class");
    part(this.#root, "spoken").textContent = spokenWords(this.#news, nameOf);
    this.#news = [];
    await delay(BETWEEN_SAYINGS);
    this.#isSaying = false;
    this.#say();
  }
}

new LivePage().start();
