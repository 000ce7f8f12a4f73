import { icon, make, part } from "./dom.js";
import { api } from "../api.js";
import { fill, gettext } from "../words.js";

/**
 * Labels that students propose, for the teacher who takes them or does not.
 *
 *   const list = new ProposalList(section, "/api/projects/…/proposals/");
 *   list.show(proposals);
 */
export class ProposalList {
  #section;
  #path;
  #entries = new Map(); // by id

  constructor(section, path) {
    this.#section = section;
    this.#path = path;
  }

  show(proposals) {
    const open = proposals.filter(({ is_declined: isDeclined }) => !isDeclined);
    const entries = new Map();
    for (const each of open) {
      entries.set(each.id, this.#entries.get(each.id) ?? this.#makeEntry(each));
    }
    for (const [id, entry] of this.#entries) if (!entries.has(id)) entry.remove();
    const list = part(this.#section, "proposal-list");
    for (const entry of entries.values()) {
      if (!entry.isConnected) list.append(entry);
    }
    this.#entries = entries;
    this.#section.hidden = entries.size === 0;
  }

  #makeEntry({ id, name, author }) {
    const words = fill(gettext("by %(author)s"), { author });
    const about = make("span", { class: "proposal-about" });
    about.append(make("strong", { dir: "auto" }, name), " ");
    about.append(make("span", { class: "soft" }, words));
    const problem = make("span", { class: "form-problem", role: "alert" });
    const answer = (verb) => this.#answer(id, verb, problem);
    const yes = button(gettext("Make it a label"), "check", name, () =>
      answer("accept"),
    );
    const no = button(gettext("Not this one"), "cross", name, () => answer("decline"));
    return make("li", { class: "proposal" }, about, yes, no, problem);
  }

  async #answer(id, verb, problem) {
    problem.textContent = "";
    try {
      await api.post(`${this.#path}${id}/${verb}/`);
      this.#entries.get(id)?.remove();
      this.#entries.delete(id);
      this.#section.hidden = this.#entries.size === 0;
    } catch (error) {
      problem.textContent = error.message;
    }
  }
}

function button(words, sign, name, act) {
  const label = `${words}: ${name}`;
  const classes = "button button-quiet button-small";
  const attributes = { class: classes, type: "button", "aria-label": label };
  const element = make("button", attributes, icon(sign), words);
  element.addEventListener("click", act);
  return element;
}
