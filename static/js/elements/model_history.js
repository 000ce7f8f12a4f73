import { make } from "./dom.js";
import { goodInWords, whichIsBetter } from "../measures.js";
import { formatTime } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

/**
 * Every training of a project, newest first; picking two compares them.
 *
 *   history.show(models);
 */
class ModelHistory extends HTMLElement {
  #models = [];
  #picked = [];

  show(models) {
    this.#models = models;
    this.#picked = this.#picked.filter((id) => models.some((model) => model.id === id));
    const names = ["", gettext("When"), gettext("Examples"), gettext("How good")];
    const heads = names.map((name, place) =>
      make("th", { scope: "col", class: place === 2 ? "number" : null }, name),
    );
    const rows = models.map((model) => this.#row(model));
    const table = make(
      "table",
      { class: "table" },
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    );
    const comparison = make("p", { class: "lead", role: "status" });
    const scroll = make("div", { class: "table-scroll" }, table);
    this.replaceChildren(
      make("div", { class: "stack stack-small" }, scroll, comparison),
    );
    this.#compare();
  }

  #row(model) {
    const when = formatTime(model.requested_at);
    const pick = make("input", {
      type: "checkbox",
      disabled: model.status !== "ready",
    });
    pick.checked = this.#picked.includes(model.id);
    pick.setAttribute(
      "aria-label",
      fill(gettext("Compare the one of %(when)s"), { when }),
    );
    pick.addEventListener("change", () => this.#pick(model.id, pick.checked));
    const row = make(
      "tr",
      { "data-id": model.id },
      make("td", {}, pick),
      make("td", {}, when, " ", model.is_current ? inUse() : null),
      make("td", { class: "number" }, String(model.example_count ?? "")),
      make("td", {}, howGood(model)),
    );
    return row;
  }

  /** Keeps the two that were picked last. */
  #pick(id, picked) {
    this.#picked = this.#picked.filter((each) => each !== id);
    if (picked) this.#picked = [...this.#picked, id].slice(-2);
    this.#compare();
  }

  #compare() {
    for (const row of this.querySelectorAll("tbody tr")) {
      const picked = this.#picked.includes(row.dataset.id);
      row.classList.toggle("is-picked", picked);
      row.querySelector("input").checked = picked;
    }
    const two = this.#models.filter(({ id }) => this.#picked.includes(id));
    const words = two.length === 2 ? compare(two[1], two[0]) : "";
    this.querySelector("[role=status]").textContent = words;
  }
}

function inUse() {
  return make("span", { class: "badge badge-go no-wrap" }, gettext("in use"));
}

function howGood(model) {
  const { status, problem } = model;
  if (status === "failed") return problem || gettext("did not work");
  if (status === "cancelled") return gettext("stopped");
  if (status !== "ready") return gettext("learning now");
  return goodInWords(model);
}

function compare(older, newer) {
  const more = newer.example_count - older.example_count;
  return `${growthInWords(more)} ${whichIsBetter(older, newer)}`;
}

function growthInWords(more) {
  if (more === 0) return gettext("Both learnt from the same number of examples.");
  const count = Math.abs(more);
  const words =
    more > 0
      ? ngettext(
          "The newer one learnt from %(count)s example more.",
          "The newer one learnt from %(count)s examples more.",
          count,
        )
      : ngettext(
          "The newer one learnt from %(count)s example fewer.",
          "The newer one learnt from %(count)s examples fewer.",
          count,
        );
  return fill(words, { count });
}

customElements.define("model-history", ModelHistory);
