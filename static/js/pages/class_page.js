import "../elements/contributions_picture.js";
import "../elements/contributions_table.js";
import { api } from "../api.js";
import { sumWords } from "../contribution_words.js";
import { columnsOf, sumOf } from "../contributions.js";
import { showClassBar } from "../elements/class_bar.js";
import { ClassSwitches } from "../elements/class_switches.js";
import { onSend, openDialog } from "../elements/dialogs.js";
import { part } from "../elements/dom.js";
import { LabelProposals } from "../elements/label_proposals.js";
import { liveProject } from "../live_project.js";
import { CloudProject } from "../store/cloud.js";
import { delay } from "../timing.js";

const BETWEEN_COUNTS = 2 * 1000; // milliseconds, while a class is adding

/** The page on which a teacher lets a class fill a project, and sees who added what. */
class ClassPage {
  #data = JSON.parse(document.getElementById("class-data").textContent);
  #root = document.getElementById("class-page");
  #path = `/api/projects/${this.#data.id}/`;
  #isCounting = false;
  #hasNews = false;

  start() {
    this.#root.hidden = false;
    if (this.#data.isShared) this.#startShared();
    else this.#startUnshared();
    const views = part(this.#root, "views");
    views?.addEventListener("change", (event) => this.#showView(event.target.value));
    if (part(this.#root, "contributions")) this.#count();
  }

  #startShared() {
    const switches = part(this.#root, "switches");
    this.switches = new ClassSwitches(switches, `${this.#path}sharing/`);
    const problem = part(switches, "problem");
    const say = (words) => {
      problem.textContent = words;
    };
    const project = new CloudProject(this.#data.id);
    this.proposals = LabelProposals.find(project, { mayModerate: true }, say);
    const dialog = document.getElementById("take-back-dialog");
    const opens = part(this.#root, "take-back");
    opens.addEventListener("click", () => openDialog(dialog));
    onSend(part(this.#root, "take-back-form"), async () => {
      await api.delete(`${this.#path}sharing/`);
      location.reload();
    });
    liveProject(this.#data).listen({
      heard: (state) => this.#take(state),
      changed: (how) => {
        part(this.#root, "over").hidden = how !== "over";
      },
    });
  }

  #startUnshared() {
    const form = part(this.#root, "share");
    if (!form) return;
    onSend(form, async (given) => {
      await api.post(`${this.#path}sharing/`, { classroom: given.get("classroom") });
      location.reload();
    });
  }

  #take(state) {
    // Somebody has taken it back, or it would have been closed: this is its owner's.
    if (state.settings?.is_shared === false) location.reload();
    showClassBar(state);
    if (state.settings) this.switches.show(state.settings);
    if (state.proposals) this.proposals.show(state.proposals, state.labels);
    this.#count();
  }

  /** Reads the numbers again: at once, and while things happen now and then. */
  async #count() {
    this.#hasNews = true;
    if (this.#isCounting) return;
    this.#isCounting = true;
    while (this.#hasNews) {
      this.#hasNews = false;
      await this.#read();
      await delay(BETWEEN_COUNTS);
    }
    this.#isCounting = false;
  }

  async #read() {
    const problem = part(this.#root, "contributions-problem");
    try {
      this.#showCounts(await api.get(`${this.#path}contributions/`));
      problem.textContent = "";
    } catch (error) {
      problem.textContent = error.message;
    }
  }

  #showCounts(contributions) {
    const { hasLabels, reviewPage } = this.#data;
    const addressOf = (id) => `${reviewPage}?show=all&student=${id}`;
    const about = { hasLabels, addressOf };
    part(this.#root, "picture").show(contributions, about);
    part(this.#root, "table").show(contributions, about);
    const sum = sumOf(contributions, columnsOf(contributions, hasLabels));
    const place = part(this.#root, "sum");
    const words = sumWords(sum);
    if (place.textContent !== words) place.textContent = words;
  }

  #showView(view) {
    for (const name of ["picture", "table"]) {
      part(this.#root, name).hidden = name !== view;
    }
  }
}

new ClassPage().start();
