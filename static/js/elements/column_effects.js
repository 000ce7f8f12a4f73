import { make, makeSvg } from "./dom.js";
import { slopeOf } from "../effects.js";
import { formatMeasured } from "../measured.js";
import { fill, gettext } from "../words.js";

const WIDTH = 300;
const HEIGHT = 110;
const EDGE = 6; // so that the line is not cut
const LEAST_SHARE = 0.02; // of what columns do at most; less is nothing to speak of

/** Shows what one column does to a prediction: a line, or a bar for each choice. */
class ColumnEffects extends HTMLElement {
  show(effect, { isLine }) {
    const { column, target } = effect;
    const title = fill(gettext("%(column)s → %(target)s"), {
      column: column.name,
      target: target.name,
    });
    const isChoice = column.kind === "choice";
    this.replaceChildren(
      make("h3", { dir: "auto" }, title),
      isChoice ? choices(effect) : curve(effect),
      make("p", { class: "soft" }, isChoice ? "" : inWords(effect, isLine)),
    );
  }
}

function curve({ column, target, points, low, high }) {
  const range = high - low || 1;
  const places = points.map(({ value }, place) => {
    const x = EDGE + (place / (points.length - 1)) * (WIDTH - 2 * EDGE);
    const y = HEIGHT - EDGE - ((value - low) / range) * (HEIGHT - 2 * EDGE);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const box = { class: "effect-picture", viewBox: `0 0 ${WIDTH} ${HEIGHT}` };
  const { at: least } = points[0];
  const { at: most } = points[points.length - 1];
  const end = (at) => make("span", {}, formatMeasured(at, column));
  return make(
    "div",
    { class: "effect" },
    make(
      "div",
      { class: "effect-side" },
      make("span", {}, formatMeasured(high, target)),
      make("span", {}, formatMeasured(low, target)),
    ),
    makeSvg(
      "svg",
      { ...box, "aria-hidden": "true", preserveAspectRatio: "none" },
      makeSvg("polyline", { class: "effect-line", points: places.join(" ") }),
    ),
    make("div", { class: "effect-ends" }, end(least), end(most)),
  );
}

function choices({ target, points, low, high }) {
  const range = high - low || 1;
  const bars = points.map(({ at, value }) =>
    make(
      "li",
      { class: "bar" },
      make("span", { class: "bar-name", dir: "auto" }, at),
      make("span", { class: "bar-number" }, formatMeasured(value, target)),
      make("progress", {
        class: "bar-line",
        value: (value - low) / range,
        "aria-hidden": "true",
      }),
    ),
  );
  return make("ol", { class: "bars" }, ...bars);
}

function inWords(effect, isLine) {
  const { points, low, high } = effect;
  const values = points.map(({ value }) => value);
  if (Math.max(...values) - Math.min(...values) <= LEAST_SHARE * (high - low)) {
    return gettext("It hardly matters.");
  }
  return isLine ? slopeInWords(effect) : rangeInWords(effect, values);
}

function slopeInWords({ column, target, points }) {
  const { step, change } = slopeOf(points);
  const words =
    change > 0
      ? gettext("With every %(step)s more it goes up by %(change)s.")
      : gettext("With every %(step)s more it goes down by %(change)s.");
  return fill(words, {
    step: formatMeasured(step, column),
    change: formatMeasured(Math.abs(change), target),
  });
}

function rangeInWords({ column, target, points }, values) {
  const atOf = (value) => formatMeasured(points[values.indexOf(value)].at, column);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const words = gettext(
    "It is highest, %(most)s, at %(atMost)s, and lowest, %(least)s, at %(atLeast)s.",
  );
  return fill(words, {
    most: formatMeasured(most, target),
    least: formatMeasured(least, target),
    atMost: atOf(most),
    atLeast: atOf(least),
  });
}

customElements.define("column-effects", ColumnEffects);
