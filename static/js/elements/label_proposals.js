import { onSend } from "./dialogs.js";
import { icon, make, part } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * Labels that students would like a project of their class to have: they propose them,
 * and hear what their teacher has said; the teacher takes them or not.
 *
 *   LabelProposals.find(project, data, say)?.show(proposals, labels);
 */
export class LabelProposals {
  #box;
  #project;
  #data;
  #say;
  #open = new Map(); // names of those that were open, by id

  /** Returns null where nobody can propose a label. */
  static find(project, data, say) {
    const box = document.getElementById("label-proposals");
    return box ? new LabelProposals(box, project, data, say) : null;
  }

  constructor(box, project, data, say) {
    this.#box = box;
    this.#project = project;
    this.#data = data;
    this.#say = say;
    if (this.#form) onSend(this.#form, (given) => this.#propose(given.get("name")));
    this.#showBox([]);
  }

  show(proposals, labels) {
    const open = proposals.filter(({ is_declined: isDeclined }) => !isDeclined);
    this.#tellTaken(new Set(proposals.map(({ id }) => id)), labels);
    this.#open = new Map(open.map(({ id, name }) => [id, name]));
    this.#showBox(proposals);
  }

  refuse(reason) {
    if (this.#form) this.#box.hidden = reason !== "";
  }

  get #form() {
    return this.#box.querySelector("form");
  }

  #showBox(proposals) {
    this.#box.hidden = !this.#form && proposals.length === 0;
    const list = part(this.#box, "list");
    const text = JSON.stringify(proposals);
    if (list.dataset.shown === text) return;
    list.dataset.shown = text;
    list.replaceChildren(...proposals.map((proposal) => this.#item(proposal)));
    list.hidden = proposals.length === 0;
  }

  /** A proposal that is gone while there is a label of its name was taken. */
  #tellTaken(ids, labels) {
    if (this.#data.mayModerate) return;
    for (const [id, name] of this.#open) {
      const isTaken = labels.some((label) => label.name === name);
      if (ids.has(id) || !isTaken) continue;
      this.#say(fill(gettext("Your label “%(name)s” is there: fill it!"), { name }));
    }
  }

  #item(proposal) {
    const { name, author, is_declined: isDeclined } = proposal;
    const { mayModerate } = this.#data;
    const words = mayModerate
      ? gettext("%(author)s would like “%(name)s”.")
      : isDeclined
        ? gettext("“%(name)s”: your teacher says no this time.")
        : gettext("“%(name)s”: your teacher is thinking about it.");
    return make(
      "li",
      { class: "proposal" },
      make("span", { class: "row-grow", dir: "auto" }, fill(words, { name, author })),
      ...(mayModerate ? this.#answers(proposal) : [this.#away(proposal)]),
    );
  }

  #answers({ id, name }) {
    const project = this.#project;
    const yes = fill(gettext("Add the label “%(name)s”"), { name });
    const no = fill(gettext("Do not add “%(name)s”"), { name });
    return [
      this.#button("check", gettext("Add it"), yes, () => project.acceptProposal(id)),
      this.#button("cross", gettext("No"), no, () => project.declineProposal(id)),
    ];
  }

  #away({ id, name, is_declined: isDeclined }) {
    const words = isDeclined ? gettext("OK") : gettext("Take it back");
    const told = fill(gettext("%(words)s: “%(name)s”"), { words, name });
    return this.#button("cross", words, told, () => this.#project.withdrawProposal(id));
  }

  #button(sign, words, told, act) {
    const about = { class: "text-button", type: "button", "aria-label": told };
    const button = make("button", about, icon(sign), words);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await act();
        button.closest("li")?.remove(); // The feed says so in a moment.
      } catch (error) {
        button.disabled = false;
        this.#say(error.message);
      }
    });
    return button;
  }

  async #propose(name) {
    await this.#project.proposeLabel(name);
    this.#form.reset();
    this.#say(
      fill(gettext("Your teacher hears that you would like “%(name)s”."), {
        name: name.trim(),
      }),
    );
  }
}
