import { LabelCounts } from "./label_counts.js";
import { fromTemplate, make, part } from "./dom.js";
import { isTraining, troubleOfTile } from "../live_class.js";
import {
  countsOf,
  hereWords,
  modelWords,
  placeWords,
  shortWords,
  togetherWords,
} from "../live_words.js";
import { fill, ngettext } from "../words.js";

/**
 * One student on the teacher's wall: who and where they are, and the project they are
 * at, as it grows. Only what has changed is touched.
 *
 *   tile.show({ student, shown, others }, addressOf);
 *   tile.number = 7; // what it is called while names are hidden
 */
class StudentTile extends HTMLElement {
  #parts;
  #counts;
  #others = "";

  show({ student, shown, others }, addressOf) {
    if (!this.#parts) this.#build(student);
    this.#showStudent(student);
    this.#showProject(shown, addressOf, student);
    this.#showOthers(others, addressOf);
  }

  set number(number) {
    write(this.#parts.number, number);
  }

  #build({ id }) {
    const tile = fromTemplate("student-tile-template");
    const names = [...tile.querySelectorAll("[data-part]")];
    this.#parts = Object.fromEntries(names.map((each) => [each.dataset.part, each]));
    this.#counts = new LabelCounts(this.#parts.counts, this.#parts.moreLabels);
    this.#parts.name.id = `student-${id}`;
    tile.setAttribute("aria-labelledby", this.#parts.name.id);
    this.replaceChildren(tile);
  }

  #showStudent(student) {
    write(this.#parts.username, student.username);
    write(this.#parts.here, hereWords(student));
    write(this.#parts.place, placeWords(student));
    this.firstElementChild.classList.toggle("is-here", student.here);
  }

  #showProject(project, addressOf, { id }) {
    const together = project?.together;
    const { project: link, status, words, empty } = this.#parts;
    link.hidden = status.hidden = !project;
    empty.hidden = Boolean(project);
    this.#counts.show(project && !together ? countsOf(project) : []);
    const needsHelp = troubleOfTile({ shown: project }) !== null;
    this.firstElementChild.classList.toggle("needs-help", needsHelp);
    if (!project) return;
    write(link, project.name);
    setAttribute(link, "href", addressOf(project.id));
    setAttribute(link, "title", project.name);
    write(words, together ? togetherWords(together.added[id]) : modelWords(project));
    this.#showTraining(project);
  }

  #showTraining(project) {
    const { status, meter } = this.#parts;
    const trouble = troubleOfTile({ shown: project });
    const ready = project.model && !project.together && !trouble ? "ready" : "none";
    const learns = isTraining(project) && !project.together;
    setAttribute(status, "data-status", learns ? "training" : (trouble ?? ready));
    const done = project.training?.fraction ?? 0;
    meter.style.setProperty("--share", learns ? done.toFixed(3) : 0);
  }

  #showOthers(projects, addressOf) {
    const seen = JSON.stringify(
      projects.map((each) => [each.id, each.name, shortWords(each)]),
    );
    if (seen === this.#others) return;
    this.#others = seen;
    const { others, othersCount, othersList } = this.#parts;
    others.hidden = projects.length === 0;
    const words = ngettext(
      "%(count)s other project",
      "%(count)s other projects",
      projects.length,
    );
    write(othersCount, fill(words, { count: projects.length }));
    othersList.replaceChildren(
      ...projects.map((project) => this.#other(project, addressOf)),
    );
  }

  #other(project, addressOf) {
    const link = make("a", { href: addressOf(project.id), dir: "auto" }, project.name);
    const words = make("span", { class: "soft" }, shortWords(project));
    return make("li", { class: "tile-other" }, link, " ", words);
  }
}

/** Touches the page only if there is something new to read. */
function write(element, words) {
  const text = String(words);
  if (element.textContent !== text) element.textContent = text;
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

customElements.define("student-tile", StudentTile);
