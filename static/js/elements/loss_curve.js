import { make, makeSvg } from "./dom.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

const WIDTH = 320;
const HEIGHT = 120;
const EDGE = 6; // so that the lines are not cut
const MOST_POINTS = 100; // More could not be told apart.

/**
 * Draws how wrong a model is after each round of learning.
 *
 *   curve.begin(); curve.add(0.69, 0.71);   // one point, and another…
 *   curve.show([[0.69, 0.71], [0.1, null]]); // or all of them
 *
 * A point is how wrong it is about the examples it learns from, and about those that
 * were held back, or null. The second line is dashed: colours alone tell nobody.
 */
class LossCurve extends HTMLElement {
  #points = [];

  begin() {
    this.show([]);
  }

  add(loss, heldBack = null) {
    this.show([...this.#points, [loss, heldBack]]);
  }

  show(points) {
    this.#points = points.filter(([loss]) => Number.isFinite(loss));
    this.hidden = this.#points.length < 2; // No line could be drawn.
    if (this.hidden) return;
    if (!this.firstElementChild) this.#build();
    const drawn = thinned(this.#points);
    const highest = Math.max(...drawn.flat().filter(Number.isFinite), 1e-6);
    this.#draw(".loss-learnt", drawn, 0, highest);
    this.#draw(".loss-held-back", drawn, 1, highest);
    const hasHeldBack = drawn.some(([, heldBack]) => Number.isFinite(heldBack));
    this.querySelector(".loss-legend-held-back").hidden = !hasHeldBack;
    this.querySelector("svg").setAttribute("aria-label", inWords(this.#points));
  }

  #draw(line, points, which, highest) {
    const places = points
      .map((point, place) => [place / (points.length - 1), point[which]])
      .filter(([, value]) => Number.isFinite(value))
      .map(([across, value]) => {
        const x = EDGE + across * (WIDTH - 2 * EDGE);
        const y = HEIGHT - EDGE - (value / highest) * (HEIGHT - 2 * EDGE);
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      });
    this.querySelector(line).setAttribute("points", places.join(" "));
  }

  #build() {
    const box = { class: "loss-picture", viewBox: `0 0 ${WIDTH} ${HEIGHT}` };
    const ground = { x1: EDGE, x2: WIDTH - EDGE, y1: HEIGHT - EDGE, y2: HEIGHT - EDGE };
    const picture = makeSvg(
      "svg",
      { ...box, role: "img", preserveAspectRatio: "none" },
      makeSvg("line", { class: "loss-ground", ...ground }),
      makeSvg("polyline", { class: "loss-line loss-held-back" }),
      makeSvg("polyline", { class: "loss-line loss-learnt" }),
    );
    const learnt = gettext("Mistakes with the examples it learns from");
    const heldBack = gettext("Mistakes with examples that it has not seen");
    const legend = make(
      "ul",
      { class: "loss-legend" },
      make("li", {}, sample("loss-learnt"), learnt),
      make(
        "li",
        { class: "loss-legend-held-back" },
        sample("loss-held-back"),
        heldBack,
      ),
    );
    this.append(picture, legend);
  }
}

function sample(line) {
  return makeSvg(
    "svg",
    { class: "loss-sample", viewBox: "0 0 32 8", "aria-hidden": "true" },
    makeSvg("polyline", { class: `loss-line ${line}`, points: "1,4 31,4" }),
  );
}

/** Leaves out points evenly; the first and the last stay. */
function thinned(points) {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from(
    { length: MOST_POINTS },
    (_, place) => points[Math.round(place * step)],
  );
}

function inWords(points) {
  const [first, last] = [points[0][0], points[points.length - 1][0]];
  if (last >= first) return gettext("A line: the mistakes did not get fewer.");
  const words = gettext(
    "A line: it makes fewer and fewer mistakes, down to %(share)s.",
  );
  return fill(words, { share: formatPercent(last / first) });
}

customElements.define("loss-curve", LossCurve);
