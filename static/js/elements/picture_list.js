import { hueOf, make } from "./dom.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

const THUMBNAIL = 128; // pixels on each side

/**
 * Returns pictures, what each is, and what the computer said.
 *
 *   pictureList(schema.labels, [{ example, label, answer, confidence }, …]);
 *
 * `show(example, label)` returns the small picture of an example, or what stands for it.
 */
export function pictureList(labels, mistakes, show = thumbnail) {
  const items = mistakes.map((mistake) => item(labels, mistake, show));
  return make("ul", { class: "picture-list" }, ...items);
}

function item(labels, { example, label, answer, confidence }, show) {
  const isRight = label === answer;
  const said = gettext("it said");
  return make(
    "li",
    { class: isRight ? "picture-answer is-right" : "picture-answer" },
    show(example, labels[label]),
    make("span", { class: "picture-line" }, tag(labels[label])),
    make(
      "span",
      { class: "picture-line small" },
      isRight ? `✓ ${said} ` : `✗ ${said} `,
      tag(labels[answer]),
      ` ${formatPercent(confidence)}`,
    ),
  );
}

/** Returns the small picture of an example of that label. */
export function thumbnail({ files }, { name }) {
  return make("img", {
    class: "picture-small",
    src: files.thumbnail,
    alt: fill(gettext("A picture of “%(name)s”"), { name }),
    width: THUMBNAIL,
    height: THUMBNAIL,
    loading: "lazy",
  });
}

function tag({ number, name }) {
  return make("span", { class: `label-tag ${hueOf(number)}`, dir: "auto" }, name);
}
