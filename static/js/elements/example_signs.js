import { icon, make, part } from "./dom.js";
import { fill, gettext } from "../words.js";

/** Shows beside an example of a class project who added it, and who sees it so far. */
export function showSigns(element, example, about) {
  const box = part(element, "signs");
  const { state } = example;
  for (const each of ["waiting", "hidden"]) {
    element.classList.toggle(`is-${each}`, state === each);
  }
  box.hidden = !about.shared;
  if (box.hidden) return;
  const words = stateInWords(example, about);
  const sign = words
    ? make("span", { class: "example-state" }, icon(ICONS[state]), words)
    : null;
  box.replaceChildren(...[byLine(example, about), sign].filter(Boolean));
}

const ICONS = { waiting: "eye", hidden: "lock" };

/** Says who does not see an example of a class project; "" of one that all see. */
export function stateInWords({ state }, { may }) {
  if (state === "waiting") {
    return may.moderate
      ? gettext("waiting for you")
      : gettext("waiting for your teacher");
  }
  if (state === "hidden") {
    return may.moderate ? gettext("hidden") : gettext("hidden by your teacher");
  }
  return "";
}

function byLine({ author, by }, { me }) {
  const isMine = me !== null && by === me;
  if (!isMine && !author) return null;
  const words = isMine ? gettext("you") : author;
  const told = isMine
    ? gettext("Added by you")
    : fill(gettext("Added by %(author)s"), { author });
  return make("span", { class: "example-by", dir: "auto", title: told }, words);
}
