import { make } from "./dom.js";
import { gettext } from "../words.js";

const MUCH = 2 / 3; // Of the drop of the most important column.
const SOME = 1 / 4;

/**
 * Shows which columns helped: how much worse the answers get without each.
 *
 *   bars.show([{ field: 0, drop: 0.12 }, …], schema.fields);
 */
class ImportanceBars extends HTMLElement {
  show(importance, fields) {
    const most = Math.max(0, ...importance.map(({ drop }) => drop));
    if (most <= 0) {
      const words = gettext("No column helped much more than the others.");
      this.replaceChildren(make("p", {}, words));
      return;
    }
    const sorted = [...importance].sort((one, other) => other.drop - one.drop);
    const bars = sorted.map(({ field, drop }) =>
      bar(fields[field].name, Math.max(0, drop) / most),
    );
    this.replaceChildren(make("ol", { class: "bars" }, ...bars));
  }
}

function bar(name, share) {
  return make(
    "li",
    { class: "bar" },
    make("span", { class: "bar-name" }, name),
    make("span", { class: "bar-number" }, inWords(share)),
    make("progress", { class: "bar-line", value: share, "aria-hidden": "true" }),
  );
}

function inWords(share) {
  if (share >= MUCH) return gettext("helped a lot");
  if (share >= SOME) return gettext("helped some");
  if (share > 0) return gettext("helped a little");
  return gettext("did not help");
}

customElements.define("importance-bars", ImportanceBars);
