import { make, makeSvg, tell } from "./dom.js";
import { SIDE, along, marksOf, place, rangeOf } from "./scatter_layout.js";
import { formatMeasured } from "../measured.js";
import { formatRough } from "../numbers.js";
import { fill, gettext } from "../words.js";

const RADIUS = 5;
const EDGE = { left: 52, right: 10, top: 10, bottom: 48 };
const MARK_DIGITS = 4;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/**
 * Draws what was predicted of rows against what is true: on the diagonal it is right.
 *
 *   scatter.show({ unit: "cm", points: [{ id, truth: 10, said: 12.3 }, …] });
 *
 * Points are reached with Tab and the arrow keys, from the least true number to the
 * most. Speaks upwards: "point-picked" { id, truth, said }.
 */
class PredictionScatter extends HTMLElement {
  #unit = "";
  #dots = [];

  show({ unit, points }) {
    this.#unit = unit;
    const range = rangeOf(points);
    const sorted = [...points].sort((one, other) => one.truth - other.truth);
    this.#dots = place(sorted, range).map((point) => this.#dot(point));
    const { left, right, top, bottom } = EDGE;
    const viewBox = [-left, -top, SIDE + left + right, SIDE + top + bottom].join(" ");
    const about = { class: "scatter", viewBox, role: "group" };
    const name = gettext("What it said against what is true. Arrow keys move around.");
    this.replaceChildren(
      makeSvg("svg", { ...about, "aria-label": name }, ...ground(range), ...this.#dots),
    );
    this.#dots[0]?.setAttribute("tabindex", "0");
  }

  #dot(point) {
    const { x, y, truth, said } = point;
    const drawn = makeSvg(
      "circle",
      { class: "scatter-dot", cx: x, cy: y, r: RADIUS, role: "button", tabindex: -1 },
      makeSvg("title", {}, pointInWords(point, this.#unit)),
    );
    drawn.setAttribute("aria-label", pointInWords(point, this.#unit));
    drawn.setAttribute("aria-pressed", "false");
    const pick = () => this.#pick(drawn, { id: point.id, truth, said });
    drawn.addEventListener("click", pick);
    drawn.addEventListener("keydown", (event) => this.#hear(event, drawn, pick));
    return drawn;
  }

  #hear(event, dot, pick) {
    if (event.key === "Enter" || event.key === " ") pick();
    else if (event.key in STEPS) this.#move(dot, STEPS[event.key]);
    else return;
    event.preventDefault();
  }

  #move(dot, step) {
    const next = this.#dots[this.#dots.indexOf(dot) + step];
    if (!next) return;
    this.#reach(next);
    next.focus();
  }

  #pick(dot, point) {
    for (const each of this.#dots) {
      each.setAttribute("aria-pressed", String(each === dot));
    }
    this.#reach(dot);
    tell(this, "point-picked", point);
  }

  /** One of them is reached with Tab: two hundred would be too many to get past. */
  #reach(dot) {
    for (const each of this.#dots) each.setAttribute("tabindex", each === dot ? 0 : -1);
  }
}

function pointInWords({ truth, said }, unit) {
  const words = gettext("True: %(truth)s. It said: %(said)s.");
  return fill(words, {
    truth: formatMeasured(truth, { unit }),
    said: formatMeasured(said, { unit }),
  });
}

function ground(range) {
  const marks = marksOf(range).flatMap((number) => mark(number, along(number, range)));
  const box = { class: "scatter-ground", width: SIDE, height: SIDE };
  const diagonal = { class: "scatter-right", x1: 0, y1: SIDE, x2: SIDE, y2: 0 };
  const middle = SIDE / 2;
  return [
    makeSvg("rect", box),
    ...marks,
    makeSvg("line", diagonal),
    makeSvg(
      "text",
      { class: "scatter-name", x: middle, y: SIDE + 40 },
      gettext("what is true"),
    ),
    makeSvg(
      "text",
      {
        class: "scatter-name",
        transform: `translate(-38 ${middle}) rotate(-90)`,
      },
      gettext("what it said"),
    ),
  ];
}

function mark(number, share) {
  const words = formatRough(number, MARK_DIGITS);
  const [x, y] = [share * SIDE, (1 - share) * SIDE];
  const line = { class: "scatter-line", "aria-hidden": "true" };
  const text = { class: "scatter-mark", "aria-hidden": "true" };
  return [
    makeSvg("line", { ...line, x1: x, x2: x, y1: 0, y2: SIDE }),
    makeSvg("line", { ...line, x1: 0, x2: SIDE, y1: y, y2: y }),
    makeSvg("text", { ...text, x, y: SIDE + 18, "text-anchor": "middle" }, words),
    makeSvg("text", { ...text, x: -6, y: y + 4, "text-anchor": "end" }, words),
  ];
}

/** Returns the same points as a table, for those who cannot see a picture. */
export function pointTable({ unit, points }) {
  const heads = [gettext("True"), gettext("It said")];
  const write = (number) => formatMeasured(number, { unit });
  const rows = points.map(({ truth, said }) =>
    make("tr", {}, make("td", {}, write(truth)), make("td", {}, write(said))),
  );
  const table = make(
    "table",
    { class: "table" },
    make(
      "thead",
      {},
      make("tr", {}, ...heads.map((each) => make("th", { scope: "col" }, each))),
    ),
    make("tbody", {}, ...rows),
  );
  return make(
    "details",
    {},
    make("summary", {}, gettext("The same as a table")),
    make("div", { class: "table-scroll scatter-table", tabindex: 0 }, table),
  );
}

customElements.define("prediction-scatter", PredictionScatter);
