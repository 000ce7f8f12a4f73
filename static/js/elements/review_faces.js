import { icon, make } from "./dom.js";
import { soundThumbnail } from "./sound_thumbnail.js";
import { gettext } from "../words.js";

const CELLS_AT_ONCE = 6; // Of more, a kind shows the first ones only.

/** How an example of files looks to somebody who has to judge it. */
const FACES = {
  images: ({ files }, { isSmall }) => {
    const side = isSmall ? 64 : 256; // pixels
    const picture = make("img", {
      class: "review-picture",
      src: isSmall ? files.thumbnail : files.picture,
      alt: "",
      width: side,
      height: side,
      loading: "lazy",
      decoding: "async",
      draggable: "false",
    });
    return isSmall ? picture : withLarge(picture);
  },
  sounds: (example, { label }) => {
    const thumbnail = soundThumbnail(example, label ?? { name: gettext("sound") });
    thumbnail.querySelector("button").tabIndex = -1; // Enter plays it.
    return thumbnail;
  },
};

/** Beside the keyboard's Enter there is a button for those who point. */
function withLarge(picture) {
  const button = make(
    "button",
    { class: "icon-button review-enlarge", type: "button", "data-part": "large" },
    icon("big"),
  );
  button.tabIndex = -1;
  button.setAttribute("aria-label", gettext("See it large"));
  return make("span", { class: "review-picture-box" }, picture, button);
}

/**
 * Returns the elements that show all of an example: `{ kind, fields, label }`; small
 * ones stand beside another that it resembles.
 */
export function faceOf(example, { kind, fields, label, isSmall = false }) {
  const face = FACES[kind.code];
  if (face) return [face(example, { label, isSmall })];
  const cells = [];
  for (let start = 0; start === 0 || start < fields.length; start += CELLS_AT_ONCE) {
    cells.push(...kind.cells(example, fields.slice(start, start + CELLS_AT_ONCE)));
  }
  return cells;
}
