import { endClassBar, showClassBar } from "./class_bar.js";
import { make, part } from "./dom.js";
import { WhoseCard } from "./whose_card.js";
import { liveProject, whyItIsOver } from "../live_project.js";
import { newsInWords } from "../report_words.js";

const BETWEEN_REPORTS = 5 * 1000; // milliseconds; examples stream in

/**
 * What the Learn page has more of a project that a class fills: it says when there is a
 * new model, what has changed since it has learnt, and that the project is gone.
 *
 *   const shared = new ClassModel({ data, project, card, over });
 *   shared.follow();
 *   shared.use(model);  // the one in use; null for none
 *
 * `card` is the Train card, `over` is called once the project is not theirs to see.
 */
export class ClassModel {
  #box = document.getElementById("class-model");
  #whose = document.querySelector("[data-card='whose']");
  #shared;
  #isMember;
  #project;
  #card;
  #over;
  #people;
  #model = undefined; // The one in use; not known yet.
  #asking = null;
  #askAgain = false;

  constructor({ data, project, card, over }) {
    this.#shared = data.shared;
    this.#isMember = data.isMember;
    this.#project = project;
    this.#card = card;
    this.#over = over;
    this.#people = new WhoseCard(this.#whose, { review: data.review });
  }

  follow() {
    liveProject(this.#shared).listen({
      heard: (state) => {
        showClassBar(state);
        this.#ask();
      },
      changed: (how) => {
        if (how === "over") this.#end();
      },
    });
  }

  /** Takes note of the model that is in use from now on. */
  use(model) {
    const before = this.#model;
    this.#model = model;
    this.#people.show(null, {});
    if (before !== undefined && this.#isMember) {
      const words = newsInWords(before?.id, model?.id);
      this.#say(make("p", { class: "message message-success" }, words));
    }
    this.#ask();
  }

  #say(...children) {
    part(this.#box, "news").replaceChildren(...children);
  }

  /** Asks what there is to say of the model, not too often, and never at once twice. */
  #ask() {
    if (this.#asking) this.#askAgain = true;
    else this.#asking = this.#report();
  }

  async #report() {
    const report = await this.#project.report().catch(() => null);
    if (report) this.#show(report);
    setTimeout(() => {
      this.#asking = null;
      if (!this.#askAgain) return;
      this.#askAgain = false;
      this.#ask();
    }, BETWEEN_REPORTS);
  }

  #show(report) {
    this.#card.note(report);
    // Of another model it is only while that one is on its way to this page.
    if (this.#model && report.model === this.#model.id) {
      this.#people.show(this.#model, report);
    }
  }

  /** The project is not theirs to see any more; or they are not logged in. */
  async #end() {
    endClassBar();
    const over = part(this.#box, "over");
    const sentence = await whyItIsOver(this.#shared);
    if (sentence) part(over, "why").textContent = sentence;
    this.#say();
    this.#whose.hidden = true;
    this.#over();
    over.hidden = false;
    over.scrollIntoView({ block: "nearest" });
  }
}
