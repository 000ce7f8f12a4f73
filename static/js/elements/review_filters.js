import { showClassBar } from "./class_bar.js";
import { make, part } from "./dom.js";
import { delay } from "../timing.js";

const BETWEEN_QUESTIONS = 10 * 1000; // milliseconds: what looks alike is work to find

/**
 * Which examples a teacher looks through: the tabs with their counts, whose, and of
 * which label. The address of the page says it, too, so that it can be linked to.
 *
 *   const filters = new ReviewFilters(root, data);
 *   filters.onChange = () => read(filters.wanted);
 */
export class ReviewFilters {
  onChange = () => {};
  wanted;
  #root;
  #counts;
  #isAsking = false;

  constructor(root, data) {
    this.#root = root;
    const { waiting, hidden, count } = data;
    this.#counts = { waiting, hidden, all: count, alike: null };
    this.wanted = this.#readAddress(data);
    this.#fillStudents(data.students);
    this.#fillLabels(data.labels);
    this.#listen();
    this.#show();
  }

  /** What the server says: counts, and labels that are new or called otherwise. */
  hear(state, project) {
    const { waiting, hidden, count } = state;
    if (waiting !== undefined)
      Object.assign(this.#counts, { waiting, hidden, all: count });
    if (state.labels) this.#fillLabels(state.labels);
    this.#meet(state.examples ?? []);
    showClassBar(state);
    this.#show();
    this.askAlike(project);
  }

  /** The teacher has changed what some were, in as many steps. */
  count(was, is) {
    was.forEach((state, place) => {
      if (this.#counts[state] !== undefined) this.#counts[state] -= 1;
      if (this.#counts[is[place]] !== undefined) this.#counts[is[place]] += 1;
    });
    showClassBar({ waiting: this.#counts.waiting });
    this.#show();
  }

  /** Asks how many look alike, now and then. */
  async askAlike(project) {
    if (this.#isAsking || document.hidden) return;
    this.#isAsking = true;
    try {
      this.#counts.alike = (await project.review({ show: "alike" })).count;
      this.#show();
    } catch {
      // A tab without a number still opens.
    }
    await delay(BETWEEN_QUESTIONS);
    this.#isAsking = false;
  }

  get #form() {
    return part(this.#root, "filters");
  }

  get #tabs() {
    return [...part(this.#root, "shows").children];
  }

  #readAddress({ waiting, needsApproval }) {
    const query = new URLSearchParams(location.search);
    const student = query.get("student");
    const label = Number(query.get("label")) || null;
    const isFirst = !student && !label && (waiting > 0 || needsApproval);
    const shows = this.#tabs.map((tab) => tab.dataset.show);
    const asked = query.get("show");
    const show = shows.includes(asked) ? asked : isFirst ? "waiting" : "all";
    return { show, student, label };
  }

  #listen() {
    for (const tab of this.#tabs) {
      tab.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.#want({ show: tab.dataset.show });
      });
    }
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("change", () => {
      const { student, label } = this.#form.elements;
      this.#want({
        student: student.value || null,
        label: Number(label.value) || null,
      });
    });
  }

  #want(change) {
    this.wanted = { ...this.wanted, ...change };
    const told = Object.entries(this.wanted).filter(([, value]) => value !== null);
    history.replaceState(null, "", `?${new URLSearchParams(told)}`);
    this.#show();
    this.onChange();
  }

  #show() {
    this.#root.dataset.show = this.wanted.show;
    for (const tab of this.#tabs) {
      const { show } = tab.dataset;
      if (show === this.wanted.show) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      const words = String(this.#counts[show] ?? "");
      const place = tab.querySelector(".chip-count");
      if (place.textContent !== words) place.textContent = words;
    }
  }

  #fillStudents(students) {
    const { student } = this.#form.elements;
    for (const { id, name } of students) student.append(new Option(name, id));
    this.#choose(student, this.wanted.student);
  }

  /** A student who came after the page was opened can be chosen, too. */
  #meet(examples) {
    const { student } = this.#form.elements;
    const known = new Set([...student.options].map(({ value }) => value));
    for (const { by, author } of examples) {
      if (!by || known.has(by)) continue;
      known.add(by);
      student.append(new Option(author, by));
    }
  }

  #fillLabels(labels) {
    const { label } = this.#form.elements;
    part(this.#root, "label-filter").hidden = labels.length === 0;
    const names = labels.map(({ number, name }) => `${number} ${name}`).join("\n");
    if (label.dataset.names === names) return;
    label.dataset.names = names;
    const options = labels.map(({ number, name }) =>
      make("option", { value: number, dir: "auto" }, name),
    );
    label.replaceChildren(label.options[0], ...options);
    this.#choose(label, this.wanted.label);
  }

  /** What is not there any more cannot be chosen: then it is everything. */
  #choose(select, value) {
    select.value = value === null ? "" : String(value);
    if (select.selectedIndex >= 0) return;
    select.value = "";
    this.wanted = { ...this.wanted, [select.name]: null };
  }
}
